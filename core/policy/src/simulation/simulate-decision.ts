/**
 * What would be decided on other facts: one call that nobody made, or a decision that was recorded, at its own time and with
 * what it was told. Nothing is performed, counted or asked for.
 */
import type { Decision } from '@gamut/protocol/decision';
import type { RecordedDecision } from '@gamut/protocol/recorded-decision';
import { decide } from '../decide.ts';
import type { TransactionCount, TransactionLimit } from '@gamut/protocol/transaction-limit';
import { contradictory } from '../contradictory.ts';
import type { IndexedFacts } from '../indexed-facts.ts';
import { attemptDigest, resolveAction, type ResolvedAction } from '../resolve-action.ts';
import { countsOfNothing } from '../transaction-limits.ts';

export interface AskedCall {
  readonly agentId: string;
  readonly tool: string;
  readonly arguments: unknown;
}

/** As the first call of its minute, with no approval and nothing performed before. */
export function simulateCall(indexed: IndexedFacts, asked: AskedCall, nowMs: number): Decision {
  const resolved = resolveAction(indexed, asked);
  const usage = { agentCalls: 0, toolCalls: 0 };
  const transactions = nothingPerformed(indexed, resolved);
  return decide(indexed, { resolved, nowMs, usage, approval: null, transactions, learned: [] });
}

function nothingPerformed(indexed: IndexedFacts, { agentId, tool }: ResolvedAction): TransactionCount[] {
  const agent = indexed.agents.get(agentId);
  const permission =
    typeof tool === 'string' ? undefined : indexed.permissions.get(agentId)?.get(tool.facts.id);
  const limitsOf = (holder: { transactionLimits?: TransactionLimit[] } | undefined) =>
    holder?.transactionLimits ?? [];
  return [
    ...countsOfNothing('agent', limitsOf(agent === contradictory ? undefined : agent)),
    ...countsOfNothing('tool', limitsOf(permission === contradictory ? undefined : permission?.facts)),
  ];
}

export type Resimulated =
  | { readonly kind: 'decided'; readonly decision: Decision; readonly exactly: boolean }
  | { readonly kind: 'unknown'; readonly why: string };

/** @param args as they were kept, secrets taken out: `exactly` says whether they are still the whole action */
export function simulateAgain(
  indexed: IndexedFacts,
  recorded: RecordedDecision,
  args: string | undefined,
  at: string,
): Resimulated {
  if (args === undefined) return { kind: 'unknown', why: 'its arguments were not kept' };
  let parsed: unknown;
  try {
    parsed = JSON.parse(args);
  } catch {
    return { kind: 'unknown', why: 'its arguments can not be read' };
  }
  const asked = { agentId: recorded.agent.id, tool: recorded.action.tool, arguments: parsed };
  const resolved = resolveAction(indexed, asked);
  const { judged, usage } = recorded;
  const found = judged?.found ?? null;
  const decision = decide(indexed, {
    resolved,
    nowMs: Date.parse(judged?.at ?? at),
    usage,
    approval: found === null ? null : { ...found, reasonCodes: [...found.reasonCodes], decidedBy: null },
    transactions: recorded.transaction?.seen ?? [],
    learned: recorded.learned ?? [],
  });
  return { kind: 'decided', decision, exactly: attemptDigest(resolved) === recorded.action.sha256 };
}
