/**
 * JSON Pointer (RFC 6901) into arguments: the tool's record says where its target and amount stand. Own members only, so
 * that `/__proto__` or `/constructor` never finds what the caller did not send.
 */

/** @returns the value, or undefined when the pointer is malformed or finds nothing */
export function findByPointer(value: unknown, pointer: string): unknown {
  if (pointer === '') return value;
  if (!pointer.startsWith('/')) return undefined;
  let found: unknown = value;
  for (const token of pointer.slice(1).split('/')) {
    if (/~(?![01])/.test(token)) return undefined;
    const name = token.includes('~') ? token.replaceAll('~1', '/').replaceAll('~0', '~') : token;
    if (Array.isArray(found)) {
      if (!/^(?:0|[1-9][0-9]{0,8})$/.test(name)) return undefined;
      found = found[Number(name)];
    } else if (typeof found === 'object' && found !== null && Object.hasOwn(found, name)) {
      found = (found as Record<string, unknown>)[name];
    } else {
      return undefined;
    }
  }
  return found;
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
