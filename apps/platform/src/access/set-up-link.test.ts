/** Set-up links, the first way in: used once, for 72 hours, in production too, and never adopting what somebody brings along. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Clock } from '@gamut/kernel/time-source';
import { peopleActs, setUp, setUpPassword, type PeopleActs } from '../../../../tests/support/people-world.ts';
import {
  operatorToken,
  origin,
  testPlatform,
  type Answer,
  type AnyJson,
  type Client,
  type PlatformUnderTest,
} from '../../../../tests/support/platform.ts';
import { setUpLinkLifeMs } from './set-up-link.ts';

let aheadMs = 0;
const clock: Clock = { nowMs: () => Date.now() + aheadMs, monotonicMs: () => performance.now() + aheadMs };
let under: PlatformUnderTest;
let administrator: Client;
let add: PeopleActs['add'];
let use: PeopleActs['use'];
let signIn: PeopleActs['signIn'];

before(async () => {
  under = await testPlatform({ clock });
  administrator = await under.as('administrator');
  ({ add, use, signIn } = peopleActs(under));
});
after(() => under.close());

const session = { method: 'GET', path: '/v1/session' };
const renew = (id: string): Promise<Answer> =>
  administrator.call({ method: 'POST', path: `/v1/people/${id}/set-up-link` });
async function member(id: string, by = administrator): Promise<AnyJson> {
  return (await by.call({ method: 'GET', path: `/v1/memberships/${id}` })).json;
}

test('somebody who was added gets in by a link that is used once, however many try at the same moment', async () => {
  const answer = await add(administrator);
  assert.equal(answer.status, 201, answer.text);
  const invited = await member(answer.json.id);
  assert.deepEqual([invited.status, invited.lastSeenAt, invited.signsInWith], ['invited', null, null]);
  assert.equal((await signIn(invited.email)).status, 401, 'nobody signs in before');
  const tried = await Promise.all(Array.from({ length: 8 }, () => use(answer.json.url)));
  assert.equal(tried.filter(({ status }) => status === 201).length, 1);
  // on a machine that is out of breath the losers may be told so
  for (const { status, text } of tried) assert.ok([201, 404, 503].includes(status), text);
  assert.equal((await use(answer.json.url)).status, 404);
  assert.equal((await signIn(invited.email)).status, 201);
  const now = await member(answer.json.id);
  assert.deepEqual([now.status, now.signsInWith, now.openSessions], ['active', 'password', 2]);
});

test('a set-up link lasts 72 hours, a fresh one voids it, a weak password does not use it up', async (t) => {
  t.after(() => (aheadMs = 0));
  const first = await add(administrator);
  assert.equal((await use(first.json.url, 'password1234')).status, 422);
  const second = await renew(first.json.id);
  assert.equal(second.status, 201, second.text);
  assert.equal((await use(first.json.url)).status, 404);
  aheadMs = setUpLinkLifeMs;
  administrator = await under.as('administrator');
  assert.equal((await use(second.json.url)).status, 404);
  const third = await renew(first.json.id);
  assert.equal((await use(third.json.url)).status, 201);
  assert.equal((await renew(first.json.id)).status, 409);
  aheadMs = 0;
  administrator = await under.as('administrator');
});

test('a cookie that somebody brings along is never the session that they get', async () => {
  const planted = `gamut_session=${Buffer.alloc(32, 7).toString('base64url')}`;
  const { json } = await add(administrator);
  const used = await use(json.url, setUpPassword, { cookie: planted });
  const { email } = await member(json.id);
  const signed = await under.anonymous({
    method: 'POST',
    path: '/v1/session',
    body: { email, password: setUpPassword },
    headers: { origin, cookie: planted },
  });
  for (const answer of [used, signed]) {
    assert.equal(answer.status, 201, answer.text);
    assert.ok(!String(answer.headers['set-cookie']).includes(planted.split('=')[1] as string));
  }
  assert.equal((await under.anonymous({ ...session, headers: { cookie: planted } })).status, 401);
  assert.equal((await use(json.url, setUpPassword, { origin: 'https://evil.example' })).status, 403);
});

test('the operator invites an administrator, in production too, and the tenant’s own stream tells of it', async (t) => {
  const production = await testPlatform({ mode: 'production' });
  t.after(() => production.close());
  const ask = (headers: Record<string, string>): Promise<Answer> =>
    production.anonymous({
      method: 'POST',
      path: '/operator/v1/tenants/alpha/administrators',
      body: { email: 'First@Alpha.example', name: 'First Administrator' },
      headers,
    });
  assert.equal((await ask({})).status, 401);
  const authorization = `Bearer ${operatorToken}`;
  const administered = await ask({ authorization });
  assert.equal(
    administered.status,
    409,
    'nobody provisions themselves into a tenant that has an administrator',
  );
  await production.running.platform.db.control((tx) =>
    tx.execute("UPDATE control.memberships SET status = 'suspended' WHERE role = 'administrator'"),
  );
  const [one, again] = [await ask({ authorization }), await ask({ authorization })];
  assert.deepEqual([one.status, again.status, one.json.id === again.json.id], [201, 201, true], again.text);
  assert.ok(again.json.url.startsWith(`${origin}/set-up#`), 'the address that people use');
  const first = await setUp(production, again.json.url);
  assert.equal((await first.call(session)).json.role, 'administrator');
  assert.equal((await ask({ authorization })).status, 409);
  const { carryOutbox } = await import('../audit/carry-outbox.ts');
  const { platform } = production.running;
  await carryOutbox(platform.db, production.tenant, platform.clock);
  const carried = await platform.db.readTenant(production.tenant, (tx) =>
    tx.query<{ bytes: string }>(
      "SELECT bytes FROM journal_entries WHERE stream = 'audit' AND kind = 'tenant.administrator_invited' ORDER BY seq",
    ),
  );
  assert.equal(carried.length, 2);
  assert.ok(
    !carried.some(({ bytes }) => bytes.toLowerCase().includes('first@alpha')),
    'and no e-mail stands in it',
  );
});
