/**
 * What was taken away a moment ago, where a change under way sees it (decision 0032): whoever takes a session, a token, a plan or the
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
 * Sessions that ended and tokens that were revoked, in the transaction of the record of it and behind that record: it holds the head
 * by then, and who ends their own session is asked before.
 */
export async function markLost(tx: TenantTx, ids: readonly string[]): Promise<void> {
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
  await lockStreamHead(tx, 'audit');
  await Promise.all([
    tx.execute(sweep, []),
    tx.execute(
      `INSERT INTO rights_lost (id, status, plan) VALUES ($1, $2, $3)
       ON CONFLICT (id) DO UPDATE SET status = excluded.status, plan = excluded.plan, at = excluded.at`,
      [id, status, plan],
    ),
  ]);
}
