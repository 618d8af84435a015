/** How many approvals wait for this person: the one count in the rail, because they must act on it. */
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../api/client.ts';
import type { Noun } from '../api/nouns.ts';
import { useMay } from '../features/administration/session/session.ts';

export function useWaitingCount(): string | undefined {
  const may = useMay('approval.read');
  const { data } = useQuery({
    queryKey: ['approvals', 'counts'],
    queryFn: ({ signal }) => getJson<Noun<'ApprovalCounts'>>('/v1/approval-counts', {}, signal),
    refetchInterval: 10_000,
    enabled: may,
  });
  return data && data.waitingForMe > 0 ? String(data.waitingForMe) : undefined;
}
