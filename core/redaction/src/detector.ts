/**
 * What a detector is, and the three ways to make one. All run in linear time on any text: a pattern repeats only within
 * bounds and never inside another repetition that could match the same characters, and is run only where one of its
 * needles (texts that every match holds) occurs at all.
 */
import type { Span } from './span.ts';

/** `secret`: opens something. `payment`: moves money. `personal`: says who somebody is. */
export type DetectorKind = 'secret' | 'payment' | 'personal';

export interface Detector {
  readonly name: string;
  readonly kind: DetectorKind;
  readonly find: (text: string, spans: Span[]) => void;
}

export interface PatternOptions {
  /** Only this group is hidden; by default the whole match. */
  readonly group?: number;
  /** The last word on a match. */
  readonly accept?: (found: string, match: RegExpExecArray) => boolean;
}

/** @param needles of which every match holds at least one, compared without case when the pattern has the flag `i` */
export function patternDetector(
  kind: DetectorKind,
  name: string,
  needles: readonly string[],
  source: RegExp,
  options: PatternOptions = {},
): Detector {
  const { group = 0, accept } = options;
  const pattern = new RegExp(source.source, `${source.flags.replace(/[gdy]/g, '')}gd`);
  const folds = source.flags.includes('i');
  return {
    name,
    kind,
    find: (text, spans) => {
      if (!holdsAny(text, needles, folds)) return;
      pattern.lastIndex = 0;
      for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
        const range = match.indices?.[group];
        if (range !== undefined && (accept === undefined || accept(match[group] as string, match))) {
          spans.push({ start: range[0], end: range[1], detector: name });
        }
        // A match that is refused may hold one that is not.
        else pattern.lastIndex = match.index + 1;
        if (match[0] === '') pattern.lastIndex++;
      }
    },
  };
}

/** A token of fixed prefix: `ghp_` and 36 letters or digits, standing by itself. */
export function tokenDetector(name: string, prefixes: readonly string[], rest: RegExp): Detector {
  const alternatives = prefixes.map((prefix) => prefix.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')).join('|');
  return patternDetector(
    'secret',
    name,
    prefixes,
    new RegExp(`(?<![A-Za-z0-9])(?:${alternatives})${rest.source}`, rest.flags),
  );
}

const caseless = new WeakMap<readonly string[], RegExp>();

function holdsAny(text: string, needles: readonly string[], folds: boolean): boolean {
  if (needles.length === 0) return true;
  if (!folds) return needles.some((needle) => text.includes(needle));
  let pattern = caseless.get(needles);
  if (pattern === undefined) {
    pattern = new RegExp(
      needles.map((needle) => needle.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|'),
      'i',
    );
    caseless.set(needles, pattern);
  }
  return pattern.test(text);
}
