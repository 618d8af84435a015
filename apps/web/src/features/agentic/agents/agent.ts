/** An agent as platform shows it, the words of its level's boundary, and the operations on it. */
import type { AtfLevel } from '@gamut/kernel/agentic-terms';
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';
import { useRecordChange } from '../record-change.ts';

export type Agent = Noun<'Agent'>;
export type AgentPermission = Agent['permissions'][number];
export type IssuedToken = Noun<'IssuedAgentCredential'>;

export interface Boundary {
  readonly may: string;
  readonly mayNot: string;
}

/** Agentic Trust Framework levels (public, CC BY 4.0; MassiveScale.AI / Cloud Security Alliance), in our words. */
export const boundaries: Readonly<Record<string, Boundary>> = {
  intern: {
    may: 'Read authorised sources, analyse, report.',
    mayNot: 'Change anything, send anything, trigger anything.',
  },
  junior: {
    may: 'Read, draft, prepare. Execute only after a person approves each action.',
    mayNot: 'Act alone, change security settings, leave its scope.',
  },
  senior: {
    may: 'Execute approved action types in its scope, each recorded in full.',
    mayNot: 'Change its own permissions, override controls, leave its scope.',
  },
  principal: {
    may: 'Direct itself in its domain, ask for temporary elevation.',
    mayNot: 'Change governance policy, promote agents, leave its domain.',
  },
};

export function useAgent(id: string) {
  return useQuery({
    queryKey: ['agents', id],
    queryFn: ({ signal }) => getJson<Agent>(`/v1/agents/${encodeURIComponent(id)}`, {}, signal),
    refetchInterval: 15_000,
  });
}

/** After any change of an agent everything that depends on it is read again. */
export function useAgentChange() {
  const change = useRecordChange();
  return {
    suspend: (id: string, reason: string) => change('POST', `/v1/agents/${id}/suspend`, { reason }),
    reactivate: (id: string, reason: string) => change('POST', `/v1/agents/${id}/reactivate`, { reason }),
    retire: (id: string, reason: string) => change('POST', `/v1/agents/${id}/retire`, { reason }),
    setLevel: (id: string, level: AtfLevel, reason: string) =>
      change('POST', `/v1/agents/${id}/level`, { level, reason }),
    permitTool: (wanted: Noun<'NewToolPermission'>) => change('POST', '/v1/tool-permissions', wanted),
    setDataFlow: (wanted: Noun<'NewDataFlow'>) => change('POST', '/v1/data-flows', wanted),
    issue: (id: string, name: string, expiresInDays: number | null) =>
      change<IssuedToken>('POST', `/v1/agents/${id}/credentials`, {
        name,
        ...(expiresInDays === null ? {} : { expiresInDays }),
      }),
    register: (fields: Noun<'NewAgent'>) => change<Agent>('POST', '/v1/agents', fields),
  };
}

const handlings: Readonly<Record<string, string>> = {
  full: 'whole',
  safe_form: 'only in the tool’s safe form',
  none: 'not at all',
};

export const handlingText = (handling: string): string => handlings[handling] ?? handling;

/** Why a name can't be an agent's name; undefined when it can. */
export function wrongName(name: string): string | undefined {
  if (/^[a-z][a-z0-9-]{0,62}$/.test(name)) return undefined;
  return 'Lower-case letters, digits and hyphens, beginning with a letter, at most 63: claims-triage.';
}
