/** All SQL of connectors and their pinned tools. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { ConnectorStatus } from '@gamut/kernel/agentic-terms';
import type { ConnectorObservation } from '@gamut/protocol/ledger';
import { refuseTaken } from '../../../http/expected-refusals.ts';
import type { AskedPage } from '../../../http/list-page.ts';
import { isoText } from '../iso-text.ts';
import type { ConnectorRow, ConnectorTool } from './connector.ts';

const face = `'id', c.id, 'name', c.name, 'title', c.title, 'status', c.status, 'statusReason', c.status_reason, 'transport', c.transport,
  'catalogue', c.catalogue, 'url', c.url, 'observedAt', c.observation ->> 'at', 'reachable', (c.observation ->> 'reachable')::boolean`;

/** By name. A pinned tool has changed when Gateway has listed the server and found it otherwise, or not at all. */
export async function listConnectors(tx: TenantReader, asked: AskedPage): Promise<ConnectorRow[]> {
  const found = await tx.query<{ item: ConnectorRow }>(
    `SELECT jsonb_build_object(${face},
       'tools', (SELECT count(*) FROM tools t WHERE t.connector_id = c.id),
       'changedTools', (SELECT count(*) FROM tools t WHERE t.connector_id = c.id AND (c.observation ->> 'reachable')::boolean AND NOT EXISTS (
         SELECT 1 FROM jsonb_to_recordset(c.observation -> 'tools') AS o (name text, "schemaSha256" text)
         WHERE o.name = t.name AND o."schemaSha256" = t.schema_sha256))) AS item
     FROM connectors c WHERE $1::text IS NULL OR c.name > $1 ORDER BY c.name LIMIT $2`,
    [asked.after?.[0] ?? null, asked.limit + 1],
  );
  return found.map((row) => row.item);
}

export type Observation = Pick<ConnectorObservation, 'at' | 'reachable' | 'detail' | 'isolation' | 'tools'>;

export interface StoredConnector {
  readonly item: Omit<ConnectorRow, 'tools' | 'changedTools'> & {
    credentialHeaders: string[];
    callTimeoutMs: number;
    answerBytesMax: number;
    createdAt: string;
  };
  readonly observation: Observation | null;
}

const whole = `SELECT jsonb_build_object(${face}, 'callTimeoutMs', c.call_timeout_ms, 'answerBytesMax', c.answer_bytes_max, 'createdAt', ${isoText('c.created_at')},
  'credentialHeaders', COALESCE((SELECT jsonb_agg(h ORDER BY h) FROM jsonb_object_keys(c.sealed_headers) AS h), '[]'::jsonb)) AS item, c.observation
  FROM connectors c WHERE c.id = $1`;

export async function findConnectorRow(tx: TenantReader, id: string): Promise<StoredConnector | undefined> {
  const [row] = await tx.query<StoredConnector>(whole, [id]);
  return row;
}

export async function lockConnectorRow(tx: TenantTx, id: string): Promise<StoredConnector | undefined> {
  const [row] = await tx.query<StoredConnector>(`${whole} FOR UPDATE OF c`, [id]);
  return row;
}

export type PinnedTool = Omit<ConnectorTool, 'observedSha256' | 'id' | 'pinnedSha256'> & {
  readonly id: string;
  readonly pinnedSha256: string;
};

export async function listPinnedTools(tx: TenantReader, connectorId: string): Promise<PinnedTool[]> {
  const found = await tx.query<{ item: PinnedTool }>(
    `SELECT jsonb_build_object('id', id, 'name', name, 'title', title, 'description', description, 'inputSchema', input_schema::jsonb,
       'pinnedSha256', schema_sha256, 'actionType', action_type, 'dataClass', data_class, 'risk', risk, 'targetPointers', to_jsonb(target_pointers),
       'targetKind', target_kind, 'targetRoot', target_root, 'recursive', recursive, 'targetClasses', target_classes, 'amountPointer', amount_pointer, 'amountCurrency', amount_currency,
       'safeForm', safe_form, 'answerTrust', answer_trust, 'recipientPointers', to_jsonb(recipient_pointers),
       'dataDomains', to_jsonb(data_domains), 'pinnedAt', ${isoText('pinned_at')}) AS item
     FROM tools WHERE connector_id = $1 ORDER BY name`,
    [connectorId],
  );
  return found.map((row) => row.item);
}

export interface NewConnectorRow {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly transport: 'stdio' | 'http';
  readonly catalogue: string | null;
  readonly url: string | null;
  readonly sealedHeaders: Readonly<Record<string, string>>;
  readonly callTimeoutMs: number;
  readonly answerBytesMax: number;
}

export async function insertConnector(tx: TenantTx, row: NewConnectorRow, at: string): Promise<void> {
  await refuseTaken(
    tx.query(
      `INSERT INTO connectors (id, name, title, transport, catalogue, url, sealed_headers, call_timeout_ms, answer_bytes_max, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10, $10)`,
      [
        row.id,
        row.name,
        row.title,
        row.transport,
        row.catalogue,
        row.url,
        JSON.stringify(row.sealedHeaders),
        row.callTimeoutMs,
        row.answerBytesMax,
        at,
      ],
    ),
    'A connector of this name',
  );
}

export async function updateConnectorStatus(
  tx: TenantTx,
  id: string,
  status: ConnectorStatus,
  reason: string,
  at: string,
): Promise<void> {
  await tx.query('UPDATE connectors SET status = $2, status_reason = $3, updated_at = $4 WHERE id = $1', [
    id,
    status,
    reason,
    at,
  ]);
}

export async function updateSealedHeaders(
  tx: TenantTx,
  id: string,
  sealed: Readonly<Record<string, string>>,
  at: string,
): Promise<void> {
  await tx.query('UPDATE connectors SET sealed_headers = $2::jsonb, updated_at = $3 WHERE id = $1', [
    id,
    JSON.stringify(sealed),
    at,
  ]);
}

export interface ToolRow extends Omit<PinnedTool, 'inputSchema' | 'pinnedAt'> {
  readonly connectorId: string;
  /** Canonical JSON: the digest is over these very bytes. */
  readonly inputSchemaText: string;
}

/** Pins anew under the same id when the connector has a tool of this name already. @returns the tool's id */
export async function upsertTool(
  tx: TenantTx,
  tool: ToolRow,
  { at, by }: { readonly at: string; readonly by: string },
): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO tools (id, connector_id, name, title, description, input_schema, schema_sha256, action_type, data_class, risk, target_pointers,
       target_kind, target_root, recursive, target_classes, amount_pointer, safe_form, pinned_at, answer_trust, recipient_pointers, data_domains, amount_currency)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15::jsonb, $16, $17::jsonb, $18, $19, $20, $21, $22::jsonb)
     ON CONFLICT (connector_id, name) DO UPDATE SET title = excluded.title, description = excluded.description, input_schema = excluded.input_schema,
       schema_sha256 = excluded.schema_sha256, action_type = excluded.action_type, data_class = excluded.data_class, risk = excluded.risk,
       target_pointers = excluded.target_pointers, target_kind = excluded.target_kind, target_root = excluded.target_root, recursive = excluded.recursive,
       target_classes = excluded.target_classes, amount_pointer = excluded.amount_pointer, safe_form = excluded.safe_form, pinned_at = excluded.pinned_at,
       answer_trust = excluded.answer_trust, recipient_pointers = excluded.recipient_pointers, data_domains = excluded.data_domains,
       amount_currency = excluded.amount_currency,
       lowered_by = CASE WHEN tools.risk = 'critical' AND excluded.risk <> 'critical' THEN $23 ELSE tools.lowered_by END
     RETURNING id`,
    [
      tool.id,
      tool.connectorId,
      tool.name,
      tool.title,
      tool.description,
      tool.inputSchemaText,
      tool.pinnedSha256,
      tool.actionType,
      tool.dataClass,
      tool.risk,
      tool.targetPointers,
      tool.targetKind,
      tool.targetRoot,
      tool.recursive,
      JSON.stringify(tool.targetClasses),
      tool.amountPointer,
      tool.safeForm === null ? null : JSON.stringify(tool.safeForm),
      at,
      tool.answerTrust,
      tool.recipientPointers,
      tool.dataDomains,
      tool.amountCurrency === null ? null : JSON.stringify(tool.amountCurrency),
      by,
    ],
  );
  return row?.id ?? tool.id;
}
