/** A person acts in exactly one tenant at a time, and carries nothing across when they go over to another. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { TenantRef } from '@gamut/database/database';
import { withToken } from '../../../../tests/support/operators-world.ts';
import { inTwoTenants, peopleActs } from '../../../../tests/support/people-world.ts';
import {
  operatorToken,
  testPlatform,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../tests/support/platform.ts';

let under: PlatformUnderTest;
before(async () => {
  under = await testPlatform();
});
after(() => under.close());

const session = { method: 'GET', path: '/v1/session' };
const places = { method: 'GET', path: '/v1/session/tenants' };
const over = (client: Client, tenant = 'beta'): Promise<Answer> =>
  client.call({ method: 'POST', path: '/v1/session/tenant', body: { tenant } });
const cookieOf = (answer: Answer): string => String(answer.headers['set-cookie']).split(';')[0] as string;
async function auditOf(tenant: TenantRef, seq: number): Promise<{ kind: string; bytes: string }[]> {
  return under.running.platform.db.readTenant(tenant, (tx) =>
    tx.query<{ kind: string; bytes: string }>(
      "SELECT kind, bytes FROM journal_entries WHERE stream = 'audit' AND seq > $1 ORDER BY seq",
      [seq],
    ),
  );
}

test('going over ends the session of here and begins another there: fresh cookie, fresh CSRF token, recorded in both', async () => {
  const person = await inTwoTenants(under, { role: 'administrator' });
  const listed = (await person.call(places)).json.data as { slug: string; current: boolean; whyNot: null }[];
  assert.deepEqual(
    listed.map(({ slug, current, whyNot }) => [slug, current, whyNot]),
    [
      ['alpha', true, null],
      ['beta', false, null],
    ],
  );
  const [here, there] = [
    (await auditOf(under.tenant, 0)).length,
    (await auditOf(under.other, 0)).length,
  ] as const;
  const answer = await over(person);
  assert.equal(answer.status, 201, answer.text);
  assert.equal(answer.json.tenant.slug, 'beta');
  assert.notEqual(answer.json.csrfToken, person.csrfToken);
  assert.notEqual(cookieOf(answer), person.cookie);
  assert.equal((await person.call(session)).status, 401, 'the old session has ended');
  const inBeta = await under.with(cookieOf(answer));
  const stale = await inBeta.call({
    method: 'DELETE',
    path: '/v1/session',
    headers: { 'x-csrf-token': person.csrfToken },
  });
  assert.equal(stale.status, 403, 'and its CSRF token counts for nothing');
  const [left, entered] = [await auditOf(under.tenant, here), await auditOf(under.other, there)];
  assert.deepEqual(
    [left.map(({ kind }) => kind), entered.map(({ kind }) => kind)],
    [['session.ended'], ['session.started']],
  );
  assert.ok(!left[0]?.bytes.includes(under.other.id) && !left[0]?.bytes.includes('beta'));
  assert.ok(!entered[0]?.bytes.includes(under.tenant.id) && !entered[0]?.bytes.includes('alpha'));
});

test('the longest time of a session is not won anew by going to and fro', async () => {
  const person = await inTwoTenants(under);
  const endOf = async (client: Client): Promise<string> => {
    const { json } = await client.call({ method: 'GET', path: '/v1/sessions' });
    return (json.data as { current: boolean; expiresAt: string }[]).find(({ current }) => current)
      ?.expiresAt as string;
  };
  const ends = await endOf(person);
  const there = await under.with(cookieOf(await over(person)));
  const back = await under.with(cookieOf(await over(there, 'alpha')));
  assert.equal(await endOf(back), ends);
});

test('of two that go over by one session at once, one does', async () => {
  const person = await inTwoTenants(under);
  const tried = await Promise.all([over(person), over(person), over(person)]);
  assert.equal(tried.filter(({ status }) => status === 201).length, 1, tried.map(({ text }) => text).join());
});

test('a tenant that is suspended is shown and not entered; one where nobody gave them a place is not there', async (t) => {
  const person = await inTwoTenants(under);
  const standing = (verb: string): Promise<Answer> =>
    withToken(under, operatorToken)('POST', `/operator/v1/tenants/beta/${verb}`, { reason: 'shown by test' });
  assert.equal((await standing('suspend')).status, 200);
  t.after(() => standing('reactivate'));
  const [, beta] = (await person.call(places)).json.data as { status: string; whyNot: string }[];
  assert.equal(beta?.status, 'suspended');
  assert.match(beta?.whyNot ?? '', /suspended/);
  assert.equal((await over(person)).status, 409);
  assert.equal((await person.call(session)).status, 200, 'and the session of here goes on');
  assert.equal((await over(person, 'alpha')).status, 409);
  const stranger = await peopleActs(under).addActive(await under.as('administrator'));
  assert.equal((await over(stranger)).status, 404);
  assert.equal((await over(stranger, 'nowhere')).status, 404);
});

test('an invitation that was not taken up is no place, and a token sees none of this', async () => {
  const { add, addActive } = peopleActs(under);
  const person = await addActive(await under.as('administrator'));
  await add(await under.as('administrator', under.other), { email: person.email });
  assert.equal(((await person.call(places)).json.data as unknown[]).length, 1);
  assert.equal((await over(person)).status, 404, 'it takes the link and the password');
  const body = { name: 'theirs', permissions: ['role.read'] };
  const { json } = await person.call({ method: 'POST', path: '/v1/access-tokens', body });
  const headers = { authorization: `Bearer ${json.token as string}` };
  assert.equal((await under.anonymous({ ...places, headers })).status, 403);
});

test('nothing of the other tenant, and no CSRF token, is kept beside an idempotency key of the one that is left', async () => {
  const person = await inTwoTenants(under, { role: 'administrator' });
  const answer = await person.call({
    method: 'POST',
    path: '/v1/session/tenant',
    body: { tenant: 'beta' },
    headers: { 'idempotency-key': 'over-to-beta' },
  });
  assert.equal(answer.status, 201, answer.text);
  for (const tenant of [under.tenant, under.other]) {
    const rows = await under.running.platform.db.readTenant(tenant, (tx) =>
      tx.query('SELECT * FROM idempotency_keys', []),
    );
    const text = JSON.stringify(rows);
    assert.ok(!text.includes(answer.json.csrfToken), 'a token is kept');
    if (tenant === under.tenant) assert.ok(!text.includes(under.other.id), 'the other tenant is kept');
  }
});
