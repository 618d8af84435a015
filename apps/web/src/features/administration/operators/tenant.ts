/** A tenant and the work on it as the operator is shown them, and which acts its standing leaves open. Platform judges again. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Noun } from '../../../api/nouns.ts';
import { getAtDoor, postAtDoor } from '../../../operator/door.ts';
import type { Verdict } from '../../../parts/verdict.ts';

export type Tenant = Noun<'Tenant'>;
export type Job = Noun<'Job'>;

export const plans = ['standard', 'advanced', 'enterprise', 'trial', 'platform', 'no_access'] as const;

const standings: Readonly<Record<Tenant['status'], Verdict>> = {
  active: { mark: 'plain', text: 'Active' },
  suspended: { mark: 'block', text: 'Suspended' },
  moving: { mark: 'degrade', text: 'Moving' },
  deleting: { mark: 'block', text: 'Deleting' },
};
export const tenantVerdict = (status: Tenant['status']): Verdict => standings[status];

const jobStandings: Readonly<Record<Job['status'], Verdict>> = {
  waiting: { mark: 'wait', text: 'Waiting' },
  running: { mark: 'degrade', text: 'Running' },
  done: { mark: 'plain', text: 'Done' },
  failed: { mark: 'block', text: 'Failed' },
};
export const jobVerdict = (status: Job['status']): Verdict => jobStandings[status];
export const isUnderWay = ({ status }: Pick<Job, 'status'>): boolean =>
  status === 'waiting' || status === 'running';

const kinds: Readonly<Record<string, string>> = {
  'tenant.create': 'Make',
  'tenant.move': 'Move',
  'tenant.export': 'Export',
  'tenant.restore': 'Restore',
  'tenant.delete': 'Delete',
};
export const jobText = (kind: string): string => kinds[kind] ?? kind.replaceAll(/[._]/g, ' ');

export type TenantAct =
  'suspend' | 'reactivate' | 'plan' | 'export' | 'move' | 'restore' | 'invite' | 'reset' | 'delete';

interface OpenAct {
  readonly act: TenantAct;
  readonly name: string;
  readonly weight: 'plain' | 'stop';
  readonly from: readonly Tenant['status'][];
  /** For the root token alone. */
  readonly root?: true;
}

const acts: readonly OpenAct[] = [
  { act: 'reactivate', name: 'Reactivate', weight: 'plain', from: ['suspended'] },
  { act: 'plan', name: 'Change plan', weight: 'plain', from: ['active', 'suspended'] },
  { act: 'invite', name: 'First administrator', weight: 'plain', from: ['active'] },
  { act: 'reset', name: 'Reset link', weight: 'plain', from: ['active'], root: true },
  { act: 'export', name: 'Export', weight: 'plain', from: ['active', 'suspended'] },
  { act: 'move', name: 'Move', weight: 'plain', from: ['active', 'suspended'] },
  { act: 'restore', name: 'Restore', weight: 'stop', from: ['active', 'suspended'] },
  { act: 'suspend', name: 'Suspend', weight: 'stop', from: ['active'] },
  { act: 'delete', name: 'Delete', weight: 'stop', from: ['active', 'suspended'] },
];

/** Pure: what is open as the tenant stands, and to whom. While a piece of work is under way nothing else begins. */
export function openTenantActs(
  status: Tenant['status'],
  underWay: boolean,
  isRoot: boolean,
): readonly OpenAct[] {
  return underWay ? [] : acts.filter(({ from, root }) => from.includes(status) && (isRoot || root !== true));
}

export const tenantHref = (slug: string): string => `/operator/tenants/${encodeURIComponent(slug)}`;
export const jobHref = (id: string): string => `/operator/jobs/${encodeURIComponent(id)}`;

export function useTenant(slug: string) {
  return useQuery({
    queryKey: ['/tenants', slug],
    queryFn: ({ signal }) => getAtDoor<Tenant>(`/tenants/${encodeURIComponent(slug)}`, {}, signal),
    refetchInterval: 3000,
  });
}

export function useJob(id: string) {
  return useQuery({
    queryKey: ['/jobs', id],
    queryFn: ({ signal }) => getAtDoor<Job>(`/jobs/${encodeURIComponent(id)}`, {}, signal),
    refetchInterval: ({ state }) => (state.data && !isUnderWay(state.data) ? false : 1000),
  });
}

/** Each change reads again what depends on it, once the server has said yes. */
export function useTenantChange() {
  const queries = useQueryClient();
  return async <T>(path: string, body: unknown): Promise<T> => {
    const answer = await postAtDoor<T>(path, body);
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['/tenants'] }),
      queries.invalidateQueries({ queryKey: ['/jobs'] }),
    ]);
    return answer;
  };
}
