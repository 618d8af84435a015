/** An incident playbook: for which kinds of action, and the steps, one a line. */
import type { Noun } from '../../../api/nouns.ts';

export type Playbook = Noun<'IncidentPlaybook'>;

/** Pure: the steps of a playbook, without the numbers that somebody wrote before them. */
export const stepsOf = (steps: string): readonly string[] =>
  steps
    .split('\n')
    .map((line) => line.trim().replace(/^(\d+[.)]|[-*•])\s+/, ''))
    .filter(Boolean);
