/** HMAC-SHA-256 (RFC 2104), HKDF-SHA-256 (RFC 5869) and the comparison that takes the same time whatever it compares. */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

export function hmacSha256(key: Uint8Array, data: Uint8Array | string): Uint8Array {
  return new Uint8Array(createHmac('sha256', key).update(data).digest());
}

/** @param length bytes to derive, at most 8,160 */
export function hkdfSha256(
  key: Uint8Array,
  salt: Uint8Array | string,
  info: Uint8Array | string,
  length: number,
): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, salt, info, length));
}

/** False for different lengths, without looking at the bytes. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
