/**
 * Servers send what is structured a second time, as text, for who reads no structure. Such a text is no second answer: it shows what
 * the structure shows after it was reduced, and its rows count once.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Answer } from './answer.ts';

/** By the place of the item in the content: what of the structure it repeats, member by member. */
export type TextTwins = ReadonlyMap<number, readonly (string | number)[]>;

/** Of the answer as it came: what is masked or struck in one of the two would make them differ. */
export function textTwinsOf({ content, structuredContent }: Answer): TextTwins {
  const twins = new Map<number, readonly (string | number)[]>();
  if (structuredContent === undefined) return twins;
  const members = Object.entries(structuredContent);
  const [name, only] = members.length === 1 && members[0] !== undefined ? members[0] : [undefined, undefined];
  const items = Array.isArray(only) && only.length === content.length ? (only as unknown[]) : [];
  for (const [at, item] of content.entries()) {
    if (item.type !== 'text') continue;
    const value = parsed(item.text);
    const says = (other: unknown) =>
      other === item.text || (value !== undefined && isDeepStrictEqual(value, other));
    if (says(structuredContent)) twins.set(at, []);
    else if (name !== undefined && says(only)) twins.set(at, [name]);
    else if (name !== undefined && items.length > 0 && says(items[at])) twins.set(at, [name, at]);
  }
  return twins;
}

/** @returns undefined when nothing of it is left */
export function showTwin(structured: unknown, path: readonly (string | number)[]): string | undefined {
  let value = structured;
  for (const step of path)
    value =
      typeof value === 'object' && value !== null
        ? (value as Record<string | number, unknown>)[step]
        : undefined;
  return typeof value === 'string' || value === undefined ? value : JSON.stringify(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
