/**
 * Parses structured field values (RFC 8941 section 4.2): items, lists and dictionaries, strictly. Anything the grammar
 * does not allow is undefined, never a guess. Signature headers and content digests are read with it and with nothing else.
 */
export type BareItem =
  | { readonly kind: 'integer' | 'decimal'; readonly value: number }
  | { readonly kind: 'string' | 'token'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'bytes'; readonly value: Uint8Array };
export type Parameters = ReadonlyMap<string, BareItem>;
export interface Item {
  readonly kind: 'item';
  readonly bare: BareItem;
  readonly parameters: Parameters;
}
export interface InnerList {
  readonly kind: 'inner-list';
  readonly items: readonly Item[];
  readonly parameters: Parameters;
}
export type Member = Item | InnerList;
export type Dictionary = ReadonlyMap<string, Member>;

interface Cursor {
  readonly text: string;
  at: number;
}
class Malformed extends Error {}
const malformed = new Malformed('not a structured field');

const noParameters: Parameters = new Map();
const yes: BareItem = { kind: 'boolean', value: true };
const keyPattern = /[a-z*][a-z0-9_.*-]*/y;
const tokenPattern = /[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]*/y;
const numberPattern = /-?[0-9]+(?:\.[0-9]*)?/y;
const stringPattern = /"((?:[ !#-[\]-~]|\\["\\])*)"/y;
const bytesPattern = /:([A-Za-z0-9+/]*={0,2}):/y;

export function parseItem(text: string): Item | undefined {
  return whole(text, readItem);
}

export function parseList(text: string): readonly Member[] | undefined {
  return whole(text, (cursor) => {
    const members: Member[] = [];
    while (cursor.at < cursor.text.length) {
      members.push(readMember(cursor));
      readSeparator(cursor);
    }
    return members;
  });
}

export function parseDictionary(text: string): Dictionary | undefined {
  return whole(text, (cursor) => {
    const members = new Map<string, Member>();
    while (cursor.at < cursor.text.length) {
      const key = read(cursor, keyPattern)[0];
      if (cursor.text[cursor.at] === '=') {
        cursor.at++;
        members.set(key, readMember(cursor));
      } else {
        members.set(key, { kind: 'item', bare: yes, parameters: readParameters(cursor) });
      }
      readSeparator(cursor);
    }
    return members;
  });
}

function whole<T>(text: string, reader: (cursor: Cursor) => T): T | undefined {
  const cursor: Cursor = { text: trimSpaces(text), at: 0 };
  try {
    const value = reader(cursor);
    return cursor.at === cursor.text.length ? value : undefined;
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

/** Only SP may stand around a field value (4.2, steps 2 and 6); a tab is left for the grammar to refuse. */
function trimSpaces(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && text.charCodeAt(from) === 0x20) from++;
  while (to > from && text.charCodeAt(to - 1) === 0x20) to--;
  return text.slice(from, to);
}

function read(cursor: Cursor, pattern: RegExp): RegExpExecArray {
  pattern.lastIndex = cursor.at;
  const match = pattern.exec(cursor.text);
  if (match === null) throw malformed;
  cursor.at = pattern.lastIndex;
  return match;
}

function skip(cursor: Cursor, tabsToo: boolean): void {
  for (;;) {
    const code = cursor.text.charCodeAt(cursor.at);
    if (code !== 0x20 && !(tabsToo && code === 0x09)) return;
    cursor.at++;
  }
}

/** What follows a member: the end, or a comma and another member (a trailing comma is malformed). */
function readSeparator(cursor: Cursor): void {
  skip(cursor, true);
  if (cursor.at === cursor.text.length) return;
  if (cursor.text[cursor.at] !== ',') throw malformed;
  cursor.at++;
  skip(cursor, true);
  if (cursor.at === cursor.text.length) throw malformed;
}

function readMember(cursor: Cursor): Member {
  return cursor.text[cursor.at] === '(' ? readInnerList(cursor) : readItem(cursor);
}

function readInnerList(cursor: Cursor): InnerList {
  const items: Item[] = [];
  cursor.at++;
  for (;;) {
    skip(cursor, false);
    if (cursor.text[cursor.at] === ')') break;
    items.push(readItem(cursor));
    const next = cursor.text[cursor.at];
    if (next !== ' ' && next !== ')') throw malformed;
  }
  cursor.at++;
  return { kind: 'inner-list', items, parameters: readParameters(cursor) };
}

function readItem(cursor: Cursor): Item {
  const bare = readBareItem(cursor);
  return { kind: 'item', bare, parameters: readParameters(cursor) };
}

function readParameters(cursor: Cursor): Parameters {
  if (cursor.text[cursor.at] !== ';') return noParameters;
  const parameters = new Map<string, BareItem>();
  while (cursor.text[cursor.at] === ';') {
    cursor.at++;
    skip(cursor, false);
    const key = read(cursor, keyPattern)[0];
    if (cursor.text[cursor.at] === '=') {
      cursor.at++;
      parameters.set(key, readBareItem(cursor));
    } else {
      parameters.set(key, yes);
    }
  }
  return parameters;
}

function readBareItem(cursor: Cursor): BareItem {
  const first = cursor.text[cursor.at];
  if (first === undefined) throw malformed;
  if (first === '"')
    return { kind: 'string', value: (read(cursor, stringPattern)[1] as string).replace(/\\(.)/g, '$1') };
  if (first === ':') return readBytes(cursor);
  if (first === '?') return readBoolean(cursor);
  if (first === '-' || (first >= '0' && first <= '9')) return readNumber(cursor);
  return { kind: 'token', value: read(cursor, tokenPattern)[0] };
}

function readBoolean(cursor: Cursor): BareItem {
  const digit = cursor.text[cursor.at + 1];
  if (digit !== '0' && digit !== '1') throw malformed;
  cursor.at += 2;
  return { kind: 'boolean', value: digit === '1' };
}

/** Integers have at most 15 digits, decimals at most 12 before the point and 1 to 3 after it (4.2.4). */
function readNumber(cursor: Cursor): BareItem {
  const text = read(cursor, numberPattern)[0];
  const point = text.indexOf('.');
  const digits = point === -1 ? text : text.slice(0, point);
  const size = digits.startsWith('-') ? digits.length - 1 : digits.length;
  const value = Number(text) + 0;
  if (point === -1) {
    if (size > 15) throw malformed;
    return { kind: 'integer', value: value === 0 ? 0 : value };
  }
  const fraction = text.length - point - 1;
  if (size > 12 || fraction < 1 || fraction > 3) throw malformed;
  return { kind: 'decimal', value: value === 0 ? 0 : value };
}

/** Only the one spelling of its bytes is read: padding must be there, and the bits that it cuts off must be zero. */
function readBytes(cursor: Cursor): BareItem {
  const text = read(cursor, bytesPattern)[1] as string;
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw malformed;
  return { kind: 'bytes', value: new Uint8Array(bytes) };
}
