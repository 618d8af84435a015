/**
 * The redactor (promise: output is redacted before it leaves; e-mails, tokens, keys, card numbers and more). Pure, linear
 * and idempotent: hiding one value can uncover the edge of another, so it runs until nothing is found. A long text is not gone
 * through often: where one value stands in front of the next without end, whole words go, and what will not settle goes whole.
 */
import type { Detector, DetectorKind } from './detector.ts';
import { codeHostDetectors } from './detectors/code-hosts.ts';
import { genericDetectors } from './detectors/generic.ts';
import { paymentDetectors } from './detectors/payment.ts';
import { personalDetectors } from './detectors/personal.ts';
import { platformDetectors } from './detectors/platforms.ts';
import { serviceDetectors } from './detectors/services.ts';
import { writtenCredentials } from './detectors/written-credentials.ts';
import { knownSecretDetector } from './known-secrets.ts';
import { hide, placeholder, type Counts, type Span } from './span.ts';

export interface Redacted {
  readonly text: string;
  /** How often each detector hid something. */
  readonly counts: Readonly<Counts>;
}

export interface Redactor {
  readonly redact: (text: string) => Redacted;
  /** Every text, member name and number inside a JSON value. */
  readonly redactValue: (value: unknown) => { readonly value: unknown; readonly counts: Readonly<Counts> };
}

export interface RedactorOptions {
  /** Live secrets of this call, hidden in every spelling. */
  readonly secrets?: readonly string[];
  /** Which kinds of pattern are hidden; by default all. Live secrets always are. */
  readonly kinds?: readonly DetectorKind[];
}

/** In the order in which they name a span that several find. */
export const detectors: readonly Detector[] = [
  ...platformDetectors,
  ...codeHostDetectors,
  ...serviceDetectors,
  ...genericDetectors,
  ...writtenCredentials,
  ...paymentDetectors,
  ...personalDetectors,
];

const roundsMax = 16;
/** So often a text of any length is gone through; a shorter one oftener, for as much work in all. */
const roundsAlways = 4;
const roundsChars = 64_000;
/** Then what is found takes its whole word with it, and so a chain of values goes at once. */
const roundsOfWords = 2;
const depthMax = 128;

export function createRedactor(options: RedactorOptions = {}): Redactor {
  const { secrets = [], kinds = ['secret', 'payment', 'personal'] } = options;
  const chosen = [knownSecretDetector(secrets), ...detectors.filter((one) => kinds.includes(one.kind))];
  return redactorOf(chosen, [asItStands, withBreaks]);
}

/** Another reading of a text, letter by letter as long, so that what is found in it stands there in the text. */
type Reading = (text: string) => string;
const asItStands: Reading = (text) => text;

/** JSON in a text: the letter of an escaped break or tab would stick to the value behind it and hide where that begins. */
const withBreaks: Reading = (text) =>
  text.includes('\\')
    ? text.replace(/(?<!\\)\\+(?:[nrtbf]|u00[01][0-9a-fA-F])/g, (escape) => '\n'.repeat(escape.length))
    : text;

export function redactorOf(
  chosen: readonly Detector[],
  readings: readonly Reading[] = [asItStands],
): Redactor {
  const redactInto = (text: string, counts: Counts): string => settle(text, chosen, readings, counts);
  return {
    redact: (text) => {
      const counts: Counts = {};
      return { text: redactInto(text, counts), counts };
    },
    redactValue: (value) => {
      const counts: Counts = {};
      return { value: walk(value, (text) => redactInto(text, counts), 0), counts };
    },
  };
}

function settle(
  text: string,
  chosen: readonly Detector[],
  readings: readonly Reading[],
  counts: Counts,
): string {
  let settled = text;
  const byValue = Math.min(roundsMax, Math.max(roundsAlways, Math.floor(roundsChars / (text.length + 1))));
  for (let round = 0; round < byValue + roundsOfWords; round++) {
    const spans: Span[] = [];
    for (const read of new Set(readings.map((reading) => reading(settled))))
      for (const detector of chosen) detector.find(read, spans);
    if (spans.length === 0) return settled;
    settled = hide(settled, round < byValue ? spans : wordsOf(settled, spans), counts);
  }
  counts['unsettled'] = (counts['unsettled'] ?? 0) + 1;
  return placeholder('unsettled');
}

/** The spans with all that stands around them up to blanks, quotes and escapes, which keep their places whole; each word is gone through once. */
function wordsOf(text: string, spans: readonly Span[]): Span[] {
  const words: Span[] = [];
  const rest = /[^\s"'\\]*/y;
  let last = 0;
  for (const { start, end, detector } of [...spans].sort((one, other) => one.start - other.start)) {
    if (end <= last) continue;
    let from = Math.max(start, last);
    while (from > last && !/[\s"'\\]/.test(text[from - 1] as string)) from--;
    from = behindEscape(text, from);
    rest.lastIndex = end;
    rest.test(text);
    last = rest.lastIndex;
    if (from < last) words.push({ start: from, end: last, detector });
  }
  return words;
}

/** Where a word begins that stands behind a backslash: that and what it escapes are one sign. */
function behindEscape(text: string, from: number): number {
  let backslashes = 0;
  while (text[from - 1 - backslashes] === '\\') backslashes++;
  const escape = /[nrtbf/]|u[0-9a-fA-F]{4}/y;
  escape.lastIndex = from;
  return backslashes % 2 === 1 && escape.test(text) ? escape.lastIndex : from;
}

function walk(value: unknown, redact: (text: string) => string, depth: number): unknown {
  if (typeof value === 'string') return redact(value);
  if (typeof value === 'number' || typeof value === 'bigint') {
    const text = String(value);
    const redacted = redact(text);
    return redacted === text ? value : redacted;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= depthMax) return placeholder('too_deep');
  if (Array.isArray(value)) return value.map((item) => walk(item, redact, depth + 1));
  const entries = Object.entries(value).map(
    ([name, inner]) => [redact(name), walk(inner, redact, depth + 1)] as const,
  );
  return Object.fromEntries(entries);
}
