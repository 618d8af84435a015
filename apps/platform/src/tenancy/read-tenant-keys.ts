/**
 * Reads a tenant's data keys from control and opens them: our layer with DATA_ENCRYPTION_KEY, the customer's (when there is one)
 * through the key port. A tenant that has none yet gets its first. What was opened is held against its commitment.
 */
import { assertCommitment, unwrapDataKey } from '@gamut/crypto/data-key';
import type { NamedKey } from '@gamut/crypto/envelope';
import type { Database, TenantRef } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import type { KeyPorts, TenantKeyRow } from './key-ports.ts';
import { keyTimes } from './key-times.ts';
import { isLeftBehind } from './left-behind.ts';
import { newTenantKey } from './new-tenant-key.ts';
import { insertTenantKey, keyInForce, listTenantKeys } from './tenant-key-store.ts';

export interface HeldKey {
  readonly key: NamedKey;
  readonly wrapped: string;
  /** Wall clock; never for a retired one. */
  readonly sealsFromMs: number;
}

export interface KeyParts {
  readonly db: Database;
  /** The current deployment key first, then one that is retiring while a rotation lasts. */
  readonly encryptionKeys: readonly [Uint8Array, ...Uint8Array[]];
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly ports: KeyPorts;
}

/**
 * @param known keys in memory: what is stored unchanged need not be opened again, unless a customer may have withdrawn it
 * @returns oldest version first
 */
export async function readTenantKeys(
  parts: KeyParts,
  tenant: TenantRef,
  known: readonly HeldKey[],
): Promise<HeldKey[]> {
  const rows = await readRows(parts, tenant);
  return Promise.all(
    rows
      .filter((row) => !isLeftBehind(parts.encryptionKeys, row))
      .map(async (row): Promise<HeldKey> => {
        const same = known.find((one) => one.wrapped === row.wrapped && row.port === null);
        const key = same?.key ?? (await openKey(parts, tenant, row));
        return { key, wrapped: row.wrapped, sealsFromMs: sealsFrom(row) };
      }),
  );
}

async function readRows(parts: KeyParts, tenant: TenantRef): Promise<TenantKeyRow[]> {
  const { db, encryptionKeys, clock, random, ports } = parts;
  const read = () => db.readControlFor(tenant, (tx) => listTenantKeys(tx, tenant.id));
  const rows = await read();
  if (rows.length > 0) return rows;
  await db.control(async (tx) => {
    const key = await newTenantKey(await keyInForce(tx, encryptionKeys), ports, tenant, 1, random);
    await insertTenantKey(tx, tenant.id, key, new Date(clock.nowMs()).toISOString());
  });
  // Another process may have been first: what is stored is what counts.
  const stored = await read();
  if (stored.length > 0) return stored;
  throw new AppError('tenant_not_active', 'This organisation’s keys are gone: it is being deleted.', {
    who: 'the operator of Gamut',
  });
}

async function openKey(
  { encryptionKeys, ports }: KeyParts,
  tenant: TenantRef,
  row: TenantKeyRow,
): Promise<NamedKey> {
  const key =
    row.port === null
      ? unwrapDataKey(encryptionKeys, tenant.id, row.keyId, row.wrapped)
      : { id: row.keyId, key: await ports.open(tenant, row) };
  if (row.commitment !== null) assertCommitment(tenant.id, key, row.commitment);
  return key;
}

/** Each process learns of a new version before any seals under it, so none meets a text that it can't open. */
function sealsFrom(row: TenantKeyRow): number {
  return row.retiredAt === null ? row.createdAt.getTime() + keyTimes.spreadMs : Infinity;
}
