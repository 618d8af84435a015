/**
 * What an entry needs to itself as it starts: its token, its approval, and that exactly the same action is not under way. Of twins
 * in one batch the first goes ahead; only where it is refused after all is it the next one's turn, so that nobody is held up by
 * what never began.
 */
import type { TenantTx } from '@gamut/database/tenant-transaction';
import type { Reason } from '@gamut/protocol/decision';
import type { DecisionEntry } from '@gamut/protocol/ledger';
import { findUsedTokens, useAllowTokens } from './allow-token-store.ts';
import { consumeApprovals } from './consume-approvals.ts';
import { hasEffect, holdingDigest, starts } from './decision-way.ts';
import { actionUnderWay, refusalReasons } from './refusal-reasons.ts';

/** @param able entries that nothing stands against so far @returns by decision id, why an entry may not start or be decided after all */
export async function claimStarts(
  tx: TenantTx,
  able: readonly DecisionEntry[],
  at: string,
): Promise<ReadonlyMap<string, Reason>> {
  const refused = new Map<string, Reason>();
  const begun = new Map<string, string>();
  let waiting = able;
  while (waiting.length > 0) {
    const turn = firstOfEach(waiting);
    const denied = await claimEach(tx, turn, at);
    for (const entry of turn) {
      const reason = denied.get(entry.id);
      if (reason !== undefined) refused.set(entry.id, reason);
      else if (holds(entry)) begun.set(actionOf(entry), entry.id);
    }
    const behind = waiting.filter((entry) => !turn.includes(entry));
    const held = behind.filter((entry) => begun.has(actionOf(entry)));
    const used = await findUsedTokens(tx, held);
    for (const entry of held)
      refused.set(entry.id, used.get(entry.id) ?? actionUnderWay(begun.get(actionOf(entry)) as string));
    waiting = behind.filter((entry) => !held.includes(entry));
  }
  return refused;
}

async function claimEach(
  tx: TenantTx,
  turn: readonly DecisionEntry[],
  at: string,
): Promise<ReadonlyMap<string, Reason>> {
  // a token first: who can't use it uses up no approval either
  const misused = await useAllowTokens(tx, turn, at);
  const starting = turn.filter((entry) => starts(entry) && !misused.has(entry.id));
  const consumed = await consumeApprovals(tx, starting, at);
  const unusable = starting.filter((entry) => entry.approval !== null && !consumed.has(entry.id));
  return new Map([
    ...misused,
    ...unusable.map((entry) => [entry.id, refusalReasons.approvalNotUsable] as const),
  ]);
}

/** Everything that holds nobody up, and of each action that would, the first. */
function firstOfEach(entries: readonly DecisionEntry[]): readonly DecisionEntry[] {
  if (entries.length < 2) return entries;
  const seen = new Set<string>();
  return entries.filter((entry) => {
    if (!holds(entry)) return true;
    const action = actionOf(entry);
    return !seen.has(action) && seen.add(action);
  });
}

const holds = (entry: DecisionEntry): boolean => starts(entry) && hasEffect(entry);
const actionOf = (entry: DecisionEntry): string => `${entry.agent}/${holdingDigest(entry)}`;
