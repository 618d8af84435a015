/**
 * Erasure: without its wrapped data keys everything that a tenant sealed is noise, in this database and in every copy made after.
 * (Copies from before open for as long as they and the DATA_ENCRYPTION_KEY of their time are kept: docs/operations.md.)
 */
/** What stands where a wrapped key stood that nobody shall ever open again. */
export const shredded = 'shredded';

/** A transaction on home's control schema: the platform's, or the provision process's own. */
export interface ShreddingSession {
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** Overwrites, then deletes. @returns how many keys there were */
export async function shredTenantKeys(tx: ShreddingSession, tenantId: string): Promise<number> {
  const overwritten = await tx.query<{ version: number }>(
    'UPDATE control.tenant_keys SET wrapped = $2, commitment = NULL, port = NULL WHERE tenant_id = $1 RETURNING version',
    [tenantId, shredded],
  );
  await tx.query('DELETE FROM control.tenant_keys WHERE tenant_id = $1', [tenantId]);
  await tx.query('DELETE FROM control.key_rotations WHERE tenant_id = $1', [tenantId]);
  return overwritten.length;
}
