/** In a tenant: toolsets, skills and workflow plans, each ready for one step, written by somebody who takes none of them. */
import assert from 'node:assert/strict';
import { randomBytes } from '@gamut/crypto/random';
import type { TenantRef } from '@gamut/database/database';
import type { TenantTx } from '@gamut/database/tenant-transaction';
import { newId, type IdPrefix } from '@gamut/kernel/id';
import type { PlatformUnderTest } from './platform.ts';

const idNow = (prefix: IdPrefix): string => newId(prefix, Date.now(), randomBytes(16));

const prefixes = {
  toolsetId: 'tls',
  heldToolsetId: 'tls',
  toolsetGrantId: 'tsg',
  skillId: 'skl',
  draftSkillId: 'skl',
  reviewedSkillId: 'skl',
  assignedSkillId: 'skl',
  skillAssignmentId: 'ska',
  workflowPlanId: 'wfp',
  draftPlanId: 'wfp',
  approvedPlanId: 'wfp',
  lastStagePlanId: 'wfp',
  haltedPlanId: 'wfp',
  plannedAgentId: 'agt',
  boundAgentId: 'agt',
} as const satisfies Record<string, IdPrefix>;

/** Where a route wants another of the kind than its parameter names. */
export const capabilityStandIns = {
  '/v1/agents/:agentId/access-matrix/lift': 'boundAgentId',
  '/v1/skills/:skillId/submit': 'draftSkillId',
  '/v1/skills/:skillId/approve': 'reviewedSkillId',
  '/v1/workflow-plans/:workflowPlanId/approve': 'draftPlanId',
  '/v1/workflow-plans/:workflowPlanId/start': 'approvedPlanId',
  '/v1/workflow-plans/:workflowPlanId/complete': 'lastStagePlanId',
  '/v1/workflow-plans/:workflowPlanId/resume': 'haltedPlanId',
} as const satisfies Readonly<Record<string, keyof typeof prefixes>>;

export type CapabilityWorld = Record<keyof typeof prefixes, string>;

/** Written at once: the routes have tests of their own, and this world is made hundreds of times. */
export async function makeCapabilities(
  { running }: PlatformUnderTest,
  tenant: TenantRef,
  { agentId, toolId }: { readonly agentId: string; readonly toolId: string },
): Promise<CapabilityWorld> {
  const world = Object.fromEntries(
    Object.entries(prefixes).map(([name, prefix]) => [name, idNow(prefix)]),
  ) as CapabilityWorld;
  const at = new Date(running.platform.clock.nowMs()).toISOString();
  await running.platform.db.tenant(tenant, async (tx) => {
    const people = await tx.query<{ id: string; email: string }>('SELECT id, email FROM people');
    const writer = people.find(({ email }) => email.startsWith('advanced@'))?.id;
    const approver = people.find(({ email }) => email.startsWith('administrator@'))?.id;
    assert.ok(writer !== undefined && approver !== undefined, `${tenant.slug} lacks people`);
    const made = { world, at, writer, approver, toolId, agentId };
    await makeToolsets(tx, made);
    await makeSkills(tx, made);
    await makePlans(tx, made);
    await tx.query(
      `INSERT INTO agents (id, name, purpose, level, tier, status, created_at, updated_at, level_since, access_matrix)
       VALUES ($1, $2, 'tests', 'intern', 'low', 'active', $3, $3, $3, '[]')`,
      [world.boundAgentId, `bound-${world.boundAgentId.slice(4)}`, at],
    );
  });
  return world;
}

interface Making {
  readonly world: CapabilityWorld;
  readonly at: string;
  readonly writer: string;
  readonly approver: string;
  readonly toolId: string;
  readonly agentId: string;
}

async function makeToolsets(tx: TenantTx, { world, at, writer, toolId, agentId }: Making): Promise<void> {
  const terms = { toolId, requiresApproval: false, targetsUnder: [], amountMax: null, callsPerMinuteMax: 60 };
  for (const id of [world.toolsetId, world.heldToolsetId])
    await tx.query(
      `INSERT INTO toolsets (id, name, purpose, version, tools, created_at, changed_at, changed_by) VALUES ($1, $2, 'tests', 1, $3::jsonb, $4, $4, $5)`,
      [id, `toolset-${id.slice(4)}`, JSON.stringify([terms]), at, writer],
    );
  await tx.query(
    'INSERT INTO agent_capabilities (id, agent_id, toolset_id, given_by, given_at) VALUES ($1, $2, $3, $4, $5)',
    [world.toolsetGrantId, agentId, world.heldToolsetId, writer, at],
  );
}

async function makeSkills(tx: TenantTx, making: Making): Promise<void> {
  const { world, at, writer, approver, toolId, agentId } = making;
  for (const [id, status] of [
    [world.skillId, 'approved'],
    [world.assignedSkillId, 'approved'],
    [world.draftSkillId, 'draft'],
    [world.reviewedSkillId, 'in_review'],
  ] as const)
    await tx.query(
      `INSERT INTO skills (id, version, name, status, purpose, instructions, instructions_sha256, tool_ids, toolsets, action_types, data_class_max,
         sha256, written_by, written_at, approved_by, approved_at)
       VALUES ($1, 1, $2, $3, 'tests', 'Send it.', $4, $5, '[]', '{external}', 'internal', $4, $6, $7, $8, $7)`,
      [
        id,
        `skill-${id.slice(4)}`,
        status,
        '0'.repeat(64),
        [toolId],
        writer,
        at,
        status === 'approved' ? approver : null,
      ],
    );
  await tx.query(
    'INSERT INTO agent_capabilities (id, agent_id, skill_id, given_by, given_at) VALUES ($1, $2, $3, $4, $5)',
    [world.skillAssignmentId, agentId, world.assignedSkillId, writer, at],
  );
}

async function makePlans(tx: TenantTx, making: Making): Promise<void> {
  const { world, at, writer, approver, toolId } = making;
  const checkpoint = { approverRole: 'agent_operator', approverIds: [] };
  const stages = JSON.stringify([
    { name: 'first', toolIds: [toolId], toolsets: [], checkpoint },
    { name: 'last', toolIds: [toolId], toolsets: [], checkpoint: null },
  ]);
  for (const [id, status, stage, halted] of [
    [world.draftPlanId, 'draft', null, false],
    [world.approvedPlanId, 'approved', null, false],
    [world.workflowPlanId, 'active', 1, false],
    [world.lastStagePlanId, 'active', 2, false],
    [world.haltedPlanId, 'active', 1, true],
  ] as const) {
    const agent = id === world.draftPlanId ? world.plannedAgentId : idNow('agt');
    await tx.query(
      `INSERT INTO agents (id, name, purpose, level, tier, status, created_at, updated_at, level_since) VALUES ($1, $2, 'tests', 'intern', 'low', 'active', $3, $3, $3)`,
      [agent, `planned-${agent.slice(4)}`, at],
    );
    await tx.query(
      `INSERT INTO workflow_plans (id, agent_id, name, purpose, stages, throughout_tool_ids, lasts_hours, sha256, status, stage, halted,
         written_by, written_at, approved_by, approved_at, started_by, started_at, ends_at)
       VALUES ($1, $2, 'a plan', 'tests', $3::jsonb, '{}', 24, $4, $5, $6, $7, $8, $9, $10, $9, $11, $12, $12::timestamptz + interval '24 hours')`,
      [
        ...[id, agent, stages, '0'.repeat(64), status, stage, halted, writer, at],
        ...[
          status === 'draft' ? null : approver,
          stage === null ? null : approver,
          stage === null ? null : at,
        ],
      ],
    );
  }
}
