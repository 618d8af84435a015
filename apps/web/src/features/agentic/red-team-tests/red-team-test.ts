/** A red-team test of an agent, and whether the next one is due. */
import type { Noun } from '../../../api/nouns.ts';
import type { Verdict } from '../../../parts/verdict.ts';

export type RedTeamTest = Noun<'RedTeamTest'>;
export type DueTest = Noun<'DueRedTeamTest'>;

const resultVerdicts: Readonly<Record<RedTeamTest['result'], Verdict>> = {
  passed: { mark: 'plain', text: 'Held' },
  failed: { mark: 'block', text: 'Broken' },
};
export const resultVerdict = (result: RedTeamTest['result']): Verdict => resultVerdicts[result];

const dueVerdicts: Readonly<Record<DueTest['state'], Verdict>> = {
  missing: { mark: 'block', text: 'None: blocked' },
  failed: { mark: 'block', text: 'Broken: blocked' },
  stale: { mark: 'block', text: 'Too old: blocked' },
  planned: { mark: 'degrade', text: 'Due as planned' },
  current: { mark: 'plain', text: 'Held' },
};
export const dueVerdict = (state: DueTest['state']): Verdict => dueVerdicts[state];

/** Pure: a test whose next one should have been made by now. */
export const isOverdue = ({ nextDueAt }: Pick<RedTeamTest, 'nextDueAt'>, now: Date): boolean =>
  nextDueAt !== null && new Date(nextDueAt) <= now;

/** `2026-11-23` as the moment at which that day begins, in UTC. */
export const dayStart = (day: string): string => `${day}T00:00:00.000Z`;
