/**
 * Which steps of an argument's place may be said: those that the pinned schema names itself, and places in lists. Any other name is the
 * caller's own text, which may be a secret or somebody's address, and reasons are journalled: it is said as `*`.
 */
import { memberOf } from './json-pointer.ts';

const [ofMembers, ofNames] = [
  new Set(['properties', 'dependentRequired', 'dependentSchemas', 'dependencies']),
  new Set(['required', 'dependentRequired', 'dependencies']),
];

/** Every name of a member that the schema holds, wherever. */
export function namesIn(schema: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  const take = (found: readonly string[]): void => {
    for (const name of found) names.add(name);
  };
  const left: unknown[] = [schema];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, member] of Object.entries(value)) {
      left.push(member);
      if (ofNames.has(name)) take(namesOnly(member));
      if (ofMembers.has(name) && typeof member === 'object' && member !== null) take(Object.keys(member));
    }
  }
  return names;
}

/** Lists of texts, by themselves or one for each member. */
function namesOnly(member: unknown): string[] {
  const lists = Array.isArray(member)
    ? [member as unknown]
    : Object.values((member ?? {}) as Record<string, unknown>);
  return lists
    .flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []))
    .filter((name) => typeof name === 'string');
}

/** A JSON Pointer of these steps, as far as they may be said. */
export function sayPlace(steps: readonly string[], args: unknown, names: ReadonlySet<string>): string {
  let value = args;
  const said = steps.map((step) => {
    const isSaid = Array.isArray(value) || names.has(step);
    value = memberOf(value, step);
    return isSaid ? step.replaceAll('~', '~0').replaceAll('/', '~1') : '*';
  });
  return said.map((step) => `/${step}`).join('');
}
