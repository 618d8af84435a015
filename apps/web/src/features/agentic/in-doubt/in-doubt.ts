/** An action in doubt as platform shows it, and the words for what people found out about one. */
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';
import type { Verdict } from '../../../parts/verdict.ts';
import { useMay } from '../../administration/session/session.ts';

export type ActionInDoubt = Noun<'ActionInDoubt'>;
export type Resolution = ActionInDoubt['resolutions'][number];
export type Found = Resolution['found'];

export const findings: readonly Found[] = ['did_not_happen', 'happened', 'cannot_be_known'];

const texts: Readonly<Record<Found, string>> = {
  happened: 'It happened',
  did_not_happen: 'It did not happen',
  cannot_be_known: 'It can’t be known',
};
const follows: Readonly<Record<Found, string>> = {
  happened: 'The agent was told not to repeat it before someone has looked.',
  did_not_happen: 'The agent may ask for it again.',
  cannot_be_known: 'The agent may ask for it again, so it may come to be done twice.',
};

export const foundText = (found: Found): string => texts[found];
export const foundFollows = (found: Found): string => follows[found];

/** Pure: whether it waits for a person, or what was found. */
export function standingOf({ resolutions }: Pick<ActionInDoubt, 'resolutions'>): Verdict {
  const [newest] = resolutions;
  if (newest === undefined) return { mark: 'wait', text: 'To resolve' };
  return { mark: newest.found === 'cannot_be_known' ? 'degrade' : 'plain', text: foundText(newest.found) };
}

/** Pure: what waits because of it, in one sentence. */
export function holdText({ held, resolved }: Pick<ActionInDoubt, 'held' | 'resolved'>): string {
  if (held) return 'Until someone says what became of it, Gateway refuses exactly this action to this agent.';
  return resolved
    ? 'Calls like it are judged by all controls again.'
    : 'It only reads, so calls like it are not held up.';
}

export function useActionInDoubt(decisionId: string, enabled: boolean) {
  const may = useMay('action_in_doubt.read');
  return useQuery({
    queryKey: ['in-doubt', decisionId],
    queryFn: ({ signal }) =>
      getJson<ActionInDoubt>(`/v1/actions-in-doubt/${encodeURIComponent(decisionId)}`, {}, signal),
    enabled: may && enabled,
  });
}
