/** Every connector with its tools, for pages that show tools across connectors. */
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../../api/client.ts';
import type { Page } from '../../../api/page.ts';
import type { Connector, ConnectorRow } from './connector.ts';

async function readAll(signal: AbortSignal): Promise<readonly Connector[]> {
  const { data } = await getJson<Page<ConnectorRow>>('/v1/connectors', { limit: 200 }, signal);
  return Promise.all(data.map(({ id }) => getJson<Connector>(`/v1/connectors/${id}`, {}, signal)));
}

export function useAllConnectors() {
  return useQuery({
    queryKey: ['connectors', 'tools'],
    queryFn: ({ signal }) => readAll(signal),
    refetchInterval: 30_000,
  });
}
