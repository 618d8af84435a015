/** All SQL of the access matrix. Rows stand with their agent, as a whole: null is not bound, and an empty list is bound to nothing. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { AccessRow } from '@gamut/protocol/access-facts';
import type { AskedPage } from '../../../http/list-page.ts';
import type { AccessRequirement, AgentAccess } from './access-matrix.ts';

/** As it is stored, with what the permitted tools need, whether the rows give it or not. */
export type StoredAccess = Omit<AgentAccess, 'needed'> & { readonly uses: AgentAccess['needed'] };

const uses = `SELECT n.id AS connector_id, n.name AS connector, d.data_domain, bool_or(t.action_type NOT IN ('read', 'retrieve', 'model')) AS writes,
    array_agg(n.name || '_' || t.name ORDER BY t.name) AS tools
  FROM tools t JOIN connectors n ON n.id = t.connector_id
    CROSS JOIN LATERAL unnest(CASE WHEN cardinality(t.data_domains) = 0 THEN ARRAY[NULL]::text[] ELSE t.data_domains END) AS d (data_domain)
  WHERE t.id IN (SELECT p.tool_id FROM tool_permissions p WHERE p.agent_id = a.id
    UNION SELECT e.tool ->> 'toolId' FROM agent_capabilities c JOIN toolsets s ON s.id = c.toolset_id
      CROSS JOIN LATERAL jsonb_array_elements(s.tools) AS e (tool) WHERE c.agent_id = a.id)
  GROUP BY n.id, n.name, d.data_domain`;

const agents = `SELECT jsonb_build_object('agentId', a.id, 'agentName', a.name, 'status', a.status, 'bound', a.access_matrix IS NOT NULL,
    'rows', COALESCE((SELECT jsonb_agg(jsonb_build_object('connectorId', r.row -> 'connectorId', 'connector', COALESCE(n.name, r.row ->> 'connectorId'),
        'dataDomain', r.row -> 'dataDomain', 'access', r.row -> 'access') ORDER BY n.name, r.row ->> 'dataDomain' NULLS FIRST)
      FROM jsonb_array_elements(a.access_matrix) AS r (row) LEFT JOIN connectors n ON n.id = r.row ->> 'connectorId'), '[]'::jsonb),
    'uses', COALESCE((SELECT jsonb_agg(jsonb_build_object('connectorId', u.connector_id, 'connector', u.connector, 'dataDomain', u.data_domain,
        'access', CASE WHEN u.writes THEN 'write' ELSE 'read' END, 'tools', to_jsonb(u.tools)) ORDER BY u.connector, u.data_domain NULLS FIRST)
      FROM (${uses}) u), '[]'::jsonb)) AS item
  FROM agents a`;

/** By name. @returns at most one more than the limit */
export async function listStoredAccess(
  tx: TenantReader,
  asked: AskedPage,
  agentId?: string,
): Promise<StoredAccess[]> {
  const rows = await tx.query<{ item: StoredAccess }>(
    `${agents} WHERE ($1::text IS NULL OR a.name > $1) AND ($2::text IS NULL OR a.id = $2) ORDER BY a.name LIMIT $3`,
    [asked.after?.[0] ?? null, agentId ?? null, asked.limit + 1],
  );
  return rows.map((row) => row.item);
}

export async function findStoredAccess(tx: TenantReader, agentId: string): Promise<StoredAccess | undefined> {
  const [row] = await tx.query<{ item: StoredAccess }>(`${agents} WHERE a.id = $1`, [agentId]);
  return row?.item;
}

/** @param rows null: the agent is bound no longer */
export async function saveAccess(
  tx: TenantTx,
  agentId: string,
  rows: readonly AccessRow[] | null,
): Promise<void> {
  await tx.query('UPDATE agents SET access_matrix = $2::jsonb WHERE id = $1', [
    agentId,
    rows === null ? null : JSON.stringify(rows),
  ]);
}

export async function findConnectorIds(
  tx: TenantReader,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }>('SELECT id FROM connectors WHERE id = ANY ($1::text[])', [ids]);
  return new Set(rows.map((row) => row.id));
}

export async function loadRequirement(tx: TenantReader): Promise<AccessRequirement> {
  const [row] = await tx.query<{ required: boolean; unbound: string }>(
    `SELECT access_matrix_required AS required,
       (SELECT count(*) FROM agents WHERE access_matrix IS NULL AND status <> 'retired') AS unbound FROM facts_state WHERE one`,
    [],
  );
  if (row === undefined) throw new Error('the tenant has no facts row');
  return { required: row.required, unboundAgents: Number(row.unbound) };
}

export async function saveRequirement(tx: TenantTx, required: boolean): Promise<void> {
  await tx.query('UPDATE facts_state SET access_matrix_required = $1 WHERE one', [required]);
}
