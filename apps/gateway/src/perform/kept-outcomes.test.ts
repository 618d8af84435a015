/** What platform did not hear of in time it hears of as soon as it is back: how it ended, once, and without the answer that was withheld. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { systemTime } from '@gamut/service/system-time';
import { startContractPlatform, type ContractPlatform } from '../../../../tests/support/contract-platform.ts';
import { decisionsOver } from '../../../../tests/support/gateway-decisions.ts';
import { makeAgent, makeConnector, makeFacts, makeTool } from '../../../../tests/support/gateway-facts.ts';
import { patientDeadlines } from '../../../../tests/support/gateway.ts';
import { eventually } from '../../../../tests/support/pace.ts';
import { AnswerThreads } from '../answers/answer-threads.ts';
import { createScan } from '../answers/scan-answer.ts';
import type { Decisions } from '../compose-decisions.ts';
import { toolDigest } from '../connectors/tool-digest.ts';
import type { AllowedAction } from '../decide/allowed-action.ts';
import { KeptOutcomes, type KeptOutcomesParts } from './kept-outcomes.ts';
import { performAction, type Callable, type Performed } from './perform-action.ts';

const inputSchema = { type: 'object', properties: { text: { type: 'string' } } };
const connector = makeConnector('test', { kind: 'stdio', catalogue: 'test' });
const described = { name: 'put', description: 'puts', inputSchema };
const tool = makeTool(
  connector,
  { ...described, title: 'put', schemaSha256: toolDigest(described) },
  { actionType: 'write_internal' },
);
const agent = makeAgent('tester');
const pauses = { firstMs: 5, mostMs: 20 };

let platform: ContractPlatform;
let decisions: Decisions;
let kept: KeptOutcomes;
/** Tries that found platform away; it is back once it is let. */
let tries = 0;
let away = false;
let aheadMs = 0;
const clock = { nowMs: () => systemTime.nowMs(), monotonicMs: () => systemTime.monotonicMs() + aheadMs };

const parts = (): KeptOutcomesParts => ({
  commit: (tenant, entry, signal) => decisions.ledger.commit(tenant, entry, signal),
  depend: decisions.depend,
  clock,
  pauses,
});

before(async () => {
  platform = await startContractPlatform(makeFacts([agent], [connector], [tool]));
  decisions = decisionsOver(platform, {
    deadlines: patientDeadlines,
    fault: async (name, real) => {
      if (name !== 'outcome' || !away) return real();
      tries += 1;
      throw new Error('platform is away');
    },
  });
});
beforeEach(() => {
  kept = new KeptOutcomes(parts());
  [tries, away, aheadMs] = [0, false, 0];
  platform.outcomes.length = 0;
});
after(async () => {
  await decisions.close();
  await platform.close();
});

async function allowed(text: string): Promise<AllowedAction> {
  const verdict = await decisions.point.decide({
    tenant: platform.facts.tenant,
    agent: agent.facts,
    credentialId: agent.facts.credentials[0]?.id ?? '',
    tool: 'test_put',
    arguments: { text },
  });
  assert.ok(verdict.kind === 'allowed');
  return verdict.allowed;
}

const answering = (text: string, isError = false): Callable => ({
  answerBytesMax: 10_000,
  callTimeoutMs: 60_000,
  secrets: [],
  call: async () => ({ state: 'answered', answer: { content: [{ type: 'text', text }], isError } }),
});

const perform = (action: AllowedAction, callable: Callable): Promise<Performed> =>
  performAction(action, callable, {
    commit: parts().commit,
    depend: decisions.depend,
    clock,
    random: randomBytes,
    keep: (tenant, outcome) => kept.keep(tenant, outcome),
    scan: createScan(new AnswerThreads()),
  });

test('how it ended is recorded as soon as platform is back, without the answer that nobody got', async () => {
  const [put, broke] = [await allowed('one'), await allowed('two')];
  away = true;
  const answers = [await perform(put, answering('written')), await perform(broke, answering('no', true))];
  for (const answer of answers) assert.equal(answer.kind === 'unfinished' && answer.state, 'in_doubt');
  await eventually(() => tries > 8, 'several tries');
  assert.equal(kept.size(), 2);
  away = false;
  await eventually(() => kept.size() === 0, 'both handed in');
  const late = 'Its end was recorded late, and the agent got no answer.';
  const told = platform.outcomes.map(({ decision, state, detail }) => ({ decision, state, detail }));
  assert.deepEqual(
    told.sort((one, other) => (one.state < other.state ? -1 : 1)),
    [
      { decision: put.decisionId, state: 'done', detail: late },
      { decision: broke.decisionId, state: 'failed', detail: `The tool reported an error. ${late}` },
    ],
  );
  for (const outcome of platform.outcomes) {
    assert.deepEqual([outcome.answerSha256, outcome.answerBytes, outcome.redactions], [null, 0, {}]);
    assert.equal(outcome.learned, undefined, 'what nobody was shown taught nobody');
  }
});

test('what platform has it is told of once, and what it did not wait for is not told again', async () => {
  const action = await allowed('three');
  assert.equal((await perform(action, answering('written'))).kind, 'done');
  assert.equal(kept.size(), 0);
  assert.equal(platform.outcomes.length, 1);
});

test('no more is kept than there is room for, nor longer than platform waits for it', async () => {
  const action = await allowed('four');
  away = true;
  await perform(action, answering('written'));
  assert.equal(kept.size(), 1);
  aheadMs = 300_001;
  await eventually(() => kept.size() === 0, 'given up');
  away = false;
  assert.deepEqual(platform.outcomes, []);
  away = true;
  await perform(action, answering('written'));
  const [outcome] = platform.decisions.slice(-1).map(({ id }) => ({
    kind: 'outcome' as const,
    id: `out_${id.slice(4)}`,
    decision: id,
    at: new Date().toISOString(),
    state: 'done' as const,
    answerSha256: null,
    answerBytes: 0,
    redactions: {},
    degraded: null,
    detail: null,
    tookMs: 1,
  }));
  assert.ok(outcome !== undefined);
  for (let n = 0; n < 5000; n++)
    kept.keep(platform.facts.tenant, { ...outcome, decision: `dec_${String(n).padStart(26, '0')}` });
  assert.equal(kept.size(), 4096);
  await kept.close();
});

test('a Gateway that closes hands in once more what it kept, and keeps nothing more', async () => {
  const [first, second] = [await allowed('five'), await allowed('six')];
  kept = new KeptOutcomes({ ...parts(), pauses: { firstMs: 3_600_000, mostMs: 3_600_000 } });
  away = true;
  await perform(first, answering('written'));
  away = false;
  await kept.close();
  assert.deepEqual(
    platform.outcomes.map(({ decision, state }) => [decision, state]),
    [[first.decisionId, 'done']],
  );
  assert.equal(kept.size(), 0);
  away = true;
  await perform(second, answering('written'));
  assert.equal(kept.size(), 0);
});
