/**
 * What else than roles is taken away while a change is under way (decision 0032): session, token, plan, the tenant's standing. Either the
 * change is recorded first, and the loss is answered after it, or nothing of it is kept.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeWorld } from '../../../../tests/support/route-world.ts';
import {
  operatorToken,
  testPlatform,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../tests/support/platform.ts';
import {
  addLosing,
  asSession,
  makeToken,
  serveStopped,
  type Losing,
} from '../../../../tests/support/stopped-change.ts';

let under: PlatformUnderTest;
let administrator: Client;
let agentId: string;

before(async () => {
  under = await testPlatform();
  administrator = await under.as('administrator');
  ({ agentId } = await makeWorld(under, administrator, under.tenant));
});
after(() => under.close());

const reason = { reason: 'because the test says so' };
const purpose = async (): Promise<string> =>
  (await administrator.call({ method: 'GET', path: `/v1/agents/${agentId}` })).json.purpose;

type Way = 'session' | 'token';
const asOperator = { authorization: `Bearer ${operatorToken}` };
const operate = (path: string, body: Record<string, unknown>): Promise<Answer> =>
  under.anonymous({ method: 'POST', path: `/operator/v1/tenants/alpha/${path}`, body, headers: asOperator });

interface Loss {
  readonly name: string;
  readonly ways: readonly Way[];
  readonly refused: readonly [number, string];
  /** @param tokenId of the token that is under way, if one is */
  lose(person: Losing, tokenId: string): Promise<Answer>;
  restore?(): Promise<Answer>;
}
const otherLosses: readonly Loss[] = [
  {
    name: 'the token is revoked',
    ways: ['token'],
    refused: [401, 'session_expired'],
    lose: (person, tokenId) => person.call({ method: 'DELETE', path: `/v1/access-tokens/${tokenId}` }),
  },
  {
    name: 'the person signs out',
    ways: ['session'],
    refused: [401, 'session_expired'],
    lose: (person) => person.call({ method: 'DELETE', path: '/v1/session' }),
  },
  {
    name: 'an administrator ends all their sessions',
    ways: ['session'],
    refused: [401, 'session_expired'],
    lose: ({ id }) => administrator.call({ method: 'DELETE', path: `/v1/people/${id}/sessions` }),
  },
  {
    name: 'the plan is lowered',
    ways: ['session', 'token'],
    refused: [403, 'not_entitled'],
    lose: () => operate('plan', { plan: 'no_access', ...reason }),
    restore: () => operate('plan', { plan: 'enterprise', ...reason }),
  },
  {
    name: 'the tenant is suspended',
    ways: ['session', 'token'],
    refused: [403, 'tenant_suspended'],
    lose: () => operate('suspend', reason),
    restore: () => operate('reactivate', reason),
  },
];

for (const { name, ways, refused, lose, restore } of otherLosses)
  for (const way of ways) {
    const prepare = async () => {
      const person = await addLosing(under, administrator);
      if (way === 'session') return { person, headers: asSession(person), tokenId: '' };
      const { headers, tokenId } = await makeToken(person);
      return { person, headers, tokenId };
    };

    test(`a change by a ${way} that has no record yet when ${name} is refused, and nothing of it is kept`, async () => {
      const { person, headers, tokenId } = await prepare();
      const { call, arrived, release } = await serveStopped({ under, agentId, where: 'before the record' });
      const changing = call(headers, `by ${person.id}`);
      await arrived;
      const lost = await lose(person, tokenId);
      release();
      const answer = await changing;
      await readmit(restore);
      assert.equal(lost.status, 200, lost.text);
      assert.deepEqual([answer.statusCode, answer.json().code], refused, answer.body);
      assert.notEqual(await purpose(), `by ${person.id}`);
    });

    test(`a change by a ${way} that is recorded first commits, and ${name} only after it`, async () => {
      const { person, headers, tokenId } = await prepare();
      const { call, arrived, release } = await serveStopped({ under, agentId, where: 'after the record' });
      const changing = call(headers, `by ${person.id}`);
      await arrived;
      let answered = false;
      const losing = lose(person, tokenId).finally(() => (answered = true));
      for (let n = 0; n < 20; n++) await under.running.platform.db.ping();
      assert.equal(answered, false, 'the loss waits for what is recorded before it');
      release();
      assert.equal((await changing).statusCode, 200);
      assert.equal((await losing).status, 200);
      await readmit(restore);
      assert.equal(await purpose(), `by ${person.id}`);
    });
  }

/** Whoever was locked out with the tenant signs in again. */
async function readmit(restore: Loss['restore']): Promise<void> {
  if (restore === undefined) return;
  assert.equal((await restore()).status, 200);
  administrator = await under.as('administrator');
}

test('another session of the same person, and another token, go on', async () => {
  const person = await addLosing(under, administrator);
  const { headers } = await makeToken(person);
  const { tokenId } = await makeToken(person);
  const { call, arrived, release } = await serveStopped({ under, agentId, where: 'before the record' });
  const changing = call(headers, `by ${person.id}`);
  await arrived;
  await person.call({ method: 'DELETE', path: `/v1/access-tokens/${tokenId}` });
  await person.call({ method: 'DELETE', path: '/v1/session' });
  release();
  assert.equal((await changing).statusCode, 200);
});

test('a plan that leaves the right takes nothing', async () => {
  const person = await addLosing(under, administrator);
  const { call, arrived, release } = await serveStopped({ under, agentId, where: 'before the record' });
  const changing = call(asSession(person), `by ${person.id}`);
  await arrived;
  assert.equal((await operate('plan', { plan: 'enterprise', ...reason })).status, 200);
  release();
  assert.equal((await changing).statusCode, 200);
});
