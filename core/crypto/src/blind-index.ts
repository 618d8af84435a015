/**
 * A blind index: finds a row by a value that anybody could guess (an e-mail address) without storing the value or a hash that a
 * thief of the database could try guesses against. HMAC-SHA-256 under a key of its own, over the place and the normalised
 * text, each part length-prefixed, so that one column's index says nothing about another's.
 */
import { keyIdOf, purposeKey } from './key-purposes.ts';
import { lengthPrefixed } from './length-prefixed.ts';
import { hmacSha256 } from './mac.ts';

/** The column that holds the index, and the tenant that it belongs to (`-` for control). */
export interface IndexPlace {
  readonly tenant: string;
  readonly table: string;
  readonly column: string;
}

/** @returns 64 lower-case hexadecimal characters */
export function blindIndex(secret: Uint8Array, place: IndexPlace, text: string): string {
  const message = lengthPrefixed([place.tenant, place.table, place.column, normalised(text)]);
  return Buffer.from(hmacSha256(purposeKey(secret, 'blindIndex'), message)).toString('hex');
}

/**
 * The same value under each key that is held: the first is what is written; all are looked up while a key retires.
 * @param secrets the current key first
 */
export function blindIndexes(
  secrets: readonly [Uint8Array, ...Uint8Array[]],
  place: IndexPlace,
  text: string,
): [string, ...string[]] {
  const [first, ...rest] = secrets;
  return [
    blindIndex(first, place, text),
    ...rest
      .filter((secret) => keyIdOf(secret) !== keyIdOf(first))
      .map((secret) => blindIndex(secret, place, text)),
  ];
}

/** One spelling for what people mean by one text: compatibility forms, case and outer spaces don't tell apart. */
function normalised(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
