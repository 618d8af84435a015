/** A kill reaches what is under way: suspended agent, suspended tenant, closed connector; and nobody else's call. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indexFacts } from '@gamut/policy/indexed-facts';
import type { TenantFacts } from '@gamut/protocol/facts';
import { makeAgent, makeConnector, makeFacts, makeTool } from '../../../../tests/support/gateway-facts.ts';
import { CallsInFlight } from './calls-in-flight.ts';

const agent = makeAgent('tester').facts;
const connector = makeConnector('test', { kind: 'stdio', catalogue: 'test' });
const pinned = {
  name: 'echo',
  title: 'Echo',
  description: '',
  inputSchema: {},
  schemaSha256: '0'.repeat(64),
};
const tool = makeTool(connector, pinned);
const base = makeFacts([{ facts: agent, token: '' }], [connector], [tool]);
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
  'an open circuit breaker': {
    agents: [{ ...agent, breaker: { openedAt: '2026-01-01T00:00:00.000Z', reason: 'too many' } }],
  },
  'the kill switch of the agent': {
    killSwitches: [{ id: 'k', target: 'agent', targetId: agent.id, reason: '' }],
  },
  'the kill switch of the tool': {
    killSwitches: [{ id: 'k', target: 'tool', targetId: tool.id, reason: '' }],
  },
  'the kill switch of the connector': {
    killSwitches: [{ id: 'k', target: 'connector', targetId: connector.id, reason: '' }],
  },
  'the kill switch of the tenant': {
    killSwitches: [{ id: 'k', target: 'tenant', targetId: 'any', reason: '' }],
  },
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

test('a pushed stop cuts off what it names and nothing else, also what would start before the facts come', async () => {
  const { flights, aborted } = flying();
  flights.review(base.tenant, held({}));
  flights.stop(base.tenant, 2, [{ target: 'agent', id: 'agt_other' }]);
  flights.stop('tnt_other', 2, [{ target: 'agent', id: agent.id }]);
  assert.equal(aborted(), false);
  flights.stop(base.tenant, 3, [{ target: 'tool', id: tool.id }]);
  assert.equal(aborted(), true);
  const flight = { tenant: base.tenant, agentId: agent.id, connectorId: connector.id, tool: 'test_echo' };
  const start = (): Promise<boolean> => flights.run(flight, (signal) => Promise.resolve(signal.aborted));
  assert.equal(await start(), true);
  flights.review(base.tenant, held({ version: 2 }));
  assert.equal(await start(), true, 'facts of before the stop do not lift it');
  flights.review(base.tenant, held({ version: 3 }));
  assert.equal(await start(), false);
});
