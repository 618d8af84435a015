/**
 * The form of every bearer that Gamut gives out: `<mark>_<id>_<43 characters of secret><6 characters of checksum>`. It names itself,
 * so it is found by its id and compared; the checksum lets scanners know a leaked one and costs a typo no look-up. Only its
 * HMAC-SHA-256 under the pepper is kept, so a stolen database opens nothing and can't be guessed against (security.md section 8).
 */
import { sha256 } from '@gamut/crypto/hash';
import { equalBytes, hmacSha256 } from '@gamut/crypto/mac';
import { decodeBase64url, encodeBase64url } from '@gamut/kernel/base64url';
import { parseId, type Id, type IdPrefix } from '@gamut/kernel/id';
import type { RandomBytes } from '@gamut/kernel/time-source';

const secretLength = 43;
const checksumLength = 6;

export interface ParsedBearer<P extends IdPrefix> {
  readonly id: Id<P>;
  readonly mac: string;
}

export interface BearerForm<P extends IdPrefix> {
  make(id: Id<P>, random: RandomBytes, pepper: Uint8Array): { readonly token: string; readonly mac: string };
  /** @returns undefined for a text that is no bearer of this form with the right checksum */
  parse(text: string, pepper: Uint8Array): ParsedBearer<P> | undefined;
}

/** @param mark how the text begins; @param purpose keeps the keyed hash of one kind from counting as another's */
export function bearerForm<P extends IdPrefix>(mark: string, idPrefix: P, purpose: string): BearerForm<P> {
  const pattern = new RegExp(`^${mark}_(${idPrefix}_[0-9a-z]{26})_([A-Za-z0-9_-]{49})$`);
  const macOf = (pepper: Uint8Array, token: string): string =>
    Buffer.from(hmacSha256(pepper, `gamut ${purpose} ${token}`)).toString('hex');
  return {
    make(id, random, pepper) {
      const head = `${mark}_${id}_${encodeBase64url(random(32))}`;
      const token = head + checksumOf(head);
      return { token, mac: macOf(pepper, token) };
    },
    parse(text, pepper) {
      const found = pattern.exec(text);
      const id = parseId(idPrefix, found?.[1]);
      const rest = found?.[2];
      if (id === undefined || rest === undefined) return undefined;
      const secret = rest.slice(0, secretLength);
      // one spelling only: the last character of 32 bytes leaves two bits over
      if (decodeBase64url(secret)?.length !== 32) return undefined;
      if (rest.slice(secretLength) !== checksumOf(`${mark}_${id}_${secret}`)) return undefined;
      return { id, mac: macOf(pepper, text) };
    },
  };
}

export function isSameMac(given: string, stored: string): boolean {
  return equalBytes(Buffer.from(given, 'hex'), Buffer.from(stored, 'hex'));
}

function checksumOf(head: string): string {
  return encodeBase64url(sha256(head)).slice(0, checksumLength);
}
