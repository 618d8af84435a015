/**
 * The lattice by property: block over require_approval over degrade over allow, for any set of gaps; every gap of a refusal is
 * named; more gaps never perform more, and what an approval answers is never a block.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../tests/support/runs.ts';
import { readCases, runCase, type MadeUpCase } from '../cases/run-case.ts';
import { effectOf } from './reason-codes.ts';

/** Each opens one gap of a known effect in a call that would pass, and none closes another. */
const gaps: readonly {
  readonly given: Readonly<Record<string, unknown>>;
  readonly code: string;
  readonly learned?: true;
  /** By which an approval answers it; absent: the code alone. */
  readonly key?: string;
}[] = [
  { given: { playbooks: [] }, code: 'playbook_missing' },
  { given: { 'agents/claims-triage/humanOwner': null }, code: 'human_owner_missing' },
  { given: { 'agents/claims-triage/securityOwner': null }, code: 'security_owner_missing' },
  { given: { 'toolPermissions/12/auditLogging': false }, code: 'audit_logging_off' },
  { given: { 'redTeamTests/rtt_1/result': 'failed' }, code: 'red_team_failed' },
  {
    given: { 'openIncidents/-': { id: 'inc_1', agentId: 'claims-triage', severity: 'critical' } },
    code: 'critical_incident_open',
  },
  { given: { 'toolPermissions/12/requiresApproval': true }, code: 'tool_requires_approval' },
  { given: { 'toolPermissions/12/amountMax': 1 }, code: 'amount_over_limit' },
  { given: { 'approvalGates/gat_payments/mode': 'each_time' }, code: 'gate_requires_approval' },
  { given: { 'tools/tol_pay/risk': 'critical' }, code: 'tool_critical_risk' },
  {
    given: {},
    code: 'recipient_learned',
    learned: true,
    key: 'recipient_learned:8342793e116cb1d9f1f6910face4df69',
  },
  {
    given: { 'dataFlows/3/handling': 'safe_form', 'tools/tol_pay/safeForm': { rowsMax: 1, mask: true } },
    code: 'data_class_safe_form',
  },
];

const origin = { pointer: '/to', tool: 'mail_read', decision: 'dec_1', at: '2026-11-22T11:00:00Z' };
function caseOf(chosen: typeof gaps): MadeUpCase {
  return {
    file: '',
    name: '',
    given: Object.assign({}, ...chosen.map((one) => one.given)) as Record<string, unknown>,
    agent: 'claims-triage',
    tool: 'payments_pay',
    arguments: { to: 'claimant:4711', amount: 100 },
    learned: chosen.some((one) => one.learned) ? [origin] : [],
    kind: '',
    reasons: [],
  };
}
const rank = { degrade: 1, require_approval: 2, block: 3 } as const;
const kindOf = ['allow_and_log', 'degrade', 'require_approval', 'block'];
const keyOf = ({ key, code }: (typeof gaps)[number]): string => key ?? code;
const rankOf = (code: string): number => rank[effectOf({ code } as never) as keyof typeof rank] ?? 0;

test('of any gaps the strictest decides, and a refusal names every one of them and no other', () => {
  fc.assert(
    fc.property(fc.subarray([...gaps]), (chosen) => {
      const decision = runCase(caseOf(chosen));
      const strictest = Math.max(0, ...chosen.map((one) => rankOf(one.code)));
      assert.equal(decision.kind, kindOf[strictest]);
      const named = decision.reasons.map((one) => one.code).filter((code) => rankOf(code) > 0);
      assert.deepEqual([...named].sort(), chosen.map((one) => one.code).sort());
    }),
    { numRuns: runs(400) },
  );
});

test('an approval that shows every reason lets exactly the answerable ones pass, and a safe form stays one', () => {
  fc.assert(
    fc.property(fc.subarray([...gaps]), fc.subarray([...gaps]), (chosen, shown) => {
      const reasonCodes = shown.map(keyOf);
      const decision = runCase({ ...caseOf(chosen), approval: { status: 'approved', reasonCodes } });
      const asking = chosen.filter((one) => rankOf(one.code) === 2);
      const answered = asking.every((one) => reasonCodes.includes(keyOf(one)));
      const blocks = chosen.some((one) => rankOf(one.code) === 3);
      const reduces = chosen.some((one) => rankOf(one.code) === 1);
      const expected = blocks
        ? 'block'
        : !answered
          ? 'require_approval'
          : reduces
            ? 'degrade'
            : 'allow_and_log';
      assert.equal(decision.kind, expected);
    }),
    { numRuns: runs(400) },
  );
});

test('every file of cases holds at least six, and each case of the later files says why', () => {
  const byFile = Map.groupBy(readCases(), (one) => one.file);
  for (const [file, cases] of byFile) {
    assert.ok(cases.length >= 6, `${file} holds ${cases.length}`);
    if (/^1[456]-/.test(file)) for (const one of cases) assert.ok((one.why ?? '').length > 10, one.name);
  }
});
