/** A connector whole: what was pinned beside what its server says now. A tool that nobody pinned is shown and unusable. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import { notFound } from '../../../http/expected-refusals.ts';
import type { Connector, ConnectorTool } from './connector.ts';
import {
  findConnectorRow,
  listPinnedTools,
  lockConnectorRow,
  type Observation,
  type StoredConnector,
} from './connector-store.ts';

export async function loadConnector(tx: TenantReader, id: string): Promise<Connector> {
  const [stored, pinned] = await Promise.all([findConnectorRow(tx, id), listPinnedTools(tx, id)]);
  if (stored === undefined) throw notFound('connector');
  const { item, observation } = stored;
  const observed = new Map((observation?.tools ?? []).map((tool) => [tool.name, tool]));
  const tools: ConnectorTool[] = pinned.map((tool) => ({
    ...tool,
    observedSha256: observed.get(tool.name)?.schemaSha256 ?? null,
  }));
  const pinnedNames = new Set(pinned.map((tool) => tool.name));
  const unpinned = [...observed.values()].filter((tool) => !pinnedNames.has(tool.name)).map(unpinnedTool);
  return {
    ...item,
    detail: observation?.detail ?? null,
    isolation: observation?.isolation ?? [],
    tools: [...tools, ...unpinned],
  };
}

/** @throws AppError `not_found` */
export async function holdConnector(tx: TenantTx, id: string): Promise<StoredConnector> {
  const stored = await lockConnectorRow(tx, id);
  if (stored === undefined) throw notFound('connector');
  return stored;
}

function unpinnedTool(tool: Observation['tools'][number]): ConnectorTool {
  return {
    id: null,
    name: tool.name,
    title: tool.title,
    description: tool.description,
    actionType: null,
    dataClass: null,
    risk: null,
    targetPointers: [],
    targetKind: 'text',
    targetRoot: null,
    recursive: false,
    targetClasses: [],
    amountPointer: null,
    amountCurrency: null,
    safeForm: null,
    answerTrust: 'untrusted',
    recipientPointers: [],
    dataDomains: [],
    pinnedSha256: null,
    observedSha256: tool.schemaSha256,
    pinnedAt: null,
    inputSchema: tool.inputSchema,
  };
}
