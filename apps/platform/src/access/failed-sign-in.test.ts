/** Sign-ins that fail are on the record (ASVS 16.3.1): where the account belongs, collapsed, and never with what was typed. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openOwnerSession } from '@gamut/database/owner-session';
import type { TenantRef } from '@gamut/database/database';
import { parseId, type Id } from '@gamut/kernel/id';
import { carryOutbox } from '../audit/carry-outbox.ts';
import { recordFailedSignIns } from '../audit/record-failed-sign-ins.ts';
import {
  origin,
  testPlatform,
  type AnyJson,
  type Answer,
  type PlatformUnderTest,
} from '../../../../tests/support/platform.ts';
import { newApiToken } from './api-token.ts';
import { countedByMs } from './failed-sign-in.ts';
import { guesses } from './guess-limit.ts';

let aheadMs = 0;
const clock = { nowMs: () => Date.now() + aheadMs, monotonicMs: () => performance.now() };
const password = 'umbrella-trellis-harbour-91';
/** Of a token, with its checksum: it may hold the sign that stands between its parts. */
const secretLength = 49;
let under: PlatformUnderTest;
const idOf = new Map<string, string>();

before(async () => {
  under = await testPlatform({ clock });
  const { passwords, db } = under.running.platform;
  const hash = await passwords.hash(password);
  for (const role of ['advanced', 'standard', 'subscriber'] as const) {
    const { userId } = await under.as(role);
    idOf.set(role, userId);
    await db.control((tx) =>
      tx.execute('UPDATE control.users SET password_hash = $2 WHERE id = $1', [userId, hash]),
    );
  }
});
after(() => under.close());

const signIn = (email: string, secret: string): Promise<Answer> =>
  under.anonymous({
    method: 'POST',
    path: '/v1/session',
    body: { email, password: secret },
    headers: { origin },
  });

/** As the keeper does in the background. */
async function record(): Promise<number> {
  const { db, random } = under.running.platform;
  const counts = await recordFailedSignIns(db, clock, random);
  for (const tenant of [under.tenant, under.other]) while ((await carryOutbox(db, tenant, clock)) > 0);
  return counts;
}

async function failuresIn(tenant: TenantRef): Promise<AnyJson[]> {
  const rows = await under.running.platform.db.readTenant(tenant, (tx) =>
    tx.query<{ bytes: string }>(
      "SELECT bytes FROM journal_entries WHERE stream = 'audit' AND kind = 'sign_in.failed' ORDER BY seq",
    ),
  );
  return rows.map(({ bytes }) => (JSON.parse(bytes) as AnyJson).body);
}

async function failuresInControl(): Promise<AnyJson[]> {
  const rows = await under.running.platform.db.readControl((tx) =>
    tx.query<{ bytes: string }>(
      "SELECT bytes FROM control.journal_entries WHERE kind = 'sign_in.failed' ORDER BY seq",
    ),
  );
  return rows.map(({ bytes }) => (JSON.parse(bytes) as AnyJson).body);
}

const nextQuarter = (): void => {
  aheadMs += countedByMs;
};

test('a wrong password is recorded in the person’s tenant, with whose account it was, and nowhere else', async () => {
  assert.equal((await signIn('Advanced@Alpha.example', 'wrong')).status, 401);
  assert.equal(await record(), 1);
  assert.equal(await record(), 0, 'once');
  const [failure, ...more] = await failuresIn(under.tenant);
  assert.deepEqual(more, []);
  assert.deepEqual(failure.actor, { kind: 'system', id: 'sign_in', name: 'Sign-in' });
  assert.equal(failure.subject.id, idOf.get('advanced'));
  assert.equal(failure.subject.name, 'advanced of alpha');
  assert.deepEqual([failure.after.door, failure.after.wrong, failure.after.refused], ['password', 1, 0]);
  assert.deepEqual(await failuresIn(under.other), []);
  assert.deepEqual(await failuresInControl(), []);
});

test('repeats leave a record at the first, one when the account is locked, and one with the sum of the quarter', async () => {
  nextQuarter();
  const of = async (): Promise<[number, number][]> =>
    (await failuresIn(under.tenant))
      .filter(({ subject }) => subject.id === idOf.get('standard'))
      .map(({ after: { wrong, refused } }) => [wrong as number, refused as number]);
  for (let n = 0; n < guesses.max; n++) {
    assert.equal((await signIn('standard@alpha.example', `wrong ${String(n)}`)).status, 401);
    await record();
  }
  assert.deepEqual(await of(), [[1, 0]]);
  for (let n = 0; n < 4; n++) {
    assert.equal((await signIn('standard@alpha.example', password)).status, 429);
    await record();
  }
  assert.deepEqual(await of(), [
    [1, 0],
    [guesses.max, 1],
  ]);
  nextQuarter();
  await record();
  assert.deepEqual((await of()).at(-1), [guesses.max, 4]);
  assert.equal(await record(), 0);
});

test('of an e-mail that nobody has the platform’s own stream holds that it failed, and what was typed stands nowhere', async () => {
  nextQuarter();
  const typed = ['my-real-password-in-the-wrong-field', 'nobody@elsewhere.example'];
  for (const text of typed) assert.equal((await signIn(text, 'secret-in-the-right-field')).status, 401);
  const before = (await failuresIn(under.tenant)).length;
  assert.equal(await record(), 2);
  const [failure, ...more] = await failuresInControl();
  assert.deepEqual(more, [], 'of many at once there is one');
  assert.deepEqual([failure.after.wrong, failure.after.marks.length, failure.subject.id], [2, 2, 'unknown']);
  assert.equal((await failuresIn(under.tenant)).length, before);
  await under.as('administrator');
  const owner = await openOwnerSession(under.database.superuserUrl, 'gamut-test');
  try {
    for (const table of ['control.failed_sign_ins', 'control.journal_entries', 'control.audit_outbox']) {
      const rows = await owner.query<{ text: string }>(`SELECT t::text AS text FROM ${table} t`);
      assert.ok(rows.length > 0, table);
      for (const secret of [...typed, 'secret-in-the-right-field', 'wrong 3'])
        assert.ok(!rows.some(({ text }) => text.includes(secret)), `${table} holds what was typed`);
    }
  } finally {
    await owner.close();
  }
  for (const secret of typed)
    assert.ok(!under.logged.join('').includes(secret), 'the log holds what was typed');
});

test('an account with places in two tenants is told of in both, as each of them knows the person', async () => {
  nextQuarter();
  const { db } = under.running.platform;
  const userId = idOf.get('subscriber') as string;
  const personId = `usr_${'7'.repeat(26)}`;
  await db.control((tx) =>
    tx.execute(
      `INSERT INTO control.memberships (user_id, tenant_id, role, status, person_id, created_at)
       VALUES ($1, $2, 'standard', 'active', $3, now())`,
      [userId, under.other.id, personId],
    ),
  );
  await signIn('subscriber@alpha.example', 'wrong');
  await record();
  const subjects = await Promise.all(
    [under.tenant, under.other].map(async (tenant) => (await failuresIn(tenant)).at(-1).subject.id as string),
  );
  assert.deepEqual(subjects, [userId, personId]);
  assert.ok(!JSON.stringify(await failuresIn(under.other)).includes(userId));
});

test('processes that record at the same time leave one record', async () => {
  nextQuarter();
  const { db, random } = under.running.platform;
  const before = (await failuresIn(under.tenant)).length;
  await signIn('advanced@alpha.example', 'wrong');
  const counts = await Promise.all(Array.from({ length: 8 }, () => recordFailedSignIns(db, clock, random)));
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    1,
  );
  await record();
  assert.equal((await failuresIn(under.tenant)).length, before + 1);
});

test('the wrong present password of somebody who is signed in is recorded too', async () => {
  nextQuarter();
  const client = await under.as('advanced');
  const body = { current: 'wrong', password: 'granite-teapot-meadow-77' };
  assert.equal((await client.call({ method: 'PUT', path: '/v1/session/password', body })).status, 401);
  await record();
  assert.equal((await failuresIn(under.tenant)).at(-1).after.door, 'password_change');
});

test('a wrong token at the door of people or of operators is in the platform’s own stream, however often it is shown', async () => {
  nextQuarter();
  const tries = [
    { path: '/v1/agents', token: `gmt_${'0'.repeat(26)}_not-a-token` },
    { path: '/operator/v1/tenants', token: 'wrong-operator-token' },
  ];
  for (const { path, token } of tries)
    for (let n = 0; n < 3; n++)
      assert.equal(
        (await under.anonymous({ method: 'GET', path, headers: { authorization: `Bearer ${token}` } }))
          .status,
        401,
      );
  const before = (await failuresInControl()).length;
  await record();
  const [failure, ...more] = (await failuresInControl()).slice(before);
  assert.deepEqual(more, []);
  assert.deepEqual([failure.after.doors, failure.after.wrong], [['api_token', 'operator_token'], 6]);
  for (const { token } of tries) assert.ok(!JSON.stringify(failure).includes(token));
});

test('an API token that was revoked, has expired or is guessed at is told of in its tenant, each reason apart and the bytes nowhere', async () => {
  nextQuarter();
  await record();
  const owner = await under.as('administrator');
  const make = async (name: string): Promise<{ id: string; token: string }> => {
    const body = { name, permissions: ['role.read'], expiresInDays: 1 };
    const answer = await owner.call({ method: 'POST', path: '/v1/access-tokens', body });
    assert.equal(answer.status, 201, answer.text);
    return answer.json as { id: string; token: string };
  };
  const [revoked, expired, guessed] = [await make('revoked'), await make('expired'), await make('guessed')];
  const ended = await owner.call({ method: 'DELETE', path: `/v1/access-tokens/${revoked.id}` });
  assert.equal(ended.status, 200, ended.text);
  await under.running.platform.db.control((tx) =>
    tx.execute('UPDATE control.api_tokens SET expires_at = now() WHERE id = $1', [expired.id]),
  );
  const { platform } = under.running;
  const lent = newApiToken(parseId('tok', guessed.id) as Id<'tok'>, platform.random, platform.tokenPepper);
  const counts = async (): Promise<number[]> =>
    [await failuresIn(under.tenant), await failuresIn(under.other), await failuresInControl()].map(
      ({ length }) => length,
    );
  const [own = 0, ...elsewhere] = await counts();
  const shown = [revoked.token, expired.token, lent.token];
  for (const token of shown)
    for (let n = 0; n < 3; n++) {
      const headers = { authorization: `Bearer ${token}` };
      assert.equal((await under.anonymous({ method: 'GET', path: '/v1/roles', headers })).status, 401);
    }
  await record();
  const told = (await failuresIn(under.tenant)).slice(own);
  assert.deepEqual(
    told.map(({ subject, after: a }) => [subject.id, a.token, a.why, a.wrong, a.door].join(' ')).toSorted(),
    [
      `${owner.userId} ${revoked.id} revoked 3 api_token`,
      `${owner.userId} ${expired.id} expired 3 api_token`,
      `${owner.userId} ${guessed.id} wrong_secret 3 api_token`,
    ].toSorted(),
  );
  assert.deepEqual((await counts()).slice(1), elsewhere);
  const written = JSON.stringify(told) + under.logged.join('');
  for (const token of shown) assert.ok(!written.includes(token.slice(-secretLength)));
});

test('who shows no token at the operators’ door has tried nothing', async () => {
  nextQuarter();
  await record();
  await under.anonymous({ method: 'GET', path: '/operator/v1/tenants' });
  assert.equal(await record(), 0);
});

test('a failure that can’t be counted is refused as ever, and logged', async () => {
  nextQuarter();
  const owner = await openOwnerSession(under.database.superuserUrl, 'gamut-test');
  try {
    await owner.script(
      'ALTER TABLE control.failed_sign_ins ADD CONSTRAINT broken CHECK (wrong < 0) NOT VALID',
    );
    const answer = await signIn('advanced@alpha.example', 'wrong');
    assert.deepEqual([answer.status, answer.json.code], [401, 'bad_credentials']);
  } finally {
    await owner.script('ALTER TABLE control.failed_sign_ins DROP CONSTRAINT IF EXISTS broken');
    await owner.close();
  }
  assert.match(under.logged.join(''), /a sign-in that failed could not be recorded/);
});

test('signing in with a password and signing out leave their records', async () => {
  nextQuarter();
  const answer = await signIn('advanced@alpha.example', password);
  assert.equal(answer.status, 201, answer.text);
  const cookie = String(answer.headers['set-cookie']).split(';')[0] as string;
  const ended = await under.anonymous({
    method: 'DELETE',
    path: '/v1/session',
    headers: { cookie, origin, 'x-csrf-token': answer.json.csrfToken as string },
  });
  assert.equal(ended.status, 200, ended.text);
  const rows = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ kind: string; bytes: string }>(
      "SELECT kind, bytes FROM journal_entries WHERE stream = 'audit' ORDER BY seq DESC LIMIT 2",
    ),
  );
  assert.deepEqual(
    rows.map(({ kind, bytes }) => [kind, (JSON.parse(bytes) as AnyJson).body.actor.id]),
    [
      ['session.ended', idOf.get('advanced')],
      ['session.started', idOf.get('advanced')],
    ],
  );
});
