/** All SQL of control.tenant_keys but the rotations': which keys a tenant has, and a new one. */
import { sealedUnder } from '@gamut/crypto/envelope';
import { keyIdOf } from '@gamut/crypto/key-purposes';
import type { ControlReader, ControlTx } from '@gamut/database/tenant-transaction';
import { AppError } from '@gamut/kernel/app-error';
import type { TenantKeyRow } from './key-ports.ts';
import { shredded } from './shred-tenant-keys.ts';

/** Oldest first; shredded ones are gone. */
export async function listTenantKeys(tx: ControlReader, tenantId: string): Promise<TenantKeyRow[]> {
  return tx.query<TenantKeyRow>(
    `SELECT version, key_id AS "keyId", wrapped, port, commitment, created_at AS "createdAt", retired_at AS "retiredAt"
     FROM control.tenant_keys WHERE tenant_id = $1 AND wrapped <> $2 ORDER BY version`,
    [tenantId, shredded],
  );
}

export type NewTenantKey = Omit<TenantKeyRow, 'createdAt' | 'retiredAt'>;

/**
 * Stores a key version unless that number is taken or the tenant is on its way out.
 * @returns whether it was stored
 */
export async function insertTenantKey(
  tx: ControlTx,
  tenantId: string,
  key: NewTenantKey,
  at: string,
): Promise<boolean> {
  const stored = await tx.execute(
    `INSERT INTO control.tenant_keys (tenant_id, version, key_id, wrapped, port, commitment, created_at)
     SELECT $1, $2::integer, $3, $4, $5, $6, $7::timestamptz
     WHERE EXISTS (SELECT FROM control.tenants WHERE id = $1 AND status <> 'deleting')
     ON CONFLICT (tenant_id, version) DO NOTHING`,
    [tenantId, key.version, key.keyId, key.wrapped, key.port, key.commitment, at],
  );
  return stored === 1;
}

/**
 * The DATA_ENCRYPTION_KEY in force is the one that the sentinel stands under. Whoever stores something under it takes it from
 * here and holds the sentinel still until the commit, so a process that a rotation left behind can't wrap a key under the one
 * that has gone.
 * @throws AppError `unavailable` when this process doesn't hold it
 */
export async function keyInForce(
  tx: ControlTx,
  encryptionKeys: readonly [Uint8Array, ...Uint8Array[]],
): Promise<Uint8Array> {
  const [row] = await tx.query<{ sealed: string }>(
    "SELECT sealed FROM control.sentinels WHERE purpose = 'database' FOR SHARE",
  );
  if (row === undefined) return encryptionKeys[0];
  const inForce = sealedUnder(row.sealed);
  const key = encryptionKeys.find((candidate) => keyIdOf(candidate) === inForce);
  if (key !== undefined) return key;
  throw new AppError('unavailable', 'DATA_ENCRYPTION_KEY of this process is not the one in force.', {
    fix: 'Restart this process with the current DATA_ENCRYPTION_KEY.',
    who: 'the operator',
  });
}

/** How many stored keys a rotation that is still under way has left under none of these. */
export async function countKeysLeftBehind(tx: ControlReader, keyIds: readonly string[]): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*) AS count FROM control.tenant_keys
     WHERE wrapped <> $1 AND retired_at IS NULL AND split_part(wrapped, '.', 3) <> ALL ($2::text[])
       AND EXISTS (SELECT FROM control.key_rotations WHERE kind = 'encryption_key' AND state = 'running')`,
    [shredded, keyIds],
  );
  return Number(row?.count ?? 0);
}
