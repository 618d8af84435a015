/**
 * The decision: (facts, call) → one of six kinds with a trace of thirteen. Pure and total: the same input gives the same
 * decision, and whatever goes wrong inside is a block. The lattice: block over require_approval over degrade over allow;
 * an approval answers only the reasons that its approver was shown, and nothing answers a block. One block is looked through
 * where it stands alone: a missing permission, while an observe period runs (observe-mode.ts).
 */
import type { DecisionKind } from '@gamut/kernel/agentic-terms';
import {
  controlNames,
  type ControlName,
  type ControlVerdict,
  type Decision,
  type Reason,
  type TraceStep,
} from '@gamut/protocol/decision';
import type { ApprovalFindAnswer } from '@gamut/protocol/ledger';
import type { CallInput, Usage } from './controls/control.ts';
import { gatedActionTypes } from './controls/approval-gate.ts';
import { registeredAgent } from './controls/agent-registered.ts';
import { controls } from './controls/index.ts';
import type { IndexedFacts } from './indexed-facts.ts';
import { hasEffect } from './has-effect.ts';
import { lookThrough, type LookedThrough } from './observe-mode.ts';
import { clip, effectOf, reason } from './reason-codes.ts';
import { reasonKey } from './reason-key.ts';
import type { ResolvedAction } from './resolve-action.ts';
import { whyNotShownWhole } from './shown-to-approver.ts';
import { judgeTenantRules } from './tenant-rules/judge-rules.ts';

export type FoundApproval = ApprovalFindAnswer['approval'];

export interface DecisionInput extends Pick<CallInput, 'transactions' | 'learned'> {
  readonly resolved: ResolvedAction;
  readonly nowMs: number;
  readonly usage: Usage;
  /** The newest approval of exactly this action under exactly this tool schema, as platform found it; null when none. */
  readonly approval: FoundApproval;
}

/** Of the one refusal that can be looked through. */
const observedControl: ControlName = 'tool_permitted';

/** A trace step is bounded by the contract. */
const sawCharsMax = 500;
const reasonsMax = 64;

export function decide(indexed: IndexedFacts, input: DecisionInput): Decision {
  const trace: TraceStep[] = [];
  try {
    return judge(indexed, input, trace);
  } catch {
    return {
      kind: 'block',
      reasons: [reason('policy_fault', 'The decision failed; what fails is blocked.')],
      trace: whole(trace),
    };
  }
}

function judge(indexed: IndexedFacts, input: DecisionInput, trace: TraceStep[]): Decision {
  const { resolved, nowMs, usage } = input;
  if (resolved.indexed !== indexed || !Number.isFinite(nowMs)) {
    const mismatch = reason(
      'facts_mismatch',
      'The action was not resolved on the facts that it is judged on, or the time is unknown.',
    );
    return { kind: 'block', reasons: [mismatch], trace: whole(trace) };
  }
  const { transactions, learned } = input;
  const call: CallInput = { indexed, resolved, nowMs, usage, transactions, learned };
  const reasons: Reason[] = [];
  let criticalBlock = false;
  for (const control of controls) {
    const finding = control.run(call);
    const verdict = verdictOf(finding.reasons);
    trace.push({ control: control.name, verdict, saw: clip(finding.saw, sawCharsMax) });
    for (const one of finding.reasons) reasons.push(one);
    if (verdict === 'block' && control.critical) criticalBlock = true;
    if (verdict === 'block' && control.shortCircuits) break;
  }
  // beside, not instead: the tenant's rules are asked once the thirteen have spoken, and can only add to what they found
  const ruled = trace.length === controls.length ? judgeTenantRules(call) : null;
  for (const one of ruled?.reasons ?? []) reasons.push(one);
  const looked = trace.length === controls.length ? lookThrough(call, reasons) : undefined;
  const decision =
    looked?.gap === undefined && looked !== undefined
      ? observe(call, input.approval, looked, whole(trace))
      : conclude(call, input.approval, reasons, criticalBlock, whole(withGap(trace, looked)));
  return ruled === null ? decision : { ...decision, tenantRules: [...ruled.verdicts] };
}

/** Every control but the one that is looked through has passed; it is concluded as if that one had too, and always recorded in full. */
function observe(
  call: CallInput,
  approval: FoundApproval,
  { period }: LookedThrough,
  trace: readonly TraceStep[],
): Decision {
  const { tool } = call.resolved;
  const seen = trace.map((step): TraceStep =>
    step.control === observedControl && step.verdict === 'block'
      ? { ...step, verdict: 'observed', saw: clip(`${step.saw}; observed by ${period.id}`, sawCharsMax) }
      : step,
  );
  const { kind, reasons } = conclude(call, approval, [], false, seen);
  if (kind !== 'allow' && kind !== 'allow_and_log') return { kind, reasons, trace: seen };
  const note = reason(
    'logged_observed',
    `Observed: no permission for ${typeof tool === 'string' ? tool : tool.name}, so without the observe period ${period.id} this had been block (tool_not_permitted).`,
  );
  return { kind: 'allow_and_log', reasons: [note, ...reasons], trace: seen };
}

/** Where an observe period runs and does not reach the call, the trace says why. */
function withGap(trace: readonly TraceStep[], looked: LookedThrough | undefined): readonly TraceStep[] {
  if (looked?.gap === undefined) return trace;
  const said = `; the observe period ${looked.period.id} does not reach this: ${looked.gap}`;
  return trace.map((step) =>
    step.control === observedControl ? { ...step, saw: clip(`${step.saw}${said}`, sawCharsMax) } : step,
  );
}

function conclude(
  call: CallInput,
  approval: FoundApproval,
  reasons: readonly Reason[],
  criticalBlock: boolean,
  trace: TraceStep[],
): Decision {
  const decision = (kind: DecisionKind, because: readonly Reason[]): Decision => ({
    kind,
    reasons: because.slice(0, reasonsMax),
    trace,
  });
  if (reasons.some((one) => effectOf(one) === 'block')) {
    const findings = call.indexed.criticalFindings.get(call.resolved.agentId) ?? [];
    return decision(criticalBlock && findings.length > 0 ? 'block_and_open_incident' : 'block', reasons);
  }
  if (
    trace.length !== controls.length ||
    trace.some((step) => step.verdict === 'not_run' || step.verdict === 'block')
  ) {
    return decision('block', [reason('policy_fault', 'Not every control has run.')]);
  }
  // No control found a gap that blocks, so nothing may be missing; what is missing all the same, blocks.
  if (call.resolved.action === null)
    return decision('block', [reason('policy_fault', 'The action is not whole.')]);
  const asked = reasons.filter((one) => effectOf(one) === 'require_approval');
  if (asked.length > 0) {
    // also where somebody has approved: nobody can have seen what they approved
    const unseen = whyNotShownWhole(call.resolved);
    if (unseen !== undefined) return decision('block', [unseen, ...reasons]);
    const answer = answerOf(approval, asked, call.nowMs);
    if (answer === 'refused')
      return decision('block', [reason('approval_refused', refusedBecause(approval)), ...reasons]);
    if (answer === 'open') return decision('require_approval', reasons);
  }
  const reduced = reasons.filter((one) => effectOf(one) === 'degrade');
  if (reduced.length > 0) return decision('degrade', reduced);
  const noted = notesOf(call, asked.length > 0 ? approval : null);
  return noted.length > 0 ? decision('allow_and_log', noted) : decision('allow', []);
}

/** An approval answers when it is approved, in time, and its approver was shown every reason that now asks. */
function answerOf(
  approval: FoundApproval,
  asked: readonly Reason[],
  nowMs: number,
): 'answered' | 'refused' | 'open' {
  if (approval === null || !(Date.parse(approval.expiresAt) > nowMs)) return 'open';
  if (approval.status === 'refused') return 'refused';
  if (approval.status !== 'approved') return 'open';
  return asked.every((one) => approval.reasonCodes.includes(reasonKey(one))) ? 'answered' : 'open';
}

function refusedBecause(approval: FoundApproval): string {
  const note = approval?.note ?? '';
  return note === ''
    ? 'A person has refused exactly this action.'
    : `A person has refused exactly this action: ${note}`;
}

/** Why an action that passes is recorded in full. */
function notesOf(call: CallInput, approval: FoundApproval): Reason[] {
  const { tool } = call.resolved;
  if (typeof tool === 'string') return [];
  const { risk, actionType } = tool.facts;
  const level = registeredAgent(call)?.level ?? null;
  const notes: Reason[] = [];
  if (approval !== null) notes.push(reason('logged_approved', `A person has approved it: ${approval.id}.`));
  if (risk === 'high' || risk === 'critical')
    notes.push(reason('logged_high_risk', `The tool is of ${risk} risk.`));
  if (gatedActionTypes.has(actionType))
    notes.push(reason('logged_action_type', `Actions of type ${actionType} are recorded in full.`));
  if (hasEffect(actionType) && (level === 'senior' || level === 'principal')) {
    notes.push(reason('logged_acting_alone', `A ${level} agent acts without asking.`));
  }
  return notes;
}

function verdictOf(reasons: readonly Reason[]): ControlVerdict {
  let verdict: ControlVerdict = 'pass';
  for (const one of reasons) {
    const effect = effectOf(one);
    if (effect === 'block') return 'block';
    if (effect === 'require_approval') verdict = 'require_approval';
    else if (effect === 'degrade' && verdict === 'pass') verdict = 'degrade';
  }
  return verdict;
}

/** The trace has thirteen steps whatever happened. */
function whole(trace: readonly TraceStep[]): TraceStep[] {
  const steps = [...trace];
  for (let i = steps.length; i < controlNames.length; i++) {
    steps.push({ control: controlNames[i] as (typeof controlNames)[number], verdict: 'not_run', saw: '' });
  }
  return steps;
}

/** The approval that this decision used up, to be consumed with it; null when none was needed. */
export function approvalUsed(decision: Decision, approval: FoundApproval): string | null {
  const performs =
    decision.kind === 'allow' || decision.kind === 'allow_and_log' || decision.kind === 'degrade';
  const needed =
    decision.trace.some((step) => step.verdict === 'require_approval') ||
    decision.tenantRules?.some((rule) => rule.verdict === 'require_approval') === true;
  return performs && needed && approval !== null && approval.status === 'approved' ? approval.id : null;
}
