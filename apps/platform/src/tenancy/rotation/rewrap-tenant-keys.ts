/**
 * One batch of replacing DATA_ENCRYPTION_KEY: the sentinel moves first, from which moment nothing new is wrapped under the old
 * key, then all tenants' data keys, one statement a batch. A customer's layer below ours is not touched, so nobody is asked.
 */
import { rewrapKey } from '@gamut/crypto/data-key';
import { keyIdOf } from '@gamut/crypto/key-purposes';
import type { ControlTx } from '@gamut/database/tenant-transaction';
import { AppError } from '@gamut/kernel/app-error';
import { resealSentinel } from '../database-sentinel.ts';
import { shredded } from '../shred-tenant-keys.ts';
import { startOfPass, type Rotation, type RotationParts, type StepResult } from './rotation.ts';

const batchMax = 250;

interface StoredKey {
  readonly tenant: string;
  readonly version: number;
  readonly id: string;
  readonly wrapped: string;
  readonly ported: boolean;
}

export async function rewrapTenantKeys(
  tx: ControlTx,
  { cursor }: Rotation,
  { encryptionKeys, random }: RotationParts,
): Promise<StepResult> {
  await resealSentinel(tx, encryptionKeys, random);
  const held = encryptionKeys.map(keyIdOf);
  const batch = await lockBatch(tx, held, cursor.after);
  const again = batch.map((key): [StoredKey, string | undefined] => {
    try {
      return [key, rewrapKey(encryptionKeys, key, random)];
    } catch (error) {
      if (error instanceof AppError && error.code === 'integrity_failed') return [key, undefined];
      throw error;
    }
  });
  const moved = await storeBatch(tx, again);
  const shut = again.filter(([, wrapped]) => wrapped === undefined).map(([key]) => key);
  const next = {
    ...cursor,
    after: batch.length === 0 ? cursor.after : placeOf(batch.at(-1) as StoredKey),
    moved: cursor.moved + moved,
    unopened: cursor.unopened + shut.length,
    firstUnopened: cursor.firstUnopened ?? shut[0]?.tenant ?? null,
  };
  if (batch.length === batchMax) return { outcome: 'more', cursor: next, moved };
  const left = (await lockBatch(tx, held, null, next.unopened + 1)).length;
  if (left > next.unopened) return { outcome: 'more', cursor: startOfPass('rewrap'), moved };
  if (left === 0) return { outcome: 'done', cursor: next, moved };
  const failure = `${String(left)} data keys open under none of the keys that are given, the first is one of tenant ${String(next.firstUnopened)}; all others were moved`;
  return { outcome: 'failed', cursor: next, moved, failure };
}

/**
 * A retired version that a restore brought back from under a key of long ago stays as it is: nobody can move it, and the tenant
 * does not need it.
 * @param held public names of the keys in hand, the current one first
 * @param after tenant and version as `placeOf` writes them
 */
async function lockBatch(
  tx: ControlTx,
  held: readonly string[],
  after: string | null,
  max = batchMax,
): Promise<StoredKey[]> {
  const [tenant, version] = after?.split(' ') ?? ['', '0'];
  return tx.query<StoredKey>(
    `SELECT tenant_id AS tenant, version, key_id AS id, wrapped, port IS NOT NULL AS ported FROM control.tenant_keys
     WHERE (tenant_id, version) > ($1, $2::integer) AND wrapped <> $3 AND split_part(wrapped, '.', 3) <> $4
       AND (retired_at IS NULL OR split_part(wrapped, '.', 3) = ANY ($6::text[]))
     ORDER BY tenant_id, version LIMIT $5 FOR UPDATE`,
    [tenant, version, shredded, held[0], max, held],
  );
}

async function storeBatch(
  tx: ControlTx,
  again: readonly (readonly [StoredKey, string | undefined])[],
): Promise<number> {
  const opened = again.filter((pair): pair is [StoredKey, string] => pair[1] !== undefined);
  if (opened.length === 0) return 0;
  return tx.execute(
    `UPDATE control.tenant_keys k SET wrapped = n.wrapped
     FROM unnest($1::text[], $2::integer[], $3::text[], $4::text[]) AS n (tenant, version, old, wrapped)
     WHERE k.tenant_id = n.tenant AND k.version = n.version AND k.wrapped = n.old`,
    [
      opened.map(([key]) => key.tenant),
      opened.map(([key]) => key.version),
      opened.map(([key]) => key.wrapped),
      opened.map(([, wrapped]) => wrapped),
    ],
  );
}

function placeOf({ tenant, version }: StoredKey): string {
  return `${tenant} ${String(version)}`;
}
