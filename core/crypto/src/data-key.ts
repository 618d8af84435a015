/**
 * The data key of one tenant: 32 random bytes, kept only wrapped under a key drawn from DATA_ENCRYPTION_KEY. To lose the
 * wrapped text is to erase everything that the tenant sealed; to rotate the outer key is to wrap again, tenant by tenant.
 */
import { encodeBase64url } from '@gamut/kernel/base64url';
import type { RandomBytes } from '@gamut/kernel/time-source';
import { openValue, sealValue, sealedUnder, type NamedKey, type Place } from './envelope.ts';
import { keyIdOf, purposeKey } from './key-purposes.ts';

export interface NewDataKey {
  readonly dataKey: NamedKey;
  /** What is stored. */
  readonly wrapped: string;
}

export function newDataKey(encryptionKey: Uint8Array, tenant: string, random: RandomBytes): NewDataKey {
  const dataKey = { id: encodeBase64url(random(8)), key: random(32) };
  return { dataKey, wrapped: wrapDataKey(encryptionKey, tenant, dataKey, random) };
}

export function wrapDataKey(
  encryptionKey: Uint8Array,
  tenant: string,
  dataKey: NamedKey,
  random: RandomBytes,
): string {
  const wrapping = { id: keyIdOf(encryptionKey), key: purposeKey(encryptionKey, 'dataKeyWrap') };
  return sealValue(wrapping, placeOf(tenant, dataKey.id), dataKey.key, random);
}

/**
 * @param encryptionKeys the current key, and the retiring one while a rotation lasts
 * @throws AppError `integrity_failed`
 */
export function unwrapDataKey(
  encryptionKeys: readonly Uint8Array[],
  tenant: string,
  id: string,
  wrapped: string,
): NamedKey {
  const find = (wanted: string): NamedKey | undefined => {
    const encryptionKey = encryptionKeys.find((candidate) => keyIdOf(candidate) === wanted);
    return encryptionKey === undefined
      ? undefined
      : { id: wanted, key: purposeKey(encryptionKey, 'dataKeyWrap') };
  };
  return { id, key: openValue(find, placeOf(tenant, id), wrapped) };
}

/** True when the text is not wrapped under this key, so a rotation has to wrap it again. */
export function needsRewrap(encryptionKey: Uint8Array, wrapped: string): boolean {
  return sealedUnder(wrapped) !== keyIdOf(encryptionKey);
}

function placeOf(tenant: string, id: string): Place {
  return { tenant, table: 'tenant_data_keys', column: 'wrapped', row: id, purpose: 'data-key' };
}
