/** All SQL of data flows. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { AskedPage } from '../../../http/list-page.ts';
import { isoText } from '../iso-text.ts';
import { namedPerson } from '../named-person.ts';
import type { DataFlow, NewDataFlow } from './data-flow.ts';

const rows = `SELECT jsonb_build_object('id', f.id, 'agentId', f.agent_id, 'agentName', a.name, 'dataClass', f.data_class, 'handling', f.handling,
    'createdAt', ${isoText('f.created_at')}, 'createdBy', ${namedPerson('f.created_by')},
    'updatedAt', ${isoText('f.updated_at')}, 'updatedBy', ${namedPerson('f.updated_by')}) AS item FROM data_flows f JOIN agents a ON a.id = f.agent_id`;

export async function listDataFlows(
  tx: TenantReader,
  asked: AskedPage,
  agentId?: string,
): Promise<DataFlow[]> {
  const found = await tx.query<{ item: DataFlow }>(
    `${rows} WHERE ($1::text IS NULL OR f.id > $1) AND ($2::text IS NULL OR f.agent_id = $2) ORDER BY f.id LIMIT $3`,
    [asked.after?.[0] ?? null, agentId ?? null, asked.limit + 1],
  );
  return found.map((row) => row.item);
}

export async function findDataFlow(tx: TenantReader, id: string): Promise<DataFlow | undefined> {
  const [row] = await tx.query<{ item: DataFlow }>(`${rows} WHERE f.id = $1`, [id]);
  return row?.item;
}

export async function findDataFlowOf(
  tx: TenantReader,
  agentId: string,
  dataClass: string,
): Promise<DataFlow | undefined> {
  const [row] = await tx.query<{ item: DataFlow }>(`${rows} WHERE f.agent_id = $1 AND f.data_class = $2`, [
    agentId,
    dataClass,
  ]);
  return row?.item;
}

/** One flow an agent and class: setting it again changes how it is handled. */
export async function upsertDataFlow(
  tx: TenantTx,
  id: string,
  wanted: NewDataFlow,
  { by, at }: { readonly by: string; readonly at: string },
): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO data_flows (id, agent_id, data_class, handling, created_at, created_by) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (agent_id, data_class) DO UPDATE SET handling = excluded.handling, updated_at = $5, updated_by = $6 RETURNING id`,
    [id, wanted.agentId, wanted.dataClass, wanted.handling, at, by],
  );
  return row?.id ?? id;
}

export async function deleteDataFlow(tx: TenantTx, id: string): Promise<void> {
  await tx.query('DELETE FROM data_flows WHERE id = $1', [id]);
}
