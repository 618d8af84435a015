/**
 * The counts of one batch: what was performed before each entry, entry by entry, as if the batch came one at a time. A window
 * that the clock says has begun anew starts at nothing; a clock that was set back opens no new one. Nothing is refunded: a
 * tool that reports a failure may have done it all the same (docs/decisions/0024). Amounts are counted exactly, each currency by itself.
 */
import {
  addDecimals,
  decimalText,
  parseDecimal,
  subtractDecimals,
  zero,
  type Decimal,
} from '@gamut/kernel/exact-decimal';
import {
  amountSums,
  countedAmounts,
  overLimits,
  windowStartMs,
  type LimitScope,
  type OverLimit,
} from '@gamut/policy/transaction-limits';
import type { DecisionEntry } from '@gamut/protocol/ledger';
import type { CurrencyAmount, TransactionCount, TransactionLimit } from '@gamut/protocol/transaction-limit';
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

type Window = Pick<TransactionCount, 'scope' | 'window'>;

interface Held extends Pick<StoredCount, 'agentId' | 'toolId' | 'window' | 'startedAtMs'> {
  calls: number;
  /** Under null what is in no currency. */
  readonly sums: Map<string | null, Decimal>;
}

export function createTransactionCounter(pairs: readonly LimitedPair[], nowMs: number): TransactionCounter {
  const byPair = new Map(pairs.map((pair) => [`${pair.agentId}/${pair.toolId}`, pair]));
  const counts = new Map<string, Held>();
  const touched = new Set<string>();
  for (const stored of pairs.flatMap((pair) => pair.counts)) counts.set(keyOf(stored), heldOf(stored));
  const limitsOf = (entry: DecisionEntry): readonly (readonly [LimitScope, TransactionLimit])[] => {
    const pair = byPair.get(`${entry.agent}/${entry.toolId ?? ''}`);
    return [
      ...(pair?.ofAgent ?? []).map((limit) => ['agent', limit] as const),
      ...(pair?.ofTool ?? []).map((limit) => ['tool', limit] as const),
    ];
  };
  const heldFor = (entry: DecisionEntry, { scope, window }: Window): Held => {
    const of = { agentId: entry.agent, toolId: scope === 'agent' ? '' : (entry.toolId ?? ''), window };
    const startedAtMs = windowStartMs(nowMs, window);
    const held = counts.get(keyOf(of));
    if (held !== undefined && held.startedAtMs >= startedAtMs) return held;
    const begun = { ...of, startedAtMs, calls: 0, sums: new Map() };
    counts.set(keyOf(of), begun);
    return begun;
  };
  const add = (entry: DecisionEntry, sign: 1 | -1) => {
    for (const { scope, window } of windowsOf(limitsOf(entry))) {
      const held = heldFor(entry, { scope, window });
      held.calls += sign;
      for (const { currency, amount } of sumsOf(entry) ?? [])
        held.sums.set(currency, moved(held.sums.get(currency) ?? zero, amount, sign));
      touched.add(keyOf(held));
    }
  };
  return {
    seenBy: (entry) =>
      windowsOf(limitsOf(entry)).map(({ scope, window, currencies }) => {
        const { calls, sums, startedAtMs } = heldFor(entry, { scope, window });
        const startedAt = new Date(startedAtMs).toISOString();
        return { scope, window, startedAt, calls, ...toldSums(sums, currencies) };
      }),
    over: (entry, seen) => {
      const of = (scope: LimitScope) =>
        limitsOf(entry).flatMap(([at, limit]) => (at === scope ? [limit] : []));
      const sums = sumsOf(entry);
      return [...overLimits('agent', of('agent'), seen, sums), ...overLimits('tool', of('tool'), seen, sums)];
    },
    count: (entry) => add(entry, 1),
    uncount: (entry) => add(entry, -1),
    changed: () =>
      [...touched].flatMap((key) => {
        const held = counts.get(key);
        return held === undefined ? [] : [storedOf(held)];
      }),
  };
}

function sumsOf({ transaction }: DecisionEntry) {
  return transaction === undefined ? [] : amountSums(transaction);
}

/** Each window in which a limit holds, with the currencies that its limits name. */
function windowsOf(limits: readonly (readonly [LimitScope, TransactionLimit])[]) {
  const windows = new Map<string, Window & { readonly currencies: Set<string> }>();
  for (const [scope, { window, currency, amountMax }] of limits) {
    const key = `${scope}/${window}`;
    const held = windows.get(key) ?? { scope, window, currencies: new Set<string>() };
    windows.set(key, held);
    if (currency !== undefined && amountMax !== null) held.currencies.add(currency);
  }
  return [...windows.values()];
}

/** Nothing is below nothing, whatever is taken back. */
function moved(before: Decimal, amount: Decimal, sign: 1 | -1): Decimal {
  if (sign === 1) return addDecimals(before, amount);
  const left = subtractDecimals(before, amount);
  return left.units < 0n ? zero : left;
}

/** What a decision is told: of each currency that is asked about, also that nothing of it was moved. */
function toldSums(
  sums: ReadonlyMap<string | null, Decimal>,
  currencies: ReadonlySet<string>,
): Pick<TransactionCount, 'amount' | 'sums'> {
  const { amount, amounts = [] } = countedAmounts([{ currency: null, amount: sums.get(null) ?? zero }]);
  const told: CurrencyAmount[] = [
    ...amounts,
    ...[...currencies]
      .sort()
      .map((currency) => ({ currency, amount: decimalText(sums.get(currency) ?? zero) })),
  ];
  return told.length === 0 ? { amount } : { amount, sums: told };
}

function heldOf({ agentId, toolId, window, startedAtMs, calls, amount, currencyAmounts }: StoredCount): Held {
  const sums = new Map<string | null, Decimal>();
  for (const [currency, text] of [[null, amount] as const, ...Object.entries(currencyAmounts)]) {
    const exact = parseDecimal(text);
    if (exact === undefined) throw new Error(`the count of ${agentId} is no number`);
    sums.set(currency, exact);
  }
  return { agentId, toolId, window, startedAtMs, calls, sums };
}

function storedOf({ sums, ...of }: Held): StoredCount {
  const currencyAmounts: Record<string, string> = {};
  for (const [currency, amount] of sums)
    if (currency !== null) currencyAmounts[currency] = decimalText(amount);
  return { ...of, amount: decimalText(sums.get(null) ?? zero), currencyAmounts };
}

function keyOf({ agentId, toolId, window }: Pick<StoredCount, 'agentId' | 'toolId' | 'window'>): string {
  return `${agentId}/${toolId}/${window}`;
}
