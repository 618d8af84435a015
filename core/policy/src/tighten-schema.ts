/**
 * Unknown members are refused by name. JSON Schema lets any member through that it is silent about; a tool's author who
 * says nothing about them did not ask for them, so Gamut closes what is silent and leaves alone what speaks
 * (`additionalProperties`, `patternProperties`, `unevaluatedProperties`, `propertyNames`). This only ever tightens.
 */
import { findByPointer } from './json-pointer.ts';

type Schema = Record<string, unknown>;

const speaking = ['additionalProperties', 'patternProperties', 'unevaluatedProperties', 'propertyNames'];
const lists = ['allOf', 'anyOf', 'oneOf'];
const singles = ['if', 'then', 'else'];

/** @returns a copy whose silent objects name all that they take, without the name under which others could refer to it */
export function tightenSchema(root: Readonly<Schema>): Schema {
  const copy = tighten(root, root, true);
  delete copy['$id'];
  return copy;
}

function tighten(schema: Readonly<Schema>, root: Readonly<Schema>, isRoot: boolean): Schema {
  const copy: Schema = { ...schema };
  const composed = isComposed(schema);
  if (!composed) {
    if (isSchema(schema['properties'])) copy['properties'] = tightenMap(schema['properties'], root);
    if (isSchema(schema['items'])) copy['items'] = tighten(schema['items'], root, false);
    if (isSchema(schema['additionalProperties'])) {
      copy['additionalProperties'] = tighten(schema['additionalProperties'], root, false);
    }
  }
  if (isRoot || isSchema(schema['properties'])) {
    const names = namesOf(schema, root, new Set());
    if (names !== undefined) copy['propertyNames'] = names.size === 0 ? false : { enum: [...names] };
  }
  return copy;
}

function tightenMap(map: Readonly<Schema>, root: Readonly<Schema>): Schema {
  return Object.fromEntries(
    Object.entries(map).map(([name, inner]) => [name, isSchema(inner) ? tighten(inner, root, false) : inner]),
  );
}

/** All members that the schema names, over every branch; undefined when any branch speaks about the others. */
function namesOf(
  schema: Readonly<Schema>,
  root: Readonly<Schema>,
  seen: Set<object>,
): Set<string> | undefined {
  if (seen.has(schema)) return new Set();
  seen.add(schema);
  if (speaking.some((keyword) => Object.hasOwn(schema, keyword))) return undefined;
  const names = new Set(isSchema(schema['properties']) ? Object.keys(schema['properties']) : []);
  for (const branch of branchesOf(schema, root)) {
    const inner = namesOf(branch, root, seen);
    if (inner === undefined) return undefined;
    for (const name of inner) names.add(name);
  }
  return names;
}

function branchesOf(schema: Readonly<Schema>, root: Readonly<Schema>): Schema[] {
  const branches: unknown[] = [];
  for (const name of lists) if (Array.isArray(schema[name])) branches.push(...(schema[name] as unknown[]));
  for (const name of singles) branches.push(schema[name]);
  for (const name of ['dependentSchemas', 'dependencies']) {
    if (isSchema(schema[name])) branches.push(...Object.values(schema[name]));
  }
  if (typeof schema['$ref'] === 'string')
    branches.push(findByPointer(root, decodeURIComponent(schema['$ref'].slice(1))));
  return branches.filter(isSchema);
}

function isComposed(schema: Readonly<Schema>): boolean {
  return [...lists, ...singles, 'not', '$ref', 'dependentSchemas', 'dependencies'].some((name) =>
    Object.hasOwn(schema, name),
  );
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
