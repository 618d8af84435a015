/** A person's place in this organisation as platform shows it, what roles mean, and every change of it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getJson, sendJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';
import { count, termText } from '../../../parts/wording.ts';

export type Member = Noun<'Member'>;
export type Invitation = Noun<'Invitation'>;
export type ResetLinkMade = Noun<'ResetLinkMade'>;
export type Roles = Noun<'Roles'>;

export interface RoleChoice {
  readonly role: string;
  readonly additiveRoles: readonly string[];
}

export interface NewPerson extends RoleChoice {
  readonly email: string;
  readonly name: string;
}

const pathOf = (id: string): string => `/v1/people/${encodeURIComponent(id)}`;

export function useMember(id: string) {
  return useQuery({
    queryKey: ['memberships', id],
    queryFn: ({ signal }) => getJson<Member>(`/v1/memberships/${encodeURIComponent(id)}`, {}, signal),
    refetchInterval: 15_000,
  });
}

export function useRoles() {
  return useQuery({
    queryKey: ['roles'],
    queryFn: ({ signal }) => getJson<Roles>('/v1/roles', {}, signal),
    staleTime: 600_000,
  });
}

/** Every change reads again what depends on it, once the server has said yes. */
export function usePeopleChange() {
  const queries = useQueryClient();
  const change = async <T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T> => {
    const answer = await sendJson<T>(method, path, body);
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['memberships'] }),
      queries.invalidateQueries({ queryKey: ['effective-permissions'] }),
      queries.invalidateQueries({ queryKey: ['sessions'] }),
      queries.invalidateQueries({ queryKey: ['access-tokens'] }),
    ]);
    return answer;
  };
  return {
    add: (person: NewPerson) => change<Invitation>('POST', '/v1/people', person),
    inviteAgain: (id: string) => change<Invitation>('POST', `${pathOf(id)}/set-up-link`),
    resetLink: (id: string) => change<ResetLinkMade>('POST', `${pathOf(id)}/reset-link`),
    setRoles: (id: string, choice: RoleChoice) => change('PUT', `${pathOf(id)}/roles`, choice),
    suspend: (id: string, reason: string) => change('POST', `${pathOf(id)}/suspend`, { reason }),
    reactivate: (id: string, reason: string) => change('POST', `${pathOf(id)}/reactivate`, { reason }),
    /** Their own page is left afterwards, so only the list is read again. */
    remove: async (id: string) => {
      await sendJson('DELETE', pathOf(id));
      await queries.invalidateQueries({ queryKey: ['memberships', 'list'] });
    },
    endSession: (id: string, sessionId: string) => change('DELETE', `${pathOf(id)}/sessions/${sessionId}`),
    endSessions: (id: string) => change('DELETE', `${pathOf(id)}/sessions`),
    revokeToken: (id: string, tokenId: string) => change('DELETE', `${pathOf(id)}/access-tokens/${tokenId}`),
  };
}

/** `Advanced · Agent operator` */
export const rolesText = ({ role, additiveRoles }: RoleChoice): string =>
  [role, ...additiveRoles].map(termText).join(' · ');

const numbers = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];
const counted = (n: number, one: string, many: string): string =>
  `${numbers[n] ?? count(n)} ${n === 1 ? one : many}`;

/** Pure: who has a place here, in one sentence each for what stands out. */
export function peopleSentence(members: readonly Member[]): string {
  const inState = (status: Member['status']): number =>
    members.filter((member) => member.status === status).length;
  const [active, invited, suspended] = [inState('active'), inState('invited'), inState('suspended')];
  return [
    `${counted(active, 'person has', 'people have')} a place here.`,
    ...(invited > 0 ? [`${counted(invited, 'has', 'have')} not used the set-up link yet.`] : []),
    ...(suspended > 0 ? [`${counted(suspended, 'is', 'are')} suspended.`] : []),
  ].join(' ');
}
