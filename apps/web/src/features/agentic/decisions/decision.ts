/** A decision as platform shows it: the row of the list, and the whole with trace, reasons, outcome and place in the journal. */
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../../api/client.ts';

export interface DecisionRow {
  readonly id: string;
  readonly seq: number;
  readonly at: string;
  readonly agentId: string;
  readonly agentName: string;
  readonly tool: string;
  readonly connector: string | null;
  readonly actionType: string | null;
  readonly dataClass: string | null;
  readonly risk: string | null;
  readonly kind: string;
  readonly reasonCodes: readonly string[];
  readonly state: string;
  readonly approvalId: string | null;
  readonly incidentId: string | null;
}

export interface Reason {
  readonly code: string;
  readonly control: string | null;
  readonly message: string;
  readonly fix: string;
  readonly who: string;
}

export interface TraceStep {
  readonly control: string;
  readonly verdict: string;
  readonly saw: string;
}

export interface Outcome {
  readonly state: string;
  readonly at: string;
  readonly answerSha256: string | null;
  readonly answerBytes: number;
  readonly redactions: Readonly<Record<string, number>>;
  readonly degraded: string | null;
  readonly detail: string | null;
  readonly tookMs: number;
  readonly journal: JournalPlace | null;
}

export interface JournalPlace {
  readonly stream: string;
  readonly seq: number;
  readonly hash: string;
}

export interface DecisionDetail extends DecisionRow {
  readonly level: string | null;
  readonly target: string | null;
  readonly argumentsShown: string | null;
  readonly actionSha256: string;
  readonly factsVersion: number;
  readonly factsSha256: string;
  readonly policySha256: string;
  readonly buildSha256: string;
  readonly decidedInNs: number;
  readonly reasons: readonly Reason[];
  readonly trace: readonly TraceStep[];
  readonly outcome: Outcome | null;
  readonly journal: JournalPlace;
}

export function useDecision(id: string) {
  return useQuery({
    queryKey: ['decisions', id],
    queryFn: ({ signal }) => getJson<DecisionDetail>(`/v1/decisions/${encodeURIComponent(id)}`, {}, signal),
    refetchInterval: (query) => (query.state.data?.state === 'started' ? 2000 : false),
  });
}

/** `filesystem_write_file on open/7731.txt`, the one line that says what was asked. */
export const askedFor = ({
  tool,
  target,
}: {
  readonly tool: string;
  readonly target: string | null;
}): string => (target ? `${tool} on ${target.replaceAll('\n', ', ')}` : tool);

/** Pure: the sentence under the title, with what the decision led to. */
export function decisionLead({ kind, state }: Pick<DecisionDetail, 'kind' | 'state'>): string {
  if (kind === 'block') return 'Gateway refused it. Nothing was performed.';
  if (kind === 'block_and_open_incident')
    return 'Gateway refused it and opened an incident. Nothing was performed.';
  if (kind === 'require_approval') return 'It waits for a person. Nothing was performed under this decision.';
  const how = kind === 'degrade' ? 'in its safe form' : 'by Gateway';
  if (state === 'done')
    return `It was performed ${how}, and the answer was redacted and recorded before the agent saw it.`;
  if (state === 'failed') return 'It was permitted, and the tool server failed. The agent was told so.';
  if (state === 'in_doubt')
    return 'It was permitted and begun, and how it ended is not known. A person has to look.';
  return 'It was permitted. Its outcome is not recorded yet.';
}
