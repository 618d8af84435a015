/**
 * A connector credential, sealed to Gateway (security.md section 2): whoever holds the public key can seal, Gateway alone
 * can open, and only for this tenant, connector, field and approved destination. X25519 with a fresh key per text, then
 * the committed box: `gs1.x25519.<key id>.<base64url of ephemeral public key and box>`.
 */
import { AppError } from '@gamut/kernel/app-error';
import { decodeBase64url, encodeBase64url } from '@gamut/kernel/base64url';
import type { RandomBytes } from '@gamut/kernel/time-source';
import { openBox, sealBox } from './committed-box.ts';
import { sha256 } from './hash.ts';
import { lengthPrefixed } from './length-prefixed.ts';
import { x25519, x25519PublicKey } from './x25519.ts';

export interface CredentialPlace {
  readonly tenant: string;
  readonly connector: string;
  /** Which of the connector's credentials: `token`, `password`. */
  readonly field: string;
  /** Where it may be sent: the approved origin with its header, or the command of a stdio server with its variable. */
  readonly destination: string;
}

const version = 'gs1.x25519';
const textPattern = /^gs1\.x25519\.([A-Za-z0-9_-]{11})\.([A-Za-z0-9_-]+)$/;

/** The public half that platform may hold. */
export function vaultPublicKey(vaultKey: Uint8Array): Uint8Array {
  return x25519PublicKey(vaultKey);
}

export function sealCredential(
  publicKey: Uint8Array,
  place: CredentialPlace,
  plaintext: Uint8Array | string,
  random: RandomBytes,
): string {
  const ephemeral = random(32);
  const ephemeralPublic = x25519PublicKey(ephemeral);
  const shared = x25519(ephemeral, publicKey);
  ephemeral.fill(0);
  if (shared === undefined) throw new RangeError('this is no public key of a vault');
  const header = `${version}.${vaultKeyId(publicKey)}`;
  const bytes = typeof plaintext === 'string' ? Buffer.from(plaintext, 'utf8') : plaintext;
  const box = sealBox(
    secretOf(shared, ephemeralPublic, publicKey),
    version,
    aadOf(header, place),
    bytes,
    random,
  );
  return `${header}.${encodeBase64url(Buffer.concat([ephemeralPublic, box]))}`;
}

/** @throws AppError `integrity_failed`, always the same */
export function openCredential(vaultKey: Uint8Array, place: CredentialPlace, text: string): Uint8Array {
  const plaintext = tryOpen(vaultKey, place, text);
  if (plaintext === undefined) {
    throw new AppError('integrity_failed', 'A sealed credential could not be opened.', {
      fix: 'Enter the credential again; it opens only for the connector and destination it was sealed for.',
      who: 'whoever may configure the connector',
    });
  }
  return plaintext;
}

/** Tells which vault key a text was sealed to. */
export function vaultKeyId(publicKey: Uint8Array): string {
  return encodeBase64url(sha256(publicKey).subarray(0, 8));
}

function tryOpen(vaultKey: Uint8Array, place: CredentialPlace, text: string): Uint8Array | undefined {
  const match = textPattern.exec(text);
  const bytes = match === null ? undefined : decodeBase64url(match[2] as string);
  if (bytes === undefined || bytes.length < 32) return undefined;
  const publicKey = x25519PublicKey(vaultKey);
  const header = `${version}.${vaultKeyId(publicKey)}`;
  if (!text.startsWith(`${header}.`)) return undefined;
  const ephemeralPublic = bytes.subarray(0, 32);
  const shared = x25519(vaultKey, ephemeralPublic);
  if (shared === undefined) return undefined;
  return openBox(
    secretOf(shared, ephemeralPublic, publicKey),
    version,
    aadOf(header, place),
    bytes.subarray(32),
  );
}

/** Both public keys go in beside the shared secret, so the text is bound to exactly this exchange (RFC 9180 section 4.1). */
function secretOf(shared: Uint8Array, ephemeralPublic: Uint8Array, publicKey: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.concat([shared, ephemeralPublic, publicKey]));
}

function aadOf(header: string, place: CredentialPlace): Uint8Array {
  return lengthPrefixed([header, place.tenant, place.connector, place.field, place.destination]);
}

/** The destination of an HTTP connector's credential: this header, to this origin, and nowhere else. */
export function headerDestination(origin: string, header: string): string {
  return `${origin} header ${header.toLowerCase()}`;
}
