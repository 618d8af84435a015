/**
 * The session's cookie: an opaque 256-bit value of which only the SHA-256 is stored, and the CSRF token that is derived from
 * it under the pepper, so neither the database nor a log holds anything that opens a session.
 */
import { sha256Hex } from '@gamut/crypto/hash';
import { hmacSha256 } from '@gamut/crypto/mac';
import { decodeBase64url, encodeBase64url } from '@gamut/kernel/base64url';
import type { RandomBytes } from '@gamut/kernel/time-source';

/** `__Host-` binds the cookie to this host over TLS; a browser refuses it on the plain http of a developer's loopback. */
export const secureCookieName = '__Host-gamut_session';
export const developmentCookieName = 'gamut_session';

export function cookieName(mode: 'production' | 'development'): string {
  return mode === 'production' ? secureCookieName : developmentCookieName;
}

export function newCookieValue(random: RandomBytes): string {
  return encodeBase64url(random(32));
}

export function sessionHash(cookie: string): string {
  return sha256Hex(`gamut session ${cookie}`);
}

export function csrfTokenOf(pepper: Uint8Array, cookie: string): string {
  return encodeBase64url(hmacSha256(pepper, `gamut csrf ${cookie}`));
}

export function csrfHash(token: string): string {
  return sha256Hex(`gamut csrf token ${token}`);
}

/** The value when exactly one cookie of this name is there and it is one that we could have made. */
export function readCookie(
  header: string | undefined,
  mode: 'production' | 'development',
): string | undefined {
  if (header === undefined || header.length > 8192) return undefined;
  const wanted = `${cookieName(mode)}=`;
  const found = header
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(wanted));
  const value = found.length === 1 ? found[0]?.slice(wanted.length) : undefined;
  return value !== undefined && decodeBase64url(value)?.length === 32 ? value : undefined;
}

export function setCookie(mode: 'production' | 'development', value: string, maxAgeSeconds: number): string {
  const secure = mode === 'production' ? '; Secure' : '';
  return `${cookieName(mode)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${String(maxAgeSeconds)}${secure}`;
}

export function clearCookie(mode: 'production' | 'development'): string {
  return setCookie(mode, '', 0);
}
