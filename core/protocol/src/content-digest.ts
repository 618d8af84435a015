/**
 * The Content-Digest field (RFC 9530) in the one form this product speaks: SHA-256 over the raw bytes of the body, taken
 * before anybody parses them. A digest in another spelling, or a second algorithm beside it, does not match.
 */
import { sha256 } from '@gamut/crypto/hash';

export function contentDigest(body: Uint8Array | string): string {
  return `sha-256=:${Buffer.from(sha256(body)).toString('base64')}:`;
}

export function matchesContentDigest(field: string, body: Uint8Array | string): boolean {
  return field === contentDigest(body);
}
