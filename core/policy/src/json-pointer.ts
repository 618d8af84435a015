/**
 * JSON Pointer (RFC 6901) into arguments: the tool's record says where its target, its recipients and its amount stand, `*` being
 * every item of a list. Own members only, so that `/__proto__` or `/constructor` never finds what the caller did not send.
 */

/** @returns the value, or undefined when the pointer is malformed or finds nothing; `*` is a name like others */
export function findByPointer(value: unknown, pointer: string): unknown {
  return stepsOf(pointer)?.reduce(memberOf, value);
}

/** The member names and places that a pointer goes through. @returns undefined when it is malformed */
export function stepsOf(pointer: string): readonly string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/**
 * What stands at every place that a pointer means, and `undefined` for each place where nothing does.
 * @returns undefined when the pointer is malformed
 */
export function allByPointer(value: unknown, pointer: string): readonly unknown[] | undefined {
  const steps = stepsOf(pointer);
  if (steps === undefined) return undefined;
  const found: unknown[] = [];
  visitAll(value, steps, (one) => void found.push(one));
  return found;
}

export function visitAll(
  value: unknown,
  steps: readonly string[],
  visit: (found: unknown) => void,
  at = 0,
): void {
  const step = steps[at];
  if (step === undefined) visit(value);
  else forEachAt(value, step, (inner) => visitAll(inner, steps, visit, at + 1));
}

/**
 * `*` is every item of a list, and an empty list is one that lacks what it should hold; so is what is no list and holds more than
 * the one member of that name, which a pointer may mean too: beside it anything could be passed over.
 */
export function forEachAt(value: unknown, step: string, visit: (inner: unknown) => void): void {
  if (step !== '*') visit(memberOf(value, step));
  else if (!Array.isArray(value)) visit(isAlone(value) ? memberOf(value, step) : undefined);
  else if (value.length === 0) visit(undefined);
  else for (const item of value) visit(item);
}

function isAlone(holder: unknown): boolean {
  return typeof holder === 'object' && holder !== null && Object.keys(holder).length === 1;
}

export function memberOf(holder: unknown, step: string): unknown {
  if (Array.isArray(holder)) return /^(?:0|[1-9][0-9]{0,8})$/.test(step) ? holder[Number(step)] : undefined;
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, step)) return undefined;
  return (holder as Record<string, unknown>)[step];
}
