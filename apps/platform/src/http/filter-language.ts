/**
 * The product's filter language, one for all lists: `agent:claims-triage,broker-* since:7d "two words"`. Keys come from the
 * list's own table, values may name several (`,`), end in `*` and stand in quotes; what is read here becomes parameters, never SQL.
 */
import { AppError } from '@gamut/kernel/app-error';

export interface FilterLanguage<K extends string> {
  readonly keys: readonly K[];
  /** Whether a word without a key is a word to look for. */
  readonly words: boolean;
}

/** One value; `open`: the person wrote a star behind it. */
export interface FilterValue {
  readonly stem: string;
  readonly open: boolean;
}

export interface Filter<K extends string> {
  /** In the order written; each key at most once. */
  readonly terms: readonly { readonly key: K; readonly values: readonly FilterValue[] }[];
  readonly words: readonly FilterValue[];
  readonly sinceMs: number | undefined;
  readonly untilMs: number | undefined;
}

const units = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const valuesMax = 20;
const wordsMax = 8;

export function readFilter<K extends string>(
  language: FilterLanguage<K>,
  text: string,
  nowMs: number,
): Filter<K> {
  const wrong = (what: string): AppError => wrongFilter(language, what);
  const terms: { key: K; values: FilterValue[] }[] = [];
  const words: FilterValue[] = [];
  const times: { since?: number; until?: number } = {};
  const seen = new Set<string>();
  for (const word of splitTerms(text, wrong)) {
    const cut = word.search(/[:"]/);
    if (cut < 0 || word[cut] === '"') {
      if (!language.words) throw wrong(`"${word}" is not a term`);
      words.push(readValue(word, wrong));
      if (words.length > wordsMax) throw wrong(`it has more than ${wordsMax} words`);
      continue;
    }
    const [key, value] = [word.slice(0, cut), word.slice(cut + 1)];
    if (seen.has(key)) throw wrong(`"${key}" stands twice`);
    seen.add(key);
    if (key === 'since' || key === 'until') times[key] = readTime(key, value, nowMs, wrong);
    else if (language.keys.includes(key as K))
      terms.push({ key: key as K, values: readValues(key, value, wrong) });
    else throw wrong(`"${word}" is not a term`);
  }
  return { terms, words, sinceMs: times.since, untilMs: times.until };
}

/** What a value matches, for LIKE: `%` only where the person wrote a star. */
export function likeOf({ stem, open }: FilterValue): string {
  return stem.replace(/[\\%_]/g, '\\$&') + (open ? '%' : '');
}

type Wrong = (what: string) => AppError;

/** At white space that does not stand in quotes. */
function splitTerms(text: string, wrong: Wrong): string[] {
  if ((text.match(/"/g)?.length ?? 0) % 2 === 1) throw wrong('a quotation mark is not closed');
  return text.match(/(?:"[^"]*"|[^\s"])+/g) ?? [];
}

/** A span back from now (`7d`), or a day or moment in UTC (`2026-11-22`, `2026-11-22T08:30Z`). */
function readTime(key: string, value: string, nowMs: number, wrong: Wrong): number {
  const span = /^([1-9]\d{0,3})([mhd])$/.exec(value);
  if (span !== null) return nowMs - Number(span[1]) * units[span[2] as keyof typeof units];
  if (/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z)?$/.test(value)) {
    const moment = Date.parse(value);
    if (!Number.isNaN(moment)) return moment;
  }
  throw wrong(`"${key}:${value}" is not a span`);
}

function readValues(key: string, value: string, wrong: Wrong): FilterValue[] {
  const values = value.match(/(?:"[^"]*"|[^,"])+/g) ?? [];
  const commas = value.replace(/"[^"]*"/g, '').match(/,/g)?.length ?? 0;
  if (values.length !== commas + 1 || values.length > valuesMax)
    throw wrong(`"${key}:" needs between 1 and ${valuesMax} values`);
  return values.map((one) => readValue(one, wrong));
}

function readValue(written: string, wrong: Wrong): FilterValue {
  const open = written.endsWith('*');
  const stem = (open ? written.slice(0, -1) : written).replace(/"/g, '');
  if (stem.includes('*')) throw wrong(`"${written}" has a star that is not at its end`);
  if (stem === '' && !open) throw wrong('a value is empty');
  if (stem.includes('\0')) throw wrong('a value has a character that no text has');
  return { stem, open };
}

function wrongFilter<K extends string>({ keys, words }: FilterLanguage<K>, what: string): AppError {
  return new AppError('validation_failed', `The filter can't be read: ${what}.`, {
    fix: `Write key:value terms with the keys ${keys.join(', ')}, since, until; spans are 30m, 24h, 7d; a value may end in *.${words ? ' Other words are looked for in the text.' : ''}`,
    who: 'the caller',
    fields: [{ pointer: '/filter', message: what }],
  });
}
