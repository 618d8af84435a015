/**
 * Toolsets, skills and workflow plans as Gateway reads them. A toolset that is granted permits its tools, each within its terms;
 * skills and plans only tighten. Only what is in force stands here: approved versions of skills, and plans that are active, also
 * after a checkpoint was refused or their time is over, until a person has settled it.
 */
import { Type, type Static, type TEnum } from 'typebox';
import { actionTypes, dataClasses, severities } from '@gamut/kernel/agentic-terms';
import { CurrencyCode } from './transaction-limit.ts';

const closed = { additionalProperties: false } as const;
const oneOf = <const T extends readonly string[]>(values: T): TEnum<[...T]> =>
  Type.Enum([...values]) as unknown as TEnum<[...T]>;
const Text = Type.String({ maxLength: 4096 });
const Time = Type.String({ format: 'date-time' });
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });

export const ToolTermsFacts = Type.Object(
  {
    toolId: Text,
    requiresApproval: Type.Boolean(),
    /** Targets must lie under one of these; empty means anywhere the tool reaches. */
    targetsUnder: Type.Array(Text),
    amountMax: Type.Union([Type.Number({ minimum: 0 }), Type.Null()]),
    /** What `amountMax` is in; absent: in the tool's own unit. */
    amountCurrency: Type.Optional(CurrencyCode),
    callsPerMinuteMax: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  },
  closed,
);
export type ToolTermsFacts = Static<typeof ToolTermsFacts>;

export const ToolsetFacts = Type.Object(
  { id: Text, name: Text, version: Type.Integer({ minimum: 1 }), tools: Type.Array(ToolTermsFacts) },
  closed,
);
export type ToolsetFacts = Static<typeof ToolsetFacts>;

export const ToolsetGrantFacts = Type.Object({ agentId: Text, toolsetId: Text }, closed);

/** The approved version of a skill. What it tells the agent to do is not here, only its digest. */
export const SkillFacts = Type.Object(
  {
    id: Text,
    name: Text,
    version: Type.Integer({ minimum: 1 }),
    instructionsSha256: Sha256,
    toolIds: Type.Array(Text),
    actionTypes: Type.Array(oneOf(actionTypes)),
    dataClassMax: oneOf(dataClasses),
  },
  closed,
);
export type SkillFacts = Static<typeof SkillFacts>;

/** Stands also while no version of the skill is approved: then it allows nothing. */
export const SkillAssignmentFacts = Type.Object({ agentId: Text, skillId: Text, skillName: Text }, closed);

export const PlanStageFacts = Type.Object(
  {
    name: Text,
    toolIds: Type.Array(Text),
    /** Who opens the next stage: so many people are named, or, where none is, whoever holds the role. Null after the last. */
    checkpoint: Type.Union([
      Type.Object({ approverRole: Text, approversNamed: Type.Integer({ minimum: 0 }) }, closed),
      Type.Null(),
    ]),
  },
  closed,
);
export type PlanStageFacts = Static<typeof PlanStageFacts>;

/** What a tool was when somebody approved the plan. */
export const ToolAsApproved = Type.Object(
  {
    id: Text,
    actionType: oneOf(actionTypes),
    dataClass: oneOf(dataClasses),
    risk: oneOf(severities),
    schemaSha256: Sha256,
  },
  closed,
);
export type ToolAsApproved = Static<typeof ToolAsApproved>;

export const WorkflowPlanFacts = Type.Object(
  {
    id: Text,
    agentId: Text,
    name: Text,
    /** The present one, from 1. */
    stage: Type.Integer(),
    stages: Type.Array(PlanStageFacts),
    throughoutToolIds: Type.Array(Text),
    /** Of all that it names. Absent: of before this was kept, and nothing is compared. */
    toolsAsApproved: Type.Optional(Type.Array(ToolAsApproved)),
    /** A checkpoint was refused. */
    halted: Type.Boolean(),
    /** From this moment on it allows nothing. */
    endsAt: Time,
    /** Platform has found that moment to be past, whatever the clock of a Gateway says. Absent: not yet. */
    over: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type WorkflowPlanFacts = Static<typeof WorkflowPlanFacts>;

/** Each absent counts as none. */
export const capabilityFacts = {
  toolsets: Type.Optional(Type.Array(ToolsetFacts)),
  toolsetGrants: Type.Optional(Type.Array(ToolsetGrantFacts)),
  skills: Type.Optional(Type.Array(SkillFacts)),
  skillAssignments: Type.Optional(Type.Array(SkillAssignmentFacts)),
  workflowPlans: Type.Optional(Type.Array(WorkflowPlanFacts)),
} as const;
