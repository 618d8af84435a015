/**
 * The data key of one tenant: 32 random bytes, kept only wrapped under a key drawn from DATA_ENCRYPTION_KEY. To lose the
 * wrapped text is to erase everything that the tenant sealed; to rotate the outer key is to wrap again, tenant by tenant.
 */
import { encodeBase64url } from '@gamut/kernel/base64url';
import type { RandomBytes } from '@gamut/kernel/time-source';
import {
  openText,
  openValue,
  sealedShut,
  sealedUnder,
  sealValue,
  type NamedKey,
  type Place,
} from './envelope.ts';
import { keyIdOf, purposeKey } from './key-purposes.ts';
import { lengthPrefixed } from './length-prefixed.ts';
import { equalBytes, hkdfSha256 } from './mac.ts';

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
  return sealValue(wrappingKey(encryptionKey), placeOf(tenant, dataKey.id, 'data-key'), dataKey.key, random);
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
  const key = openValue(findWrappingKey(encryptionKeys), placeOf(tenant, id, 'data-key'), wrapped);
  if (key.length !== 32) throw sealedShut();
  return { id, key };
}

/**
 * A data key that the customer's own key has wrapped first: what their service gave (`theirs`) is wrapped again by ours, so
 * that neither alone opens it. It stands under a purpose of its own, so that one kind is never taken for the other.
 */
export function wrapPortedKey(
  encryptionKey: Uint8Array,
  tenant: string,
  id: string,
  theirs: string,
  random: RandomBytes,
): string {
  return sealValue(wrappingKey(encryptionKey), placeOf(tenant, id, 'data-key-ported'), theirs, random);
}

/** @returns what the customer's service has to unwrap; @throws AppError `integrity_failed` */
export function unwrapPortedKey(
  encryptionKeys: readonly Uint8Array[],
  tenant: string,
  id: string,
  wrapped: string,
): string {
  return openText(findWrappingKey(encryptionKeys), placeOf(tenant, id, 'data-key-ported'), wrapped);
}

export interface WrappedKey {
  readonly tenant: string;
  readonly id: string;
  readonly wrapped: string;
  /** The customer's key lies under ours. */
  readonly ported: boolean;
}

/**
 * Takes our layer off and puts it on under the first of the keys: what lies below is not looked at, so nobody is asked.
 * @throws AppError `integrity_failed`
 */
export function rewrapKey(
  encryptionKeys: readonly [Uint8Array, ...Uint8Array[]],
  { tenant, id, wrapped, ported }: WrappedKey,
  random: RandomBytes,
): string {
  const place = placeOf(tenant, id, ported ? 'data-key-ported' : 'data-key');
  const below = openValue(findWrappingKey(encryptionKeys), place, wrapped);
  const again = sealValue(wrappingKey(encryptionKeys[0]), place, below, random);
  below.fill(0);
  return again;
}

/** True when the text is not wrapped under this key, so a rotation has to wrap it again. */
export function needsRewrap(encryptionKey: Uint8Array, wrapped: string): boolean {
  return sealedUnder(wrapped) !== keyIdOf(encryptionKey);
}

/** A one-way name of a data key, stored beside it: shows that what a key service gave back is the key and no other. */
export function dataKeyCommitment(tenant: string, { id, key }: NamedKey): string {
  const info = lengthPrefixed(['data-key commitment', tenant, id]);
  return Buffer.from(hkdfSha256(key, 'gamut', info, 32)).toString('hex');
}

/** @throws AppError `integrity_failed` when it is another key than was committed to */
export function assertCommitment(tenant: string, dataKey: NamedKey, commitment: string): void {
  if (dataKey.key.length !== 32) throw sealedShut();
  if (!equalBytes(Buffer.from(dataKeyCommitment(tenant, dataKey)), Buffer.from(commitment)))
    throw sealedShut();
}

function wrappingKey(encryptionKey: Uint8Array): NamedKey {
  return { id: keyIdOf(encryptionKey), key: purposeKey(encryptionKey, 'dataKeyWrap') };
}

function findWrappingKey(encryptionKeys: readonly Uint8Array[]): (wanted: string) => NamedKey | undefined {
  return (wanted) => {
    const encryptionKey = encryptionKeys.find((candidate) => keyIdOf(candidate) === wanted);
    return encryptionKey === undefined ? undefined : wrappingKey(encryptionKey);
  };
}

/** The table's word is older than the table's name, and frozen with what was sealed under it. */
function placeOf(tenant: string, id: string, purpose: 'data-key' | 'data-key-ported'): Place {
  return { tenant, table: 'tenant_data_keys', column: 'wrapped', row: id, purpose };
}
