/**
 * Moves the version of the tenant's facts. Every operation that changes what Gateway reads calls it in the transaction of
 * its change: a decision made on the older version is then stale at its commit, so a suspension bites on the very next call.
 */
import type { TenantTx } from '@gamut/database/tenant-transaction';

export async function bumpFacts(tx: TenantTx): Promise<number> {
  const rows = await tx.query<{ version: string }>(
    'UPDATE facts_state SET version = version + 1 WHERE one RETURNING version',
    [],
  );
  const row = rows[0];
  if (row === undefined) throw new Error('the tenant has no facts row');
  return Number(row.version);
}
