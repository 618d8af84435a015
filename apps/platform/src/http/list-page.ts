/**
 * Lists by keyset: `{data, next, has_more}` with an opaque cursor, never a silent cap. The cursor holds the sort key of the
 * last row and nothing else; it is untrusted text when it comes back.
 */
import { AppError } from '@gamut/kernel/app-error';
import { decodeBase64url, encodeBase64url } from '@gamut/kernel/base64url';

export interface AskedPage {
  readonly limit: number;
  /** Sort key of the last row already seen, part by part. */
  readonly after: readonly string[] | undefined;
}
export interface Page<T> {
  readonly data: T[];
  readonly next: string | null;
  readonly has_more: boolean;
}

const limitUsual = 50;
const limitMax = 200;

/** @param parts how many parts the sort key has */
export function askedPage(
  query: { readonly cursor?: string; readonly limit?: string },
  parts: number,
): AskedPage {
  const limit = query.limit === undefined ? limitUsual : Math.min(Number(query.limit), limitMax);
  return { limit, after: query.cursor === undefined ? undefined : parseCursor(query.cursor, parts) };
}

/** @param rows at most one more than the limit, which says whether there is more */
export function pageOf<Row, T>(
  rows: readonly Row[],
  asked: AskedPage,
  keyOf: (row: Row) => readonly string[],
  toItem: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, asked.limit);
  const last = shown.at(-1);
  const more = rows.length > asked.limit && last !== undefined;
  return { data: shown.map(toItem), next: more ? formatCursor(keyOf(last)) : null, has_more: more };
}

function formatCursor(key: readonly string[]): string {
  return encodeBase64url(Buffer.from(JSON.stringify(key), 'utf8'));
}

function parseCursor(cursor: string, parts: number): string[] {
  const bytes = decodeBase64url(cursor);
  try {
    const key: unknown = JSON.parse(Buffer.from(bytes ?? []).toString('utf8'));
    if (
      Array.isArray(key) &&
      key.length === parts &&
      key.every((part) => typeof part === 'string' && !part.includes('\0'))
    )
      return key as string[];
  } catch {
    // told below
  }
  throw new AppError('validation_failed', 'The cursor is not one that this list gave.', {
    fix: 'Pass `next` of the page before, unchanged.',
    who: 'the caller',
    fields: [{ pointer: '/cursor', message: 'is not a cursor of this list' }],
  });
}
