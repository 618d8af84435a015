/** A connector: a tool server that Gateway reaches, its tools as they were pinned beside what it says now, and what isolates it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getJson, sendJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';

export type ConnectorRow = Noun<'ConnectorRow'>;
export type Connector = Noun<'Connector'>;
export type ConnectorTool = Noun<'ConnectorTool'>;
/** What a person says of a tool when pinning it, without the digest of what they looked at. */
export type Classification = Omit<Noun<'ToolPin'>, 'schemaSha256'>;

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
    pin: async (tool: string, schemaSha256: string, classification: Classification): Promise<void> => {
      await sendJson('PUT', `/v1/connectors/${encodeURIComponent(id)}/tools/${encodeURIComponent(tool)}`, {
        schemaSha256,
        ...classification,
      });
      await again();
    },
  };
}

/** How Gateway reaches it, in words. */
export const reachedBy = ({ catalogue, url }: Pick<ConnectorRow, 'catalogue' | 'url'>): string =>
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
