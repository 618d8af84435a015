/**
 * When a credential was last used, to the minute: written with a batch of decisions that carries it, at most once a minute
 * each, so that no call pays for it. A row that a change holds just now is left for the next batch: the ledger waits for nobody.
 */
import type { TenantTx } from '@gamut/database/tenant-transaction';
import type { Clock } from '@gamut/kernel/time-source';
import type { DecisionEntry, OutcomeEntry } from '@gamut/protocol/ledger';

export interface CredentialUses {
  /** In the transaction of the batch, before it takes any other lock. */
  record(tx: TenantTx, entries: readonly (DecisionEntry | OutcomeEntry)[]): Promise<void>;
}

const everyMs = 60_000;
const rememberedMax = 10_000;

export function createCredentialUses(clock: Pick<Clock, 'nowMs' | 'monotonicMs'>): CredentialUses {
  const writtenMs = new Map<string, number>();

  function forgetOld(): void {
    const since = clock.monotonicMs() - everyMs;
    for (const [id, atMs] of writtenMs) if (atMs < since) writtenMs.delete(id);
    if (writtenMs.size >= rememberedMax) writtenMs.clear();
  }

  function dueOf(entries: readonly (DecisionEntry | OutcomeEntry)[]): Map<string, string> {
    const nowMs = clock.monotonicMs();
    const due = new Map<string, string>();
    for (const entry of entries) {
      if (entry.kind !== 'decision' || entry.credential === undefined) continue;
      const last = writtenMs.get(entry.credential);
      if (last === undefined || nowMs - last >= everyMs) due.set(entry.credential, entry.agent);
    }
    return due;
  }

  return {
    record: async (tx, entries) => {
      const due = dueOf(entries);
      if (due.size === 0) return;
      await tx.query(
        `UPDATE agent_credentials SET last_used_at = $3::timestamptz WHERE id IN (
           SELECT c.id FROM agent_credentials c JOIN unnest($1::text[], $2::text[]) AS u (id, agent) ON u.id = c.id AND u.agent = c.agent_id
             AND c.id = ANY ($1::text[])
           FOR UPDATE OF c SKIP LOCKED)`,
        [[...due.keys()], [...due.values()], new Date(clock.nowMs()).toISOString()],
      );
      if (writtenMs.size >= rememberedMax) forgetOld();
      for (const id of due.keys()) writtenMs.set(id, clock.monotonicMs());
    },
  };
}
