/**
 * Skills tighten: an agent that has any is allowed only what one approved skill of its own names whole, tool and action type and
 * data class together. A skill that has no approved version allows nothing. Looked up by agent; made once per version of the facts.
 */
import { dataClasses, type DataClass } from '@gamut/kernel/agentic-terms';
import type { SkillFacts } from '@gamut/protocol/capability-facts';
import type { Reason } from '@gamut/protocol/decision';
import type { TenantFacts, ToolFacts } from '@gamut/protocol/facts';
import { contradictory, uniqueBy, type Contradictory } from '../contradictory.ts';
import { clip, reason } from '../reason-codes.ts';

interface IndexedSkill {
  readonly facts: SkillFacts;
  readonly toolIds: ReadonlySet<string>;
  readonly actionTypes: ReadonlySet<string>;
  readonly dataClassRank: number;
}

export interface AgentSkills {
  readonly inForce: readonly IndexedSkill[];
  /** Names of those without an approved version. */
  readonly lapsed: readonly string[];
}

/** Only agents that have a skill. */
export function indexSkills(facts: TenantFacts): ReadonlyMap<string, AgentSkills> {
  const skills = new Map<string, IndexedSkill | Contradictory>();
  for (const [id, skill] of uniqueBy(facts.skills ?? [], (one) => one.id))
    skills.set(id, skill === contradictory ? contradictory : indexSkill(skill));
  const byAgent = new Map<string, { inForce: IndexedSkill[]; lapsed: string[] }>();
  for (const { agentId, skillId, skillName } of facts.skillAssignments ?? []) {
    const held = byAgent.get(agentId) ?? { inForce: [], lapsed: [] };
    byAgent.set(agentId, held);
    const skill = skills.get(skillId);
    if (skill === undefined || skill === contradictory) held.lapsed.push(skillName);
    else held.inForce.push(skill);
  }
  return byAgent;
}

function indexSkill(facts: SkillFacts): IndexedSkill {
  return {
    facts,
    toolIds: new Set(facts.toolIds),
    actionTypes: new Set(facts.actionTypes),
    dataClassRank: dataClasses.indexOf(facts.dataClassMax),
  };
}

function covering(skills: AgentSkills, tool: ToolFacts): readonly IndexedSkill[] {
  return skills.inForce.filter((one) => one.toolIds.has(tool.id) && one.actionTypes.has(tool.actionType));
}

/** For control 6. @returns undefined when a skill names the tool and what it does */
export function skillGap(skills: AgentSkills, tool: ToolFacts, toolName: string): Reason | undefined {
  if (covering(skills, tool).length > 0) return undefined;
  if (skills.inForce.length === 0)
    return reason(
      'skill_not_in_force',
      `No version of ${namesOf(skills.lapsed)} is approved, so nothing that the agent has a skill for is in force.`,
    );
  const names = namesOf(skills.inForce.map(({ facts }) => facts.name));
  const named = skills.inForce.some((one) => one.toolIds.has(tool.id));
  return reason(
    'skill_does_not_cover',
    named
      ? `What ${toolName} does (${tool.actionType}) is not among the action types of the skills that name it (${names}).`
      : `None of its skills (${names}) names ${toolName}.`,
  );
}

/** For control 8, beside control 6: of the skills that name the tool, the widest counts. */
export function skillDataGap(skills: AgentSkills, tool: ToolFacts, dataClass: DataClass): Reason | undefined {
  const named = covering(skills, tool);
  if (named.length === 0) return undefined;
  const rank = widest(named);
  if (dataClasses.indexOf(dataClass) <= rank) return undefined;
  return reason(
    'skill_data_class',
    `The skills that name this tool (${namesOf(named.map(({ facts }) => facts.name))}) reach up to ${dataClasses[rank] ?? 'no'} data, and this is ${dataClass}.`,
  );
}

/** Whether a tool is worth showing: a skill names it, and reaches the least class that it has. */
export function skillShows(skills: AgentSkills | undefined, tool: ToolFacts): boolean {
  if (skills === undefined) return true;
  return dataClasses.indexOf(tool.dataClass) <= widest(covering(skills, tool));
}

export function sawSkills(skills: AgentSkills): string {
  const names = skills.inForce.map(({ facts }) => `${facts.name} v${facts.version}`);
  return `skills ${names.length === 0 ? 'none in force' : clip(names.join(', '), 120)}`;
}

/** No skill reaches no class, which is below all of them. */
function widest(skills: readonly IndexedSkill[]): number {
  return skills.reduce((rank, one) => Math.max(rank, one.dataClassRank), -1);
}

function namesOf(names: readonly string[]): string {
  return clip(names.join(', '), 300);
}
