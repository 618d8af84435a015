/** A forgotten password has a way back, and what one tenant issues opens no other: whoever made the link, whoever uses it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { TenantRef } from '@gamut/database/database';
import type { Clock } from '@gamut/kernel/time-source';
import { makeOperator, withToken } from '../../../../tests/support/operators-world.ts';
import {
  inTwoTenants,
  peopleActs,
  setUpPassword,
  type PeopleActs,
} from '../../../../tests/support/people-world.ts';
import {
  operatorToken,
  origin,
  testPlatform,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../tests/support/platform.ts';
import { guesses } from './guess-limit.ts';
import { resetLinkLifeMs, resetLinkWaitMs } from './reset-link.ts';

let aheadMs = 0;
const clock: Clock = { nowMs: () => Date.now() + aheadMs, monotonicMs: () => performance.now() + aheadMs };
let under: PlatformUnderTest;
let administrator: Client;
let acts: PeopleActs;
const fresh = 'quartz-meadow-tugboat-37';

before(async () => {
  under = await testPlatform({ clock });
  administrator = await under.as('administrator');
  acts = peopleActs(under);
});
after(() => under.close());

const session = { method: 'GET', path: '/v1/session' };
const linkFor = (id: string, by = administrator): Promise<Answer> =>
  by.call({ method: 'POST', path: `/v1/people/${id}/reset-link` });
const use = (url: string, password = fresh, headers = {}): Promise<Answer> =>
  under.anonymous({
    method: 'POST',
    path: '/v1/password-reset',
    body: { token: new URL(url).hash.slice(1), password },
    headers: { origin, ...headers },
  });
const idOf = async (client: Client): Promise<string> => (await client.call(session)).json.user.id as string;
async function kindsOf(tenant: TenantRef): Promise<readonly { kind: string; bytes: string }[]> {
  return under.running.platform.db.readTenant(tenant, (tx) =>
    tx.query<{ kind: string; bytes: string }>(
      "SELECT kind, bytes FROM journal_entries WHERE stream = 'audit' AND kind LIKE 'person.%reset%' ORDER BY seq",
    ),
  );
}

test('a link sets a new password once, however many try, and what the old one opened has ended', async () => {
  const person = await acts.addActive(administrator);
  const made = await person.call({
    method: 'POST',
    path: '/v1/access-tokens',
    body: { name: 'theirs', permissions: ['role.read'] },
  });
  const { json, status } = await linkFor(person.id);
  assert.equal(status, 201);
  assert.equal((await person.call(session)).status, 200, 'nothing ends before it is used');
  assert.equal((await use(json.url, 'password1234')).status, 422);
  const tried = await Promise.all(Array.from({ length: 6 }, () => use(json.url)));
  assert.equal(tried.filter((one) => one.status === 201).length, 1, tried.map((one) => one.text).join());
  assert.equal((await person.call(session)).status, 401);
  const byToken = await under.anonymous({
    method: 'GET',
    path: '/v1/roles',
    headers: { authorization: `Bearer ${made.json.token as string}` },
  });
  assert.equal(byToken.status, 401);
  assert.equal((await acts.signIn(person.email)).status, 401);
  assert.equal((await acts.signIn(person.email, fresh)).status, 201);
  const [link, reset] = (await kindsOf(under.tenant)).slice(-2);
  assert.deepEqual([link?.kind, reset?.kind], ['person.reset_link_made', 'person.password_reset']);
  assert.match(reset?.bytes ?? '', /"sessionsEnded":1/);
  assert.match(reset?.bytes ?? '', /"tokensRevoked":1/);
});

test('a link of one tenant opens nothing in another: not its session, not its password, not the list of it', async () => {
  const person = await inTwoTenants(under);
  const there = await acts.signIn(person.email, setUpPassword, { tenant: 'beta' });
  const inBeta = await under.with(String(there.headers['set-cookie']).split(';')[0] as string);
  const { json } = await linkFor(await idOf(person));
  const used = await use(json.url);
  assert.equal(used.status, 201, used.text);
  const here = await under.with(String(used.headers['set-cookie']).split(';')[0] as string);
  const places = await here.call({ method: 'GET', path: '/v1/session/tenants' });
  assert.deepEqual(
    places.json.data.map((one: { slug: string }) => one.slug),
    ['alpha'],
    'whoever used the link does not learn where else this person is',
  );
  const over = { method: 'POST', path: '/v1/session/tenant', body: { tenant: 'beta' } };
  assert.equal((await here.call(over)).status, 404);
  assert.equal((await acts.signIn(person.email, fresh, { tenant: 'beta' })).status, 401);
  assert.equal((await inBeta.call(session)).status, 200, 'their session there goes on');
  assert.equal((await acts.signIn(person.email, setUpPassword, { tenant: 'beta' })).status, 201);
  assert.equal((await acts.signIn(person.email, setUpPassword, { tenant: 'alpha' })).status, 401);
  const again = await acts.signIn(person.email, fresh, { tenant: 'alpha' });
  assert.equal(again.status, 201, again.text);
  const back = await under.with(String(again.headers['set-cookie']).split(';')[0] as string);
  assert.equal((await back.call(over)).status, 404, 'nor later, by the password that it set');
  const beta = await inBeta.call({ method: 'GET', path: '/v1/session/tenants' });
  assert.deepEqual(
    beta.json.data.map((one: { slug: string }) => one.slug),
    ['beta'],
    'the account’s password proves nothing of a place with its own',
  );
  assert.equal((await kindsOf(under.other)).length, 0, 'and the other tenant hears nothing of it');
});

test('a place’s own password is changed there alone, and frees no guess at the account’s', async () => {
  const person = await inTwoTenants(under);
  const used = await use((await linkFor(await idOf(person))).json.url);
  const here = await under.with(String(used.headers['set-cookie']).split(';')[0] as string);
  const other = 'walnut-gravity-parasol-64';
  const set = { method: 'PUT', path: '/v1/session/password', body: { current: fresh, password: other } };
  assert.equal((await here.call(set)).status, 200);
  assert.equal((await acts.signIn(person.email, other, { tenant: 'alpha' })).status, 201);
  assert.equal((await acts.signIn(person.email, setUpPassword, { tenant: 'beta' })).status, 201);
  for (let guess = 0; guess < guesses.max; guess++) {
    const right = await acts.signIn(person.email, other, { tenant: 'alpha' });
    assert.equal(right.status, 201, right.text);
    const wrong = await acts.signIn(person.email, `wrong-guess-${String(guess)}`, { tenant: 'beta' });
    assert.equal(wrong.status, 401);
  }
  const next = await acts.signIn(person.email, 'one-guess-more', { tenant: 'beta' });
  assert.equal(next.status, 429, 'the place’s own password did not buy more guesses at the other');
});

test('a link lasts an hour, a fresh one voids it, and a person who was suspended meanwhile can’t use it', async (t) => {
  t.after(() => (aheadMs = 0));
  const person = await acts.addActive(administrator);
  const [first, second] = [await linkFor(person.id), await linkFor(person.id)];
  assert.equal((await use(first.json.url)).status, 404);
  aheadMs = resetLinkLifeMs;
  assert.equal((await use(second.json.url)).status, 404);
  aheadMs = 0;
  const third = await linkFor(person.id);
  const suspend = { path: `/v1/people/${person.id}/suspend`, body: { reason: 'left the team' } };
  assert.equal((await administrator.call({ method: 'POST', ...suspend })).status, 200);
  assert.equal((await use(third.json.url)).status, 404);
  assert.equal((await linkFor(person.id)).status, 409);
  assert.equal((await use(third.json.url, fresh, { origin: 'https://evil.example' })).status, 403);
});

test('nobody makes one for themselves, for another tenant’s person, or without administering', async () => {
  const person = await acts.addActive(administrator);
  assert.equal((await linkFor(administrator.userId)).status, 403);
  assert.equal((await linkFor(person.id, await under.as('advanced'))).status, 403);
  const foreign = await linkFor(person.id, await under.as('administrator', under.other));
  assert.equal(foreign.status, 404);
  const invited = await acts.add(administrator);
  assert.equal((await linkFor(invited.json.id)).status, 409);
});

test('the root token helps a tenant’s only administrator, after a day, and not one who signs in meanwhile', async (t) => {
  t.after(() => (aheadMs = 0));
  const ask = (by = withToken(under, operatorToken), email = 'administrator@beta.example'): Promise<Answer> =>
    by('POST', '/operator/v1/tenants/beta/reset-links', { email });
  assert.equal((await ask((await makeOperator(under, 'platform_ops')).call)).status, 403);
  assert.equal((await ask(undefined, 'advanced@beta.example')).status, 404);
  const first = await ask();
  assert.equal(first.status, 201, first.text);
  assert.equal((await use(first.json.url)).status, 404, 'not today');
  await under.as('administrator', under.other);
  aheadMs = resetLinkWaitMs + 1000;
  assert.equal((await use(first.json.url)).status, 404, 'they signed in, so it was not they who asked');
  const second = await ask();
  aheadMs += resetLinkWaitMs + 1000;
  assert.equal((await use(second.json.url)).status, 201);
  await acts.addActive(await under.as('administrator', under.other), { role: 'administrator' });
  assert.equal((await ask()).status, 409, 'whoever else administers it makes the link');
});
