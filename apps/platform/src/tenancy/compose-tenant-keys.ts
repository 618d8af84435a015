/** Puts together what holds tenants' keys and what seals a tenant whose owner took the key back; each must be able to ask the other. */
import { createBlindIndex, type BlindIndex } from './blind-indexes.ts';
import { createKeyPortChanges, type KeyPortChanges } from './key-port/change-key-port.ts';
import { createKeyPorts, type KeyServices } from './key-port/key-services.ts';
import type { SealingParts } from './key-port/sealing-parts.ts';
import { createTenantSealing, type TenantSealing } from './key-port/tenant-sealing.ts';
import { createKeyRotations, type KeyRotations } from './rotation/key-rotations.ts';
import { createTenantKeys, type TenantKeys } from './tenant-keys.ts';

export type TenantKeyParts = Omit<SealingParts, 'ports' | 'onSealed'> & { readonly services: KeyServices };

export function composeTenantKeys(parts: TenantKeyParts): {
  readonly keys: TenantKeys;
  readonly sealing: TenantSealing;
  readonly keyPorts: KeyPortChanges;
  readonly rotations: KeyRotations;
  readonly blindIndex: BlindIndex;
} {
  const { db, encryptionKeys, clock, random, services } = parts;
  const sealing = createTenantSealing({
    ...parts,
    ports: createKeyPorts(services, random),
    onSealed: (tenantId, why) => {
      keys.forget(tenantId, why);
    },
  });
  const keys = createTenantKeys(db, encryptionKeys, clock, random, sealing);
  const rotations = createKeyRotations(
    { db, encryptionKeys, clock, random, keys, ports: sealing },
    (rotation, error) => {
      parts.logger.warn({ err: error, rotation }, 'a key rotation will be tried again');
    },
  );
  return {
    keys,
    rotations,
    blindIndex: createBlindIndex(encryptionKeys),
    sealing,
    keyPorts: createKeyPortChanges({ ...parts, sealing, keys }),
  };
}
