/**
 * Keeps another site from acting with this browser's cookie: Fetch Metadata where the browser sends it, else Origin, and in
 * every case a token that only this session's own pages have read. A request with neither header is no browser's (each sends
 * one of them with whatever changes something, and a page can't take them off), so a script needs the token alone.
 */
import { equalBytes } from '@gamut/crypto/mac';
import { AppError } from '@gamut/kernel/app-error';
import { csrfHash } from '../access/session-cookie.ts';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/**
 * For requests that carry the session's token as well: what is said of the origin must be right, and a script says nothing.
 * @throws AppError `csrf_failed` when the request says that it comes from elsewhere
 */
export function assertNoOtherOrigin(headers: Headers, origins: readonly string[]): void {
  const site = headers['sec-fetch-site'];
  const origin = headers['origin'];
  if (site !== undefined && site !== 'same-origin') throw refused('The request comes from another site.');
  if (origin !== undefined && (typeof origin !== 'string' || !origins.includes(origin))) {
    throw refused('The request comes from another origin than the console’s.');
  }
}

/**
 * For requests before there is a session, which have no token: the origin must be said, and be the console's.
 * @throws AppError `csrf_failed`
 */
export function assertSameOrigin(headers: Headers, origins: readonly string[]): void {
  assertNoOtherOrigin(headers, origins);
  if (headers['sec-fetch-site'] === undefined && headers['origin'] === undefined)
    throw refused('The request says neither where it comes from (Sec-Fetch-Site) nor its Origin.');
}

/** @throws AppError `csrf_failed` when a browser says that another site set this off; an address typed or a script is let through */
export function assertNotCrossSite(headers: Headers): void {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    throw refused('The request was set off by another site.');
}

/** @throws AppError `csrf_failed` unless the request carries the session's own token */
export function assertSessionToken(headers: Headers, expectedHash: string): void {
  const token = headers['x-csrf-token'];
  const given = typeof token === 'string' && token.length <= 128 ? csrfHash(token) : '';
  if (!equalBytes(Buffer.from(given), Buffer.from(expectedHash)))
    throw refused('The session’s own token is missing or wrong.');
}

function refused(message: string): AppError {
  return new AppError('csrf_failed', message, {
    fix: 'Send the csrfToken of GET /v1/session in x-csrf-token, and no Origin but the console’s own address.',
    who: 'the caller',
  });
}
