/**
 * The filter language of lists: `decision:block agent:claims-triage tool:filesystem_* since:7d`. It lives in the URL and the
 * server evaluates it; this half only names a mistake before asking, and changes one term for a saved view.
 */
import { filterHref } from '../../../parts/filter-href.ts';

export const filterKeys = [
  'decision',
  'agent',
  'tool',
  'connector',
  'action',
  'class',
  'state',
  'reason',
  'since',
] as const;
export type FilterKey = (typeof filterKeys)[number];

export interface FilterTerm {
  readonly key: string;
  readonly value: string;
}

export interface ParsedFilter {
  readonly terms: readonly FilterTerm[];
  /** What is wrong with it, in a sentence; undefined when it can be asked. */
  readonly wrong: string | undefined;
}

const known = (key: string): key is FilterKey => (filterKeys as readonly string[]).includes(key);

function wrongWith(word: string, { key, value }: FilterTerm): string | undefined {
  if (!word.includes(':')) return `“${word}” has no key. Write key:value, for example agent:${word}.`;
  if (!known(key)) return `“${key}” is not a key. Keys are ${filterKeys.join(', ')}.`;
  if (value === '') return `“${key}:” has no value.`;
  if (key === 'since' && !/^[1-9]\d{0,3}[mhd]$/.test(value))
    return `“since:${value}” is not a span. Write since:30m, since:24h or since:7d.`;
  return undefined;
}

export function parseFilter(text: string): ParsedFilter {
  const terms: FilterTerm[] = [];
  let wrong: string | undefined;
  for (const word of text.trim().split(/\s+/).filter(Boolean)) {
    const colon = word.indexOf(':');
    const term =
      colon < 0 ? { key: '', value: word } : { key: word.slice(0, colon), value: word.slice(colon + 1) };
    wrong ??=
      wrongWith(word, term) ??
      (terms.some(({ key }) => key === term.key) ? `“${term.key}” stands twice. Keep one.` : undefined);
    terms.push(term);
  }
  return { terms, wrong };
}

export const formatFilter = (terms: readonly FilterTerm[]): string =>
  terms.map(({ key, value }) => `${key}:${value}`).join(' ');

/** The same filter with one term set, or taken out when the value is empty. */
export function withTerm(text: string, key: FilterKey, value: string): string {
  const rest = parseFilter(text).terms.filter((term) => term.key !== key && term.key !== '');
  return formatFilter(value === '' ? rest : [...rest, { key, value }]);
}

export const termOf = (text: string, key: FilterKey): string =>
  parseFilter(text).terms.find((term) => term.key === key)?.value ?? '';

export const decisionsHref = (filter: string): string => filterHref('/decisions', filter);
