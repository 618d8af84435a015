/**
 * The counts of one batch: what was performed before each entry, entry by entry, as if the batch came one at a time. A window
 * that the clock says has begun anew starts at nothing; a clock that was set back opens no new one. Nothing is refunded: a
 * tool that reports a failure may have done it all the same (docs/decisions/0024).
 */
import { overLimits, windowStartMs, type LimitScope, type OverLimit } from '@gamut/policy/transaction-limits';
import type { DecisionEntry } from '@gamut/protocol/ledger';
import type { TransactionCount, TransactionLimit } from '@gamut/protocol/transaction-limit';
import type { LimitedPair, StoredCount } from './transaction-store.ts';

export interface TransactionCounter {
  /** What was performed so far, for each window in which a limit holds for this entry; empty when none does. */
  seenBy(entry: DecisionEntry): TransactionCount[];
  over(entry: DecisionEntry, seen: readonly TransactionCount[]): OverLimit[];
  /** This entry will be performed. */
  count(entry: DecisionEntry): void;
  /** It was refused for another reason after all. */
  uncount(entry: DecisionEntry): void;
  changed(): StoredCount[];
}

export function createTransactionCounter(pairs: readonly LimitedPair[], nowMs: number): TransactionCounter {
  const byPair = new Map(pairs.map((pair) => [`${pair.agentId}/${pair.toolId}`, pair]));
  const counts = new Map<string, { -readonly [K in keyof StoredCount]: StoredCount[K] }>();
  const touched = new Set<string>();
  for (const stored of pairs.flatMap((pair) => pair.counts)) counts.set(keyOf(stored), { ...stored });
  const limitsOf = (entry: DecisionEntry): readonly (readonly [LimitScope, TransactionLimit])[] => {
    const pair = byPair.get(`${entry.agent}/${entry.toolId ?? ''}`);
    return [
      ...(pair?.ofAgent ?? []).map((limit) => ['agent', limit] as const),
      ...(pair?.ofTool ?? []).map((limit) => ['tool', limit] as const),
    ];
  };
  const heldFor = (entry: DecisionEntry, scope: LimitScope, window: TransactionLimit['window']) => {
    const of = { agentId: entry.agent, toolId: scope === 'agent' ? '' : (entry.toolId ?? ''), window };
    const startedAtMs = windowStartMs(nowMs, window);
    const held = counts.get(keyOf(of));
    if (held !== undefined && held.startedAtMs >= startedAtMs) return held;
    const begun = { ...of, startedAtMs, calls: 0, amount: 0 };
    counts.set(keyOf(of), begun);
    return begun;
  };
  const windowsOf = (entry: DecisionEntry) => [
    ...new Map(
      limitsOf(entry).map(([scope, { window }]) => [`${scope}/${window}`, { scope, window }]),
    ).values(),
  ];
  const add = (entry: DecisionEntry, sign: 1 | -1) => {
    for (const { scope, window } of windowsOf(entry)) {
      const held = heldFor(entry, scope, window);
      held.calls += sign;
      held.amount = Math.max(0, held.amount + sign * (entry.transaction?.amount ?? 0));
      touched.add(keyOf(held));
    }
  };
  return {
    seenBy: (entry) =>
      windowsOf(entry).map(({ scope, window }) => {
        const { calls, amount } = heldFor(entry, scope, window);
        return { scope, window, calls, amount };
      }),
    over: (entry, seen) => {
      const of = (scope: LimitScope) =>
        limitsOf(entry).flatMap(([at, limit]) => (at === scope ? [limit] : []));
      const amount = entry.transaction?.amount ?? 0;
      return [
        ...overLimits('agent', of('agent'), seen, amount),
        ...overLimits('tool', of('tool'), seen, amount),
      ];
    },
    count: (entry) => add(entry, 1),
    uncount: (entry) => add(entry, -1),
    changed: () => [...touched].flatMap((key) => counts.get(key) ?? []),
  };
}

function keyOf({ agentId, toolId, window }: Pick<StoredCount, 'agentId' | 'toolId' | 'window'>): string {
  return `${agentId}/${toolId}/${window}`;
}
