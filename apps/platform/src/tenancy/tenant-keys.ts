/**
 * A tenant's data key: made once, wrapped under `DATA_ENCRYPTION_KEY`, kept in control, opened in this process alone. What is
 * sealed is bound to tenant, table, column, row and purpose, so an envelope that is moved does not open.
 */
import { newDataKey, unwrapDataKey } from '@gamut/crypto/data-key';
import { openText, sealValue, type NamedKey } from '@gamut/crypto/envelope';
import type { Database, TenantRef } from '@gamut/database/database';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';

export interface SealedPlace {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

export interface TenantSealer {
  seal(place: SealedPlace, text: string): string;
  /** @throws AppError `integrity_failed` for anything that was not sealed for exactly this place */
  open(place: SealedPlace, sealed: string): string;
}

export interface TenantKeys {
  sealerOf(tenant: TenantRef): Promise<TenantSealer>;
}

interface KeyRow {
  key_id: string;
  wrapped: string;
}

/** @param encryptionKeys the current deployment key first, then one that is retiring while a rotation lasts */
export function createTenantKeys(
  db: Database,
  encryptionKeys: readonly [Uint8Array, ...Uint8Array[]],
  clock: Clock,
  random: RandomBytes,
): TenantKeys {
  const sealers = new Map<string, Promise<TenantSealer>>();

  async function findKeys(tenant: TenantRef): Promise<KeyRow[]> {
    return db.readControlFor(tenant, (tx) =>
      tx.query<KeyRow>('SELECT key_id, wrapped FROM tenant_keys WHERE tenant_id = $1 ORDER BY version DESC', [
        tenant.id,
      ]),
    );
  }

  async function load(tenant: TenantRef): Promise<TenantSealer> {
    let rows = await findKeys(tenant);
    if (rows.length === 0) {
      const { dataKey, wrapped } = newDataKey(encryptionKeys[0], tenant.id, random);
      const at = new Date(clock.nowMs()).toISOString();
      await db.controlFor(tenant, (tx) =>
        tx.query(
          `INSERT INTO tenant_keys (tenant_id, version, key_id, wrapped, created_at) VALUES ($1, 1, $2, $3, $4)
           ON CONFLICT (tenant_id, version) DO NOTHING`,
          [tenant.id, dataKey.id, wrapped, at],
        ),
      );
      // Another process may have been first: what is stored is what counts.
      rows = await findKeys(tenant);
    }
    const keys = rows.map((row) => unwrapDataKey(encryptionKeys, tenant.id, row.key_id, row.wrapped));
    return sealerWith(tenant, keys, random);
  }

  return {
    sealerOf(tenant) {
      const known = sealers.get(tenant.id);
      if (known !== undefined) return known;
      const loading = load(tenant);
      sealers.set(tenant.id, loading);
      loading.catch(() => sealers.delete(tenant.id));
      return loading;
    },
  };
}

/** @param keys the one that seals first, then older ones that still open */
function sealerWith(tenant: TenantRef, keys: readonly NamedKey[], random: RandomBytes): TenantSealer {
  const current = keys[0];
  if (current === undefined) throw new Error('a tenant has a data key');
  const place = (at: SealedPlace) => ({ tenant: tenant.id, ...at, purpose: 'record' });
  return {
    seal: (at, text) => sealValue(current, place(at), text, random),
    open: (at, sealed) => openText((id) => keys.find((key) => key.id === id), place(at), sealed),
  };
}
