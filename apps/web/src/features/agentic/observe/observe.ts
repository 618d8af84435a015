/** Observe periods as platform keeps them, the list that is drafted from one, and the words for both. */
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';
import type { Page } from '../../../api/page.ts';
import { useMay } from '../../administration/session/session.ts';

export type ObservePeriod = Noun<'ObservePeriod'>;
export type ToolListDraft = Noun<'ToolListDraft'>;
export type DraftedTool = Noun<'DraftedTool'>;
export type AcceptedToolList = Noun<'AcceptedToolList'>;

/** Every period that runs now; empty for who may not read them. */
export function useRunningPeriods(): readonly ObservePeriod[] {
  const may = useMay('observe_period.read');
  const { data } = useQuery({
    queryKey: ['observe-periods', 'running'],
    queryFn: ({ signal }) =>
      getJson<Page<ObservePeriod>>('/v1/observe-periods', { state: 'running', limit: 200 }, signal),
    enabled: may,
    refetchInterval: 15_000,
  });
  return data?.data ?? [];
}

export function useDraft(periodId: string) {
  return useQuery({
    queryKey: ['observe-periods', periodId, 'draft'],
    queryFn: ({ signal }) =>
      getJson<ToolListDraft>(`/v1/observe-periods/${encodeURIComponent(periodId)}/draft`, {}, signal),
    refetchInterval: 30_000,
  });
}

/** Pure: why an agent cannot be observed, before anybody asks; undefined when it can. */
export function notObservable(agent: {
  readonly status: string;
  readonly level: string | null;
  readonly tier: string;
}): string | undefined {
  if (agent.status !== 'active') return 'Only an active agent can be observed.';
  if (agent.level === null) return 'An agent without a level may do nothing, and is not observed.';
  if (agent.tier === 'critical')
    return 'An agent of critical tier is never observed: permit its tools one by one.';
  if (agent.tier === 'undetermined')
    return 'Determine the tier of this agent first: one that is unknown counts as critical.';
  return undefined;
}

const ends: Readonly<Record<NonNullable<ObservePeriod['endedHow']>, string>> = {
  by_hand: 'Ended by hand',
  accepted: 'List accepted',
  expired: 'Its time was over',
  stopped: 'Its agent was stopped or changed',
};
export const endText = (how: ObservePeriod['endedHow']): string => (how === null ? 'Running' : ends[how]);

/** What a person has changed in a draft: rows that are left out, and places that were written anew. */
export interface Choice {
  readonly left: ReadonlySet<string>;
  readonly places: Readonly<Record<string, string>>;
}
export const untouched: Choice = { left: new Set(), places: {} };

export const placesText = (places: readonly string[]): string => places.join(', ');

/** Pure: what is sent, from the draft and what was changed in it. */
export function chosenFrom(draft: ToolListDraft, { left, places }: Choice): Omit<AcceptedToolList, 'reason'> {
  return {
    permit: draft.permit
      .filter(({ toolId }) => !left.has(toolId))
      .map(({ toolId, targetsUnder }) => {
        const written = places[toolId];
        const under = written === undefined ? targetsUnder : placesOf(written);
        return { toolId, targetsUnder: [...under] };
      }),
    withdraw: draft.withdraw.map(({ permissionId }) => permissionId).filter((id) => !left.has(id)),
  };
}

function placesOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}
