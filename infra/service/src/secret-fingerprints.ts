/**
 * One-way names of secrets: HKDF-SHA-256 with the deployment's id, the purpose left out, so that one value has one name
 * whatever it is used for. Only keys are named to others: a password could be guessed from its name.
 */
import { sha256Hex } from '@gamut/crypto/hash';
import { hkdfSha256 } from '@gamut/crypto/mac';
import type { SecretFingerprint } from '@gamut/protocol/handshake';
import { readingsOf } from './secret-readings.ts';

export type HeldSecrets = Readonly<Record<string, Uint8Array | string | undefined>>;

export function fingerprintOf(deployment: string, bytes: Uint8Array): string {
  return Buffer.from(hkdfSha256(bytes, deployment, 'gamut secret fingerprint', 32)).toString('hex');
}

/** A key keeps its purpose when it is retired. */
export function purposeOf(name: string): string {
  return name.replace(/_RETIRING$/, '');
}

/** Of each key; texts (addresses, tokens) are left out. */
export function fingerprintKeys(deployment: string, held: HeldSecrets): SecretFingerprint[] {
  return Object.entries(held).flatMap(([name, value]) =>
    value instanceof Uint8Array
      ? [{ purpose: purposeOf(name), fingerprint: fingerprintOf(deployment, value) }]
      : [],
  );
}

/** Fingerprint → purpose of everything that these secrets could be read as: to compare with, in memory alone. */
export function fingerprintReadings(deployment: string, held: HeldSecrets): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  for (const [name, value] of Object.entries(held)) {
    if (value === undefined) continue;
    for (const reading of readingsOf(value))
      named.set(fingerprintOf(deployment, Buffer.from(reading, 'hex')), purposeOf(name));
  }
  return named;
}

/** The name of a secret that, in any of its usual spellings, has this SHA-256: a token is known to its verifier by that alone. */
export function findByDigest(held: HeldSecrets, digest: string): string | undefined {
  for (const [name, value] of Object.entries(held)) {
    if (value === undefined) continue;
    for (const reading of readingsOf(value)) {
      const bytes = Buffer.from(reading, 'hex');
      const base64 = bytes.toString('base64');
      const spellings = [
        reading,
        reading.toUpperCase(),
        base64,
        base64.replace(/=+$/, ''),
        bytes.toString('base64url'),
      ];
      if ([bytes, ...spellings].some((spelling) => sha256Hex(spelling) === digest)) return name;
    }
  }
  return undefined;
}
