/**
 * What platform told about a call when it was to be decided again: what was performed in the running windows, and which of its
 * recipients an untrusted answer taught. It goes into the pure decision and, with it, into the entry, so that the decision
 * can be derived again from the record.
 */
import type { IndexedFacts } from '@gamut/policy/indexed-facts';
import { learnedRecipients } from '@gamut/policy/recipients';
import type { ResolvedAction } from '@gamut/policy/resolve-action';
import { countedAmounts } from '@gamut/policy/transaction-limits';
import type { LearnedOrigin, LearnedRecipient } from '@gamut/protocol/learned-origin';
import type { DecisionEntry } from '@gamut/protocol/ledger';
import type { TransactionCount } from '@gamut/protocol/transaction-limit';

export interface ToldByPlatform {
  readonly transactions: readonly TransactionCount[];
  readonly learned: readonly LearnedOrigin[];
}

export interface ToldInput {
  readonly transactions?: readonly TransactionCount[];
  readonly learned?: readonly LearnedRecipient[];
}

export function toldInput(told: ToldByPlatform | undefined, resolved: ResolvedAction): ToldInput {
  if (told === undefined) return {};
  return { transactions: told.transactions, learned: learnedRecipients(resolved.recipients, told.learned) };
}

/** What platform needs in order to count and to look up, and what it said before. */
export function entryKnowledge(
  indexed: IndexedFacts,
  resolved: ResolvedAction,
  told: ToldByPlatform | undefined,
): Pick<DecisionEntry, 'transaction' | 'trust'> {
  if (resolved.action === null) return {};
  const recipients = [...new Set(resolved.recipients.flatMap((one) => one.digests))];
  const { learned = [] } = toldInput(told, resolved);
  const amounts = countedAmounts(typeof resolved.amount === 'object' ? resolved.amount.sums : []);
  const transaction = { ...amounts, ...(told === undefined ? {} : { seen: [...told.transactions] }) };
  const known =
    told === undefined ? {} : { seen: told.learned.map((one) => one.digest), learned: [...learned] };
  return {
    ...(indexed.limited ? { transaction } : {}),
    ...(recipients.length === 0 ? {} : { trust: { recipients, ...known } }),
  };
}
