/** An approval: one exact action, sealed, that waits for a person; and what happened to it afterwards. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getJson, sendJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';

export type ApprovalRow = Noun<'ApprovalRow'>;
export type ApprovalDetail = Noun<'Approval'>;

export function useApproval(id: string) {
  return useQuery({
    queryKey: ['approvals', id],
    queryFn: ({ signal }) => getJson<ApprovalDetail>(`/v1/approvals/${encodeURIComponent(id)}`, {}, signal),
    refetchInterval: (query) =>
      ['pending', 'approved'].includes(query.state.data?.status ?? '') || query.state.data?.outcome === null
        ? 4000
        : false,
  });
}

/** Never optimistic: resolves when platform has committed the answer, with the approval as it is then. */
export function useAnswer(id: string) {
  const queries = useQueryClient();
  return async (verb: 'approve' | 'refuse', note: string, shownSha256: string): Promise<void> => {
    await sendJson('POST', `/v1/approvals/${encodeURIComponent(id)}/${verb}`, {
      note,
      shownSha256,
    });
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['approvals'] }),
      queries.invalidateQueries({ queryKey: ['overview'] }),
    ]);
  };
}

/** Pure: the sentence under the title, by standing. */
export function approvalLead({ status, breakGlass }: Pick<ApprovalDetail, 'status' | 'breakGlass'>): string {
  if (status === 'pending')
    return 'It is paused, not failed: the agent was told to call again with the same arguments once someone has decided.';
  if (status === 'approved' && breakGlass !== null)
    return 'An administrator broke the glass: it may pass once, within 15 minutes of that.';
  if (status === 'approved')
    return 'A person approved it once. It runs when the agent calls again with the same arguments.';
  if (status === 'consumed') return 'A person approved it once, and the approval has been used.';
  if (status === 'refused') return 'A person refused it. Nothing was performed.';
  return 'No one answered in time. Nothing was performed.';
}

/** Pure: `1 of 2`: the votes that are there, of those that are needed. */
export const votesText = ({
  votesGiven,
  votesNeeded,
}: Pick<ApprovalRow, 'votesGiven' | 'votesNeeded'>): string => `${votesGiven} of ${votesNeeded}`;
