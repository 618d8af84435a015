/** A decision as platform shows it: the row of the list, and the whole with trace, reasons, outcome and place in the journal. */
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';

export type DecisionRow = Noun<'DecisionRow'>;
export type DecisionDetail = Noun<'Decision'>;
export type Outcome = Noun<'Outcome'>;
export type Reason = DecisionDetail['reasons'][number];
export type TraceStep = DecisionDetail['trace'][number];

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
