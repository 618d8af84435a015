/** All SQL of the ways in which agents hold their tools: by a permission, and by the toolsets that were granted. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import { findCritical } from '../agents/critical-matters.ts';
import type { OwnedAgent } from '../agents/no-owner.ts';
import type { HeldTool } from './what-stays.ts';

const tool = `COALESCE((SELECT n.name || '_' || t.name FROM tools t JOIN connectors n ON n.id = t.connector_id WHERE t.id = h.tool_id), h.tool_id)`;

const rows = `SELECT jsonb_build_object('way', h.way, 'wayId', h.way_id, 'toolsetId', h.toolset_id, 'toolset', h.toolset, 'agentId', h.agent_id, 'agentName', a.name, 'toolId', h.tool_id, 'tool', ${tool}) || h.terms AS item
  FROM (SELECT 'tool_permission' AS way, p.id AS way_id, NULL AS toolset_id, NULL AS toolset, p.agent_id, p.tool_id, jsonb_build_object('requiresApproval', p.requires_approval,
      'targetsUnder', to_jsonb(p.targets_under), 'amountMax', p.amount_max, 'amountCurrency', p.amount_currency, 'callsPerMinuteMax', p.calls_per_minute_max,
      'auditLogging', p.audit_logging, 'transactionLimits', p.transaction_limits) AS terms
    FROM tool_permissions p WHERE p.agent_id = ANY ($1::text[])
    UNION ALL
    SELECT 'toolset_grant', c.id, s.id, s.name, c.agent_id, e ->> 'toolId', jsonb_build_object('requiresApproval', e -> 'requiresApproval',
      'targetsUnder', e -> 'targetsUnder', 'amountMax', e -> 'amountMax', 'amountCurrency', e -> 'amountCurrency', 'callsPerMinuteMax', e -> 'callsPerMinuteMax',
      'auditLogging', true, 'transactionLimits', '[]'::jsonb)
    FROM agent_capabilities c JOIN toolsets s ON s.id = c.toolset_id CROSS JOIN jsonb_array_elements(s.tools) AS e WHERE c.agent_id = ANY ($1::text[])) h
  JOIN agents a ON a.id = h.agent_id ORDER BY a.name, h.tool_id, h.way_id`;

/** One row for each tool of each way. */
export async function listHeldTools(tx: TenantReader, agentIds: readonly string[]): Promise<HeldTool[]> {
  const found = await tx.query<{ item: HeldTool }>(rows, [agentIds]);
  return found.map((row) => row.item);
}

/** Nobody changes them until this transaction ends. The agent is held already, so nobody grants it another. */
export async function shareToolsetsOf(tx: TenantTx, agentId: string): Promise<void> {
  await tx.query(
    'SELECT 1 FROM toolsets WHERE id IN (SELECT toolset_id FROM agent_capabilities WHERE agent_id = $1) ORDER BY id FOR SHARE',
    [agentId],
  );
}

/** In one order, before the toolset: nobody grants or takes anything of theirs until this transaction ends. */
export async function holdAgents(tx: TenantTx, agentIds: readonly string[]): Promise<OwnedAgent[]> {
  const held = await tx.query<Omit<OwnedAgent, 'critical'>>(
    'SELECT id, human_owner_id FROM agents WHERE id = ANY ($1::text[]) ORDER BY id FOR NO KEY UPDATE',
    [agentIds],
  );
  const critical = await findCritical(tx, agentIds);
  return held.map((agent) => ({ ...agent, critical: critical.has(agent.id) }));
}
