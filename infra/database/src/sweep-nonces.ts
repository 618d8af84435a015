/**
 * Forgets nonces that no request can carry any more, in every tenant of one cell. A tenant's own role may add them and never
 * delete one (a replayed call must find it), so this is the migrator's work, in batches that hold nobody up.
 */
import { quoteTenantSchema } from './identifier.ts';
import type { OwnerSession } from './owner-session.ts';

const rowsAtOnce = 5_000;
const batchesMax = 20;

/** @returns how many were forgotten */
export async function sweepNonces(session: Pick<OwnerSession, 'query'>): Promise<number> {
  const tenants = await session.query<{ schema: string }>(
    'SELECT schema_name AS schema FROM control.tenants WHERE to_regnamespace(schema_name) IS NOT NULL ORDER BY id',
  );
  let swept = 0;
  for (const { schema } of tenants) {
    const table = `${quoteTenantSchema(schema)}.nonces`;
    for (let batch = 0; batch < batchesMax; batch++) {
      const gone = await session.query(
        `DELETE FROM ${table} WHERE nonce IN (SELECT nonce FROM ${table} WHERE expires_at < now() LIMIT $1) RETURNING 1`,
        [rowsAtOnce],
      );
      swept += gone.length;
      if (gone.length < rowsAtOnce) break;
    }
  }
  return swept;
}
