/**
 * The places of a body in which a caller writes what they like, read off its schema: every string that no enumeration, format or
 * pattern of an id fixes. What a marked body is made from, and what shows that no place was left unmarked.
 */
import { idPattern, idPrefixes, type IdPrefix } from '@gamut/kernel/id';
import type { Route } from '../../apps/platform/src/http/route.ts';

type Body = NonNullable<Route['body']>;

/** As JSON Schema writes it. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

const branchesOf = ({ anyOf, oneOf }: Schema): readonly Schema[] => anyOf ?? oneOf ?? [];

const fixedPatterns = new Set([
  ...Object.keys(idPrefixes).map((prefix) => idPattern(prefix as IdPrefix)),
  '^[0-9a-f]{64}$',
  '^[1-9][0-9]{0,14}$',
]);

function isFree(schema: Schema): boolean {
  if (schema.type !== 'string' || schema.enum !== undefined || schema.const !== undefined) return false;
  if (schema.format !== undefined && schema.format !== 'email') return false;
  return schema.pattern === undefined || !fixedPatterns.has(schema.pattern);
}

/** `/transport/url`, `/toolIds/*`, `/headers/*`, and the name of a header: `/headers/~`. */
export function textPlaces(schema: Body): string[] {
  const places = new Set<string>();
  const walk = (one: Schema, at: string): void => {
    if (isFree(one)) places.add(at);
    for (const branch of branchesOf(one)) walk(branch, at);
    for (const [name, member] of Object.entries(one.properties ?? {})) walk(member, `${at}/${name}`);
    for (const member of Object.values(one.patternProperties ?? {})) {
      places.add(`${at}/~`);
      walk(member, `${at}/*`);
    }
    if (one.items !== undefined) walk(one.items, `${at}/*`);
  };
  walk(schema as Schema, '');
  return [...places];
}

/** Puts another text in every free place. @param write is asked with the place, the text there and whether another would fit */
export function rewriteTexts(
  schema: Body,
  body: unknown,
  write: (place: string, text: string, fits: (other: string) => boolean) => string,
): unknown {
  const walk = (one: Schema, value: unknown, at: string): unknown => {
    if (typeof value === 'string') {
      const leaf = [one, ...branchesOf(one)].find(isFree);
      return leaf === undefined ? value : write(at, value, (other) => fitsIn(leaf, other));
    }
    if (Array.isArray(value)) return value.map((item) => walk(one.items ?? {}, item, `${at}/*`));
    if (typeof value !== 'object' || value === null) return value;
    const branch = branchOf(one, value);
    const [inAll] = Object.entries(branch.patternProperties ?? {});
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => {
        if (inAll === undefined)
          return [name, walk(branch.properties?.[name] ?? {}, member, `${at}/${name}`)];
        const fits = (other: string): boolean => new RegExp(inAll[0], 'u').test(other);
        return [write(`${at}/~`, name, fits), walk(inAll[1], member, `${at}/*`)];
      }),
    );
  };
  return walk(schema as Schema, body, '');
}

/** Of a union, the object that has all of the value's members. */
function branchOf(schema: Schema, value: object): Schema {
  const has = ({ properties = {}, patternProperties }: Schema): boolean =>
    patternProperties !== undefined || Object.keys(value).every((name) => Object.hasOwn(properties, name));
  return [schema, ...branchesOf(schema)].find((one) => one.type === 'object' && has(one)) ?? schema;
}

function fitsIn({ pattern, maxLength = Infinity }: Schema, text: string): boolean {
  return text.length <= maxLength && (pattern === undefined || new RegExp(pattern, 'u').test(text));
}
