/** The filter of the audit log: the keys it knows, and how each term becomes a condition on the index. */
import { readFilter, type Filter, type FilterValue } from '../http/filter-language.ts';
import { wordsOf } from './audit-words.ts';

const keys = ['actor', 'event', 'subject', 'kind'] as const;
type Key = (typeof keys)[number];
export type AuditFilter = Filter<Key>;

export function parseAuditFilter(text: string, nowMs: number): AuditFilter {
  return readFilter({ keys, words: true }, text, nowMs);
}

/** Whether the filter lets everything through. */
export function asksForAll({ terms, words, sinceMs, untilMs }: AuditFilter): boolean {
  return terms.length === 0 && words.length === 0 && sinceMs === undefined && untilMs === undefined;
}

/**
 * Only `=`, `<` and `>=` on bytes: under row security no other comparison may use an index.
 * @param parameter puts a value into the statement and returns its `$n`
 */
export function conditionsOf(filter: AuditFilter, parameter: (value: unknown) => string): string[] {
  const time = (ms: number): string => `${parameter(new Date(ms).toISOString())}::timestamptz`;
  return [
    ...filter.terms.map(({ key, values }) => termCondition(key, values, parameter)),
    ...filter.words.flatMap((word) => wordConditions(word, parameter)),
    ...(filter.sinceMs === undefined ? [] : [`i.at >= ${time(filter.sinceMs)}`]),
    ...(filter.untilMs === undefined ? [] : [`i.at < ${time(filter.untilMs)}`]),
  ];
}

type Parameter = (value: unknown) => string;

function termCondition(key: Key, values: readonly FilterValue[], parameter: Parameter): string {
  const exact = new Map<string, string[]>();
  const open: string[] = [];
  for (const { stem, open: isOpen } of values) {
    const column = columnOf(key, stem);
    const text = stem.toLowerCase();
    if (isOpen) open.push(startsWith(column, text, parameter));
    else exact.set(column, [...(exact.get(column) ?? []), text]);
  }
  const equal = [...exact].map(([column, texts]) =>
    texts.length === 1
      ? `${column} = ${parameter(texts[0])}::text`
      : `${column} = ANY (${parameter(texts)}::text[])`,
  );
  return `(${[...equal, ...open].join(' OR ')})`;
}

/** An id names one thing; anything else is a name as it is shown. */
function columnOf(key: Key, stem: string): string {
  if (key === 'event') return 'i.event';
  if (key === 'kind') return 'i.subject_kind';
  const isId = /^[a-z]{3}_[0-9a-z]{0,26}$/.test(stem);
  return key === 'actor' ? (isId ? 'i.actor' : 'i.actor_name') : isId ? 'i.subject' : 'i.subject_name';
}

function startsWith(column: string, stem: string, parameter: Parameter): string {
  if (stem === '') return 'true';
  return `(${column} >= ${parameter(stem)}::text AND ${column} < ${parameter(`${stem}\u{10ffff}`)}::text)`;
}

/** Each word of it must stand in the record; a star opens the last one. */
function wordConditions({ stem, open }: FilterValue, parameter: Parameter): string[] {
  const words = wordsOf(stem);
  if (words.length === 0) return open ? [] : ['false'];
  return words.map((word, place) => {
    const opened = open && place === words.length - 1;
    const match = opened ? startsWith('w.word', word, parameter) : `w.word = ${parameter(word)}::text`;
    return `EXISTS (SELECT FROM audit_words w WHERE w.seq = i.seq AND ${match})`;
  });
}
