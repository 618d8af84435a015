/**
 * What is taken away, where a change under way sees it (decisions 0032 and 0033): whoever takes a session, a token, a plan or the
 * tenant's standing leaves a mark in the tenant's own schema under the head of the audit stream, and a change asks while it holds that
 * head. So a change is recorded before the loss is answered, or refused.
 */
import type { TenantRef } from '@gamut/database/database';
import type { TenantTx } from '@gamut/database/tenant-transaction';
import { lockStreamHead } from '../audit/append-entries.ts';

/** For how long a mark counts, by the cell's own clock: far longer than a change may last, and short enough to be no second truth. */
export const marksCount = "interval '1 hour'";

const sweep = `DELETE FROM rights_lost WHERE at <= now() - ${marksCount}`;

/**
 * Last of what a loss does in the tenant: once it holds the head, what was recorded before has committed, and what comes behind its own
 * commit sees what this transaction wrote.
 */
export async function waitForRecorded(tx: TenantTx): Promise<void> {
  await lockStreamHead(tx, 'audit');
}

/** Sessions that are ended and tokens that are revoked; last of its transaction. */
export async function markLost(tx: TenantTx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await waitForRecorded(tx);
  await Promise.all([
    tx.execute(sweep, []),
    tx.execute(
      'INSERT INTO rights_lost (id) SELECT unnest($1::text[]) ON CONFLICT (id) DO UPDATE SET at = excluded.at',
      [[...ids]],
    ),
  ]);
}

/** How the tenant stands now, once control has committed it; it waits for changes that were recorded before. Last of its transaction. */
export async function markStanding(tx: TenantTx, { id, status, plan }: TenantRef): Promise<void> {
  await waitForRecorded(tx);
  await Promise.all([
    tx.execute(sweep, []),
    tx.execute(
      `INSERT INTO rights_lost (id, status, plan) VALUES ($1, $2, $3)
       ON CONFLICT (id) DO UPDATE SET status = excluded.status, plan = excluded.plan, at = excluded.at`,
      [id, status, plan],
    ),
  ]);
}
