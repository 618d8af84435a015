/**
 * What a tool server sends, read as everybody else would read it or not at all: a number that would change, a member that stands
 * twice or is named __proto__ makes the whole message unreadable, and never another answer than the one that was given.
 */
import { AppError } from '@gamut/kernel/app-error';
import { parseJson } from '@gamut/kernel/parse-json';

/** A message around the deepest answer; the transports have bounded its length. */
const bounds = { bytesMax: Infinity, depthMax: 72, halfPairs: 'kept', negativeZero: 'as_zero' } as const;

/** @returns the value, or in a few words why it can't be read in one way only */
export function readExactly(text: string): { readonly value: unknown } | string {
  try {
    return { value: parseJson(text, bounds) };
  } catch (error) {
    return (
      words[error instanceof AppError ? error.code : ''] ?? 'it is not JSON that is read in one way only'
    );
  }
}

const words: Readonly<Record<string, string>> = {
  inexact_number: 'it holds a number that would change when it is read; such a number belongs in a text',
  duplicate_key: 'a member stands twice in one object of it',
  too_deep: `it is nested deeper than ${String(bounds.depthMax)}`,
};
