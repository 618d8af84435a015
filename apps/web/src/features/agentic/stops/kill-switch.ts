/** Kill switches as platform keeps them: which are engaged, what each stops, and the words for it. */
import type { KillTarget } from '@gamut/kernel/agentic-terms';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getJson, sendJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';
import type { Page } from '../../../api/page.ts';
import { useMay } from '../../administration/session/session.ts';

export type KillSwitch = Noun<'KillSwitch'>;

/** What a stop is about: an agent, a tool, a connector by its id, or everything. */
export interface StopTarget {
  readonly target: KillTarget;
  readonly id?: string;
  readonly name: string;
}

/** Every switch that is engaged now; empty for who may not read them. */
export function useEngagedStops(): readonly KillSwitch[] {
  const may = useMay('kill_switch.read');
  const { data } = useQuery({
    queryKey: ['kill-switches', 'engaged'],
    queryFn: ({ signal }) =>
      getJson<Page<KillSwitch>>('/v1/kill-switches', { state: 'engaged', limit: 200 }, signal),
    enabled: may,
    refetchInterval: 5000,
  });
  return data?.data ?? [];
}

export function useStopChange() {
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  return {
    engage: async ({ target, id }: StopTarget, reason: string, revokeCredentials: boolean): Promise<void> => {
      const named = target === 'tenant' || id === undefined ? {} : { targetId: id };
      await sendJson('POST', '/v1/kill-switches', { target, ...named, reason, revokeCredentials });
      await again();
    },
    release: async (id: string, reason: string): Promise<void> => {
      await sendJson('POST', `/v1/kill-switches/${encodeURIComponent(id)}/release`, { reason });
      await again();
    },
  };
}

/** Pure: those of the switches that stop exactly this. */
export const stopsOf = (switches: readonly KillSwitch[], { target, id }: StopTarget): readonly KillSwitch[] =>
  switches.filter((one) => one.target === target && (target === 'tenant' || one.targetId === id));

const everything = 'everything in this organisation';

export const stoppedText = ({ target, targetName }: Pick<KillSwitch, 'target' | 'targetName'>): string =>
  target === 'tenant' ? everything : targetName;

/** Pure: what a stop does, said before it is done. */
export function stopConsequence({ target, name }: StopTarget): string {
  const rest =
    'Calls under way are cut off and recorded as in doubt. Only an administrator can release it; nothing that was cut off is taken up again.';
  if (target === 'tenant')
    return `From this moment no agent of this organisation can do anything through Gateway. ${rest}`;
  if (target === 'agent') return `From this moment every call of ${name} is blocked. ${rest}`;
  if (target === 'connector') return `From this moment no agent can call any tool of ${name}. ${rest}`;
  return `From this moment no agent can call ${name}. ${rest}`;
}

/** Pure: the first sentence of a banner. */
export function stoppedSentence({ target, targetName }: Pick<KillSwitch, 'target' | 'targetName'>): string {
  if (target === 'tenant') return 'Everything is stopped: no agent can do anything through Gateway.';
  if (target === 'agent') return `${targetName} is stopped: every call it makes is blocked.`;
  if (target === 'connector')
    return `The connector ${targetName} is stopped: every call to its tools is blocked.`;
  return `The tool ${targetName} is stopped: every call to it is blocked.`;
}
