/**
 * The data keys of tenants: made on first need, kept only wrapped, unwrapped into this process's memory per tenant. What is
 * sealed here is bound to tenant, table, column, row and purpose (security.md section 2), so a moved ciphertext stays shut.
 */
import { newDataKey, unwrapDataKey } from '@gamut/crypto/data-key';
import { openText, sealValue, type NamedKey } from '@gamut/crypto/envelope';
import type { Database, TenantRef } from '@gamut/database/database';
import type { ControlReader } from '@gamut/database/tenant-transaction';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';

export interface SealedPlace {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}
export type Seal = (place: SealedPlace, text: string) => string;
/** @throws AppError `integrity_failed` */
export type Open = (place: SealedPlace, sealed: string) => string;

export interface TenantKeyring {
  sealerOf(tenant: TenantRef): Promise<Seal>;
  openerOf(tenant: TenantRef): Promise<Open>;
}

export interface KeyringParts {
  readonly db: Database;
  /** The current key first, then the retiring one while a rotation lasts. */
  readonly encryptionKeys: readonly [Uint8Array, ...Uint8Array[]];
  readonly clock: Clock;
  readonly random: RandomBytes;
}

const keysKeptMax = 10_000;
const purpose = 'record';

export function createTenantKeyring(parts: KeyringParts): TenantKeyring {
  const kept = new Map<string, Promise<readonly NamedKey[]>>();

  function keysOf(tenant: TenantRef): Promise<readonly NamedKey[]> {
    const known = kept.get(tenant.id);
    if (known !== undefined) return known;
    if (kept.size >= keysKeptMax) kept.clear();
    const loading = loadOrMakeKeys(parts, tenant);
    kept.set(tenant.id, loading);
    loading.catch(() => kept.delete(tenant.id));
    return loading;
  }

  return {
    async sealerOf(tenant) {
      const newest = (await keysOf(tenant))[0] as NamedKey;
      return (place, text) => sealValue(newest, { tenant: tenant.id, ...place, purpose }, text, parts.random);
    },
    async openerOf(tenant) {
      const keys = await keysOf(tenant);
      return (place, sealed) => openText((id) => keys.find((key) => key.id === id), { tenant: tenant.id, ...place, purpose }, sealed);
    },
  };
}

interface KeyRow {
  wrapped: string;
}

/** Newest first. Two makers at once are settled by the primary key: the second reads what the first wrote. */
async function loadOrMakeKeys(parts: KeyringParts, tenant: TenantRef): Promise<readonly NamedKey[]> {
  const rows = await parts.db.readControlFor(tenant, (tx) => listWrapped(tx, tenant));
  if (rows.length > 0) return rows.map((row) => unwrap(parts, tenant, row));
  const made = newDataKey(parts.encryptionKeys[0], tenant.id, parts.random);
  const stored = await parts.db.controlFor(tenant, async (tx) => {
    await tx.query(
      `INSERT INTO control.tenant_keys (tenant_id, version, wrapped, created_at) VALUES ($1, 1, $2, $3) ON CONFLICT DO NOTHING`,
      [tenant.id, `${made.dataKey.id}:${made.wrapped}`, new Date(parts.clock.nowMs()).toISOString()],
    );
    return listWrapped(tx, tenant);
  });
  return stored.map((row) => unwrap(parts, tenant, row));
}

function listWrapped(tx: ControlReader, tenant: TenantRef): Promise<KeyRow[]> {
  return tx.query<KeyRow>('SELECT wrapped FROM control.tenant_keys WHERE tenant_id = $1 ORDER BY version DESC', [tenant.id]);
}

/** Stored as `<key id>:<wrapped>`: the id is part of what the wrapping authenticates. */
function unwrap(parts: KeyringParts, tenant: TenantRef, row: KeyRow): NamedKey {
  const cut = row.wrapped.indexOf(':');
  return unwrapDataKey(parts.encryptionKeys, tenant.id, row.wrapped.slice(0, cut), row.wrapped.slice(cut + 1));
}
