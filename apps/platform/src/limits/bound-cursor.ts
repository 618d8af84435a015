/**
 * A cursor counts for the list that gave it: this tenant, this route, this filter. What leaves carries a MAC over all of them; one
 * that was made up, or taken from another list, is refused by name and never reaches a store.
 */
import { equalBytes, hmacSha256 } from '@gamut/crypto/mac';
import { AppError } from '@gamut/kernel/app-error';
import { decodeBase64url, encodeBase64url } from '@gamut/kernel/base64url';
import { canonicalJson } from '@gamut/kernel/canonical-json';

const macBytes = 16;

export interface ListAddress {
  readonly tenant: string;
  readonly route: string;
  /** Path parameters and query, as they came; cursor and limit do not count. */
  readonly params: unknown;
  readonly query: Readonly<Record<string, unknown>>;
}

function macOf(key: Uint8Array, list: ListAddress, position: string): Uint8Array {
  const { cursor: _cursor, limit: _limit, ...filter } = list.query;
  const bound = ['gamut cursor', list.tenant, list.route, list.params ?? null, filter, position];
  return hmacSha256(key, canonicalJson(bound)).slice(0, macBytes);
}

export function bindCursor(key: Uint8Array, list: ListAddress, position: string): string {
  return `${encodeBase64url(macOf(key, list, position))}.${position}`;
}

/** @returns the position. @throws AppError `validation_failed`, naming the cursor */
export function openCursor(key: Uint8Array, list: ListAddress, cursor: string): string {
  const at = cursor.indexOf('.');
  const position = cursor.slice(at + 1);
  const mac = at < 0 ? undefined : decodeBase64url(cursor.slice(0, at));
  if (mac?.length === macBytes && equalBytes(mac, macOf(key, list, position))) return position;
  throw new AppError('validation_failed', 'The cursor is not one that this list gave.', {
    fix: 'Pass `next` of the page before, unchanged, with the same filter.',
    who: 'the caller',
    fields: [{ pointer: '/cursor', message: 'is not a cursor of this list' }],
  });
}
