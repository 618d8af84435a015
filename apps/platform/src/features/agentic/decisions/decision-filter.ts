/**
 * The filter language of decisions: `decision:block* agent:claims-triage tool:filesystem_* since:7d`. Keys are a fixed list,
 * values may name several (`,`) and end in `*`; all of it becomes parameters, never SQL.
 */
import { AppError } from '@gamut/kernel/app-error';

const columns = {
  decision: 'kind',
  agent: 'agent_name',
  tool: 'tool',
  connector: 'connector',
  action: 'action_type',
  class: 'data_class',
  state: 'state',
} as const;
type Key = keyof typeof columns;

export interface DecisionFilter {
  /** One row per term: any of these patterns (LIKE, with `%` only where the person wrote `*`). */
  readonly patterns: readonly { readonly column: (typeof columns)[Key]; readonly likes: readonly string[] }[];
  readonly sinceMs: number | undefined;
}

const units = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const valuesMax = 20;

export function parseDecisionFilter(text: string, nowMs: number): DecisionFilter {
  const patterns: { column: (typeof columns)[Key]; likes: string[] }[] = [];
  const seen = new Set<string>();
  let sinceMs: number | undefined;
  for (const word of text
    .trim()
    .split(/\s+/)
    .filter((part) => part !== '')) {
    const cut = word.indexOf(':');
    const [key, value] = cut < 0 ? ['', word] : [word.slice(0, cut), word.slice(cut + 1)];
    if (seen.has(key)) throw wrongFilter(`"${key}" stands twice`);
    seen.add(key);
    if (key === 'since') sinceMs = nowMs - parseSpan(value);
    else if (Object.hasOwn(columns, key))
      patterns.push({ column: columns[key as Key], likes: parseValues(key, value) });
    else throw wrongFilter(`"${word}" is not a term`);
  }
  return { patterns, sinceMs };
}

function parseSpan(value: string): number {
  const match = /^([1-9]\d{0,3})([mhd])$/.exec(value);
  if (match === null) throw wrongFilter(`"since:${value}" is not a span`);
  return Number(match[1]) * units[match[2] as keyof typeof units];
}

function parseValues(key: string, value: string): string[] {
  const values = value.split(',');
  if (values.some((one) => one === '') || values.length > valuesMax)
    throw wrongFilter(`"${key}:" needs between 1 and ${valuesMax} values`);
  return values.map((one) => {
    const stem = one.endsWith('*') ? one.slice(0, -1) : one;
    if (stem.includes('*')) throw wrongFilter(`"${one}" has a star that is not at its end`);
    return stem.replace(/[\\%_]/g, '\\$&') + (one.endsWith('*') ? '%' : '');
  });
}

function wrongFilter(what: string): AppError {
  return new AppError('validation_failed', `The filter can't be read: ${what}.`, {
    fix: `Write key:value terms with the keys ${Object.keys(columns).join(', ')}, since; spans are 30m, 24h, 7d; a value may end in *.`,
    who: 'the caller',
    fields: [{ pointer: '/filter', message: what }],
  });
}
