/**
 * Finds what could be an id: letters and digits with signs between, whole and by its parts, since something may be glued to it (a
 * name before a colon, a path, an ending). Of a UUID only the whole tells one from another. Numbers alone are find-numbers.ts.
 */
import { shortestChars } from './find-numbers.ts';

const token = /[\p{L}\p{N}_][\p{L}\p{N}_.:@#/+~*'’-]*/gu;
const strong = /[.:@#/+~*'’]/;
const weak = /[_-]+/;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const digit = /[0-9]/;
const letter = /\p{L}/u;
/** Of a whole with the signs between: longer ones are paths, and known by their parts. */
const wholeCharsMax = 128;

/** @param as what an answer shows also teaches two parts that stand beside each other */
export function* findIds(folded: string, as: 'learned' | 'sought'): Generator<string> {
  for (const [found] of folded.matchAll(token)) {
    if (!digit.test(found)) continue;
    const segments = found.split(strong).filter((segment) => digit.test(segment));
    const inside = new Set(segments.flatMap((segment) => [...idsOf(partsOf(segment, as))]));
    yield* inside;
    // a recipient of several segments is known by one of them, if that is an id
    if (as === 'learned' && inside.size > 0) continue;
    const whole = compact(found);
    if (found.length <= wholeCharsMax && whole.length >= shortestChars && letterOrSign(found, whole))
      yield `id:${whole}`;
  }
}

function partsOf(segment: string, as: 'learned' | 'sought'): string[] {
  const parts = segment.split(weak).filter((part) => part !== '');
  const whole = parts.join('');
  if (parts.length === 1 || uuid.test(segment)) return [whole];
  const pairs = as === 'learned' ? parts.slice(1).map((part, at) => `${String(parts[at])}${part}`) : [];
  return [whole, ...parts, ...pairs];
}

function* idsOf(texts: readonly string[]): Generator<string> {
  for (const text of texts)
    if (text.length >= shortestChars && digit.test(text) && letter.test(text)) yield `id:${text}`;
}

/** Digits over signs that join no number are known as an id. */
function letterOrSign(found: string, whole: string): boolean {
  return letter.test(whole) || /[:@#+~*'’_]/.test(found);
}

function compact(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}
