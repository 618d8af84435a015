/**
 * A retired version of a tenant's key that came back with a restore may stand under a DATA_ENCRYPTION_KEY of long ago: what it
 * sealed stays shut, and the tenant goes on with its other keys, whether its owner has a key of their own or not.
 */
import { sealedUnder } from '@gamut/crypto/envelope';
import { keyIdOf } from '@gamut/crypto/key-purposes';
import type { TenantKeyRow } from './key-ports.ts';

export function isLeftBehind(
  encryptionKeys: readonly Uint8Array[],
  { retiredAt, wrapped }: Pick<TenantKeyRow, 'retiredAt' | 'wrapped'>,
): boolean {
  if (retiredAt === null) return false;
  const under = sealedUnder(wrapped);
  return !encryptionKeys.some((key) => keyIdOf(key) === under);
}
