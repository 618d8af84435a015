/**
 * Reads JSON from outside so that nobody downstream can read it otherwise (I-JSON, RFC 7493): UTF-8 only, no member
 * twice, no number that its own canonical spelling would change, no lone surrogate, bounded size and depth. The engine's
 * parser builds the value; one scan of the text and one walk of the value prove what it would have let pass.
 */
import { AppError } from './app-error.ts';
import type { JsonValue } from './canonical-json.ts';
import { findDuplicateKey } from './find-duplicate-key.ts';
import { limits } from './limits.ts';

export interface JsonLimits {
  readonly bytesMax?: number;
  readonly depthMax?: number;
  /** Half a surrogate pair is let through, for who mends it; a text that was cut anywhere ends in one. */
  readonly halfPairs?: 'kept';
  /** A zero with a minus sign is read as zero, where what was written is not what is decided on. */
  readonly negativeZero?: 'as_zero';
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws AppError `malformed_json`, `duplicate_key`, `inexact_number`, `too_deep` or `body_too_large` */
export function parseJson(input: Uint8Array | string, given: JsonLimits = {}): JsonValue {
  const bytesMax = given.bytesMax ?? limits.bodyBytesMax;
  const depthMax = given.depthMax ?? limits.jsonDepthMax;
  // A string of n code units is at least n bytes long, so this never lets more through than it says by a factor of 3.
  if (input.length > bytesMax) throw tooLarge(bytesMax);
  const text = typeof input === 'string' ? input : decode(input);
  const value = parse(text);
  const seen = scan(text);
  if (seen.negativeZeroAt !== undefined && given.negativeZero !== 'as_zero')
    throw negativeZero(seen.negativeZeroAt);
  const halvesKept = given.halfPairs === 'kept';
  const walk: Walk = { members: 0, depthMax, halvesKept, negativeZero: seen.negativeZeroAt !== undefined };
  const walked = walkValue(value, 1, walk);
  if (walk.members !== seen.members) throw duplicateKey(text);
  return walked;
}

function decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw malformed('It is not UTF-8.', cause);
  }
}

function parse(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    throw malformed(faultOf(text, error instanceof Error ? error.message : ''), undefined);
  }
}

/** In words, where the engine names no place: it does so for some faults alone. */
function faultOf(text: string, said: string): string {
  const at = /at position (\d+)/.exec(said)?.[1];
  if (text.startsWith('\ufeff')) return 'It begins with a byte order mark.';
  if (text.trim() === '') return 'It is empty.';
  if (/end of JSON input|Unterminated/.test(said)) return 'It ends too early.';
  return at === undefined
    ? 'It holds what JSON has not: NaN, Infinity, a plus sign before a number, a comment, or a text without quotes.'
    : `The fault is at character ${at}.`;
}

interface Scan {
  members: number;
  /** Where the first one stands. */
  negativeZeroAt: number | undefined;
}

/** Counts members and checks numbers. The text has been parsed, so every quote, colon and digit stands where it may. */
function scan(text: string): Scan {
  const seen: Scan = { members: 0, negativeZeroAt: undefined };
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = endOfString(text, at);
    else if (code === 0x3a) seen.members++;
    else if (code === 0x2d || (code >= 0x30 && code <= 0x39)) {
      const end = endOfNumber(text, at);
      checkNumber(text, at, end, seen);
      at = end - 1;
    }
  }
  return seen;
}

/** The place of the closing quote of the string that opens at `from`. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); ; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes++;
    if (slashes % 2 === 0) return at;
  }
}

function endOfNumber(text: string, from: number): number {
  let at = from + 1;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // digits, '.', 'e', 'E', '+', '-'
    if (!(
      (code >= 0x30 && code <= 0x39) ||
      code === 0x2e ||
      code === 0x65 ||
      code === 0x45 ||
      code === 0x2b ||
      code === 0x2d
    ))
      break;
  }
  return at;
}

/** The longest plain spelling of a double has fewer; beyond it, comparing digits would cost more than reading them. */
const numeralCharsMax = 400;

function checkNumber(text: string, from: number, end: number, seen: Scan): void {
  if (end - from > numeralCharsMax) throw inexact(from);
  const source = text.slice(from, end);
  if (source.length <= 15 && source.charCodeAt(0) !== 0x2d && /^[0-9]+$/.test(source)) return;
  const value = Number(source);
  if (value === 0 && source.charCodeAt(0) === 0x2d) seen.negativeZeroAt ??= from;
  if (!Number.isFinite(value) || decimalOf(source) !== decimalOf(String(value))) {
    throw inexact(from);
  }
}

function inexact(from: number): AppError {
  return new AppError(
    'inexact_number',
    `The number at character ${String(from)} would change when it is read.`,
    {
      fix: 'Send it with at most 15 significant digits and within the range of a double, or send it as a string.',
      who: 'the caller',
    },
  );
}

/** Its canonical spelling is 0: what would be digested and performed is not what was sent. */
function negativeZero(from: number): AppError {
  return new AppError(
    'inexact_number',
    `The number at character ${String(from)} is a zero with a minus sign, which would be lost when it is read.`,
    { fix: 'Send 0, or send it as a string.', who: 'the caller' },
  );
}

/** The value of a decimal numeral as significant digits and a power of ten, one text per value; its sign is left out. */
function decimalOf(numeral: string): string {
  const match = /^-?([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/.exec(numeral);
  const whole = match?.[1] ?? '';
  const fraction = match?.[2] ?? '';
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const power =
    BigInt(match?.[3] ?? '0') - BigInt(fraction.length) + BigInt(digits.length - significant.length);
  return `${significant}e${String(power)}`;
}

interface Walk {
  members: number;
  readonly depthMax: number;
  readonly halvesKept: boolean;
  readonly negativeZero: boolean;
}

/** Counts what arrived, refuses what strings may not hold, and gives a zero its one sign. */
function walkValue(value: JsonValue, depth: number, walk: Walk): JsonValue {
  if (typeof value === 'string') {
    if (!walk.halvesKept && !value.isWellFormed())
      throw malformed('A string holds half a surrogate pair.', undefined);
    return value;
  }
  if (typeof value !== 'object' || value === null) return walk.negativeZero && value === 0 ? 0 : value;
  if (depth > walk.depthMax) throw tooDeep(walk.depthMax);
  if (Array.isArray(value)) walkArray(value as JsonValue[], depth, walk);
  else walkObject(value as Record<string, JsonValue>, depth, walk);
  return value;
}

function walkArray(items: JsonValue[], depth: number, walk: Walk): void {
  for (let i = 0; i < items.length; i++) {
    const item = items[i] as JsonValue;
    const walked = walkValue(item, depth + 1, walk);
    if (walk.negativeZero) items[i] = walked;
  }
}

function walkObject(members: Record<string, JsonValue>, depth: number, walk: Walk): void {
  const names = Object.keys(members);
  walk.members += names.length;
  for (const name of names) {
    if (name === '__proto__') throw malformed('No member may be named __proto__.', undefined);
    if (!walk.halvesKept && !name.isWellFormed())
      throw malformed('A name holds half a surrogate pair.', undefined);
    const walked = walkValue(members[name] as JsonValue, depth + 1, walk);
    if (walk.negativeZero) members[name] = walked;
  }
}

function malformed(what: string, cause: unknown): AppError {
  const detail = { fix: 'Send one JSON value in UTF-8 (RFC 8259).', who: 'the caller' };
  return new AppError(
    'malformed_json',
    `The body is not the JSON that is asked for. ${what}`,
    cause === undefined ? detail : { ...detail, cause },
  );
}

function duplicateKey(text: string): AppError {
  const name = findDuplicateKey(text) ?? '';
  return new AppError(
    'duplicate_key',
    `The member ${JSON.stringify(name.slice(0, 64))} stands twice in one object.`,
    {
      fix: 'Send each member once.',
      who: 'the caller',
    },
  );
}

function tooLarge(bytesMax: number): AppError {
  return new AppError('body_too_large', `The body is larger than ${String(bytesMax)} bytes.`, {
    fix: 'Send less in one call.',
    who: 'the caller',
  });
}

function tooDeep(depthMax: number): AppError {
  return new AppError('too_deep', `The body is nested deeper than ${String(depthMax)}.`, {
    fix: 'Send a flatter value.',
    who: 'the caller',
  });
}
