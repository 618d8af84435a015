/**
 * What Gateway shows of its secrets at its introduction: a one-way name of each, and of the public key that each would be
 * the seed of, so that platform can tell it from the witness's key, of which only the public half is known.
 */
import { ed25519Signer } from '@gamut/crypto/sign';
import type { SecretFingerprint } from '@gamut/protocol/handshake';
import { fingerprintKeys, fingerprintOf, purposeOf } from '@gamut/service/secret-fingerprints';
import type { SecretsOf } from '@gamut/service/secret-table';

export function fingerprintSecrets(deployment: string, secrets: SecretsOf<'gateway'>): SecretFingerprint[] {
  const asSeeds = Object.entries(secrets).flatMap(([name, key]) =>
    key === undefined
      ? []
      : [
          {
            purpose: `${purposeOf(name)} as Ed25519 seed`,
            fingerprint: fingerprintOf(deployment, ed25519Signer(key).publicKey),
          },
        ],
  );
  return [...fingerprintKeys(deployment, secrets), ...asSeeds];
}
