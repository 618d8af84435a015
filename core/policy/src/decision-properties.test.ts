/**
 * Whatever comes in, the decision is one of six, its trace has thirteen steps, nothing is thrown, and only a call that
 * every control passed is performed. Also: it is pure, so the same input gives the same decision.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decisionKinds } from '@gamut/kernel/agentic-terms';
import { canonicalJson } from '@gamut/kernel/canonical-json';
import { controlNames, type Decision } from '@gamut/protocol/decision';
import { caseNowMs, readCases, readDemoFacts, runCase } from '../cases/run-case.ts';
import { approvalUsed, decide, type DecisionInput } from './decide.ts';
import { indexFacts } from './indexed-facts.ts';
import { effectOf } from './reason-codes.ts';
import { attemptDigest, resolveAction } from './resolve-action.ts';
import { runs } from '../../../tests/support/runs.ts';

const indexed = indexFacts(readDemoFacts());
const agents = [
  'report-reader',
  'broker-copilot',
  'claims-triage',
  'fraud-scorer',
  'orchestrator',
  'dormant',
  'nobody',
  '__proto__',
  '',
];
const tools = [...indexed.tools.keys(), 'toString', '__proto__', 'filesystem_', ''];
const idle = { agentCalls: 0, toolCalls: 0 };

function assertSound(decision: Decision): void {
  assert.ok(decisionKinds.includes(decision.kind));
  assert.deepEqual(
    decision.trace.map((step) => step.control),
    [...controlNames],
  );
  for (const text of [
    ...decision.trace.map((step) => step.saw),
    ...decision.reasons.map((reason) => reason.message),
  ]) {
    assert.ok(text.length <= 1000 && text.isWellFormed());
  }
  const verdicts = decision.trace.map((step) => step.verdict);
  const performed = ['allow', 'allow_and_log', 'degrade'].includes(decision.kind);
  if (performed)
    assert.ok(!verdicts.includes('block') && !verdicts.includes('not_run'), canonicalJson(decision));
  if (decision.kind === 'allow') assert.ok(verdicts.every((verdict) => verdict === 'pass'));
  if (decision.kind.startsWith('block'))
    assert.ok(decision.reasons.some((reason) => effectOf(reason) === 'block'));
}

const path = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc
    .array(fc.constantFrom('..', '.', 'open', 'personal', '', '~', '%2e', '\\', '\0', 'ｐersonal', 'é'), {
      maxLength: 8,
    })
    .map((steps) => steps.join('/')),
);
const callArguments = fc.oneof(
  fc.record({ path, content: fc.string() }, { requiredKeys: [] }),
  fc.record(
    { to: fc.string(), amount: fc.oneof(fc.double(), fc.bigInt(), fc.string()) },
    { requiredKeys: [] },
  ),
  fc.anything({
    withNullPrototype: true,
    withDate: true,
    withMap: true,
    withBigInt: true,
    withSparseArray: true,
    withTypedArray: true,
  }),
);

test('any call gives a sound decision, and the same one twice', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...agents),
      fc.constantFrom(...tools),
      callArguments,
      fc.anything(),
      (agentId, tool, args, usage) => {
        const resolved = resolveAction(indexed, { agentId, tool, arguments: args });
        assert.match(attemptDigest(resolved), /^[0-9a-f]{64}$/);
        for (const counted of [idle, usage as typeof idle]) {
          const input: DecisionInput = { resolved, nowMs: caseNowMs, usage: counted, approval: null };
          const decision = decide(indexed, input);
          assertSound(decision);
          assert.deepEqual(decide(indexed, input), decision);
        }
      },
    ),
    { numRuns: runs(1500) },
  );
});

test('what is not an approval in force answers nothing', () => {
  const resolved = resolveAction(indexed, {
    agentId: 'broker-copilot',
    tool: 'filesystem_write_file',
    arguments: { path: 'drafts/a', content: '' },
  });
  fc.assert(
    fc.property(fc.anything(), (approval) => {
      const decision = decide(indexed, {
        resolved,
        nowMs: caseNowMs,
        usage: idle,
        approval: approval as never,
      });
      assertSound(decision);
      assert.ok(decision.kind === 'require_approval' || decision.kind === 'block');
      assert.equal(approvalUsed(decision, null), null);
    }),
  );
});

test('a time that is unknown, and facts that the action was not resolved on, are blocks', () => {
  const resolved = resolveAction(indexed, {
    agentId: 'report-reader',
    tool: 'filesystem_list_directory',
    arguments: { path: '.' },
  });
  const of = (facts: typeof indexed, nowMs: number) =>
    decide(facts, { resolved, nowMs, usage: idle, approval: null });
  assert.equal(of(indexed, caseNowMs).kind, 'allow');
  for (const nowMs of [NaN, Infinity]) assert.equal(of(indexed, nowMs).kind, 'block');
  assert.deepEqual(
    of(indexFacts(readDemoFacts()), caseNowMs).reasons.map((reason) => reason.code),
    ['facts_mismatch'],
  );
});

test('a getter answers once, so it cannot be judged as one thing and sent as another', () => {
  let asked = 0;
  const shifty = { get path() { return asked++ === 0 ? 'open' : 'personal'; } }; // prettier-ignore
  const resolved = resolveAction(indexed, {
    agentId: 'claims-triage',
    tool: 'filesystem_list_directory',
    arguments: shifty,
  });
  assert.equal(typeof resolved.arguments, 'string');
  assert.equal(asked, 0);
  const proxy = new Proxy({ path: 'open' }, { getOwnPropertyDescriptor: (target, name) => ({ ...Reflect.getOwnPropertyDescriptor(target, name), value: asked++ === 0 ? 'open' : 'personal', configurable: true }) }); // prettier-ignore
  const frozen = resolveAction(indexed, {
    agentId: 'claims-triage',
    tool: 'filesystem_list_directory',
    arguments: proxy,
  });
  assert.equal(frozen.action?.target, frozen.action?.arguments['path']);
});

test('a member named __proto__ is refused, wherever it stands', () => {
  for (const text of ['{"path": ".", "__proto__": {"path": "personal"}}', '{"path": {"__proto__": 1}}']) {
    const resolved = resolveAction(indexed, {
      agentId: 'report-reader',
      tool: 'filesystem_list_directory',
      arguments: JSON.parse(text),
    });
    assert.equal(resolved.action, null);
  }
});

test('the judged action carries the arguments to the byte', () => {
  const args = { path: 'open/../open/x.txt', content: 'ü\n"' };
  const resolved = resolveAction(indexed, {
    agentId: 'claims-triage',
    tool: 'filesystem_write_file',
    arguments: args,
  });
  assert.equal(JSON.stringify(resolved.action?.arguments), canonicalJson(args));
  assert.equal(resolved.action?.target, 'open/x.txt');
});

test('an approval is used up by what it answered, and by nothing that passed without it', () => {
  const approval = {
    id: 'apr_1',
    status: 'approved' as const,
    reasonCodes: ['level_needs_approval'],
    expiresAt: '2026-11-22T13:00:00Z',
    decidedBy: null,
    note: null,
  };
  const used = (agentId: string, tool: string, args: unknown) => {
    const resolved = resolveAction(indexed, { agentId, tool, arguments: args });
    return approvalUsed(decide(indexed, { resolved, nowMs: caseNowMs, usage: idle, approval }), approval);
  };
  assert.equal(used('broker-copilot', 'filesystem_write_file', { path: 'drafts/a', content: '' }), 'apr_1');
  assert.equal(used('broker-copilot', 'filesystem_list_directory', { path: '.' }), null);
  assert.equal(used('report-reader', 'filesystem_write_file', { path: 'a', content: '' }), null);
});

test('removing anything from the facts of a performed action never performs more', () => {
  const rank = (kind: string) => decisionKinds.indexOf(kind as (typeof decisionKinds)[number]);
  const granting = [
    'toolPermissions',
    'dataFlows',
    'approvalGates',
    'playbooks',
    'redTeamTests',
    'connectors',
    'agents',
  ];
  for (const one of readCases().filter(
    (row) => row.kind.startsWith('allow') && row.given === undefined && row.approval === undefined,
  )) {
    for (const list of granting) {
      const weakened = runCase({ ...one, given: { [list]: [] } });
      assert.ok(rank(weakened.kind) >= rank(one.kind), `${one.name} without ${list}: ${weakened.kind}`);
    }
  }
});
