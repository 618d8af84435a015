/**
 * How dear a schema is to check, before it is compiled. References can double at every step, in the schema (`allOf` of
 * two references, thirty deep) or with the depth of the data (a recursive branch named twice), so a small schema could
 * hold Gateway for hours. The cost is the number of schema visits for one value at each depth, computed, not tried.
 */
import type { JsonObject, JsonValue } from '@gamut/kernel/canonical-json';
import { findByPointer } from './json-pointer.ts';

export interface SchemaCost {
  /** The arguments nest deeper than this schema can be checked within bounds. */
  readonly over: (args: JsonObject) => boolean;
}

const visitsMax = 50_000;
const nodesMax = 5_000;
const depthMax = 64;

/** Applied to the same value. */
const inPlaceLists = ['allOf', 'anyOf', 'oneOf'];
const inPlaceOne = ['not', 'if', 'then', 'else'];
/** Applied to what is inside the value. */
const insideLists = ['prefixItems'];
const insideOne = [
  'additionalProperties',
  'unevaluatedProperties',
  'unevaluatedItems',
  'additionalItems',
  'contains',
  'propertyNames',
];
const insideMaps = ['properties', 'patternProperties'];

interface Node {
  readonly inPlace: readonly object[];
  readonly inside: readonly object[];
}

/** @returns the cost, or why the schema is refused */
export function schemaCost(root: object): SchemaCost | string {
  if (hasInnerId(root)) return 'a part of it has an $id of its own';
  const nodes = new Map<object, Node>();
  const waiting: object[] = [root];
  while (waiting.length > 0) {
    const schema = waiting.pop() as object;
    if (nodes.has(schema)) continue;
    if (nodes.size >= nodesMax) return `it has more than ${nodesMax} parts`;
    const node = readNode(schema as Record<string, unknown>, root);
    if (typeof node === 'string') return node;
    nodes.set(schema, node);
    waiting.push(...node.inPlace, ...node.inside);
  }
  return costByDepth(root, nodes);
}

/** Visits for a value of depth d = visits in place + visits of the dearest way into a value of depth d-1. */
function costByDepth(root: object, nodes: ReadonlyMap<object, Node>): SchemaCost | string {
  const order = inPlaceOrder(nodes);
  if (order === undefined) return 'a reference in it leads back to itself';
  let below = new Map<object, number>();
  let depth = 0;
  for (; depth <= depthMax; depth++) {
    const here = new Map<object, number>();
    for (const schema of order) {
      const node = nodes.get(schema) as Node;
      let visits = 1;
      for (const next of node.inPlace) visits += here.get(next) ?? visitsMax;
      for (const next of node.inside) visits += below.get(next) ?? 0;
      here.set(schema, Math.min(visits, visitsMax + 1));
    }
    if ((here.get(root) as number) > visitsMax) break;
    below = here;
  }
  if (depth < 2) return `checking it takes more than ${visitsMax} steps`;
  return { over: depth > depthMax ? () => false : (args) => deeperThan(args, depth - 1) };
}

/** Every schema after all that it applies in place; undefined when that goes round. */
function inPlaceOrder(nodes: ReadonlyMap<object, Node>): readonly object[] | undefined {
  const done = new Set<object>();
  const open = new Set<object>();
  const place = (schema: object): boolean => {
    if (done.has(schema)) return true;
    if (open.has(schema) || open.size > 500) return false;
    open.add(schema);
    const fine = (nodes.get(schema) as Node).inPlace.every(place);
    open.delete(schema);
    done.add(schema);
    return fine;
  };
  for (const schema of nodes.keys()) if (!place(schema)) return undefined;
  return [...done];
}

function readNode(schema: Record<string, unknown>, root: object): Node | string {
  for (const dynamic of ['$dynamicRef', '$recursiveRef', '$async', '$data']) {
    if (Object.hasOwn(schema, dynamic)) return `it uses ${dynamic}`;
  }
  const inPlace: object[] = [];
  const inside: object[] = [];
  for (const name of inPlaceLists) inPlace.push(...schemasIn(schema[name]));
  for (const name of inPlaceOne) inPlace.push(...schemasIn([schema[name]]));
  for (const name of ['dependentSchemas', 'dependencies']) inPlace.push(...schemasOfMap(schema[name]));
  for (const name of insideLists) inside.push(...schemasIn(schema[name]));
  for (const name of insideOne) inside.push(...schemasIn([schema[name]]));
  for (const name of insideMaps) inside.push(...schemasOfMap(schema[name]));
  inside.push(...schemasIn(Array.isArray(schema['items']) ? schema['items'] : [schema['items']]));
  if (Object.hasOwn(schema, '$ref')) {
    const target = findReferred(schema['$ref'], root);
    if (typeof target === 'string') return target;
    inPlace.push(target);
  }
  return { inPlace, inside };
}

/** A base of its own would let `#` mean another place than the one that is followed here, reached or not. */
function hasInnerId(root: object): boolean {
  const waiting = Object.entries(root);
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    const [name, value] = entry as [string, unknown];
    if (
      typeof value !== 'object' ||
      value === null ||
      ['enum', 'const', 'default', 'examples'].includes(name)
    )
      continue;
    if (typeof (value as { $id?: unknown }).$id === 'string') return true;
    waiting.push(...Object.entries(value));
  }
  return false;
}

/** Only `#` and `#/pointer` are followed: a reference by name or address could mean a schema that nobody pinned. */
function findReferred(reference: unknown, root: object): object | string {
  if (typeof reference !== 'string' || !/^#(?:\/|$)/.test(reference))
    return 'a reference in it leaves the schema';
  let pointer: string;
  try {
    pointer = decodeURIComponent(reference.slice(1));
  } catch {
    return 'a reference in it is malformed';
  }
  const found = findByPointer(root, pointer);
  return typeof found === 'object' && found !== null
    ? found
    : typeof found === 'boolean'
      ? {}
      : 'a reference in it finds nothing';
}

function schemasIn(list: unknown): object[] {
  return Array.isArray(list)
    ? list.filter((item): item is object => typeof item === 'object' && item !== null)
    : [];
}

function schemasOfMap(map: unknown): object[] {
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return [];
  return Object.values(map).filter(
    (item): item is object => typeof item === 'object' && item !== null && !Array.isArray(item),
  );
}

function deeperThan(value: JsonValue, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit <= 0) return true;
  return Object.values(value).some((inner) => deeperThan(inner, limit - 1));
}
