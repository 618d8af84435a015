/** What breaks once a call has begun never makes it one that was not done: nothing is recorded as failed, and it is called once. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { InMemoryTransport } from '@modelcontextprotocol/client';
import { Server } from '@modelcontextprotocol/server';
import { randomBytes } from '@gamut/crypto/random';
import { systemTime } from '@gamut/service/system-time';
import { startContractPlatform, type ContractPlatform } from '../../../../tests/support/contract-platform.ts';
import { makeAgent, makeConnector, makeFacts, makeTool } from '../../../../tests/support/gateway-facts.ts';
import { patientDeadlines } from '../../../../tests/support/gateway.ts';
import { AnswerThreads } from '../answers/answer-threads.ts';
import { createScan } from '../answers/scan-answer.ts';
import { showArguments } from '../answers/show-arguments.ts';
import { composeDecisions, type Decisions } from '../compose-decisions.ts';
import { ConnectorRegistry } from '../connectors/connector-registry.ts';
import type { Lend } from '../connectors/lend-credentials.ts';
import { toolDigest } from '../connectors/tool-digest.ts';
import { CallsInFlight } from './calls-in-flight.ts';
import type { PerformParts, Performed } from './perform-action.ts';
import { performThroughConnector } from './perform-through-connector.ts';

const described = { name: 'put', description: 'puts', inputSchema: { type: 'object' as const } };
const connector = makeConnector('test', { kind: 'stdio', catalogue: 'test' });
const pinned = { ...described, title: 'put', schemaSha256: toolDigest(described) };
const agent = makeAgent('tester');

let platform: ContractPlatform;
let decisions: Decisions;
let connectors: ConnectorRegistry;
let called = 0;

before(async () => {
  const tool = makeTool(connector, pinned, { actionType: 'write_internal' });
  platform = await startContractPlatform(makeFacts([agent], [connector], [tool]));
  const server = new Server({ name: 'upstream', version: '1' }, { capabilities: { tools: {} } });
  server.setRequestHandler('tools/list', () => ({ tools: [described] }));
  server.setRequestHandler('tools/call', () => {
    called += 1;
    return { content: [{ type: 'text', text: 'written' }] };
  });
  connectors = new ConnectorRegistry({
    open: async () => {
      const [ours, theirs] = InMemoryTransport.createLinkedPair();
      await server.connect(theirs);
      return ours;
    },
    observe: async () => undefined,
    clock: systemTime,
  });
  decisions = composeDecisions({
    platformUrl: platform.url,
    edge: platform.edge,
    buildSha256: 'b'.repeat(64),
    fingerprints: () => [],
    checkTool: (resolved) => connectors.checkTool(resolved),
    showArguments,
    deadlines: patientDeadlines,
  });
  const { tenant } = platform.facts;
  connectors.apply(tenant, { facts: platform.facts } as never);
});
beforeEach(() => {
  called = 0;
  platform.outcomes.length = 0;
});
after(async () => {
  await connectors.close();
  await decisions.close();
  await platform.close();
});

async function perform(lend: Lend['lend'], more: Partial<PerformParts> = {}): Promise<Performed> {
  const verdict = await decisions.point.decide({
    tenant: platform.facts.tenant,
    agent: agent.facts,
    credentialId: agent.facts.credentials[0]?.id ?? '',
    tool: 'test_put',
    arguments: {},
  });
  assert.ok(verdict.kind === 'allowed');
  return performThroughConnector(verdict.allowed, {
    connectors,
    flights: new CallsInFlight(),
    vault: { lend },
    parts: {
      commit: (tenant, entry, signal) => decisions.ledger.commit(tenant, entry, signal),
      depend: decisions.depend,
      clock: systemTime,
      random: randomBytes,
      keep: () => undefined,
      scan: createScan(new AnswerThreads()),
      ...more,
    },
  });
}
const lending: Lend['lend'] = (_, use) => use({ headers: {}, secrets: [] });
const recorded = (): string[] => platform.outcomes.map(({ state }) => state);

test('what throws between the call and its record leaves it in doubt, and nothing records that it failed', async () => {
  let drawn = 0;
  const random = (size: number): Uint8Array => {
    if (drawn++ === 0) throw new Error('no randomness');
    return randomBytes(size);
  };
  const performed = await perform(lending, { random });
  assert.equal(performed.kind === 'unfinished' && performed.state, 'in_doubt');
  assert.deepEqual([called, recorded()], [1, []]);
});

test('a vault that breaks after the call changes nothing about how it ended', async () => {
  const performed = await perform(async (headers, use) => {
    await lending(headers, use);
    throw new Error('it broke as it was closed');
  });
  assert.deepEqual([performed.kind, called, recorded()], ['done', 1, ['done']]);
});

test('a credential that does not open is a call that was never made', async () => {
  const performed = await perform(() => Promise.reject(new Error('sealed')));
  assert.equal(performed.kind === 'unfinished' && performed.state, 'failed');
  assert.match(platform.outcomes[0]?.detail ?? '', /credential could not be opened/);
  assert.deepEqual([called, recorded()], [0, ['failed']]);
});
