/** What an agent asked without acting (AuthZEN), and what it was answered: a decision that nothing follows from. */
import { decisionVerdict, type Verdict } from '../../../parts/verdict.ts';
import type { DecisionRow } from '../decisions/decision.ts';

export const isQuestion = ({ state }: Pick<DecisionRow, 'state'>): boolean => state === 'question';

export const questionsHref = (agentId: string): string => `/questions?agent=${encodeURIComponent(agentId)}`;

/** Yes only where the call would pass whole: who asked could narrow nothing down. */
export function answerVerdict(kind: string): Verdict {
  const { mark, text } = decisionVerdict(kind);
  return mark === 'plain' ? { mark, text: 'Yes' } : { mark, text: `No: ${text.toLowerCase()}` };
}

const leads: Readonly<Record<string, string>> = {
  degrade: 'A call would have been performed in its safe form only.',
  require_approval: 'A call would have waited for a person. Nobody was asked.',
  block: 'A call would have been refused.',
  block_and_open_incident: 'A call would have been refused and have opened an incident. None was opened.',
};

/** Pure: the sentence that says what the answer was about. */
export const questionLead = (kind: string): string =>
  `${leads[kind] ?? 'A call would have been performed.'} Nothing was performed: it only asked.`;
