/**
 * What equips and binds a demo agent beside its permissions: a toolset that it holds, a skill, and a plan in its first stage. Written by one
 * person and approved by another, as in earnest; what is there already is left alone.
 */
import type { Agent } from '../features/agentic/agents/agent.ts';
import { listAssignments } from '../features/agentic/skills/assignment-store.ts';
import { approveSkill, submitSkill } from '../features/agentic/skills/approve-skill.ts';
import { assignSkill } from '../features/agentic/skills/assign-skill.ts';
import { listSkills } from '../features/agentic/skills/skill-store.ts';
import { createSkill } from '../features/agentic/skills/write-skill.ts';
import { grantToolset } from '../features/agentic/toolsets/grant-toolset.ts';
import { listToolsetGrants, listToolsets } from '../features/agentic/toolsets/toolset-store.ts';
import { createToolset } from '../features/agentic/toolsets/write-toolset.ts';
import { listSigners } from '../features/agentic/workflow-plans/checkpoint-signers.ts';
import { approvePlan, startPlan } from '../features/agentic/workflow-plans/move-plan.ts';
import { listPlans } from '../features/agentic/workflow-plans/workflow-plan-store.ts';
import { writePlan } from '../features/agentic/workflow-plans/write-plan.ts';
import type { DemoAgent, DemoCapabilities } from './demo-tenant.ts';
import type { SeededTools } from './seed-connectors.ts';
import type { SeededPeople } from './seed-people.ts';
import { inChange, read, type Seeding } from './seeding.ts';

const all = { limit: 200, after: undefined } as const;

interface Hands {
  /** Who approves, grants and starts. */
  readonly seeding: Seeding;
  readonly writer: Seeding;
  readonly idsOf: (names: readonly string[]) => string[];
}

export async function seedCapabilities(
  seeding: Seeding,
  agent: Agent,
  { capabilities }: DemoAgent,
  { people, tools }: { readonly people: SeededPeople; readonly tools: SeededTools },
): Promise<void> {
  if (capabilities === undefined) return;
  const { id, name } = people[capabilities.writtenBy];
  const hands: Hands = {
    seeding,
    writer: { ...seeding, actor: { kind: 'person', id, name } },
    idsOf: (names) =>
      names.map((tool) => {
        const toolId = tools.get(tool);
        if (toolId === undefined) throw new Error(`the demo equips with ${tool}, which no connector offers`);
        return toolId;
      }),
  };
  const toolsetId = await seedToolset(hands, agent, capabilities);
  await seedSkill(hands, agent, capabilities, toolsetId);
  await seedPlan(hands, agent, capabilities);
}

async function seedToolset(
  { seeding, writer, idsOf }: Hands,
  agent: Agent,
  { toolset: { name, purpose, tools, targetsUnder } }: DemoCapabilities,
): Promise<string> {
  const known = (await read(seeding, (tx) => listToolsets(tx, all))).find((one) => one.name === name);
  const terms = idsOf(tools).map((toolId) => ({ toolId, targetsUnder: [...targetsUnder] }));
  const { id } =
    known ?? (await inChange(writer, (change) => createToolset(change, { name, purpose, tools: terms })));
  const held = await read(seeding, (tx) => listToolsetGrants(tx, all, agent.id));
  if (held.length === 0)
    await inChange(seeding, (change) => grantToolset(change, { agentId: agent.id, toolsetId: id }));
  return id;
}

async function seedSkill(
  { seeding, writer }: Hands,
  agent: Agent,
  { skill: { name, actionTypes, ...skill } }: DemoCapabilities,
  toolsetId: string,
): Promise<void> {
  const known = (await read(seeding, (tx) => listSkills(tx, all))).find((one) => one.name === name);
  const written = { name, ...skill, actionTypes: [...actionTypes], toolsetIds: [toolsetId] };
  const id = known?.id ?? (await inChange(writer, (change) => createSkill(change, written))).id;
  const status = known?.newestStatus ?? 'draft';
  if (status === 'draft') await inChange(writer, (change) => submitSkill(change, id, 1));
  if (status === 'draft' || status === 'in_review')
    await inChange(seeding, (change) => approveSkill(change, id, 1));
  const held = await read(seeding, (tx) => listAssignments(tx, all, agent.id));
  if (held.length === 0)
    await inChange(seeding, (change) => assignSkill(change, { agentId: agent.id, skillId: id }));
}

async function seedPlan(
  { seeding, writer, idsOf }: Hands,
  agent: Agent,
  { plan: { stages, throughout, ...plan } }: DemoCapabilities,
): Promise<void> {
  const at = new Date(seeding.clock.nowMs()).toISOString();
  const [known] = await read(seeding, (tx) => listPlans(tx, at, all, { agentId: agent.id }));
  const wanted = {
    ...plan,
    agentId: agent.id,
    throughoutToolIds: idsOf(throughout),
    stages: stages.map(({ name, tools, checkpoint }) => ({
      name,
      toolIds: idsOf(tools),
      ...(checkpoint === undefined ? {} : { checkpoint: { approverRole: checkpoint } }),
    })),
  };
  const signers = await listSigners(seeding.db, seeding.tenant);
  const { id, status } = known ?? (await inChange(writer, (change) => writePlan(change, wanted, signers)));
  if (status === 'draft') await inChange(seeding, (change) => approvePlan(change, id));
  if (status === 'draft' || status === 'approved')
    await inChange(seeding, (change) => startPlan(change, id, signers));
}
