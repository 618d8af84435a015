/** Edits of toolsets, skills and workflow plans on a copy of the facts; one about what is not there is told, as in edit-facts.ts. */
import type { TenantFacts } from '@gamut/protocol/facts';
import type { FactsEdit } from '@gamut/protocol/facts-edit';

export type CapabilityEdit = Extract<
  FactsEdit,
  {
    kind: 'grant_toolset' | 'take_toolset' | 'assign_skill' | 'take_skill' | 'set_plan_stage' | 'end_plan';
  }
>;

export function editCapabilities(facts: TenantFacts, edit: CapabilityEdit): TenantFacts | string {
  switch (edit.kind) {
    case 'grant_toolset':
    case 'take_toolset':
      return editToolset(facts, edit);
    case 'assign_skill':
    case 'take_skill':
      return editSkill(facts, edit);
    case 'set_plan_stage':
    case 'end_plan':
      return editPlan(facts, edit);
  }
}

type Edit<K extends CapabilityEdit['kind']> = Extract<CapabilityEdit, { kind: K }>;

function editToolset(
  facts: TenantFacts,
  { kind, agentId, toolsetId }: Edit<'grant_toolset' | 'take_toolset'>,
): TenantFacts | string {
  const held = facts.toolsetGrants ?? [];
  const others = held.filter((one) => one.agentId !== agentId || one.toolsetId !== toolsetId);
  if (kind === 'take_toolset')
    return others.length === held.length
      ? 'the agent does not hold this toolset'
      : { ...facts, toolsetGrants: others };
  if (!(facts.toolsets ?? []).some((one) => one.id === toolsetId)) return 'there is no such toolset';
  return { ...facts, toolsetGrants: [...others, { agentId, toolsetId }] };
}

function editSkill(
  facts: TenantFacts,
  { kind, agentId, skillId }: Edit<'assign_skill' | 'take_skill'>,
): TenantFacts | string {
  const held = facts.skillAssignments ?? [];
  const others = held.filter((one) => one.agentId !== agentId || one.skillId !== skillId);
  if (kind === 'take_skill')
    return others.length === held.length
      ? 'the agent does not have this skill'
      : { ...facts, skillAssignments: others };
  const skill = (facts.skills ?? []).find((one) => one.id === skillId);
  if (skill === undefined) return 'no version of such a skill is approved';
  return { ...facts, skillAssignments: [...others, { agentId, skillId, skillName: skill.name }] };
}

function editPlan(facts: TenantFacts, edit: Edit<'set_plan_stage' | 'end_plan'>): TenantFacts | string {
  const plans = facts.workflowPlans ?? [];
  const mine = plans.find((one) => one.agentId === edit.agentId);
  if (mine === undefined) return 'no plan is active for this agent';
  const others = plans.filter((one) => one.agentId !== edit.agentId);
  if (edit.kind === 'end_plan') return { ...facts, workflowPlans: others };
  if (edit.stage > mine.stages.length) return `the plan has ${mine.stages.length} stages`;
  return { ...facts, workflowPlans: [...others, { ...mine, stage: edit.stage, halted: false }] };
}
