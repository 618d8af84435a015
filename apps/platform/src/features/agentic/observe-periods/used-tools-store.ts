/** All SQL of the draft: what the agent's decisions of the period say of each tool, and which permissions it did not use. */
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { isoText } from '../iso-text.ts';
import type { DraftedTool, ToolListDraft } from './observe-period.ts';

export interface Window {
  readonly agentId: string;
  readonly from: string;
  /** Not included. */
  readonly until: string;
}

const within = 'd.agent_id = $1 AND d.at >= $2::timestamptz AND d.at < $3::timestamptz';

type UsedTool = Omit<DraftedTool, 'targetsUnder' | 'targetsSeen'>;

/** Toolsets of the agent that name a tool. */
const heldBy = (toolId: string): string =>
  `agent_capabilities c JOIN toolsets s ON s.id = c.toolset_id
    WHERE c.agent_id = $1 AND s.tools @> jsonb_build_array(jsonb_build_object('toolId', ${toolId}))`;

const lastUse = (until: string): string =>
  `(SELECT ${isoText('max(d.at)')} FROM decisions d WHERE d.agent_id = $1 AND d.tool = n.name || '_' || t.name AND d.at < ${until})`;

const unused = `NOT EXISTS (SELECT FROM decisions d WHERE ${within} AND d.tool = n.name || '_' || t.name)`;

/** Tools that are there now; a decision about any other names nothing that could be permitted. */
export async function listUsedTools(tx: TenantReader, { agentId, from, until }: Window): Promise<UsedTool[]> {
  const rows = await tx.query<{ item: UsedTool }>(
    `SELECT jsonb_build_object('toolId', t.id, 'tool', u.tool, 'actionType', t.action_type, 'dataClass', t.data_class, 'performed', u.performed,
        'observed', u.observed, 'refused', u.refused, 'lastUsedAt', ${isoText('u.last')}, 'callsPerMinuteSeen', u.peak, 'permissionId', p.id,
        'toolsets', COALESCE((SELECT jsonb_agg(s.name ORDER BY s.name) FROM ${heldBy('t.id')}), '[]'::jsonb)) AS item
     FROM (SELECT tool, sum(performed)::int AS performed, sum(observed)::int AS observed, sum(refused)::int AS refused, max(last) AS last, max(calls)::int AS peak
       FROM (SELECT d.tool, count(*) AS calls, max(d.at) AS last,
           count(*) FILTER (WHERE d.state <> 'decided') AS performed,
           count(*) FILTER (WHERE d.state <> 'decided' AND 'logged_observed' = ANY (d.reason_codes)) AS observed,
           count(*) FILTER (WHERE d.kind IN ('block', 'block_and_open_incident')) AS refused
         FROM decisions d WHERE ${within} GROUP BY d.tool, date_trunc('minute', d.at)) m GROUP BY tool) u
     JOIN connectors n ON starts_with(u.tool, n.name || '_') JOIN tools t ON t.connector_id = n.id AND n.name || '_' || t.name = u.tool
     LEFT JOIN tool_permissions p ON p.agent_id = $1 AND p.tool_id = t.id ORDER BY u.tool`,
    [agentId, from, until],
  );
  return rows.map((row) => row.item);
}

export async function countDecisions(tx: TenantReader, { agentId, from, until }: Window): Promise<number> {
  const [row] = await tx.query<{ count: string }>(
    `SELECT count(*) AS count FROM decisions d WHERE ${within}`,
    [agentId, from, until],
  );
  return Number(row?.count ?? 0);
}

/** Permissions of the agent whose tool it did not call in the period, refused calls included. */
export async function listUnused(
  tx: TenantReader,
  { agentId, from, until }: Window,
): Promise<ToolListDraft['withdraw']> {
  const rows = await tx.query<{ item: ToolListDraft['withdraw'][number] }>(
    `SELECT jsonb_build_object('permissionId', p.id, 'toolId', t.id, 'tool', n.name || '_' || t.name, 'grantedAt', ${isoText('p.created_at')},
        'lastUsedAt', ${lastUse('$3::timestamptz')}) AS item
     FROM tool_permissions p JOIN tools t ON t.id = p.tool_id JOIN connectors n ON n.id = t.connector_id
     WHERE p.agent_id = $1 AND ${unused} AND NOT EXISTS (SELECT FROM ${heldBy('t.id')}) ORDER BY p.id`,
    [agentId, from, until],
  );
  return rows.map((row) => row.item);
}

/** Tools of its toolsets that the agent did not call in the period. */
export async function listUnusedOfToolsets(
  tx: TenantReader,
  { agentId, from, until }: Window,
): Promise<ToolListDraft['unusedByToolset']> {
  const rows = await tx.query<{ item: ToolListDraft['unusedByToolset'][number] }>(
    `SELECT jsonb_build_object('toolId', t.id, 'tool', n.name || '_' || t.name, 'permissionId', p.id, 'lastUsedAt', ${lastUse('$3::timestamptz')},
        'toolsets', (SELECT jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) ORDER BY s.name) FROM ${heldBy('t.id')})) AS item
     FROM tools t JOIN connectors n ON n.id = t.connector_id LEFT JOIN tool_permissions p ON p.agent_id = $1 AND p.tool_id = t.id
     WHERE EXISTS (SELECT FROM ${heldBy('t.id')}) AND ${unused} ORDER BY n.name, t.name`,
    [agentId, from, until],
  );
  return rows.map((row) => row.item);
}

export interface ObservedCall {
  readonly id: string;
  readonly tool: string;
  readonly arguments_sealed: string | null;
}

/** The newest calls that were only let pass since the agent is observed, with what they asked for, sealed. */
export function listObservedCalls(
  tx: TenantReader,
  { agentId, from, until }: Window,
  limit: number,
): Promise<ObservedCall[]> {
  return tx.query<ObservedCall>(
    `SELECT d.id, d.tool, d.arguments_sealed FROM decisions d
     WHERE ${within} AND 'logged_observed' = ANY (d.reason_codes) AND d.state <> 'decided' ORDER BY d.at DESC LIMIT $4`,
    [agentId, from, until, limit],
  );
}

/** How a tool names its places: only a path has folders. */
export async function listPathTools(tx: TenantReader, toolIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    "SELECT id FROM tools WHERE id = ANY ($1::text[]) AND target_kind = 'path'",
    [toolIds],
  );
  return new Set(rows.map((row) => row.id));
}
