/**
 * `POST /internal/v1/skill-instructions`: what a skill that an agent holds tells it to do. The facts carry its digest alone, so the text is
 * asked for when an agent asks for it, and given on only where it has that digest.
 */
import { Type, type Static } from 'typebox';

const closed = { additionalProperties: false } as const;
const Text = Type.String({ maxLength: 64 });

export const SkillInstructionsRequest = Type.Object(
  { tenant: Text, agent: Text, skill: Text, version: Type.Integer({ minimum: 1 }) },
  closed,
);
export type SkillInstructionsRequest = Static<typeof SkillInstructionsRequest>;

export const SkillInstructionsAnswer = Type.Object(
  {
    /** Null: this version is not in force, or not for this agent. */
    instructions: Type.Union([Type.String({ maxLength: 20_000 }), Type.Null()]),
  },
  closed,
);
export type SkillInstructionsAnswer = Static<typeof SkillInstructionsAnswer>;
