/**
 * Every dependency on the way of an action × every way that it can break: nothing passes, nothing hangs, and what broke is
 * named (security.md 6). The breaks are injected at the one wrapper; the other end is the real signed edge.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { edgeOf } from '@gamut/service/edge';
import { systemTime } from '@gamut/service/system-time';
import { startContractPlatform, type ContractPlatform } from '../../../../tests/support/contract-platform.ts';
import { decisionsOver, type DecisionsChange } from '../../../../tests/support/gateway-decisions.ts';
import { makeAgent, makeConnector, makeFacts, makeTool } from '../../../../tests/support/gateway-facts.ts';
import { patientDeadlines as long } from '../../../../tests/support/gateway.ts';
import type { Decisions } from '../compose-decisions.ts';
import { toolDigest } from '../connectors/tool-digest.ts';
import { leaseMs } from '../facts/facts-holder.ts';
import { AnswerThreads } from '../answers/answer-threads.ts';
import { createScan } from '../answers/scan-answer.ts';
import { performAction, type Callable, type PerformParts } from '../perform/perform-action.ts';
import { mintAllowedAction, assertAllowed, type AllowedAction } from './allowed-action.ts';
import { deadlines } from './decision-point.ts';
import type { Verdict } from './verdict.ts';
import type { DependencyName, FaultHook } from './dependency.ts';

const inputSchema = { type: 'object', properties: { text: { type: 'string' } } };
const connector = makeConnector('test', { kind: 'stdio', catalogue: 'test' });
const schemaSha256 = toolDigest({ name: 'say', description: 'says', inputSchema });
const tool = makeTool(connector, {
  name: 'say',
  title: 'say',
  description: 'says',
  inputSchema,
  schemaSha256,
});
const write = makeTool(
  connector,
  { name: 'put', title: 'put', description: 'puts', inputSchema, schemaSha256 },
  { actionType: 'write_internal' },
);
const agent = makeAgent('tester');
const junior = makeAgent('asker', { level: 'junior' });

let platform: ContractPlatform;
/** Breaks for the next decision, by dependency. */
let breaks: Partial<Record<DependencyName, <T>(real: () => Promise<T>) => Promise<T>>> = {};
const fault: FaultHook = (name, real) => {
  const broken = breaks[name];
  return broken === undefined ? real() : broken(real);
};
/** The wall clock and the other, moved by the test. */
let aheadMs = 0;
const clock = { nowMs: () => systemTime.nowMs(), monotonicMs: () => systemTime.monotonicMs() + aheadMs };
const opened: Decisions[] = [];
const short = { factsMs: 250, approvalMs: 250, ledgerMs: 300, connectorMs: 250, totalMs: 1000 };

function open(change: DecisionsChange = {}): Decisions {
  const decisions = decisionsOver(platform, {
    clock,
    fault,
    ...change,
  });
  opened.push(decisions);
  return decisions;
}

const decide = (decisions: Decisions, who = agent, name = 'test_say'): Promise<Verdict> =>
  decisions.point.decide({
    tenant: platform.facts.tenant,
    agent: who.facts,
    credentialId: who.facts.credentials[0]?.id ?? '',
    tool: name,
    arguments: { text: 'hello' },
  });

before(async () => {
  platform = await startContractPlatform(makeFacts([agent, junior], [connector], [tool, write]));
});
beforeEach(() => {
  breaks = {};
  aheadMs = 0;
  platform.before = () => undefined;
});
after(async () => {
  await Promise.all(opened.map((decisions) => decisions.close()));
  await platform.close();
});

const ways: Record<string, <T>(real: () => Promise<T>) => Promise<T>> = {
  'an error before': () => Promise.reject(new Error('broken')),
  'an error after (it was written, and nobody heard)': async (real) => {
    await real();
    throw new Error('broken');
  },
  'a hang': () => new Promise(() => undefined),
  'a hang after it was written': async (real) => {
    await real();
    return new Promise(() => undefined);
  },
  garbage: () => Promise.resolve({ nonsense: true } as never),
  nothing: () => Promise.resolve(undefined as never),
};

for (const name of ['facts', 'ledger', 'connector'] as const) {
  for (const [way, broken] of Object.entries(ways)) {
    test(`${name}: ${way} blocks in time: what hangs only its deadline can end`, async () => {
      const decisions = open({ deadlines: short });
      breaks[name] = broken;
      const verdict = await decide(decisions);
      assert.equal(verdict.kind, 'refused');
      assert.equal(verdict.decision.kind, 'block');
      assert.ok(verdict.decision.reasons.length > 0);
    });
  }
}

for (const [way, broken] of Object.entries(ways)) {
  test(`approval: ${way} blocks or still asks, and never passes`, async () => {
    const decisions = open({ deadlines: short });
    breaks.approval = broken;
    const verdict = await decide(decisions, junior, 'test_put');
    assert.equal(verdict.kind, 'refused');
  });
}

test('platform silent from the start: a block that says it is not recorded', async () => {
  const decisions = open({ platformUrl: 'http://127.0.0.1:9' });
  const verdict = await decide(decisions);
  assert.equal(verdict.kind, 'refused');
  assert.equal(verdict.kind === 'refused' && verdict.receipt, null);
  assert.equal(verdict.decision.reasons[0]?.code, 'facts_unavailable');
});

test('an answer signed by another key is no answer', async () => {
  const { keys } = platform;
  const decisions = open({ edge: edgeOf('gateway', 'platform', keys.toPlatform, randomBytes(32)) });
  const verdict = await decide(decisions);
  assert.equal(verdict.decision.reasons[0]?.code, 'facts_unavailable');
});

test('facts older than the lease count for nothing, by the clock that never goes back', async () => {
  const decisions = open();
  assert.equal((await decide(decisions)).kind, 'allowed');
  platform.before = (route) => {
    if (route === 'facts') throw new Error('silent');
  };
  aheadMs = leaseMs - 1000;
  assert.equal((await decide(decisions)).kind, 'allowed');
  aheadMs = leaseMs + 1000;
  const verdict = await decide(decisions);
  assert.equal(verdict.decision.reasons[0]?.code, 'facts_unavailable');
  assert.ok(verdict.kind === 'refused' && verdict.receipt !== null, 'platform could still record the block');
});

test('facts that moved are read again, and the decision is made on the new ones', async () => {
  const decisions = open();
  assert.equal((await decide(decisions)).kind, 'allowed');
  platform.change({ toolPermissions: [] });
  const verdict = await decide(decisions);
  assert.equal(verdict.kind, 'refused');
  assert.match(JSON.stringify(verdict.decision.reasons), /tool_not_permitted/);
  assert.equal(platform.decisions.at(-1)?.factsVersion, platform.facts.version);
  platform.change({ toolPermissions: makeFacts([agent], [connector], [tool, write]).toolPermissions });
});

test('a token revoked a moment ago performs nothing, even on facts that still held it', async () => {
  const decisions = open();
  assert.equal((await decide(decisions)).kind, 'allowed');
  const { agents } = platform.facts;
  platform.change({
    agents: agents.map((one) => (one.id === agent.facts.id ? { ...one, credentials: [] } : one)),
  });
  const verdict = await decide(decisions);
  assert.equal(verdict.decision.kind, 'block');
  assert.equal(verdict.decision.reasons[0]?.code, 'credential_revoked');
  assert.ok(verdict.kind === 'refused' && verdict.receipt !== null, 'the attempt is recorded');
  platform.change({ agents });
});

test('facts that move each time end in a recorded block after the third', async () => {
  const decisions = open();
  await decide(decisions);
  platform.before = (route) => {
    if (route === 'ledger') platform.change({});
  };
  const verdict = await decide(decisions);
  assert.equal(verdict.decision.reasons[0]?.code, 'facts_moved');
  assert.ok(verdict.kind === 'refused' && verdict.receipt !== null);
});

test('with the deadlines of the product, silence of any one dependency is answered within 2 s', () => {
  const { totalMs, ...each } = deadlines;
  for (const ms of Object.values(each)) assert.ok(ms < 2000);
  assert.ok(totalMs < 4000, 'clients give up after four to five seconds');
});

test('dependencies that are all slow still end within the whole, and nothing passes late', async () => {
  // each alone has all the time that it wants: only the whole can end this
  const slow = { ...long, totalMs: 500 };
  const decisions = open({ deadlines: slow });
  await decisions.facts.fresh(platform.facts.tenant);
  const late = async <T>(real: () => Promise<T>): Promise<T> => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return real();
  };
  breaks = { facts: late, connector: late, ledger: late, approval: late };
  const verdict = await decide(decisions);
  assert.equal(verdict.kind, 'refused');
});

test('a tool server that is silent blocks before anything is committed as allowed', async () => {
  const decisions = open({
    checkTool: () => new Promise(() => undefined),
    deadlines: { ...long, connectorMs: 250 },
  });
  const verdict = await decide(decisions);
  assert.equal(verdict.decision.reasons[0]?.code, 'connector_unreachable');
  assert.equal(platform.decisions.at(-1)?.decision.kind, 'block');
});

async function allowed(): Promise<{ decisions: Decisions; action: AllowedAction }> {
  const decisions = open();
  const verdict = await decide(decisions);
  assert.ok(verdict.kind === 'allowed', JSON.stringify(verdict));
  return { decisions, action: verdict.allowed };
}

const partsOf = ({ ledger, depend }: Decisions): PerformParts => ({
  commit: (tenant, entry) => ledger.commit(tenant, entry),
  depend,
  ...{ clock, random: randomBytes, keep: () => undefined, scan: createScan(new AnswerThreads()) },
});
const callable = (call: Callable['call']): Callable => ({
  answerBytesMax: 10_000,
  callTimeoutMs: 100,
  secrets: [],
  call,
});
const fine = callable(() =>
  Promise.resolve({ state: 'answered', answer: { content: [{ type: 'text', text: 'fine' }] } }),
);

for (const [way, broken] of Object.entries(ways)) {
  test(`outcome: ${way} withholds the answer, and the action is in doubt`, async () => {
    const { decisions, action } = await allowed();
    breaks.outcome = broken;
    const performed = await performAction(action, fine, { ...partsOf(decisions), outcomeMs: 200 });
    assert.equal(performed.kind, 'unfinished');
    assert.equal(performed.kind === 'unfinished' && performed.state, 'in_doubt');
    assert.doesNotMatch(JSON.stringify(performed), /fine/);
  });
  test(`answer: ${way} withholds the answer of an action that was done, which is recorded`, async () => {
    const { decisions, action } = await allowed();
    breaks.answer = broken;
    const performed = await performAction(action, fine, { ...partsOf(decisions), answerMs: 100 });
    assert.equal(performed.kind, 'withheld');
    assert.doesNotMatch(JSON.stringify(performed), /fine/);
    const { state, answerSha256, answerBytes, learned, detail } = platform.outcomes.at(-1) ?? {};
    assert.deepEqual([state, answerSha256, answerBytes, learned], ['done', null, 0, undefined]);
    assert.match(detail ?? '', /answered that it was done, and its answer is withheld/);
  });
  test(`call: ${way} is recorded as not done`, async () => {
    const { decisions, action } = await allowed();
    breaks.call = broken;
    const performed = await performAction(action, fine, { ...partsOf(decisions), graceMs: 100 });
    assert.equal(performed.kind, 'unfinished');
    assert.notEqual(platform.outcomes.at(-1)?.state, 'done');
  });
}

test('an error that a tool reports is none the less one when its words are withheld', async () => {
  const { decisions, action } = await allowed();
  breaks.answer = () => Promise.reject(new Error('broken'));
  const failing = callable(async () => ({ state: 'answered', answer: { content: [], isError: true } }));
  const performed = await performAction(action, failing, partsOf(decisions));
  assert.ok(performed.kind === 'unfinished' && performed.state === 'failed');
  assert.match(performed.detail, /reported an error, and its answer is withheld/);
});

test('an allowed action can not be made up: neither by hand, nor from a block, nor without a receipt', async () => {
  const { action } = await allowed();
  assert.doesNotThrow(() => assertAllowed(action));
  assert.throws(() => assertAllowed({ ...action }), TypeError);
  const value = { ...action };
  assert.throws(() => mintAllowedAction({ kind: 'block', reasons: [], trace: [] }, value), TypeError);
  assert.throws(() => mintAllowedAction({ kind: 'degrade', reasons: [], trace: [] }, value), TypeError);
  assert.throws(
    () =>
      mintAllowedAction(
        { kind: 'allow', reasons: [], trace: [] },
        { ...value, receipt: { ...action.receipt, seq: 0 } },
      ),
    TypeError,
  );
});
