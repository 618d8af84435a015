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
  const inForce = row === undefined ? await withoutSentinel(tx, encryptionKeys[0]) : sealedUnder(row.sealed);
  const key = encryptionKeys.find((candidate) => keyIdOf(candidate) === inForce);
  if (key !== undefined) return key;
  throw new AppError('unavailable', 'DATA_ENCRYPTION_KEY of this process is not the one in force.', {
    fix: 'Restart this process with the current DATA_ENCRYPTION_KEY.',
    who: 'the operator',
  });
}

/** A database of before its first start: then no key stands under another one than this. */
async function withoutSentinel(tx: ControlReader, current: Uint8Array): Promise<string | undefined> {
  const keyId = keyIdOf(current);
  const others = await tx.query(
    "SELECT 1 AS one FROM control.tenant_keys WHERE wrapped <> $1 AND split_part(wrapped, '.', 3) <> $2 LIMIT 1",
    [shredded, keyId],
  );
  return others.length === 0 ? keyId : undefined;
}

/** How stored keys stand to the DATA_ENCRYPTION_KEYs in hand. */
export interface KeyCounts {
  /** Under one that is held beside the first, versions that are retired included: it can't be taken away yet. */
  readonly underRetiring: number;
  /** Versions in use under one that is not held: what they sealed stays shut until it is given. */
  readonly underNone: number;
}

/** @param held public names of the keys in hand, the current one first */
export async function countTenantKeys(tx: ControlReader, held: readonly string[]): Promise<KeyCounts> {
  const [row] = await tx.query<{ retiring: number; none: number }>(
    `SELECT count(*) FILTER (WHERE under <> $2 AND under = ANY ($3::text[])) AS retiring,
       count(*) FILTER (WHERE retired_at IS NULL AND under <> ALL ($3::text[])) AS none
     FROM (SELECT retired_at, split_part(wrapped, '.', 3) AS under FROM control.tenant_keys WHERE wrapped <> $1) k WHERE under <> ''`,
    [shredded, held[0], held],
  );
  return { underRetiring: Number(row?.retiring ?? 0), underNone: Number(row?.none ?? 0) };
}

/** Whether a replacement of DATA_ENCRYPTION_KEY is under way. */
export async function isKeyReplaced(tx: ControlReader): Promise<boolean> {
  const rows = await tx.query(
    "SELECT 1 AS one FROM control.key_rotations WHERE kind = 'encryption_key' AND state = 'running'",
  );
  return rows.length > 0;
}

/** How many stored keys are there that something can stand under. */
export async function countStoredKeys(tx: ControlReader): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    'SELECT count(*) AS count FROM control.tenant_keys WHERE wrapped <> $1',
    [shredded],
  );
  return Number(row?.count ?? 0);
}
