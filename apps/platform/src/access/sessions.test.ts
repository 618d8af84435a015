/** Sign-in and sessions: what ends them, what guesses cost, and that nothing stored opens anything (security.md section 8). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openOwnerSession } from '@gamut/database/owner-session';
import type { Clock } from '@gamut/kernel/time-source';
import {
  operatorToken,
  origin,
  testPlatform,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../tests/support/platform.ts';
import { storePasswordHash } from './account-store.ts';
import { guesses } from './guess-limit.ts';
import { sessionLimits } from './identify-person.ts';

let aheadMs = 0;
const clock: Clock = { nowMs: () => Date.now() + aheadMs, monotonicMs: () => performance.now() + aheadMs };
const password = 'umbrella-trellis-harbour-91';
let under: PlatformUnderTest;

before(async () => {
  under = await testPlatform({ clock });
  const { passwords, db } = under.running.platform;
  const hash = await passwords.hash(password);
  for (const role of ['advanced', 'standard'] as const) {
    const { userId } = await under.as(role);
    const whose = { userId, tenantId: under.tenant.id, own: false };
    await db.control((tx) => storePasswordHash(tx, whose, hash, new Date().toISOString()));
  }
});
after(() => under.close());

const session = { method: 'GET', path: '/v1/session' };
const signIn = (email: string, secret: string): Promise<Answer> =>
  under.anonymous({
    method: 'POST',
    path: '/v1/session',
    body: { email, password: secret },
    headers: { origin },
  });
const mint = (
  body: unknown,
  headers: Record<string, string> = { authorization: `Bearer ${operatorToken}` },
): Promise<Answer> => under.anonymous({ method: 'POST', path: '/operator/v1/sign-in-links', body, headers });

async function control(sql: string, values: readonly unknown[]): Promise<void> {
  await under.running.platform.db.control((tx) => tx.query(sql, values));
}

async function assertEnded(client: Client, code = 'session_expired', status = 401): Promise<void> {
  const answer = await client.call(session);
  assert.equal(answer.status, status, answer.text);
  assert.equal(answer.json.code, code);
}

test('a right password gives a session whose cookie scripts can’t read, and says what the person may do', async () => {
  const answer = await signIn('Advanced@Alpha.example', password);
  assert.equal(answer.status, 201, answer.text);
  const cookie = String(answer.headers['set-cookie']);
  assert.match(cookie, /^gamut_session=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/);
  assert.equal(answer.json.user.email, 'advanced@alpha.example');
  assert.ok(answer.json.permissions.includes('journal.read'));
  assert.ok(!answer.json.permissions.includes('agent.read'));
  const again = await under.anonymous({ ...session, headers: { cookie: cookie.split(';')[0] as string } });
  assert.equal(again.json.csrfToken, answer.json.csrfToken);
});

test('in production the cookie is bound to this host over TLS', async (t) => {
  const production = await testPlatform({ mode: 'production' });
  t.after(() => production.close());
  const client = await production.as('administrator');
  assert.match(client.cookie, /^__Host-gamut_session=/);
  assert.equal((await client.call(session)).status, 200);
  const ended = await client.call({ method: 'DELETE', path: '/v1/session' });
  assert.match(
    String(ended.headers['set-cookie']),
    /^__Host-gamut_session=; Path=\/; HttpOnly; SameSite=Lax; Max-Age=0; Secure$/,
  );
  const operator = {
    method: 'POST',
    path: '/operator/v1/sign-in-links',
    body: { tenant: 'alpha', email: 'advanced@alpha.example' },
    headers: { authorization: `Bearer ${operatorToken}` },
  };
  assert.equal((await production.anonymous(operator)).status, 403, 'links are for development alone');
});

test('a wrong password, an unknown account and one without a password get the same answer', async () => {
  const answers = await Promise.all(
    ['advanced@alpha.example', 'nobody@alpha.example', 'subscriber@alpha.example'].map((email) =>
      signIn(email, 'wrong'),
    ),
  );
  for (const { status, json } of answers) {
    assert.equal(status, 401);
    assert.deepEqual({ ...json, request_id: '' }, { ...answers[0]?.json, request_id: '' });
  }
});

test('an account has ten guesses in a quarter of an hour, also when they come at once, and the right one frees them', async () => {
  const account = 'standard@alpha.example';
  const raced = await Promise.all(Array.from({ length: 16 }, () => signIn(account, 'wrong')));
  const judged = raced.filter((answer) => answer.status === 401).length;
  assert.ok(judged <= guesses.max, `${judged} guesses were judged`);
  assert.ok(raced.every((answer) => [401, 429].includes(answer.status)));
  while ((await signIn(account, 'wrong')).status === 401);
  assert.equal((await signIn(account, password)).status, 429, 'even the right one waits');
  aheadMs += guesses.withinMs + 1000;
  assert.equal((await signIn(account, password)).status, 201);
  for (let n = 0; n < guesses.max - 1; n++) await signIn(account, 'wrong');
  assert.equal((await signIn(account, password)).status, 201);
  assert.equal((await signIn(account, 'wrong')).status, 401, 'the count began anew');
});

test('a one-time link signs in once, of many at the same moment only one', async () => {
  const { json } = await mint({ tenant: 'alpha', email: 'operator@alpha.example' });
  const path = new URL(json.url).pathname;
  const used = await Promise.all(Array.from({ length: 16 }, () => under.anonymous({ method: 'GET', path })));
  assert.equal(used.filter((answer) => answer.headers['set-cookie'] !== undefined).length, 1);
  assert.ok(used.every((answer) => answer.status === 303));
  assert.equal((await under.anonymous({ method: 'GET', path })).headers['location'], '/sign-in?link=used');
});

test('a link past its day, or one that never was, signs nobody in', async () => {
  const { json } = await mint({ tenant: 'alpha', email: 'operator@alpha.example' });
  aheadMs += 24 * 3_600_000 + 1000;
  const late = await under.anonymous({ method: 'GET', path: new URL(json.url).pathname });
  assert.equal(late.headers['set-cookie'], undefined);
  const never = await under.anonymous({ method: 'GET', path: `/sign-in/${'A'.repeat(43)}` });
  assert.equal(never.headers['location'], '/sign-in?link=used');
});

test('links are minted for the operator alone, and for people who are there', async () => {
  const body = { tenant: 'alpha', email: 'operator@alpha.example' };
  assert.equal((await mint(body, {})).status, 401);
  assert.equal((await mint(body, { authorization: 'Bearer wrong' })).status, 401);
  assert.equal((await mint(body, { authorization: `Basic ${operatorToken}` })).status, 401);
  assert.equal((await mint({ tenant: 'beta', email: 'operator@alpha.example' })).status, 404);
  assert.equal(
    (await mint({ tenant: "alpha'; DROP TABLE control.users; --", email: 'operator@alpha.example' })).status,
    404,
  );
});

test('signing out ends the session at once', async () => {
  const client = await under.as('administrator');
  const answer = await client.call({ method: 'DELETE', path: '/v1/session' });
  assert.equal(answer.status, 200, answer.text);
  assert.match(String(answer.headers['set-cookie']), /^gamut_session=; .*Max-Age=0/);
  await assertEnded(client);
});

test('an idle session ends, a used one lives on, and none outlives its longest time', async () => {
  const [idle, used] = [await under.as('administrator'), await under.as('administrator')];
  const step = sessionLimits.idleMs - 60_000;
  for (let passed = 0; passed + step < sessionLimits.absoluteMs; passed += step) {
    aheadMs += step;
    assert.equal((await used.call(session)).status, 200);
  }
  await assertEnded(idle);
  aheadMs += step;
  await assertEnded(used);
});

test('what the console asks by itself is no use of the session, and a person’s own request is', async () => {
  const [left, used] = [await under.as('administrator'), await under.as('administrator')];
  const polling = { ...session, headers: { 'gamut-background': '1' } };
  const step = sessionLimits.idleMs / 4;
  for (let n = 1; n < 4; n++) {
    aheadMs += step;
    for (const client of [left, used]) assert.equal((await client.call(polling)).status, 200);
  }
  assert.equal((await used.call(session)).status, 200);
  aheadMs += step;
  await assertEnded(left);
  assert.equal((await used.call(polling)).status, 200);
  aheadMs += sessionLimits.idleMs;
  assert.equal((await used.call(polling)).status, 401, 'and it never lets a session live on');
});

test('a suspended user, membership or changed role bites on the next request, and the session stays ended after', async () => {
  const cases: readonly (readonly [string, string])[] = [
    [
      "UPDATE control.users SET status = 'suspended' WHERE id = $1",
      "UPDATE control.users SET status = 'active' WHERE id = $1",
    ],
    [
      "UPDATE control.memberships SET status = 'suspended' WHERE user_id = $1",
      "UPDATE control.memberships SET status = 'active' WHERE user_id = $1",
    ],
    [
      'UPDATE control.memberships SET role_epoch = role_epoch + 1 WHERE user_id = $1',
      'UPDATE control.memberships SET role_epoch = role_epoch + 1 WHERE user_id = $1',
    ],
  ];
  for (const [suspend, restore] of cases) {
    const client = await under.as('advanced');
    assert.equal((await client.call(session)).status, 200);
    await control(suspend, [client.userId]);
    await assertEnded(client);
    await control(restore, [client.userId]);
    await assertEnded(client);
  }
});

test('a suspended tenant refuses everybody of it at once, and nobody else', async () => {
  const [client, stranger] = [await under.as('administrator'), await under.as('administrator', under.other)];
  await control("UPDATE control.tenants SET status = 'suspended' WHERE id = $1", [under.tenant.id]);
  try {
    await assertEnded(client, 'tenant_suspended', 403);
    assert.equal((await signIn('advanced@alpha.example', password)).status, 401);
    assert.equal((await mint({ tenant: 'alpha', email: 'operator@alpha.example' })).status, 404);
    assert.equal((await stranger.call(session)).status, 200);
  } finally {
    await control("UPDATE control.tenants SET status = 'active' WHERE id = $1", [under.tenant.id]);
  }
  await assertEnded(client);
});

test('a dump of the database holds no cookie, no CSRF token, no link, and no account that was guessed at', async () => {
  const client = await under.as('administrator');
  const { json } = await mint({ tenant: 'alpha', email: 'operator@alpha.example' });
  await signIn('a-stranger@elsewhere.example', 'wrong');
  const secrets = [
    client.cookie.split('=')[1] as string,
    client.csrfToken,
    new URL(json.url).pathname.split('/')[2] as string,
    'a-stranger@elsewhere.example',
  ];
  const owner = await openOwnerSession(under.database.superuserUrl, 'gamut-test');
  try {
    for (const table of ['sessions', 'sign_in_links', 'sign_in_attempts', 'failed_sign_ins', 'users']) {
      const rows = await owner.query<{ text: string }>(`SELECT t::text AS text FROM control.${table} t`);
      assert.ok(rows.length > 0, table);
      for (const secret of secrets)
        assert.ok(!rows.some((row) => row.text.includes(secret)), `${table} holds a secret`);
    }
  } finally {
    await owner.close();
  }
  for (const secret of secrets) assert.ok(!under.logged.join('').includes(secret), 'the log holds a secret');
});

test('a password is set only if strong, by whoever proves the present one, and puts every other session out', async () => {
  const [client, elsewhere] = [await under.as('subscriber'), await under.as('subscriber')];
  const set = (body: unknown): Promise<Answer> =>
    client.call({ method: 'PUT', path: '/v1/session/password', body });
  for (const weak of [
    'short',
    'password1234',
    'qwertyuiop12',
    'subscriber@alpha.example',
    'aaaaaaaaaaaaaaaa',
    'x'.repeat(2000),
  ]) {
    assert.equal((await set({ password: weak })).status, 422, weak);
  }
  assert.equal((await set({ password: 'lantern-orchard-velvet-58' })).status, 200);
  await assertEnded(elsewhere);
  assert.equal((await client.call(session)).status, 200);
  assert.equal((await signIn('subscriber@alpha.example', 'lantern-orchard-velvet-58')).status, 201);
  assert.equal(
    (await set({ password: 'granite-teapot-meadow-77' })).status,
    401,
    'now there is one to prove',
  );
  assert.equal((await set({ current: 'wrong', password: 'granite-teapot-meadow-77' })).status, 401);
  assert.equal(
    (await set({ current: 'lantern-orchard-velvet-58', password: 'granite-teapot-meadow-77' })).status,
    200,
  );
  assert.equal((await signIn('subscriber@alpha.example', 'granite-teapot-meadow-77')).status, 201);
});

test('two cookies of one name, or a malformed one, are no session', async () => {
  const client = await under.as('administrator');
  for (const cookie of [
    `${client.cookie}; ${client.cookie}`,
    `${client.cookie}=`,
    client.cookie.slice(0, -1),
    `x=${client.cookie}`,
    '=;=;',
  ]) {
    assert.equal((await under.anonymous({ ...session, headers: { cookie } })).status, 401, cookie);
  }
});
