/**
 * A value at rest, sealed to its place (security.md section 2): `gv1.a256gcm.<key id>.<base64url>`. Tenant, table, column,
 * row and purpose are authenticated with the header, so a text that is moved anywhere else, or opened for another
 * purpose, does not open. There is one error for every failure.
 */
import { AppError } from '@gamut/kernel/app-error';
import { decodeBase64url, encodeBase64url } from '@gamut/kernel/base64url';
import type { RandomBytes } from '@gamut/kernel/time-source';
import { openBox, sealBox } from './committed-box.ts';
import { lengthPrefixed } from './length-prefixed.ts';

export interface NamedKey {
  /** One to 64 letters, digits, `_` and `-`. */
  readonly id: string;
  readonly key: Uint8Array;
}

/** Where a value stands and what for; every part is authenticated. */
export interface Place {
  readonly tenant: string;
  readonly table: string;
  readonly column: string;
  readonly row: string;
  readonly purpose: string;
}

const version = 'gv1.a256gcm';
const textPattern = /^gv1\.a256gcm\.([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]+)$/;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const keyIdPattern = /^[A-Za-z0-9_-]{1,64}$/;

/** @throws RangeError for a key id that is none, and for texts with half a surrogate pair, which would not come back as they were */
export function sealValue(
  key: NamedKey,
  place: Place,
  plaintext: Uint8Array | string,
  random: RandomBytes,
): string {
  if (!keyIdPattern.test(key.id)) throw new RangeError('a key id has 1 to 64 letters, digits, _ and -');
  if (typeof plaintext === 'string' && !plaintext.isWellFormed())
    throw new RangeError('a text with half a surrogate pair can’t be sealed');
  const header = `${version}.${key.id}`;
  const bytes = typeof plaintext === 'string' ? Buffer.from(plaintext, 'utf8') : plaintext;
  return `${header}.${encodeBase64url(sealBox(key.key, version, aadOf(header, place), bytes, random))}`;
}

/** @throws AppError `integrity_failed`, always the same */
export function openValue(
  findKey: (id: string) => NamedKey | undefined,
  place: Place,
  text: string,
): Uint8Array {
  const match = textPattern.exec(text);
  const key = match === null ? undefined : findKey(match[1] as string);
  const box = match === null ? undefined : decodeBase64url(match[2] as string);
  const plaintext =
    key === undefined || box === undefined || !isTold(place)
      ? undefined
      : openBox(key.key, version, aadOf(`${version}.${key.id}`, place), box);
  if (plaintext === undefined || key?.id !== match?.[1]) throw sealedShut();
  return plaintext;
}

/** Nothing was ever sealed to a place that UTF-8 does not tell apart from others. */
function isTold({ tenant, table, column, row, purpose }: Place): boolean {
  return [tenant, table, column, row, purpose].every((part) => part.isWellFormed());
}

/** As text: UTF-8, strictly. */
export function openText(findKey: (id: string) => NamedKey | undefined, place: Place, text: string): string {
  try {
    return strictUtf8.decode(openValue(findKey, place, text));
  } catch {
    throw sealedShut();
  }
}

/** The id of the key that sealed this text, so that a rotation finds what is left to do; undefined for anything else. */
export function sealedUnder(text: string): string | undefined {
  return textPattern.exec(text)?.[1];
}

function aadOf(header: string, place: Place): Uint8Array {
  return lengthPrefixed([header, place.tenant, place.table, place.column, place.row, place.purpose]);
}

/** The one error of everything that is sealed under a key. */
export function sealedShut(): AppError {
  return new AppError('integrity_failed', 'A sealed value could not be opened.', {
    fix: 'See that this process holds the key of this database; if it does, the value was changed or moved.',
    who: 'the operator',
  });
}
