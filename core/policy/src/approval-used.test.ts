/** An approval is used up by the decision that it lets pass, and by no other; whatever is not well asked is blocked. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decisionKinds } from '@gamut/kernel/agentic-terms';
import type { ControlVerdict, Decision } from '@gamut/protocol/decision';
import { caseFacts, caseNowMs, readCases, readDemoFacts, runCase } from '../cases/run-case.ts';
import { approvalUsed, decide, type FoundApproval } from './decide.ts';
import { indexFacts } from './indexed-facts.ts';
import { resolveAction } from './resolve-action.ts';

const approval: NonNullable<FoundApproval> = {
  id: 'apr_1',
  status: 'approved',
  reasonCodes: ['gate_requires_approval'],
  expiresAt: '2026-11-22T13:00:00Z',
  decidedBy: 'Risk Officer',
  note: null,
};
const step = (verdict: ControlVerdict) => ({ control: 'approval_gate', verdict, saw: '' }) as const;
const asked: Decision = { kind: 'allow', reasons: [], trace: [step('pass'), step('require_approval')] };
const rule = { id: 'tru_1', version: 1, verdict: 'require_approval' } as const;

test('what is performed because a person said yes uses the approval up, and nothing else does', () => {
  const used = decisionKinds.filter((kind) => approvalUsed({ ...asked, kind }, approval) !== null);
  assert.deepEqual(used.sort(), ['allow', 'allow_and_log', 'degrade']);
  assert.equal(approvalUsed(asked, approval), 'apr_1');
});

test('where nobody asked, or nobody has approved, nothing is used up', () => {
  assert.equal(approvalUsed({ ...asked, trace: [step('pass'), step('degrade')] }, approval), null);
  assert.equal(approvalUsed(asked, null), null);
  for (const status of ['pending', 'refused'] as const)
    assert.equal(approvalUsed(asked, { ...approval, status }), null, status);
});

test('a rule of the tenant that asks uses it up as a control does, and a rule that does not ask does not', () => {
  const trace = [step('pass')];
  const quiet = { ...rule, verdict: 'no_match' } as const;
  assert.equal(approvalUsed({ ...asked, trace, tenantRules: [quiet, rule] }, approval), 'apr_1');
  assert.equal(approvalUsed({ ...asked, trace, tenantRules: [quiet] }, approval), null);
  assert.equal(approvalUsed({ ...asked, trace, tenantRules: [] }, approval), null);
});

test('an action that was resolved on other facts, or at no time, is blocked before any control looks', () => {
  const [one] = readCases();
  assert.ok(one !== undefined);
  const [indexed, other] = [indexFacts(caseFacts(one)), indexFacts(caseFacts(one))];
  const call = { agentId: one.agent, tool: one.tool, arguments: one.arguments };
  const input = { usage: { agentCalls: 0, toolCalls: 0 }, approval: null };
  for (const [resolved, nowMs] of [
    [resolveAction(other, call), caseNowMs],
    [resolveAction(indexed, call), Number.NaN],
  ] as const) {
    const decision = decide(indexed, { ...input, resolved, nowMs });
    assert.equal(decision.kind, 'block');
    assert.deepEqual(
      decision.reasons.map(({ code, message }) => [code, message]),
      [
        [
          'facts_mismatch',
          'The action was not resolved on the facts that it is judged on, or the time is unknown.',
        ],
      ],
    );
    assert.ok(decision.trace.every(({ verdict, saw }) => verdict === 'not_run' && saw === ''));
  }
});

test('an action that is not whole is blocked, though no control has found a gap', () => {
  const one = readCases().find(({ name }) => name === 'the last call of the minute passes');
  assert.ok(one !== undefined);
  const indexed = indexFacts(caseFacts(one));
  const call = { agentId: one.agent, tool: one.tool, arguments: one.arguments };
  const resolved = { ...resolveAction(indexed, call), action: null };
  const usage = { agentCalls: 0, toolCalls: 0 };
  const { kind, reasons, trace } = decide(indexed, { resolved, nowMs: caseNowMs, usage, approval: null });
  assert.deepEqual(
    [kind, ...reasons.map(({ code, message }) => `${code}: ${message}`)],
    ['block', 'policy_fault: The action is not whole.'],
  );
  assert.ok(trace.every(({ verdict }) => verdict === 'pass'));
});

test('a refusal names sixty-four reasons at most', () => {
  const facts = readDemoFacts();
  for (const tool of facts.tools)
    if (tool.name === 'list_directory')
      tool.targetPointers = Array.from({ length: 70 }, (_, at) => `/t${at}`);
  const decision = runCase(
    {
      file: '',
      name: '',
      agent: 'report-reader',
      tool: 'filesystem_list_directory',
      arguments: {},
      kind: '',
      reasons: [],
    },
    facts,
  );
  assert.equal(decision.kind, 'block');
  assert.equal(decision.reasons.length, 64);
});
