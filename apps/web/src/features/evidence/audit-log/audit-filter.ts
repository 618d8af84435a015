/**
 * The audit log's filter: `actor:*@… event:agent.* since:7d "two words"`. The server evaluates it; this half names a mistake
 * before asking, and sets one term for a saved view.
 */
import { filterHref } from '../../../parts/filter-href.ts';

export const auditFilterKeys = ['actor', 'event', 'subject', 'kind', 'since', 'until'] as const;

const words = (text: string): readonly string[] => text.match(/(?:"[^"]*"|[^\s"])+/g) ?? [];

const keyOf = (word: string): string | undefined => {
  const cut = word.search(/[:"]/);
  return cut < 0 || word[cut] === '"' ? undefined : word.slice(0, cut);
};

function wrongTerm(word: string, key: string): string | undefined {
  const value = word.slice(key.length + 1);
  if (!(auditFilterKeys as readonly string[]).includes(key))
    return `“${key}” is not a key. Keys are ${auditFilterKeys.join(', ')}; other words are looked for in the text.`;
  if (value === '') return `“${key}:” has no value.`;
  const isTime = key === 'since' || key === 'until';
  if (isTime && !/^([1-9]\d{0,3}[mhd]|\d{4}-\d\d-\d\d(T[\d:.]+Z)?)$/.test(value))
    return `“${word}” is no time. Write ${key}:30m, ${key}:24h, ${key}:7d or ${key}:2026-11-22.`;
  return undefined;
}

/** Pure: what is wrong with it, in a sentence; undefined when it can be asked. */
export function wrongAuditFilter(text: string): string | undefined {
  if ((text.match(/"/g)?.length ?? 0) % 2 === 1) return 'A quotation mark is not closed.';
  const seen = new Set<string>();
  for (const word of words(text)) {
    const key = keyOf(word);
    if (key === undefined) continue;
    if (seen.has(key)) return `“${key}” stands twice. Keep one.`;
    seen.add(key);
    const wrong = wrongTerm(word, key);
    if (wrong) return wrong;
  }
  return undefined;
}

export const auditTermOf = (text: string, key: string): string =>
  words(text)
    .find((word) => keyOf(word) === key)
    ?.slice(key.length + 1) ?? '';

/** Pure: the same filter with one term set, or taken out when the value is empty. */
export function withAuditTerm(text: string, key: string, value: string): string {
  const rest = words(text).filter((word) => keyOf(word) !== key);
  return [...rest, ...(value === '' ? [] : [`${key}:${value}`])].join(' ');
}

export const auditLogHref = (filter: string): string => filterHref('/audit-log', filter);
