/** A kill reaches what is under way: suspended agent, suspended tenant, closed connector; and nobody else's call. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indexFacts } from '@gamut/policy/indexed-facts';
import type { TenantFacts } from '@gamut/protocol/facts';
import { makeAgent, makeConnector, makeFacts } from '../../../../tests/support/gateway-facts.ts';
import { CallsInFlight } from './calls-in-flight.ts';

const agent = makeAgent('tester').facts;
const connector = makeConnector('test', { kind: 'stdio', catalogue: 'test' });
const base = makeFacts([{ facts: agent, token: '' }], [connector], []);
const held = (change: Partial<TenantFacts>) => {
  const facts = { ...base, ...change };
  return { facts, indexed: indexFacts(facts), sha256: '', confirmedMs: 0 };
};

function flying(tenant = base.tenant) {
  const flights = new CallsInFlight();
  let signal: AbortSignal | undefined;
  void flights.run({ tenant, agentId: agent.id, connectorId: connector.id, tool: 'test_echo' }, (given) => {
    signal = given;
    return new Promise(() => undefined);
  });
  return { flights, aborted: () => signal?.aborted };
}

const kills: Record<string, Partial<TenantFacts>> = {
  'a suspended agent': { agents: [{ ...agent, status: 'suspended' }] },
  'an agent that is gone': { agents: [] },
  'a suspended tenant': { tenantStatus: 'suspended' },
  'a plan without agents': { agenticEntitled: false },
  'a quarantined connector': { connectors: [{ ...connector, status: 'quarantined' }] },
};
for (const [name, change] of Object.entries(kills)) {
  test(`${name} cuts off the call`, () => {
    const { flights, aborted } = flying();
    flights.review(base.tenant, held({}));
    assert.equal(aborted(), false);
    flights.review(base.tenant, held(change));
    assert.equal(aborted(), true);
  });
}

test('a call that starts just after the kill was heard of does not start', async () => {
  const flights = new CallsInFlight();
  const start = (): Promise<boolean> =>
    flights.run(
      { tenant: base.tenant, agentId: agent.id, connectorId: connector.id, tool: 'test_echo' },
      (signal) => Promise.resolve(signal.aborted),
    );
  assert.equal(await start(), false);
  flights.review(base.tenant, held({ agents: [{ ...agent, status: 'suspended' }] }));
  assert.equal(await start(), true);
  flights.review(base.tenant, held({}));
  assert.equal(await start(), false);
});

test('a tenant that is gone loses its calls, and another tenant keeps its own', () => {
  const { flights, aborted } = flying();
  flights.review('tnt_other', undefined);
  assert.equal(aborted(), false);
  flights.review(base.tenant, undefined);
  assert.equal(aborted(), true);
});

test('a call that ended is forgotten', async () => {
  const flights = new CallsInFlight();
  await flights.run({ tenant: 't', agentId: 'a', connectorId: 'c', tool: 'c_t' }, () => Promise.resolve(1));
  assert.equal(flights.size(), 0);
});
