/** Which tenants hear of a failed sign-in: the one that was meant, or whose password was tried; never who only invited somebody. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { TenantRef } from '@gamut/database/database';
import { carryOutbox } from '../audit/carry-outbox.ts';
import { recordFailedSignIns } from '../audit/record-failed-sign-ins.ts';
import { inTwoTenants, peopleActs, type PeopleActs } from '../../../../tests/support/people-world.ts';
import {
  origin,
  testPlatform,
  type AnyJson,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../tests/support/platform.ts';
import { countedByMs } from './failed-sign-in.ts';

const fresh = 'quartz-meadow-tugboat-37';
/** Begins a quarter of an hour, so that no count is closed by the real one's end. */
let aheadMs = 0;
const clock = { nowMs: () => Date.now() + aheadMs, monotonicMs: () => performance.now() };
let under: PlatformUnderTest;
let here: Client;
let there: Client;
let acts: PeopleActs;
let heard: { alpha: number; beta: number };

before(async () => {
  under = await testPlatform({ clock });
  aheadMs = countedByMs - (Date.now() % countedByMs);
  [here, there] = [await under.as('administrator'), await under.as('administrator', under.other)];
  acts = peopleActs(under);
});
after(() => under.close());
beforeEach(async () => {
  heard = { alpha: 0, beta: 0 };
  const { alpha, beta } = await doors();
  heard = { alpha: alpha.length, beta: beta.length };
});

/** The doors of what each tenant was told since the test began. */
async function doors(): Promise<{ alpha: string[]; beta: string[] }> {
  const { db, clock, random } = under.running.platform;
  await recordFailedSignIns(db, clock, random);
  const of = async (tenant: TenantRef): Promise<string[]> => {
    while ((await carryOutbox(db, tenant, clock)) > 0);
    const rows = await db.readTenant(tenant, (tx) =>
      tx.query<{ bytes: string }>(
        "SELECT bytes FROM journal_entries WHERE stream = 'audit' AND kind = 'sign_in.failed' ORDER BY seq",
      ),
    );
    return rows.map(({ bytes }) => (JSON.parse(bytes) as AnyJson).body.after.door as string);
  };
  const [alpha, beta] = [await of(under.tenant), await of(under.other)];
  return { alpha: alpha.slice(heard.alpha).toSorted(), beta: beta.slice(heard.beta).toSorted() };
}

const take = (url: string, more: object): Promise<Answer> =>
  under.anonymous({
    method: 'POST',
    path: '/v1/set-up',
    body: { token: new URL(url).hash.slice(1), password: fresh, ...more },
    headers: { origin },
  });
const change = { method: 'PUT', path: '/v1/session/password', body: { current: 'wrong', password: fresh } };
const endOthers = { method: 'POST', path: '/v1/sessions/end-others', body: { current: 'wrong' } };

test('who only invited somebody hears nothing of them, by whatever door they fail elsewhere', async () => {
  const person = await acts.addActive(here);
  const { email } = (await person.call({ method: 'GET', path: '/v1/session' })).json.user as {
    email: string;
  };
  const { json } = await acts.add(there, { email });
  assert.equal((await person.call(change)).status, 401);
  assert.equal((await person.call(endOthers)).status, 401);
  assert.equal((await acts.signIn(email, 'wrong', { tenant: 'alpha' })).status, 401);
  assert.equal((await acts.signIn(email, 'wrong', { tenant: 'beta' })).status, 401, 'nor where it is named');
  assert.deepEqual(await doors(), { alpha: ['password', 'password_change', 'session_end'], beta: [] });
  assert.equal((await take(json.url, {})).status, 401);
  assert.equal((await acts.signIn(email, 'wrong')).status, 401);
  assert.deepEqual((await doors()).beta, []);
});

test('a guess at the account’s password by another tenant’s link is told where that opens, and not that there is a link', async () => {
  const person = await acts.addActive(here);
  const { email } = (await person.call({ method: 'GET', path: '/v1/session' })).json.user as {
    email: string;
  };
  const { json } = await acts.add(there, { email });
  assert.equal((await take(json.url, {})).status, 401);
  assert.deepEqual(await doors(), { alpha: ['password'], beta: [] });
});

test('of somebody with two places only the one that is named, or acted in, is told', async () => {
  const person = await inTwoTenants(under);
  assert.equal((await acts.signIn(person.email, 'wrong', { tenant: 'beta' })).status, 401);
  assert.deepEqual(await doors(), { alpha: [], beta: ['password'] });
  assert.equal((await person.call(change)).status, 401);
  assert.deepEqual(await doors(), { alpha: ['password_change'], beta: ['password'] });
});

test('where none is named, each place is told that the tried password opens, and one with its own is not', async () => {
  const both = await inTwoTenants(under);
  assert.equal((await acts.signIn(both.email, 'wrong')).status, 401);
  assert.deepEqual(await doors(), { alpha: ['password'], beta: ['password'] });
  const apart = await acts.addActive(here);
  const { json } = await acts.add(there, { email: apart.email });
  assert.equal((await take(json.url, { ownPassword: true })).status, 201);
  assert.equal((await acts.signIn(apart.email, 'wrong')).status, 401);
  assert.deepEqual(await doors(), { alpha: ['password', 'password'], beta: ['password'] });
  const suspended = await inTwoTenants(under);
  await suspend(there, suspended.email);
  assert.equal((await acts.signIn(suspended.email, 'wrong')).status, 401);
  const { alpha, beta } = await doors();
  assert.deepEqual([alpha.length, beta.length], [3, 1], 'a suspended place hears nothing of the others');
});

async function suspend(by: Client, email: string): Promise<void> {
  const { json } = await by.call({ method: 'GET', path: '/v1/memberships?limit=200' });
  const id = (json.data as AnyJson[]).find((one) => one.email === email)?.id as string;
  const path = `/v1/people/${id}/suspend`;
  const answer = await by.call({ method: 'POST', path, body: { reason: 'left the team' } });
  assert.equal(answer.status, 200, answer.text);
}
