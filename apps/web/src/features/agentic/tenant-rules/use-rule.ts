/** One rule with all its versions, read anew while it is looked at: others test, replay and publish too. */
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../../api/client.ts';
import type { TenantRule } from './tenant-rule.ts';

export function useRule(id: string) {
  return useQuery({
    queryKey: ['tenant-rules', id],
    queryFn: ({ signal }) => getJson<TenantRule>(`/v1/tenant-rules/${encodeURIComponent(id)}`, {}, signal),
    refetchInterval: 30_000,
  });
}
