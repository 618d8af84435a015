/**
 * A recorded decision whose arguments are not known against what comes out without them. Whatever reads no argument must be there
 * to the word, nothing of that kind may stand there beside it, and the kind is at least as strict as that alone demands. What reads
 * arguments can only have added to it.
 */
import { decisionKinds, type DecisionKind } from '@gamut/kernel/agentic-terms';
import { canonicalJson } from '@gamut/kernel/canonical-json';
import type { ControlVerdict, Decision, Reason, TraceStep } from '@gamut/protocol/decision';
import type { RecordedDecision } from '@gamut/protocol/recorded-decision';
import { effectOf } from '../reason-codes.ts';
import { commitReasonCodes, isGateways } from './decided-elsewhere.ts';
import { controlsThatReadNothing, readingOf } from './reads-arguments.ts';

export interface DerivedWithout {
  /** With the approval that was found. */
  readonly decision: Decision;
  /** Every gap, also those that the approval answers. */
  readonly unapproved: Decision;
  /** What an observe period says of control 6 can hang on the arguments. */
  readonly observable: boolean;
  /** What is not so in what the tenant's own rules said; it is recorded with what the controls said, or not at all. */
  readonly rules: string | undefined;
}

const verdictRanks: readonly ControlVerdict[] = ['pass', 'degrade', 'observed', 'require_approval', 'block'];
/** A commit keeps this many reasons beside its own. */
const reasonsKept = 31;

/** @returns what is not as it must be; undefined when nothing speaks against it */
export function doubtAbout(recorded: RecordedDecision, derived: DerivedWithout): string | undefined {
  const { kind, reasons, trace } = recorded.decision;
  const step = stepDoubt(trace, derived) ?? approvalDoubt(recorded, derived.decision);
  if (step !== undefined) return step;
  const asIs =
    reasonsDoubt(kind, reasons, recorded.decision, derived) ??
    (ranksBelow(kind, derived.decision.kind) ? tellFloor(kind, derived.decision) : undefined) ??
    derived.rules;
  if (asIs === undefined || kind !== 'block') return asIs;
  if (isGateways(reasons)) return blocks(derived.decision.kind) ? asIs : undefined;
  const [first, ...rest] = reasons;
  if (first === undefined || !commitReasonCodes.has(first.code)) return asIs;
  if (isGateways(rest)) return blocks(derived.decision.kind) ? asIs : undefined;
  const before = kindOf(rest);
  const belowWithoutIncident = ranksBelow(before, withoutIncident(derived.decision.kind));
  return belowWithoutIncident
    ? tellFloor(before, derived.decision)
    : reasonsDoubt(before, rest, recorded.decision, derived);
}

function stepDoubt(trace: readonly TraceStep[], derived: DerivedWithout): string | undefined {
  const { unapproved } = derived;
  const at = unapproved.trace.find((step, place) => !stepHolds(step, trace[place], derived.observable));
  return at === undefined
    ? undefined
    : `its trace differs at ${at.control}, which says "${at.verdict}" without an argument`;
}

function stepHolds(step: TraceStep, recorded: TraceStep | undefined, observable: boolean): boolean {
  const { control, verdict } = step;
  if (recorded === undefined || recorded.control !== control) return false;
  if (controlsThatReadNothing.has(control) || verdict === 'not_run' || recorded.verdict === 'not_run')
    return same(step, recorded);
  const sawHangsOnThem = control === 'well_formed' || (control === 'tool_permitted' && observable);
  if (!sawHangsOnThem && step.saw !== recorded.saw) return false;
  return verdictRanks.indexOf(recorded.verdict) >= verdictRanks.indexOf(verdict);
}

/** What was used up is what was found and approved; where the rules alone use it, it was. */
function approvalDoubt({ usedApproval, judged }: RecordedDecision, derived: Decision): string | undefined {
  if (usedApproval === null) return undefined;
  const found = judged?.found ?? null;
  return found !== null && found.id === usedApproval && found.status === 'approved'
    ? undefined
    : `it used ${usedApproval}, and no such approval was found${derived.kind === 'block' ? ', nor would one help' : ''}`;
}

function reasonsDoubt(
  kind: DecisionKind,
  reasons: readonly Reason[],
  recorded: Decision,
  derived: DerivedWithout,
): string | undefined {
  if (kindOf(reasons) !== withoutIncident(kind))
    return `it says ${kind}, and its own reasons say ${kindOf(reasons)}`;
  const wanted = wantedIn(kind, derived);
  const cut = blocks(kind) && reasons.length >= reasonsKept;
  const faulty = reasons.some((one) => one.code === 'tenant_rule_fault');
  const missing = wanted.find((one) => !cut && !stands(one, reasons, faulty));
  if (missing !== undefined) return `it does not say ${missing.code}, which reads no argument`;
  const observed = derived.unapproved.trace.some((step) => step.verdict === 'observed');
  const added = reasons.find(
    (one) =>
      (readingOf(one.code) ?? 'nothing') === 'nothing' &&
      !wanted.some((other) => same(worded(one), worded(other))) &&
      // an observe period that the arguments keep from reaching the call leaves the missing permission
      !(observed && one.code === 'tool_not_permitted'),
  );
  if (added !== undefined) return `it says ${added.code}, which reads no argument and is not so`;
  return blocks(kind) || kind === 'require_approval'
    ? unfoundedStep(reasons, recorded.trace, cut)
    : undefined;
}

/** What reads no argument, of the reasons that a decision of this kind lists. */
function wantedIn(kind: DecisionKind, { decision, unapproved }: DerivedWithout): readonly Reason[] {
  if (blocks(kind) || kind === 'require_approval')
    return unapproved.reasons.filter((one) => effectOf(one) !== 'note');
  return kind === 'degrade'
    ? decision.reasons.filter((one) => effectOf(one) === 'degrade')
    : decision.reasons.filter((one) => effectOf(one) === 'note');
}

function stands(wanted: Reason, reasons: readonly Reason[], faulty: boolean): boolean {
  if (readingOf(wanted.code) === 'nothing') {
    const text = worded(wanted);
    return reasons.some((one) => same(worded(one), text));
  }
  // rules that can not be laid out on these arguments fault together, and say nothing else
  if (faulty && wanted.code.startsWith('tenant_rule_')) return true;
  return reasons.some((one) => one.code === wanted.code);
}

/** Each step of a trace is as strict as the reasons that its control has given. */
function unfoundedStep(
  reasons: readonly Reason[],
  trace: readonly TraceStep[],
  cut: boolean,
): string | undefined {
  const at = trace.find(({ control, verdict }) => {
    if (cut || verdict === 'not_run') return false;
    const of = kindOf(reasons.filter((one) => one.control === control));
    return of !== (verdict === 'pass' ? 'allow' : verdict);
  });
  return at === undefined
    ? undefined
    : `its trace says ${at.verdict} at ${at.control}, and its reasons do not`;
}

/** The kind that reasons make by themselves. */
function kindOf(reasons: readonly Reason[]): DecisionKind {
  const effects = new Set(reasons.map(effectOf));
  if (effects.has('block')) return 'block';
  if (effects.has('require_approval')) return 'require_approval';
  if (effects.has('degrade')) return 'degrade';
  return effects.has('note') ? 'allow_and_log' : 'allow';
}

function ranksBelow(kind: DecisionKind, floor: DecisionKind): boolean {
  return decisionKinds.indexOf(kind) < decisionKinds.indexOf(floor);
}

function tellFloor(kind: DecisionKind, derived: Decision): string {
  const codes = derived.reasons.map((one) => one.code).join(', ');
  return `it says ${kind}, and without any argument its rules say ${derived.kind} (${codes})`;
}

function blocks(kind: DecisionKind): boolean {
  return withoutIncident(kind) === 'block';
}

function withoutIncident(kind: DecisionKind): DecisionKind {
  return kind === 'block_and_open_incident' ? 'block' : kind;
}

/** A caller's name for a tool is recorded without its control characters. */
function worded(one: Reason): Reason {
  return { ...one, message: one.message.replaceAll(/\p{Cc}/gu, '\u{fffd}') };
}

function same(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other);
}
