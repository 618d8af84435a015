/** How many approvals wait: the one count in the rail, because someone must act on it. */
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../api/client.ts';
import type { Page } from '../api/page.ts';
import { useMay } from '../features/administration/session/session.ts';

export function useWaitingCount(): string | undefined {
  const may = useMay('approval.read');
  const { data } = useQuery({
    queryKey: ['approvals', 'waiting-count'],
    queryFn: ({ signal }) => getJson<Page<unknown>>('/v1/approvals', { status: 'pending' }, signal),
    refetchInterval: 10_000,
    enabled: may,
  });
  if (!data || data.data.length === 0) return undefined;
  return data.has_more ? `${data.data.length}+` : String(data.data.length);
}
