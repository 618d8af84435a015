/**
 * The arguments, read once. What is judged, digested and sent is this copy, so a getter or proxy cannot answer twice in
 * two ways. Only what JSON can carry exactly is taken: plain objects, lists, texts, finite numbers, booleans, null.
 */
import type { JsonObject, JsonValue } from '@gamut/kernel/canonical-json';

/** Limits on everything: Gateway bounds bytes, this bounds what the bytes unfold to. */
export const argumentLimits = { depthMax: 64, nodesMax: 100_000 } as const;

class NotPlain extends Error {}

/** @returns the copy, or in a few words what made it impossible */
export function snapshotArguments(value: unknown): JsonObject | string {
  const budget = { nodes: argumentLimits.nodesMax };
  try {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'they are not an object';
    return snapshotObject(value, 1, budget);
  } catch (error) {
    return error instanceof NotPlain ? error.message : 'they cannot be read';
  }
}

function snapshotValue(value: unknown, depth: number, budget: { nodes: number }): JsonValue {
  if (--budget.nodes < 0) throw new NotPlain(`they hold more than ${argumentLimits.nodesMax} values`);
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw new NotPlain('a text in them is not well-formed Unicode');
      return value;
    case 'boolean':
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw new NotPlain('a number in them is not finite');
      return value;
    case 'object':
      if (value === null) return null;
      return Array.isArray(value)
        ? snapshotList(value, depth + 1, budget)
        : snapshotObject(value, depth + 1, budget);
    default:
      throw new NotPlain(`they hold a ${typeof value}`);
  }
}

function snapshotList(list: readonly unknown[], depth: number, budget: { nodes: number }): JsonValue[] {
  if (depth > argumentLimits.depthMax) throw new NotPlain(`they nest deeper than ${argumentLimits.depthMax}`);
  const length = list.length;
  if (length > budget.nodes) throw new NotPlain(`they hold more than ${argumentLimits.nodesMax} values`);
  const copy: JsonValue[] = [];
  for (let i = 0; i < length; i++) copy.push(snapshotValue(ownValue(list, String(i)), depth, budget));
  return copy;
}

function snapshotObject(object: object, depth: number, budget: { nodes: number }): JsonObject {
  if (depth > argumentLimits.depthMax) throw new NotPlain(`they nest deeper than ${argumentLimits.depthMax}`);
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null)
    throw new NotPlain('they hold an object that is not plain');
  const copy: Record<string, JsonValue> = {};
  // in the order of the canonical text: two spellings of one action are one action, to the last word of what is found in it
  for (const name of Object.keys(object).sort()) {
    if (name === '__proto__') throw new NotPlain('a member is named __proto__');
    if (!name.isWellFormed()) throw new NotPlain('a member name is not well-formed Unicode');
    copy[name] = snapshotValue(ownValue(object, name), depth, budget);
  }
  return copy;
}

function ownValue(holder: object, name: string): unknown {
  const found = Object.getOwnPropertyDescriptor(holder, name);
  if (found === undefined || !('value' in found))
    throw new NotPlain('a member of them is computed or absent');
  return found.value;
}
