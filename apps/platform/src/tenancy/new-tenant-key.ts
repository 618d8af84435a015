/** A data key that is about to be stored: drawn, wrapped by the customer's key when there is one, then by ours. */
import { dataKeyCommitment, newDataKey, wrapPortedKey } from '@gamut/crypto/data-key';
import type { TenantRef } from '@gamut/database/database';
import type { RandomBytes } from '@gamut/kernel/time-source';
import type { KeyPorts } from './key-ports.ts';
import type { NewTenantKey } from './tenant-key-store.ts';

/** @throws what the tenant's key service answers */
export async function newTenantKey(
  encryptionKey: Uint8Array,
  ports: KeyPorts,
  tenant: TenantRef,
  version: number,
  random: RandomBytes,
): Promise<NewTenantKey> {
  const { dataKey, wrapped } = newDataKey(encryptionKey, tenant.id, random);
  const { id: keyId } = dataKey;
  const commitment = dataKeyCommitment(tenant.id, dataKey);
  const outer = await ports.wrap(tenant, dataKey);
  if (outer === undefined) return { version, keyId, wrapped, port: null, commitment };
  const twice = wrapPortedKey(encryptionKey, tenant.id, keyId, outer.theirs, random);
  return { version, keyId, wrapped: twice, port: outer.port, commitment };
}
