/**
 * JSON Canonicalization Scheme (RFC 8785): one text for one value, so that a digest means the value and not its spelling.
 * Members are sorted by UTF-16 code units (3.2.3), numbers are ECMAScript's shortest form (3.2.2.3), and what JSON can't
 * carry (undefined members aside, which are left out) is refused rather than guessed.
 */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** @throws TypeError for a value that has no canonical form: NaN, infinities, lone surrogates, functions, bigints, depth over 128. */
export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > 128) throw new TypeError('nested deeper than 128');
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError('a number that is not finite has no canonical form');
      return Object.is(value, -0) ? '0' : String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? canonicalArray(value, depth) : canonicalObject(value, depth);
    default:
      throw new TypeError(`a ${typeof value} has no canonical form`);
  }
}

function canonicalArray(items: readonly unknown[], depth: number): string {
  let text = '[';
  for (let i = 0; i < items.length; i++) text += (i === 0 ? '' : ',') + canonicalJson(items[i], depth + 1);
  return text + ']';
}

function canonicalObject(object: object, depth: number): string {
  const members = object as Record<string, unknown>;
  const names = Object.keys(members).sort();
  let text = '{';
  for (const name of names) {
    const member = members[name];
    if (member === undefined) continue;
    text += (text === '{' ? '' : ',') + quote(name) + ':' + canonicalJson(member, depth + 1);
  }
  return text + '}';
}

function quote(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('a lone surrogate has no canonical form');
  return JSON.stringify(text);
}
