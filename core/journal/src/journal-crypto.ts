/**
 * What the journal needs of cryptography, as parameters: this room imports the kernel alone, so that servers hand in
 * node:crypto (through core/crypto), a browser its own, and an auditor can read the whole verifier without either.
 */

/** SHA-256 of exactly these bytes: 32 bytes. */
export type Sha256 = (data: Uint8Array) => Uint8Array;

/** False for anything that is not a valid Ed25519 signature (RFC 8032), malformed keys and signatures included. */
export type VerifyEd25519 = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean | Promise<boolean>;

/** An Ed25519 key that signs; `Ed25519Signer` of core/crypto is one. */
export interface Ed25519SigningKey {
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

/** SHA-256 of a text that comes in pieces. */
export type StartSha256 = () => { update(data: Uint8Array): unknown; digest(): Uint8Array };

/** All that verifying an export takes. */
export interface JournalCrypto {
  readonly sha256: Sha256;
  readonly startSha256: StartSha256;
  readonly verifyEd25519: VerifyEd25519;
}
