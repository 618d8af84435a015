/**
 * Derives one recorded decision again: the pure function over the facts, the call and the counts that the record names. What
 * comes out must be what stands there, to the last word of the trace. Whatever cannot be derived is said by name; a replay
 * never passes what it did not look at (product.md section 3, re-derivation).
 */
import { canonicalJson } from '@gamut/kernel/canonical-json';
import type { Decision } from '@gamut/protocol/decision';
import { approvalUsed, decide, type FoundApproval } from '../decide.ts';
import type { IndexedFacts } from '../indexed-facts.ts';
import { policySha256 } from '../policy-digest.ts';
import type { ResolvedAction } from '../resolve-action.ts';
import { kindDoubt, partsDiffer } from './compare-decisions.ts';
import { commitReasonCodes, gatewayReasonCodes, isGateways } from './decided-elsewhere.ts';
import { doubtAbout } from './held-against-record.ts';
import { readKeptCall, type KnownCall } from './kept-arguments.ts';
import { rulesDiffer } from './rules-differ.ts';
import { laidOutWithoutArguments } from './without-arguments.ts';
import type { RecordedDecision } from '@gamut/protocol/recorded-decision';

export const replayOutcomes = {
  follows: 'follow from their rules',
  refused_at_commit: 'follow, and were refused at their commit for what only platform knew',
  blocked_by_gateway: 'follow as far as their controls, and were blocked by Gateway for what only it saw',
  before_any_control: 'were blocked before any control was asked',
  differs: 'DO NOT FOLLOW from their rules',
  arguments_unknown: 'can not be derived from their arguments; what reads no argument follows',
  other_rules: 'were decided by other rules: not replayed',
  inputs_unrecorded: 'were recorded before all that they were decided on was: not replayed',
  rules_unreadable: "stand under rules of the tenant's own that can not be read here: not replayed",
  facts_missing: 'name facts that are not there: not replayed',
} as const;
export type ReplayOutcome = keyof typeof replayOutcomes;

export interface Replayed {
  readonly outcome: ReplayOutcome;
  readonly detail: string;
}

export interface ReplayMaterial {
  /** The facts whose digest the record names; undefined when they are not there. */
  readonly indexed: IndexedFacts | undefined;
  /** The arguments as they were kept: canonical, secrets taken out; undefined when they are not there. */
  readonly arguments: string | undefined;
}

export function replayDecision(recorded: RecordedDecision, material: ReplayMaterial): Replayed {
  const { decision, judged } = recorded;
  if (recorded.policySha256 !== policySha256)
    return { outcome: 'other_rules', detail: `policy ${recorded.policySha256.slice(0, 12)}` };
  const doubt = kindDoubt(recorded);
  if (doubt !== undefined) return { outcome: 'differs', detail: doubt };
  if (decision.trace.length === 0) return blockedUnheard(decision);
  if (judged === undefined) return { outcome: 'inputs_unrecorded', detail: 'no moment of judgement' };
  const { indexed } = material;
  if (indexed === undefined)
    return { outcome: 'facts_missing', detail: `facts ${recorded.facts.sha256.slice(0, 12)}` };
  if (indexed.facts.version !== recorded.facts.version)
    return { outcome: 'differs', detail: 'its facts are of another version than it says' };
  const unreadable = indexed.tenantRules?.kind === 'broken' ? indexed.tenantRules.why : undefined;
  const call = readKeptCall(indexed, recorded, material.arguments);
  if (call.kind === 'other') return { outcome: 'differs', detail: call.detail };
  if (unreadable !== undefined && !decision.reasons.some((one) => one.code === 'tenant_rule_fault')) {
    const others = replayWithout({ ...indexed, tenantRules: null }, recorded, call);
    return others.outcome === 'differs' ? others : { outcome: 'rules_unreadable', detail: unreadable };
  }
  if (call.kind === 'unknown') return replayWithout(indexed, recorded, call);
  const { resolved } = call;
  const derived = deriveAgain(indexed, resolved, recorded);
  const wrong = partsDiffer(recorded, resolved);
  if (wrong !== undefined) return { outcome: 'differs', detail: wrong };
  const replayed = compare(recorded, derived);
  // what was wrong with the rules is worded otherwise where they cannot be read at all; either way they block
  return replayed.outcome === 'differs' && unreadable !== undefined && decision.kind === 'block'
    ? { outcome: 'rules_unreadable', detail: unreadable }
    : replayed;
}

/** Everything that reads no argument, in each way that the call can have been. Rules that are not there are not asked. */
function replayWithout(indexed: IndexedFacts, recorded: RecordedDecision, call: KnownCall): Replayed {
  const possible = laidOutWithoutArguments(indexed, recorded, call.kind === 'whole' || call.kept);
  if (typeof possible === 'string') return { outcome: 'differs', detail: possible };
  const doubts = possible.map((resolved) => {
    const decision = deriveAgain(resolved.indexed, resolved, recorded);
    const unapproved = deriveAgain(resolved.indexed, resolved, recorded, null);
    const actionType = typeof resolved.tool === 'string' ? undefined : resolved.tool.facts.actionType;
    const rules = rulesDiffer(indexed, actionType, recorded.decision, decision);
    const observable = indexed.observePeriods.has(recorded.agent.id);
    return (
      partsDiffer(recorded, resolved) ?? doubtAbout(recorded, { decision, unapproved, observable, rules })
    );
  });
  const [doubt] = doubts;
  if (!doubts.includes(undefined))
    return { outcome: 'differs', detail: doubt ?? 'nothing that it can have been gives this' };
  const why = call.kind === 'whole' ? 'are whole' : call.why;
  return { outcome: 'arguments_unknown', detail: `the kept arguments ${why}` };
}

function deriveAgain(
  indexed: IndexedFacts,
  resolved: ResolvedAction,
  recorded: RecordedDecision,
  approval: FoundApproval = foundApproval(recorded),
): Decision {
  const { judged, usage, learned, decision } = recorded;
  // what passes or asks is recorded with what was performed before it, wherever there is a limit on that
  const counted = decision.kind !== 'block' && decision.kind !== 'block_and_open_incident';
  const transactions = recorded.transaction?.seen ?? (counted ? [] : undefined);
  return decide(indexed, {
    resolved,
    nowMs: Date.parse(judged?.at ?? ''),
    usage,
    transactions,
    learned,
    approval,
  });
}

function foundApproval({ judged }: RecordedDecision): FoundApproval {
  const found = judged?.found ?? null;
  return found === null ? null : { ...found, reasonCodes: [...found.reasonCodes], decidedBy: null };
}

/** Exactly what was recorded; or that, and one more block on top of it. */
function compare(recorded: RecordedDecision, derived: Decision): Replayed {
  const { decision } = recorded;
  if (same(decision, derived)) return approvalFits(recorded, derived);
  if (decision.kind !== 'block' || !same(decision.trace, derived.trace))
    return { outcome: 'differs', detail: tellDifference(decision, derived) };
  const [first, ...rest] = decision.reasons;
  if (first !== undefined && commitReasonCodes.has(first.code)) {
    if (same(rest, derived.reasons.slice(0, 31)) || isGateways(rest))
      return { outcome: 'refused_at_commit', detail: first.code };
  }
  if (isGateways(decision.reasons)) return { outcome: 'blocked_by_gateway', detail: first?.code ?? '' };
  return { outcome: 'differs', detail: tellDifference(decision, derived) };
}

function approvalFits(recorded: RecordedDecision, derived: Decision): Replayed {
  const used = approvalUsed(derived, foundApproval(recorded));
  return used === recorded.usedApproval
    ? { outcome: 'follows', detail: '' }
    : {
        outcome: 'differs',
        detail: `it used ${recorded.usedApproval ?? 'no approval'}, its rules ${used ?? 'none'}`,
      };
}

function blockedUnheard({ reasons }: Decision): Replayed {
  const codes = reasons.map((reason) => reason.code);
  const known = codes.every((code) => gatewayReasonCodes.has(code) || commitReasonCodes.has(code));
  return known && codes.length > 0
    ? { outcome: 'before_any_control', detail: codes.join(', ') }
    : { outcome: 'differs', detail: 'no control was asked, and nothing says why' };
}

function tellDifference(recorded: Decision, derived: Decision): string {
  const of = (decision: Decision) => {
    const codes = decision.reasons.map((reason) => reason.code).join(', ');
    return `${decision.kind}${codes === '' ? '' : ` (${codes})`}`;
  };
  if (of(recorded) !== of(derived)) return `it says ${of(recorded)}, its rules say ${of(derived)}`;
  const at = derived.trace.find((step, place) => !same(step, recorded.trace[place]));
  return at === undefined ? 'a reason is worded otherwise' : `its trace differs at ${at.control}`;
}

function same(one: unknown, other: unknown): boolean {
  return canonicalJson(one) === canonicalJson(other);
}
