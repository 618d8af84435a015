/** What is normal for an agent and what departed from it, as platform shows it, and the words for both. */
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';
import { useMay } from '../../administration/session/session.ts';

export type Behaviour = Noun<'AgentBehaviour'>;
export type BehaviourAlert = Noun<'BehaviourAlert'>;
export type BehaviourRules = Noun<'BehaviourRules'>;
export type AgentRules = Noun<'AgentBehaviourRules'>;
export type DeviationKind = BehaviourAlert['kind'];
export type BehaviourAct = BehaviourAlert['act'];

export const deviationKinds: readonly DeviationKind[] = [
  'new_tool',
  'new_data_class',
  'new_target',
  'rate',
  'refusals',
];
export const behaviourActs: readonly BehaviourAct[] = ['alert', 'open_breaker', 'drop_level'];

export function useBehaviour(agentId: string) {
  const may = useMay('behaviour.read');
  return useQuery({
    queryKey: ['behaviour', agentId],
    queryFn: ({ signal }) =>
      getJson<Behaviour>(`/v1/agents/${encodeURIComponent(agentId)}/behaviour`, {}, signal),
    enabled: may,
    refetchInterval: 15_000,
  });
}

const kinds: Readonly<Record<DeviationKind, readonly [string, string]>> = {
  new_tool: ['A tool it never used', 'It calls a tool that it did not call while Gamut learned.'],
  new_data_class: [
    'A data class it never touched',
    'It handles a class of data that was not among its usual ones.',
  ],
  new_target: [
    'A place it never went',
    'It reaches a folder, host or domain that is not among its usual ones.',
  ],
  rate: ['Far more calls than usual', 'More calls in a minute than twice its most, and ten more.'],
  refusals: [
    'Far more refusals than usual',
    'Of its last 50 calls over a fifth was refused, three times its own share.',
  ],
};

const actTexts: Readonly<Record<BehaviourAct, string>> = {
  alert: 'raise an alert',
  open_breaker: 'raise an alert and block every call until someone has looked',
  drop_level: 'raise an alert and lower its level by one',
};

const done: Readonly<Record<BehaviourAct, string>> = {
  alert: 'alert only',
  open_breaker: 'circuit breaker opened',
  drop_level: 'level lowered',
};

export const kindText = (kind: DeviationKind): string => kinds[kind][0];
export const kindHelp = (kind: DeviationKind): string => kinds[kind][1];
export const actText = (act: BehaviourAct): string => actTexts[act];
export const doneText = (act: BehaviourAct): string => done[act];
