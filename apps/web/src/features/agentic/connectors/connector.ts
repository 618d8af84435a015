/** A connector: a tool server that Gateway reaches, its tools as they were pinned beside what it says now, and what isolates it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getJson, sendJson } from '../../../api/client.ts';

export interface ConnectorRow {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly status: string;
  readonly statusReason: string | null;
  readonly transport: string;
  readonly catalogue: string | null;
  readonly url: string | null;
  readonly observedAt: string | null;
  readonly reachable: boolean | null;
  readonly tools: number;
  readonly changedTools: number;
}

export interface ConnectorTool {
  readonly id: string | null;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly actionType: string | null;
  readonly dataClass: string | null;
  readonly risk: string | null;
  readonly pinnedSha256: string | null;
  readonly observedSha256: string | null;
  readonly inputSchema: unknown;
  readonly safeForm: { readonly rowsMax: number; readonly mask: boolean } | null;
}

export interface IsolationGuard {
  readonly guard: string;
  readonly holds: boolean;
  readonly how: string;
}

export interface ConnectorDetail extends Omit<ConnectorRow, 'tools' | 'changedTools'> {
  readonly detail: string | null;
  readonly isolation: readonly IsolationGuard[];
  readonly tools: readonly ConnectorTool[];
  readonly callTimeoutMs: number;
  readonly answerBytesMax: number;
}

export function useConnector(id: string) {
  return useQuery({
    queryKey: ['connectors', id],
    queryFn: ({ signal }) => getJson<ConnectorDetail>(`/v1/connectors/${encodeURIComponent(id)}`, {}, signal),
    refetchInterval: 15_000,
  });
}

export function useConnectorStatus(id: string) {
  const queries = useQueryClient();
  return async (status: string, reason: string): Promise<void> => {
    await sendJson('POST', `/v1/connectors/${encodeURIComponent(id)}/status`, { status, reason });
    await queries.invalidateQueries({ queryKey: ['connectors'] });
  };
}

export type PinState = 'same' | 'changed' | 'gone' | 'unpinned' | 'unseen';

/** Pure: how what was pinned stands to what the server says now. `observed` says whether Gateway has listed the server at all. */
export function pinState(
  tool: Pick<ConnectorTool, 'pinnedSha256' | 'observedSha256'>,
  observed: boolean,
): PinState {
  if (tool.pinnedSha256 === null) return 'unpinned';
  if (!observed) return 'unseen';
  if (tool.observedSha256 === null) return 'gone';
  return tool.pinnedSha256 === tool.observedSha256 ? 'same' : 'changed';
}
