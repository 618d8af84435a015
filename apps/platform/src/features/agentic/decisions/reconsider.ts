/**
 * What only platform knows and a decision must see: how much was performed in the running windows, and which recipients an
 * untrusted answer taught. An entry that was decided without it comes back to be decided again, before anything of it is
 * spent or recorded; one that was decided with it is held to what is true now (product.md 4, control 12 and trust labels).
 */
import type { TenantTx } from '@gamut/database/tenant-transaction';
import { reasonKey } from '@gamut/policy/reason-key';
import type { Reason } from '@gamut/protocol/decision';
import type { LearnedOrigin } from '@gamut/protocol/learned-origin';
import type { DecisionEntry, LedgerResult } from '@gamut/protocol/ledger';
import { createTransactionCounter, type TransactionCounter } from './count-transactions.ts';
import { passes, starts } from './decision-way.ts';
import { findUnobserved } from './find-unobserved.ts';
import { findLearned } from './learned-store.ts';
import { refusalReasons } from './refusal-reasons.ts';
import { findLimitedPairs, saveCounts } from './transaction-store.ts';

export interface Reconsidered {
  /** To be decided again; nothing of them is recorded. */
  readonly again: ReadonlyMap<string, LedgerResult>;
  /** The others, each with what was counted before it. */
  readonly entries: readonly DecisionEntry[];
  refusalOf(entry: DecisionEntry): Reason | undefined;
  /** Makes the counts durable. @param refused entries that will not be performed after all */
  save(refused: readonly DecisionEntry[]): Promise<void>;
}

/** Only what passes or asks a person is held against it: a block needs no further reason. */
function bears(entry: DecisionEntry): boolean {
  return passes(entry) || entry.decision.kind === 'require_approval';
}

export function asksPlatform(entry: DecisionEntry): boolean {
  return bears(entry) && (entry.transaction !== undefined || entry.trust !== undefined);
}

/** What the whole batch was asked about in the flight that took the lock of the stream's head. */
export interface Standing {
  /** Some transaction limit stands in this tenant. */
  readonly limited: boolean;
  /** Why an entry is held up by what was done before, by the entry's id. */
  readonly held: ReadonlyMap<string, Reason>;
  /** When credentials end, by their id, in milliseconds since 1970. */
  readonly ends: ReadonlyMap<string, number>;
}

/** Under the lock of the stream's head. @param known ids of decisions that were made before */
export async function reconsider(
  tx: TenantTx,
  entries: readonly DecisionEntry[],
  { limited, held, ends }: Standing,
  known: ReadonlySet<string>,
  at: string,
): Promise<Reconsidered> {
  const asks = (entry: DecisionEntry) => asksPlatform(entry) && !known.has(entry.id);
  const asking = entries.filter(asks);
  const limitedOnes = asking.filter((entry) => entry.transaction !== undefined);
  const trusting = asking.filter((entry) => entry.trust !== undefined);
  const [unobserved, pairs, learned] = await Promise.all([
    findUnobserved(tx, entries, at),
    limitedOnes.length === 0 ? [] : findLimitedPairs(tx, limitedOnes.map(pairOf)),
    trusting.length === 0 ? new Map<string, LearnedOrigin[]>() : findLearned(tx, trusting.map(soughtBy), at),
  ]);
  const counter = createTransactionCounter(pairs, Date.parse(at));
  const again = new Map<string, LedgerResult>();
  const kept: DecisionEntry[] = [];
  const counted = new Set<DecisionEntry>();
  for (const entry of entries) {
    if (!asks(entry)) {
      kept.push(entry);
      continue;
    }
    const seen = entry.transaction === undefined ? [] : counter.seenBy(entry);
    const origins = learned.get(entry.id) ?? [];
    if (isNews(entry, seen, origins, counter)) {
      again.set(entry.id, { id: entry.id, status: 'reconsider', transactions: seen, learned: origins });
      continue;
    }
    const judged = withSeen(entry, seen);
    if (starts(entry)) {
      counter.count(entry);
      counted.add(judged);
    }
    kept.push(judged);
  }
  return {
    again,
    entries: kept,
    refusalOf: (entry) => {
      // a revocation moves the facts, so that this entry would be stale; a time that comes moves nothing
      if (bears(entry) && endOf(entry, ends) <= Date.parse(at)) return refusalReasons.credentialExpired;
      if (limited && passes(entry) && entry.transaction === undefined)
        return refusalReasons.transactionUnjudged;
      if (unobserved.has(entry.id)) return refusalReasons.observePeriodOver;
      return bears(entry) ? held.get(entry.id) : undefined;
    },
    save: (refused) => {
      for (const entry of refused) if (counted.has(entry)) counter.uncount(entry);
      return saveCounts(tx, counter.changed());
    },
  };
}

function endOf({ credential }: DecisionEntry, ends: Standing['ends']): number {
  return (credential === undefined ? undefined : ends.get(credential)) ?? Infinity;
}

type Seen = ReturnType<TransactionCounter['seenBy']>;

/** True when there is a gap that the decision did not see, or could not have passed over. */
function isNews(
  entry: DecisionEntry,
  seen: Seen,
  origins: readonly LearnedOrigin[],
  counter: TransactionCounter,
): boolean {
  const known = new Set(entry.trust?.seen ?? []);
  if (origins.some((origin) => !known.has(origin.digest))) return true;
  const found = counter.over(entry, seen);
  const over = new Set(found.map(reasonKey));
  if (over.size === 0) return false;
  const before = entry.transaction?.seen ?? [];
  const sawThen = new Set(before.length === 0 ? [] : counter.over(entry, before).map(reasonKey));
  if ([...over].some((key) => !sawThen.has(key))) return true;
  // What passes over a limit does so by an approval that is used up here, and over one that blocks never.
  return passes(entry) && (entry.approval === null || found.some((one) => one.code !== lifting));
}

const lifting = 'transaction_limit_needs_approval';

/** The record keeps the count that the decision stands on. */
function withSeen(entry: DecisionEntry, seen: Seen): DecisionEntry {
  if (entry.transaction === undefined || entry.transaction.seen !== undefined || seen.length === 0)
    return entry;
  return { ...entry, transaction: { ...entry.transaction, seen } };
}

const pairOf = (entry: DecisionEntry) => ({ agentId: entry.agent, toolId: entry.toolId ?? '' });
const soughtBy = (entry: DecisionEntry) => ({
  id: entry.id,
  agentId: entry.agent,
  digests: entry.trust?.recipients ?? [],
});
