/**
 * Platform's own part in the separation of secrets: what it holds is compared with the public keys that it was given (of the
 * witness, which speaks no edge, and of Gateway's vault) and with the digest of the operator's token, registered, and held against
 * every newcomer's fingerprints.
 */
import { equalBytes } from '@gamut/crypto/mac';
import { vaultPublicKey } from '@gamut/crypto/seal';
import { ed25519Signer } from '@gamut/crypto/sign';
import type { Database } from '@gamut/database/database';
import type { SecretFingerprint } from '@gamut/protocol/handshake';
import {
  findByDigest,
  fingerprintKeys,
  fingerprintOf,
  fingerprintReadings,
  type HeldSecrets,
} from '@gamut/service/secret-fingerprints';
import { asSeed, type Holder } from './purposes.ts';
import { registerSecrets, sharedSecret } from './secret-register.ts';

export interface OwnSecretsOptions {
  readonly db: Database;
  readonly deployment: string;
  readonly held: HeldSecrets;
  /** Of the witness and of Gateway's vault, where they are known. */
  readonly witnessPublicKey: Uint8Array | undefined;
  readonly vaultPublicKey: Uint8Array | null;
  /** SHA-256 of the operator's token, lower-case hexadecimal; null: there is none. */
  readonly operatorTokenSha256: string | null;
}

export interface OwnSecrets {
  readonly deployment: string;
  /** Why the public keys and the digest that platform was given can't be what they should, or undefined. */
  whySecretsMeet(): string | undefined;
  /** Platform's own keys and the witness's public key. @throws AppError `secret_shared` */
  register(nowMs: number): Promise<void>;
  /** A newcomer's. @throws AppError `secret_shared` or `bad_request` */
  admit(holder: Holder, fingerprints: readonly SecretFingerprint[], nowMs: number): Promise<void>;
}

export function createOwnSecrets(options: OwnSecretsOptions): OwnSecrets {
  const { db, deployment, held, witnessPublicKey } = options;
  const readings = fingerprintReadings(deployment, held);
  const keys = Object.entries(held).filter(
    (entry): entry is [string, Uint8Array] => entry[1] instanceof Uint8Array,
  );

  return {
    deployment,
    whySecretsMeet() {
      for (const [name, key] of keys) {
        if (witnessPublicKey !== undefined && equalBytes(ed25519Signer(key).publicKey, witnessPublicKey))
          return `${name} of platform is the same secret as WITNESS_SIGNING_KEY of witness`;
        if (options.vaultPublicKey !== null && equalBytes(vaultPublicKey(key), options.vaultPublicKey))
          return `${name} of platform is the same secret as GATEWAY_VAULT_KEY of gateway`;
      }
      const digest = options.operatorTokenSha256;
      const asToken = digest === null ? undefined : findByDigest(held, digest);
      return asToken === undefined
        ? undefined
        : `${asToken} of platform is the same secret as GAMUT_OPERATOR_TOKEN`;
    },
    async register(nowMs) {
      await registerSecrets(db, {
        holder: 'platform',
        fingerprints: fingerprintKeys(deployment, held),
        nowMs,
      });
      if (witnessPublicKey === undefined) return;
      const fingerprint = fingerprintOf(deployment, witnessPublicKey);
      const fingerprints = [{ purpose: `WITNESS_SIGNING_KEY${asSeed}`, fingerprint }];
      await registerSecrets(db, { holder: 'witness', fingerprints, nowMs });
    },
    async admit(holder, fingerprints, nowMs) {
      // passwords of platform's addresses stand in no table, so they are compared here
      for (const { purpose, fingerprint } of fingerprints) {
        const own = readings.get(fingerprint);
        if (own !== undefined && own !== purpose) throw sharedSecret(holder, purpose, 'platform', own);
      }
      await registerSecrets(db, { holder, fingerprints, nowMs });
    },
  };
}
