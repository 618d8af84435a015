/** The filter of decisions: which keys of the filter language lists of decisions know, and the column of each. */
import { likeOf, readFilter } from '../../../http/filter-language.ts';

const columns = {
  decision: 'kind',
  agent: 'agent_name',
  tool: 'tool',
  connector: 'connector',
  action: 'action_type',
  class: 'data_class',
  state: 'state',
  reason: 'reason_codes',
} as const;
type Key = keyof typeof columns;

export interface DecisionPattern {
  readonly column: (typeof columns)[Key];
  readonly likes: readonly string[];
  /** The same without a pattern, where the person wrote no star. */
  readonly whole?: readonly string[];
}

export interface DecisionFilter {
  /** One row per term: any of these patterns (LIKE, with `%` only where the person wrote `*`). */
  readonly patterns: readonly DecisionPattern[];
  readonly sinceMs: number | undefined;
  readonly untilMs: number | undefined;
}

const language = { keys: Object.keys(columns) as Key[], words: false } as const;

export function parseDecisionFilter(text: string, nowMs: number): DecisionFilter {
  const { terms, sinceMs, untilMs } = readFilter(language, text, nowMs);
  const patterns = terms.map(({ key, values }): DecisionPattern => {
    const likes = values.map(likeOf);
    const isWhole = key === 'reason' && values.every(({ open }) => !open);
    return { column: columns[key], likes, ...(isWhole ? { whole: values.map(({ stem }) => stem) } : {}) };
  });
  return { patterns, sinceMs, untilMs };
}
