/**
 * The beginning of a JSON value, in the order of its canonical text (RFC 8785), for whoever shows no more than that: a value of a
 * megabyte must not be gone through for what is cut off behind.
 */
import type { JsonValue } from '@gamut/kernel/canonical-json';

/** @param charsMax of its texts and names, its marks counted as one each; what is left out is left out whole, but for the last text */
export function clipJson(value: JsonValue, charsMax: number): JsonValue {
  return clip(value, { left: charsMax });
}

function clip(value: JsonValue, room: { left: number }): JsonValue {
  room.left--;
  if (typeof value === 'string') {
    const text = value.length > room.left ? value.slice(0, Math.max(0, room.left)).toWellFormed() : value;
    room.left -= text.length;
    return text;
  }
  if (typeof value !== 'object' || value === null) {
    room.left -= String(value).length;
    return value;
  }
  if (Array.isArray(value)) {
    const items: JsonValue[] = [];
    for (const item of value as readonly JsonValue[]) {
      if (room.left <= 0) break;
      items.push(clip(item, room));
    }
    return items;
  }
  const members: [string, JsonValue][] = [];
  for (const name of Object.keys(value).sort()) {
    room.left -= name.length;
    // with it ends all that follows, also what stands around
    if (room.left <= 0) break;
    members.push([name, clip((value as { readonly [name: string]: JsonValue })[name] ?? null, room)]);
  }
  return Object.fromEntries(members);
}
