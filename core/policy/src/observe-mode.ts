/**
 * Observe mode: while a period that a person opened runs, one refusal is looked through and no other: that nobody has permitted
 * this tool to this agent. Everything here lists what may be looked through; what is not listed is not: a new reason, a new type
 * of action, a new level of risk. It never reaches payment, deletion or export (docs/decisions/0027-observe-mode.md).
 */
import type { ActionType, RiskTier, Severity } from '@gamut/kernel/agentic-terms';
import type { Reason } from '@gamut/protocol/decision';
import type { ObservePeriodFacts } from '@gamut/protocol/observe-period-facts';
import { registeredAgent } from './controls/agent-registered.ts';
import type { CallInput } from './controls/control.ts';
import { contradictory } from './contradictory.ts';
import type { IndexedFacts, IndexedTool } from './indexed-facts.ts';
import { holdsAddress } from './observe-addresses.ts';
import { changingWord } from './observe-names.ts';
import { holdsStatement } from './observe-statements.ts';
import type { ReasonCode } from './reason-codes.ts';

/** They stand in the digest of the policy: nobody widens them unseen. */
export const observeTerms = {
  reasons: ['tool_not_permitted'],
  actionTypes: ['read', 'retrieve'],
  risks: ['low', 'medium'],
  tiers: ['low', 'medium', 'high'],
  lastsMsMax: 14 * 86_400_000,
  callsPerMinuteMax: 60,
} as const satisfies {
  readonly reasons: readonly ReasonCode[];
  readonly actionTypes: readonly ActionType[];
  readonly risks: readonly Severity[];
  readonly tiers: readonly RiskTier[];
  readonly lastsMsMax: number;
  readonly callsPerMinuteMax: number;
};

const reasons: ReadonlySet<string> = new Set(observeTerms.reasons);
const actionTypes: ReadonlySet<string> = new Set(observeTerms.actionTypes);
const risks: ReadonlySet<string> = new Set(observeTerms.risks);
const tiers: ReadonlySet<string> = new Set(observeTerms.tiers);

/** Two clocks, of whoever opened the period and of whoever decides. */
const clockSkewMs = 60_000;

export interface LookedThrough {
  readonly period: ObservePeriodFacts;
  /** What keeps the period from reaching this call; undefined when it does. */
  readonly gap: string | undefined;
}

/** @returns undefined when no period is about this agent, or nothing was found that one could be about */
export function lookThrough(call: CallInput, found: readonly Reason[]): LookedThrough | undefined {
  const period = periodOf(call.indexed, call.resolved.agentId);
  if (period === undefined || !found.some((one) => reasons.has(one.code))) return undefined;
  return { period, gap: gapOf(call, period, found) };
}

function gapOf(call: CallInput, period: ObservePeriodFacts, found: readonly Reason[]): string | undefined {
  const { tool } = call.resolved;
  if (!runs(period, call.nowMs)) return 'it does not run now';
  if (found.some((one) => !reasons.has(one.code))) return 'there are other reasons';
  if (typeof tool === 'string') return 'the tool is unknown';
  const agent = registeredAgent(call);
  if (agent === undefined || !tiers.has(agent.tier))
    return `not for an agent of tier ${agent?.tier ?? 'none'}`;
  return toolGap(period, tool) ?? callGap(call, tool);
}

/** The period of this agent that is running; what it reaches is said by `toolGap`. */
export function runningPeriod(
  indexed: IndexedFacts,
  agentId: string,
  nowMs: number,
): ObservePeriodFacts | undefined {
  const period = periodOf(indexed, agentId);
  const agent = indexed.agents.get(agentId);
  if (period === undefined || agent === undefined || agent === contradictory) return undefined;
  return runs(period, nowMs) && tiers.has(agent.tier) ? period : undefined;
}

function periodOf(indexed: IndexedFacts, agentId: string): ObservePeriodFacts | undefined {
  const period = indexed.observePeriods.get(agentId);
  return period === contradictory ? undefined : period;
}

/** Ends at the moment that it names, not after it; a period that is longer than any may be is none. */
function runs({ startsAt, endsAt }: ObservePeriodFacts, nowMs: number): boolean {
  const startsMs = Date.parse(startsAt);
  const endsMs = Date.parse(endsAt);
  const lastsMs = endsMs - startsMs;
  return (
    startsMs - clockSkewMs <= nowMs && nowMs < endsMs && lastsMs > 0 && lastsMs <= observeTerms.lastsMsMax
  );
}

/** What the tool's record says against it; undefined when the period reaches the tool. */
export function toolGap(period: ObservePeriodFacts, { facts }: IndexedTool): string | undefined {
  if (!period.connectorIds.includes(facts.connectorId)) return 'it names other connectors';
  if (!actionTypes.has(facts.actionType)) return `not for what is ${facts.actionType}`;
  if (!risks.has(facts.risk)) return `not for a tool of ${facts.risk} risk`;
  if (facts.amountPointer !== null) return 'not for what has an amount';
  if ((facts.recipientPointers ?? []).length > 0) return 'not for what has a recipient';
  if (facts.targetKind === 'path' && facts.targetPointers.length > 0 && facts.targetRoot === null)
    return 'not for paths without a root';
  const word = changingWord(facts.name) ?? changingWord(facts.title);
  return word === undefined ? undefined : `not for what is named "${word.slice(0, 32)}"`;
}

function callGap({ resolved, usage, learned = [] }: CallInput, tool: IndexedTool): string | undefined {
  if (resolved.action === null || resolved.safeForm !== 'whole') return 'the action is not whole';
  if (learned.length > 0 || resolved.recipients.length > 0) return 'it reaches a recipient';
  if (!(usage.toolCalls < observeTerms.callsPerMinuteMax)) return 'too many calls in this minute';
  if (holdsAddress(resolved.action.arguments, '', tool)) return 'the arguments hold an address';
  return holdsStatement(resolved.action.arguments)
    ? 'the arguments hold a statement that may do more than read'
    : undefined;
}
