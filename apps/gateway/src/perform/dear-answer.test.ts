/**
 * One tenant's tool server answers with what takes long to go through: another tenant's calls are decided, performed and answered
 * meanwhile; and what ends before it is gone through was done, is recorded as done, and shows nothing of its answer.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { systemTime } from '@gamut/service/system-time';
import { startContractPlatform, type ContractPlatform } from '../../../../tests/support/contract-platform.ts';
import { decisionsOver } from '../../../../tests/support/gateway-decisions.ts';
import { makeAgent, makeConnector, makeFacts, makeTool } from '../../../../tests/support/gateway-facts.ts';
import { patientDeadlines } from '../../../../tests/support/gateway.ts';
import { eventually, patienceMs } from '../../../../tests/support/pace.ts';
import { AnswerThreads } from '../answers/answer-threads.ts';
import { withheldResult } from '../answers/refusal-result.ts';
import { createScan } from '../answers/scan-answer.ts';
import type { Decisions } from '../compose-decisions.ts';
import { toolDigest } from '../connectors/tool-digest.ts';
import type { AllowedAction } from '../decide/allowed-action.ts';
import { performedAnswer } from '../ways-in/runtime/runtime-answers.ts';
import { CallsInFlight } from './calls-in-flight.ts';
import { performAction, type Callable, type Performed } from './perform-action.ts';

const inputSchema = { type: 'object', properties: { text: { type: 'string' } } };
const described = { name: 'put', description: 'puts', inputSchema };

interface Side {
  readonly platform: ContractPlatform;
  readonly decisions: Decisions;
  readonly allow: () => Promise<AllowedAction>;
}
/** A tenant with its platform, since the one in memory holds one. */
async function openSide(): Promise<Side> {
  const connector = makeConnector('test', { kind: 'stdio', catalogue: 'test' });
  const more = { actionType: 'write_internal' } as const;
  const tool = makeTool(connector, { ...described, title: 'put', schemaSha256: toolDigest(described) }, more);
  const agent = makeAgent('tester');
  const platform = await startContractPlatform(makeFacts([agent], [connector], [tool]));
  const decisions = decisionsOver(platform, {
    deadlines: patientDeadlines,
  });
  const call = {
    tenant: platform.facts.tenant,
    agent: agent.facts,
    credentialId: agent.facts.credentials[0]?.id ?? '',
    tool: 'test_put',
    arguments: { text: 'x' },
  };
  const allow = async (): Promise<AllowedAction> => {
    const verdict = await decisions.point.decide(call);
    assert.ok(verdict.kind === 'allowed');
    return verdict.allowed;
  };
  return { platform, decisions, allow };
}

const threads = new AnswerThreads({ threadsMax: 2, runMs: patienceMs });
let hostile: Side;
let other: Side;
before(async () => {
  [hostile, other] = await Promise.all([openSide(), openSide()]);
});
after(async () => {
  await threads.close();
  for (const { platform, decisions } of [hostile, other]) {
    await decisions.close();
    await platform.close();
  }
});

const perform = ({ decisions }: Side, action: AllowedAction, callable: Callable): Promise<Performed> =>
  performAction(action, callable, {
    commit: (tenant, entry, signal) => decisions.ledger.commit(tenant, entry, signal),
    depend: decisions.depend,
    clock: systemTime,
    random: randomBytes,
    keep: () => undefined,
    scan: createScan(threads),
    answerMs: patienceMs,
  });
const answering = (text: string, more: Partial<Callable> = {}): Callable => ({
  answerBytesMax: 10_000_000,
  callTimeoutMs: patienceMs,
  secrets: [],
  call: async () => ({ state: 'answered', answer: { content: [{ type: 'text', text }] } }),
  ...more,
});
/** Dearer than all else here together: each of many secrets is looked for in every spelling. */
const dear = (more: Partial<Callable>): Callable =>
  answering('https://a:b@c.example '.repeat(400_000), {
    secrets: Array.from({ length: 100 }, (_, at) => `a-secret-of-many-${String(at)}`),
    ...more,
  });

test('another tenant’s calls are decided, performed and answered while a dear answer is gone through; a kill ends that, and it was done', async () => {
  const flights = new CallsInFlight();
  const action = await hostile.allow();
  const { tenant } = hostile.platform.facts;
  const flying = { tenant, agentId: action.action.agent, connectorId: action.connectorId, tool: 'test_put' };
  let over = false;
  const whileBacked: Callable['whileBacked'] = (work) => flights.run(flying, work);
  const ending = perform(hostile, action, dear({ whileBacked })).finally(() => (over = true));
  await eventually(() => threads.counts().busy === 1, 'the dear answer in its thread');
  for (let at = 0; at < 10; at++) {
    const small = await perform(other, await other.allow(), answering(`small ${String(at)}`));
    const large = await perform(other, await other.allow(), answering('large '.repeat(3000)));
    assert.deepEqual([small.kind, large.kind], ['done', 'done']);
  }
  assert.deepEqual([over, other.platform.outcomes.length, hostile.platform.outcomes.length], [false, 20, 0]);
  flights.stop(tenant, 1, [{ target: 'agent', id: action.action.agent }]);
  const performed = await ending;
  assert.ok(performed.kind === 'withheld');
  const { state, detail, answerSha256, learned } = hostile.platform.outcomes[0] ?? {};
  assert.deepEqual([state, answerSha256, learned], ['done', null, undefined]);
  assert.match(detail ?? '', /was done, and its answer is withheld: something was suspended/);
});

for (const [why, broken, words] of [
  ['takes too long', { runMs: 1, runMsPerMillion: 0 }, /took longer/],
  ['takes too much memory', { memoryMb: 24 }, /more memory/],
  ['comes when too much waits', { waitingCharsMax: 1 }, /were waiting already/],
] as const)
  test(`an answer that ${why} is withheld: the agent is told that it was done, and not to repeat it`, async () => {
    const narrow = new AnswerThreads({ threadsMax: 1, runMs: patienceMs, ...broken });
    const { decisions, platform, allow } = hostile;
    const action = await allow();
    const performed = await performAction(action, answering('https://a:b@c.example '.repeat(400_000)), {
      commit: (tenant, entry, signal) => decisions.ledger.commit(tenant, entry, signal),
      ...{ depend: decisions.depend, clock: systemTime, random: randomBytes, keep: () => undefined },
      scan: createScan(narrow),
      answerMs: patienceMs,
    });
    await narrow.close();
    assert.ok(performed.kind === 'withheld');
    assert.match(platform.outcomes.at(-1)?.detail ?? '', words);
    assert.equal(platform.outcomes.at(-1)?.state, 'done');
    const told = withheldResult(performed.detail, action.decisionId, performed.receipt);
    assert.equal(told.isError, true);
    assert.match(told.content[0]?.text ?? '', /was done.*Do not repeat it/s);
    const allowed = { kind: 'allowed', allowed: action, decision: { kind: 'allow' } } as never;
    const { status, body } = performedAnswer(allowed, performed) as { status: number; body: object };
    assert.equal(status, 502);
    for (const said of [JSON.stringify(told), JSON.stringify(body)]) {
      assert.match(said, /"outcome":"done"/);
      assert.doesNotMatch(said, /c\.example/);
    }
  });
