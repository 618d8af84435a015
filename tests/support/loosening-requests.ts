/** For routes that may loosen and whose usual request would not: one that does, and what has to stand before. */
import type { TenantTx } from '@gamut/database/tenant-transaction';
import type { ChangeAsked } from './changing-routes.ts';
import type { RouteWorld } from './route-world.ts';

export interface Loosening {
  readonly asked?: (world: RouteWorld) => Partial<ChangeAsked>;
  /** Statements, each with the ids that it names. */
  readonly before?: (world: RouteWorld) => readonly (readonly [string, ...unknown[]])[];
}

const reason = 'because the test says so';
const given = (id: string, column: 'skill_id' | 'toolset_id') =>
  `INSERT INTO agent_capabilities (id, agent_id, ${column}, given_by, given_at)
   SELECT '${id}' || right($1, 26), $1, $2, p.id, now() FROM people p WHERE p.email LIKE 'advanced@%' ON CONFLICT DO NOTHING`;
const publish = `UPDATE tenant_rule_versions SET status = 'published', published_at = now(),
   published_by = (SELECT id FROM people WHERE email LIKE 'administrator@%') WHERE rule_id = $1 AND version = 1`;

export const loosening: Readonly<Record<string, Loosening>> = {
  'PATCH /v1/agents/:agentId': { asked: () => ({ body: { tier: 'medium' } }) },
  'POST /v1/agents/:agentId/level': {
    before: ({ agentId }) => [['UPDATE agents SET level = NULL WHERE id = $1', agentId]],
  },
  // what stays in another way asks less
  'DELETE /v1/tool-permissions/:toolPermissionId': {
    before: ({ agentId, heldToolsetId, toolPermissionId }) => [
      ['UPDATE tool_permissions SET requires_approval = true WHERE id = $1', toolPermissionId],
      [given('tsg_', 'toolset_id'), agentId, heldToolsetId],
    ],
    asked: ({ toolPermissionId, toolId }) => ({
      path: `/v1/tool-permissions/${toolPermissionId}?stays=${toolId}`,
    }),
  },
  'DELETE /v1/toolset-grants/:toolsetGrantId': {
    before: ({ toolId, toolPermissionId, toolsetGrantId }) => [
      [
        `UPDATE tool_permissions SET agent_id = (SELECT agent_id FROM agent_capabilities WHERE id = $2), tool_id = $3, requires_approval = false, calls_per_minute_max = 600 WHERE id = $1`,
        toolPermissionId,
        toolsetGrantId,
        toolId,
      ],
    ],
    asked: ({ toolsetGrantId, toolId }) => ({ path: `/v1/toolset-grants/${toolsetGrantId}?stays=${toolId}` }),
  },
  'POST /v1/toolsets/:toolsetId/versions': {
    asked: ({ heldToolsetId, observableAgentId, toolId }) => ({
      path: `/v1/toolsets/${heldToolsetId}/versions`,
      body: { version: 1, tools: [{ toolId, callsPerMinuteMax: 600 }], affects: [observableAgentId], reason },
    }),
  },
  'POST /v1/skills/:skillId/approve': {
    before: ({ agentId, reviewedSkillId }) => [[given('ska_', 'skill_id'), agentId, reviewedSkillId]],
  },
  'POST /v1/skill-assignments': {
    before: ({ agentId, assignedSkillId }) => [[given('ska_', 'skill_id'), agentId, assignedSkillId]],
  },
  'DELETE /v1/approval-gates/:approvalGateId': {
    before: ({ approvalGateId }) => [
      [
        `INSERT INTO approval_gates SELECT (jsonb_populate_record(g, jsonb_build_object('id', 'gat_' || reverse(right(g.id, 26)), 'name', reverse(g.id)))).*
         FROM approval_gates g WHERE g.id = $1 ON CONFLICT DO NOTHING`,
        approvalGateId,
      ],
    ],
  },
  'POST /v1/connectors/:connectorId/status': {
    before: ({ connectorId }) => [
      ["UPDATE connectors SET status = 'quarantined' WHERE id = $1", connectorId],
    ],
    asked: () => ({ body: { status: 'active', reason } }),
  },
  'POST /v1/tenant-rules/:tenantRuleId/publish': {
    before: ({ readyRuleId }) => [
      [
        `INSERT INTO tenant_rule_versions SELECT (jsonb_populate_record(v, '{"version": 2}')).* FROM tenant_rule_versions v WHERE rule_id = $1 AND version = 1 ON CONFLICT DO NOTHING`,
        readyRuleId,
      ],
      [publish, readyRuleId],
    ],
    asked: () => ({ body: { version: 2 } }),
  },
  'POST /v1/tenant-rules/:tenantRuleId/retire': {
    before: ({ tenantRuleId }) => [[publish, tenantRuleId]],
  },
  'PATCH /v1/incident-playbooks/:incidentPlaybookId': {
    asked: () => ({ body: { actionTypes: ['code_modification'] } }),
  },
  'POST /v1/red-team-tests': {
    asked: ({ agentId }) => ({
      body: { agentId, result: 'passed', summary: 'Held.', testedAt: '2026-11-02T10:00:00.000Z' },
    }),
  },
  'PUT /v1/behaviour-rules': {
    asked: () => ({
      body: {
        ...{ new_tool: 'alert', new_data_class: 'alert', new_target: 'alert' },
        ...{ rate: 'alert', refusals: 'alert' },
      },
    }),
  },
};

export async function prepare(tx: TenantTx, { before }: Loosening, world: RouteWorld): Promise<void> {
  for (const [statement, ...values] of before?.(world) ?? []) await tx.query(statement, values);
}
