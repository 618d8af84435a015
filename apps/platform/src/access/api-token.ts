/**
 * A person's API token: `gmt_<token id>_<43 characters of secret><6 characters of checksum>`. It names itself, so it is found by
 * its id and compared; the checksum lets scanners know a leaked one and costs a typo no look-up. Only its HMAC-SHA-256 under the
 * pepper is kept, so a stolen database opens nothing and can't be guessed against (security.md section 8).
 */
import { sha256 } from '@gamut/crypto/hash';
import { equalBytes, hmacSha256 } from '@gamut/crypto/mac';
import { decodeBase64url, encodeBase64url } from '@gamut/kernel/base64url';
import { parseId, type Id } from '@gamut/kernel/id';
import type { RandomBytes } from '@gamut/kernel/time-source';

const secretLength = 43;
const checksumLength = 6;
const pattern = /^gmt_(tok_[0-9a-z]{26})_([A-Za-z0-9_-]{49})$/;

export interface ParsedToken {
  readonly id: Id<'tok'>;
  readonly mac: string;
}

export function newApiToken(
  id: Id<'tok'>,
  random: RandomBytes,
  pepper: Uint8Array,
): { token: string; mac: string } {
  const head = `gmt_${id}_${encodeBase64url(random(32))}`;
  const token = head + checksumOf(head);
  return { token, mac: macOf(pepper, token) };
}

/** @returns undefined for a text that is no token of this form with the right checksum */
export function parseApiToken(text: string, pepper: Uint8Array): ParsedToken | undefined {
  const found = pattern.exec(text);
  const id = parseId('tok', found?.[1]);
  const rest = found?.[2];
  if (id === undefined || rest === undefined) return undefined;
  const secret = rest.slice(0, secretLength);
  // one spelling only: the last character of 32 bytes leaves two bits over
  if (decodeBase64url(secret)?.length !== 32) return undefined;
  if (rest.slice(secretLength) !== checksumOf(`gmt_${id}_${secret}`)) return undefined;
  return { id, mac: macOf(pepper, text) };
}

export function isSameMac(given: string, stored: string): boolean {
  return equalBytes(Buffer.from(given, 'hex'), Buffer.from(stored, 'hex'));
}

function checksumOf(head: string): string {
  return encodeBase64url(sha256(head)).slice(0, checksumLength);
}

function macOf(pepper: Uint8Array, token: string): string {
  return Buffer.from(hmacSha256(pepper, `gamut api token ${token}`)).toString('hex');
}
