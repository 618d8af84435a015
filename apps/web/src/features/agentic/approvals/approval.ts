/** An approval: one exact action, sealed, that waits for a person; and what happened to it afterwards. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getJson, sendJson } from '../../../api/client.ts';
import type { JournalPlace, Outcome, Reason, TraceStep } from '../decisions/decision.ts';

export interface ApprovalRow {
  readonly id: string;
  readonly status: string;
  readonly agentId: string;
  readonly agentName: string;
  readonly tool: string;
  readonly target: string | null;
  readonly requestedAt: string;
  readonly expiresAt: string;
  readonly decidedAt: string | null;
  readonly decidedByName: string | null;
}

export interface ApprovalDetail extends ApprovalRow {
  readonly decisionId: string;
  readonly connector: string | null;
  readonly actionType: string | null;
  readonly dataClass: string | null;
  readonly risk: string | null;
  readonly argumentsShown: string | null;
  readonly actionSha256: string;
  readonly schemaSha256: string;
  readonly approverRole: string;
  readonly reasons: readonly Reason[];
  readonly trace: readonly TraceStep[];
  readonly note: string | null;
  readonly consumedAt: string | null;
  readonly consumedByDecision: string | null;
  readonly mayDecide: boolean;
  /** Why the person who asks may not decide; null when they may. */
  readonly mayNotBecause: string | null;
  readonly agentOwner: string | null;
  readonly outcome: Outcome | null;
  /** Where the person's answer stands; null until there is one. */
  readonly journal: JournalPlace | null;
}

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
  return async (verb: 'approve' | 'refuse', note: string): Promise<void> => {
    await sendJson('POST', `/v1/approvals/${encodeURIComponent(id)}/${verb}`, { note });
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['approvals'] }),
      queries.invalidateQueries({ queryKey: ['overview'] }),
    ]);
  };
}

/** Pure: the sentence under the title, by standing. */
export function approvalLead({ status }: Pick<ApprovalDetail, 'status'>): string {
  if (status === 'pending')
    return 'It is paused, not failed: the agent was told to call again with the same arguments once someone has decided.';
  if (status === 'approved')
    return 'A person approved it once. It runs when the agent calls again with the same arguments.';
  if (status === 'consumed') return 'A person approved it once, and the approval has been used.';
  if (status === 'refused') return 'A person refused it. Nothing was performed.';
  return 'No one answered in time. Nothing was performed.';
}
