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
