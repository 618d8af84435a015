/**
 * An agent's skills as MCP prompts: what each tells it to do, in the very words that somebody approved. The text comes from platform and
 * is given on only where its digest is the one that stands in the facts; without it the agent gets a refusal, and never other words.
 */
import { sha256Hex } from '@gamut/crypto/hash';
import { AppError } from '@gamut/kernel/app-error';
import { heldSkills } from '@gamut/policy/held-skills';
import type { SkillFacts } from '@gamut/protocol/capability-facts';
import type { SkillInstructionsAnswer, SkillInstructionsRequest } from '@gamut/protocol/skill-instructions';
import { factsOf } from '../../decide/answers-relied-on.ts';
import type { FactsHolder } from '../../facts/facts-holder.ts';
import type { IdentifiedAgent } from '../../identity/identify-agent.ts';

export interface SkillPromptParts {
  readonly facts: Pick<FactsHolder, 'fresh'>;
  readonly skillInstructions: (request: SkillInstructionsRequest) => Promise<SkillInstructionsAnswer>;
}

export interface SkillPrompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
}

export async function listSkillPrompts(
  parts: SkillPromptParts,
  who: IdentifiedAgent,
): Promise<SkillPrompt[]> {
  return (await skillsOf(parts, who)).map((skill) => ({
    name: skill.name,
    title: skill.name,
    description: describe(skill),
  }));
}

/** @throws AppError `not_found` for a skill that the agent does not hold or that is not in force, `unavailable` */
export async function getSkillPrompt(
  parts: SkillPromptParts,
  who: IdentifiedAgent,
  name: string,
): Promise<object> {
  const skill = (await skillsOf(parts, who)).find((one) => one.name === name);
  if (skill === undefined)
    throw new AppError('not_found', 'No skill of yours by this name is in force.', {
      fix: 'Take a name from prompts/list.',
      who: 'the agent',
    });
  const text = await approvedText(parts, who, skill);
  return {
    description: describe(skill),
    messages: [{ role: 'user', content: { type: 'text', text } }],
    _meta: {
      'gamut/skill': { id: skill.id, version: skill.version, instructionsSha256: skill.instructionsSha256 },
    },
  };
}

async function approvedText(
  { skillInstructions }: SkillPromptParts,
  { tenant, agent }: IdentifiedAgent,
  { id, version, instructionsSha256 }: SkillFacts,
): Promise<string> {
  const asked = { tenant, agent: agent.id, skill: id, version };
  const answer = await skillInstructions(asked).catch(() => undefined);
  const text: unknown = answer?.instructions;
  if (typeof text === 'string' && sha256Hex(text) === instructionsSha256) return text;
  throw new AppError('unavailable', 'The approved words of this skill could not be had.', {
    fix: 'Ask again in a moment; until then do nothing that needs them.',
    who: 'the agent',
  });
}

async function skillsOf(
  { facts }: SkillPromptParts,
  { tenant, agent }: IdentifiedAgent,
): Promise<readonly SkillFacts[]> {
  const held = factsOf(tenant, await facts.fresh(tenant));
  if (held !== undefined) return heldSkills(held.indexed, agent.id);
  throw new AppError(
    'unavailable',
    'Gateway has no fresh governance facts and can say nothing about skills.',
    {
      fix: 'Call again in a moment.',
      who: 'the operator',
    },
  );
}

const describe = ({ version, actionTypes, dataClassMax }: SkillFacts): string =>
  `What this skill tells you to do (version ${String(version)}, approved). It is for actions of type ${actionTypes.join(', ')}, on data up to ${dataClassMax}.`;
