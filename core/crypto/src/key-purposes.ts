/**
 * One secret, several uses, and never one key for two of them: each use has its own key, drawn by HKDF-SHA-256 under its
 * own label. A label is written here once and never changes, for what was sealed under it would no longer open.
 */
import { encodeBase64url } from '@gamut/kernel/base64url';
import { hkdfSha256 } from './mac.ts';

export const keyPurposes = {
  /** Wraps the data keys of tenants (from DATA_ENCRYPTION_KEY). */
  dataKeyWrap: 'purpose data-key-wrap',
  /** Seals the value by which a process knows that it holds the right key for this database. */
  databaseSentinel: 'purpose database-sentinel',
  /** Seals what belongs to no tenant. */
  controlValues: 'purpose control-values',
  /** Keys the blind indexes: hashes by which a guessable value is found again without being stored. */
  blindIndex: 'purpose blind-index',
  /** Authenticates allow tokens (from AGENTIC_SIGNING_SECRET). */
  allowToken: 'purpose allow-token',
  /** Of which a runtime's signing key is drawn, by tenant, agent and key epoch (from AGENTIC_SIGNING_SECRET). */
  runtimeKeys: 'purpose runtime-keys',
} as const;

export type KeyPurpose = keyof typeof keyPurposes;

export function purposeKey(secret: Uint8Array, purpose: KeyPurpose): Uint8Array {
  return hkdfSha256(secret, 'gamut', keyPurposes[purpose], 32);
}

/** The public name of a secret: it tells which one is meant and nothing about it. Eleven characters. */
export function keyIdOf(secret: Uint8Array): string {
  return encodeBase64url(hkdfSha256(secret, 'gamut', 'key id', 8));
}
