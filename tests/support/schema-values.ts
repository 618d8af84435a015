/**
 * Values for the fuzz of routes, generated from their own schemas: those that fit, at the edges too, and those that miss by one
 * thing. A schema of a kind that is not known here is an error, so that no route is tried with less than it takes.
 */
import fc from 'fast-check';
import { randomId } from './route-world.ts';

type Json = unknown;
interface Schema {
  readonly type?: string;
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly maxProperties?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** @param known ids that are there, by their prefix */
export function fitting(
  given: object,
  known: Readonly<Record<string, readonly string[]>>,
): fc.Arbitrary<Json> {
  const of = (schema: Schema): fc.Arbitrary<Json> => {
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
    const branches = schema.anyOf ?? schema.oneOf;
    if (branches !== undefined) return fc.oneof(...branches.map(of));
    switch (schema.type) {
      case 'object':
        return objectOf(schema, of);
      case 'array':
        return arrayOf(schema, of);
      case 'string':
        return textOf(schema, known);
      case 'integer':
        return fc.integer(edges(schema));
      case 'number':
        return fc.double({ ...edges(schema), noNaN: true, noDefaultInfinity: true }).map((n) => n + 0);
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      case undefined:
        return fc.constantFrom<Json>({}, 'text', 1);
    }
    throw new Error(`no values are known for ${JSON.stringify(schema)}`);
  };
  return of(given as Schema);
}

const edges = ({ minimum = -1000, maximum = Math.max(minimum, 0) + 1e6 }: Schema) => ({
  min: minimum,
  max: maximum,
});

function arrayOf(
  { items = {}, minItems = 0, maxItems = 8, uniqueItems }: Schema,
  of: (s: Schema) => fc.Arbitrary<Json>,
): fc.Arbitrary<Json> {
  const length = { minLength: minItems, maxLength: Math.min(maxItems, minItems + 3) };
  const key = (one: Json): string => JSON.stringify(one);
  return uniqueItems === true
    ? fc.uniqueArray(of(items), { ...length, selector: key })
    : fc.array(of(items), length);
}

function objectOf(
  { properties = {}, patternProperties = {}, required = [] }: Schema,
  of: (s: Schema) => fc.Arbitrary<Json>,
): fc.Arbitrary<Json> {
  const named = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, of(one)]));
  const [free] = Object.entries(patternProperties);
  const fixed = fc.record(named, { requiredKeys: [...required] });
  if (free === undefined) return fixed;
  const keys = fc.stringMatching(new RegExp(free[0])).filter((name) => name !== '__proto__');
  return fc.dictionary(keys, of(free[1]), { maxKeys: 3 });
}

/** Text of every script, and at its longest; without NUL and lone surrogates, which no schema states. */
function textOf(
  { pattern, format, minLength = 0, maxLength = pattern === undefined ? 40 : Infinity }: Schema,
  known: Readonly<Record<string, readonly string[]>>,
): fc.Arbitrary<string> {
  if (format === 'date-time') return fc.constantFrom('2026-11-01T10:00:00.000Z', '1970-01-01T00:00:00+14:00');
  const prefix = /^\^([a-z]{3})_\[/.exec(pattern ?? '')?.[1];
  if (prefix !== undefined) return fc.constantFrom(...(known[prefix] ?? []), randomId(prefix as 'agt'));
  const fits = (text: string): boolean => [...text].length >= minLength && [...text].length <= maxLength;
  if (pattern !== undefined)
    return fc
      .stringMatching(new RegExp(pattern, 'u'))
      .filter((text) => fits(text) && text.isWellFormed() && !text.includes('\0'));
  const usual = fc.string({ unit: 'binary', minLength, maxLength: Math.min(maxLength, minLength + 30) });
  return fc.oneof(
    { weight: 3, arbitrary: usual.filter((text) => fits(text) && !text.includes('\0')) },
    { weight: 1, arbitrary: fc.constantFrom('é'.repeat(maxLength), 'a'.repeat(Math.max(1, minLength))) },
    { weight: 1, arbitrary: fc.constantFrom("' OR 1=1 --", '=cmd()', '\u202eabc', '../../etc').filter(fits) },
  );
}

/** What an engine's own members are called. */
const strangeNames = ['surprise', 'constructor', 'toString', 'hasOwnProperty', '', '\u0000', 'a'.repeat(300)];
const strangeValues: readonly Json[] = [
  null,
  true,
  [],
  {},
  -1,
  0.5,
  1e308,
  9_007_199_254_740_993,
  '',
  'a\u0000b',
  '\ud800',
  'a'.repeat(70_000),
  Array.from({ length: 5000 }, () => 'x'),
  [[[[[[]]]]]],
];

/** One thing of a value is another: a member left out, one too many, one of another kind. */
export function missing(value: Json): fc.Arbitrary<Json> {
  const places = placesOf(value, []);
  return fc
    .record({
      at: fc.constantFrom(...places),
      how: fc.constantFrom('drop', 'add', 'swap'),
      name: fc.constantFrom(...strangeNames),
      strange: fc.constantFrom(...strangeValues),
    })
    .map(({ at, how, name, strange }) =>
      change(
        value,
        at,
        how === 'add' ? { [name]: strange } : how === 'drop' ? undefined : strange,
        how === 'add',
      ),
    );
}

function placesOf(value: Json, at: readonly string[]): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([name, member]) => placesOf(member, [...at, name]))];
}

function change(value: Json, [name, ...rest]: readonly string[], to: Json, merge: boolean): Json {
  if (name === undefined)
    return merge && typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value, ...(to as object) }
      : to;
  if (Array.isArray(value))
    return value.map((one: Json, at) => (String(at) === name ? change(one, rest, to, merge) : one));
  return { ...(value as object), [name]: change((value as Record<string, Json>)[name], rest, to, merge) };
}

/** The text of a body that is no body: cut, doubled, deep, of another encoding. */
export function malformed(value: Json): fc.Arbitrary<string> {
  const text = JSON.stringify(value ?? {});
  return fc.constantFrom(
    text.slice(0, -1),
    `${text}${text}`,
    text.replace('{', '{"__proto__":{"admin":true},'),
    text.replace('{', '{"a":1,"a":2,'),
    `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
    '{"a":1e999}',
    '{"a":-0}',
    '{"a":"\\ud800"}',
    '\u0000',
    '\ufeff{}',
    'NaN',
    '""',
    '',
  );
}
