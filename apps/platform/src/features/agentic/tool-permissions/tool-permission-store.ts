/** All SQL of tool permissions. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import { refuseTaken } from '../../../http/expected-refusals.ts';
import type { AskedPage } from '../../../http/list-page.ts';
import { isoText } from '../iso-text.ts';
import { namedPerson } from '../named-person.ts';
import type { ToolPermission } from './tool-permission.ts';

const rows = `SELECT jsonb_build_object('id', p.id, 'agentId', p.agent_id, 'agentName', a.name, 'toolId', p.tool_id, 'tool', n.name || '_' || t.name,
    'auditLogging', p.audit_logging, 'requiresApproval', p.requires_approval, 'targetsUnder', to_jsonb(p.targets_under), 'amountMax', p.amount_max, 'amountCurrency', p.amount_currency,
    'callsPerMinuteMax', p.calls_per_minute_max, 'transactionLimits', p.transaction_limits, 'createdAt', ${isoText('p.created_at')}, 'createdBy', ${namedPerson('p.created_by')}) AS item
  FROM tool_permissions p JOIN agents a ON a.id = p.agent_id JOIN tools t ON t.id = p.tool_id JOIN connectors n ON n.id = t.connector_id`;

/** Oldest first. @returns at most one more than the limit */
export async function listToolPermissions(
  tx: TenantReader,
  asked: AskedPage,
  agentId?: string,
): Promise<ToolPermission[]> {
  const found = await tx.query<{ item: ToolPermission }>(
    `${rows} WHERE ($1::text IS NULL OR p.id > $1) AND ($2::text IS NULL OR p.agent_id = $2) ORDER BY p.id LIMIT $3`,
    [asked.after?.[0] ?? null, agentId ?? null, asked.limit + 1],
  );
  return found.map((row) => row.item);
}

export async function findToolPermission(tx: TenantReader, id: string): Promise<ToolPermission | undefined> {
  const [row] = await tx.query<{ item: ToolPermission }>(`${rows} WHERE p.id = $1`, [id]);
  return row?.item;
}

export type NewToolPermissionRow = Omit<ToolPermission, 'agentName' | 'tool' | 'createdBy'> & {
  readonly by: string;
};

export async function insertToolPermission(tx: TenantTx, row: NewToolPermissionRow): Promise<void> {
  const values = [
    row.id,
    row.agentId,
    row.toolId,
    row.auditLogging,
    row.requiresApproval,
    row.targetsUnder,
    row.amountMax,
    row.callsPerMinuteMax,
    row.createdAt,
    JSON.stringify(row.transactionLimits),
    row.amountCurrency,
    row.by,
  ];
  await refuseTaken(
    tx.query(
      `INSERT INTO tool_permissions (id, agent_id, tool_id, audit_logging, requires_approval, targets_under, amount_max, calls_per_minute_max, created_at, transaction_limits, amount_currency, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11, $12)`,
      values,
    ),
    'A permission of this tool for this agent',
  );
}

export async function deleteToolPermission(tx: TenantTx, id: string): Promise<void> {
  await tx.query('DELETE FROM tool_permissions WHERE id = $1', [id]);
}

export async function findToolExists(tx: TenantReader, id: string): Promise<boolean> {
  return (await tx.query('SELECT 1 FROM tools WHERE id = $1', [id])).length > 0;
}
