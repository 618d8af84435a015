/** All SQL of toolsets and of who holds them. A toolset is one row: what its versions before held stands in the audit stream. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import { refuseTaken } from '../../../http/expected-refusals.ts';
import type { AskedPage } from '../../../http/list-page.ts';
import { isoText } from '../iso-text.ts';
import { namedPerson } from '../named-person.ts';
import type { Toolset, ToolsetGrant, ToolTerms } from './toolset.ts';

const toolName = `(SELECT n.name || '_' || t.name FROM tools t JOIN connectors n ON n.id = t.connector_id WHERE t.id = e ->> 'toolId')`;

const rows = `SELECT jsonb_build_object('id', s.id, 'name', s.name, 'purpose', s.purpose, 'version', s.version,
    'tools', (SELECT jsonb_agg(e || jsonb_build_object('tool', COALESCE(${toolName}, e ->> 'toolId')) ORDER BY at) FROM jsonb_array_elements(s.tools) WITH ORDINALITY AS one (e, at)),
    'heldBy', COALESCE((SELECT jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name) ORDER BY a.name)
      FROM agent_capabilities c JOIN agents a ON a.id = c.agent_id WHERE c.toolset_id = s.id), '[]'::jsonb),
    'createdAt', ${isoText('s.created_at')}, 'changedAt', ${isoText('s.changed_at')}, 'changedBy', ${namedPerson('s.changed_by')}) AS item
  FROM toolsets s`;

/** By id. @returns at most one more than the limit */
export async function listToolsets(tx: TenantReader, asked: AskedPage): Promise<Toolset[]> {
  const found = await tx.query<{ item: Toolset }>(
    `${rows} WHERE $1::text IS NULL OR s.id > $1 ORDER BY s.id LIMIT $2`,
    [asked.after?.[0] ?? null, asked.limit + 1],
  );
  return found.map((row) => row.item);
}

export async function findToolset(tx: TenantReader, id: string): Promise<Toolset | undefined> {
  const [row] = await tx.query<{ item: Toolset }>(`${rows} WHERE s.id = $1`, [id]);
  return row?.item;
}

/** Held until this transaction ends: nobody grants or changes it meanwhile. */
export async function lockToolset(tx: TenantTx, id: string): Promise<Toolset | undefined> {
  await tx.query('SELECT 1 FROM toolsets WHERE id = $1 FOR UPDATE', [id]);
  return findToolset(tx, id);
}

type StoredTerms = Omit<ToolTerms, 'tool'>;

export async function insertToolset(
  tx: TenantTx,
  row: Pick<Toolset, 'id' | 'name' | 'purpose'> & {
    readonly tools: readonly StoredTerms[];
    readonly at: string;
    readonly by: string;
  },
): Promise<void> {
  await refuseTaken(
    tx.query(
      `INSERT INTO toolsets (id, name, purpose, version, tools, created_at, changed_at, changed_by)
       VALUES ($1, $2, $3, 1, $4::jsonb, $5, $5, $6)`,
      [row.id, row.name, row.purpose, JSON.stringify(row.tools), row.at, row.by],
    ),
    'A toolset of this name',
  );
}

export async function updateToolset(
  tx: TenantTx,
  row: Pick<Toolset, 'id' | 'purpose' | 'version'> & {
    readonly tools: readonly StoredTerms[];
    readonly at: string;
    readonly by: string;
  },
): Promise<void> {
  await tx.query(
    'UPDATE toolsets SET version = $2, purpose = $3, tools = $4::jsonb, changed_at = $5, changed_by = $6 WHERE id = $1',
    [row.id, row.version, row.purpose, JSON.stringify(row.tools), row.at, row.by],
  );
}

export async function deleteToolset(tx: TenantTx, id: string): Promise<void> {
  await tx.query('DELETE FROM toolsets WHERE id = $1', [id]);
}

const grants = `SELECT jsonb_build_object('id', c.id, 'agentId', c.agent_id, 'agentName', a.name,
    'toolset', jsonb_build_object('id', s.id, 'name', s.name, 'version', s.version),
    'tools', (SELECT jsonb_agg(COALESCE(${toolName}, e ->> 'toolId') ORDER BY at) FROM jsonb_array_elements(s.tools) WITH ORDINALITY AS one (e, at)),
    'givenAt', ${isoText('c.given_at')}, 'givenBy', ${namedPerson('c.given_by')}) AS item
  FROM agent_capabilities c JOIN agents a ON a.id = c.agent_id JOIN toolsets s ON s.id = c.toolset_id`;

export async function listToolsetGrants(
  tx: TenantReader,
  asked: AskedPage,
  agentId?: string,
): Promise<ToolsetGrant[]> {
  const found = await tx.query<{ item: ToolsetGrant }>(
    `${grants} WHERE ($1::text IS NULL OR c.id > $1) AND ($2::text IS NULL OR c.agent_id = $2) ORDER BY c.id LIMIT $3`,
    [asked.after?.[0] ?? null, agentId ?? null, asked.limit + 1],
  );
  return found.map((row) => row.item);
}

export async function findToolsetGrant(tx: TenantReader, id: string): Promise<ToolsetGrant | undefined> {
  const [row] = await tx.query<{ item: ToolsetGrant }>(`${grants} WHERE c.id = $1`, [id]);
  return row?.item;
}

export async function insertToolsetGrant(
  tx: TenantTx,
  row: {
    readonly id: string;
    readonly agentId: string;
    readonly toolsetId: string;
    readonly by: string;
    readonly at: string;
  },
): Promise<void> {
  await refuseTaken(
    tx.query(
      'INSERT INTO agent_capabilities (id, agent_id, toolset_id, given_by, given_at) VALUES ($1, $2, $3, $4, $5)',
      [row.id, row.agentId, row.toolsetId, row.by, row.at],
    ),
    'A grant of this toolset to this agent',
  );
}

export async function deleteToolsetGrant(tx: TenantTx, id: string): Promise<void> {
  await tx.query('DELETE FROM agent_capabilities WHERE id = $1 AND toolset_id IS NOT NULL', [id]);
}
