/** A connector: a tool server that Gateway reaches, its tools as they were pinned beside what it says now, and what isolates it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getJson, sendJson } from '../../../api/client.ts';

export interface Classification {
  readonly actionType: string;
  readonly dataClass: string;
  readonly risk: string;
  readonly targetPointers: readonly string[];
  readonly targetKind: string;
  readonly targetRoot: string | null;
  readonly recursive: boolean;
  readonly targetClasses: readonly { readonly under: string; readonly dataClass: string }[];
  readonly amountPointer: string | null;
  readonly safeForm: { readonly rowsMax: number; readonly mask: boolean } | null;
}

export interface ConnectorTool extends Omit<Classification, 'actionType' | 'dataClass' | 'risk'> {
  /** Null while nobody has classified it: agents can't see it. */
  readonly id: string | null;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly actionType: string | null;
  readonly dataClass: string | null;
  readonly risk: string | null;
  readonly pinnedSha256: string | null;
  readonly observedSha256: string | null;
  readonly pinnedAt: string | null;
  readonly inputSchema: unknown;
}

export interface IsolationGuard {
  readonly guard: string;
  readonly holds: boolean;
  readonly how: string;
}

interface ConnectorFace {
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
}

export interface ConnectorRow extends ConnectorFace {
  readonly tools: number;
  readonly changedTools: number;
}

export interface Connector extends ConnectorFace {
  readonly detail: string | null;
  readonly isolation: readonly IsolationGuard[];
  readonly credentialHeaders: readonly string[];
  readonly callTimeoutMs: number;
  readonly answerBytesMax: number;
  readonly tools: readonly ConnectorTool[];
}

export function useConnector(id: string) {
  return useQuery({
    queryKey: ['connectors', id],
    queryFn: ({ signal }) => getJson<Connector>(`/v1/connectors/${encodeURIComponent(id)}`, {}, signal),
    refetchInterval: 15_000,
  });
}

export function useConnectorChange(id: string) {
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: ['connectors'] });
  return {
    setStatus: async (status: string, reason: string): Promise<void> => {
      await sendJson('POST', `/v1/connectors/${encodeURIComponent(id)}/status`, { status, reason });
      await again();
    },
    pin: async (
      tool: string,
      schemaSha256: string,
      classification: Partial<Classification>,
    ): Promise<void> => {
      await sendJson('PUT', `/v1/connectors/${encodeURIComponent(id)}/tools/${encodeURIComponent(tool)}`, {
        schemaSha256,
        ...classification,
      });
      await again();
    },
  };
}

/** How Gateway reaches it, in words. */
export const reachedBy = ({ catalogue, url }: Pick<ConnectorFace, 'catalogue' | 'url'>): string =>
  url ?? `stdio, catalogue entry ${catalogue ?? ''}`;

export type Drift = 'same' | 'changed' | 'gone' | 'unpinned' | 'unseen';

/** Pure: how what was pinned stands to what the server says now; `observed` says whether Gateway has listed the server at all. */
export function driftOf(
  { pinnedSha256, observedSha256 }: Pick<ConnectorTool, 'pinnedSha256' | 'observedSha256'>,
  observed: boolean,
): Drift {
  if (pinnedSha256 === null) return 'unpinned';
  if (!observed) return 'unseen';
  if (observedSha256 === null) return 'gone';
  return pinnedSha256 === observedSha256 ? 'same' : 'changed';
}

/** Pure: tools that are no longer what was pinned; calls to them are blocked. */
export const changedTools = ({
  tools,
  observedAt,
}: Pick<Connector, 'tools' | 'observedAt'>): readonly ConnectorTool[] =>
  tools.filter((tool) => driftOf(tool, observedAt !== null) === 'changed');

/** Pure: `/path, /paths/0` → pointers, or what is wrong with them. */
export function parsePointers(text: string): {
  readonly pointers: readonly string[];
  readonly wrong: string | undefined;
} {
  const pointers = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const bad = pointers.find((pointer) => !/^(\/([^~/]|~[01])*)+$/.test(pointer));
  return {
    pointers,
    wrong: bad === undefined ? undefined : `“${bad}” is not a JSON Pointer. It begins with a slash: /path`,
  };
}
