/** A skill as the API shows it: what it is for, what it tells an agent to do, and the tools, action types and data class it bounds. */
import { Type, type Static } from 'typebox';
import { actionTypes, dataClasses } from '@gamut/kernel/agentic-terms';
import {
  closed,
  idOf,
  named,
  NamedRef,
  oneOf,
  orNull,
  Sha256,
  text,
  Time,
} from '../../../http/schema-words.ts';

export const skillStatuses = ['draft', 'in_review', 'approved', 'retired'] as const;
export type SkillStatus = (typeof skillStatuses)[number];

/** A toolset as it was when its tools were named. */
export const NamedToolset = Type.Object(
  { id: Type.String(), name: Type.String(), version: Type.Integer() },
  named('NamedToolset'),
);
export const ToolRef = Type.Object({ id: Type.String(), tool: Type.String() }, named('ToolRef'));

export const SkillVersion = Type.Object(
  {
    version: Type.Integer(),
    status: oneOf(skillStatuses),
    purpose: Type.String(),
    instructions: Type.String(),
    instructionsSha256: Sha256,
    tools: Type.Array(ToolRef, { description: 'those of its toolsets are among them, as they were then' }),
    toolsets: Type.Array(NamedToolset),
    actionTypes: Type.Array(oneOf(actionTypes)),
    dataClassMax: oneOf(dataClasses),
    sha256: Sha256,
    writtenBy: NamedRef,
    writtenAt: Time,
    submittedBy: orNull(NamedRef),
    submittedAt: orNull(Time),
    approvedBy: orNull(NamedRef),
    approvedAt: orNull(Time),
    retiredBy: orNull(NamedRef),
    retiredAt: orNull(Time),
  },
  named('SkillVersion'),
);
export type SkillVersion = Static<typeof SkillVersion>;

export const SkillRow = Type.Object(
  {
    id: idOf('skl'),
    name: Type.String(),
    purpose: Type.String({ description: 'of the newest version' }),
    newestVersion: Type.Integer(),
    newestStatus: oneOf(skillStatuses),
    approvedVersion: orNull(Type.Integer({ description: 'the one that is in force' })),
    assignedTo: Type.Array(NamedRef),
  },
  named('SkillRow'),
);
export type SkillRow = Static<typeof SkillRow>;

export const Skill = Type.Object(
  {
    id: idOf('skl'),
    name: Type.String(),
    assignedTo: Type.Array(NamedRef),
    versions: Type.Array(SkillVersion, { description: 'newest first' }),
  },
  named('Skill'),
);
export type Skill = Static<typeof Skill>;

const written = {
  purpose: text(3, 2000),
  instructions: text(1, 20_000),
  toolIds: Type.Optional(Type.Array(idOf('tol'), { maxItems: 64, uniqueItems: true })),
  toolsetIds: Type.Optional(Type.Array(idOf('tls'), { maxItems: 16, uniqueItems: true })),
  actionTypes: Type.Array(oneOf(actionTypes), {
    minItems: 1,
    maxItems: actionTypes.length,
    uniqueItems: true,
  }),
  dataClassMax: oneOf(dataClasses),
};
export const NewSkillVersion = Type.Object(written, named('NewSkillVersion'));
export type NewSkillVersion = Static<typeof NewSkillVersion>;
export const NewSkill = Type.Object({ name: text(1, 100), ...written }, named('NewSkill'));
export type NewSkill = Static<typeof NewSkill>;

/** Each step names the version that it is about, so that nobody approves what somebody else has just written. */
export const SkillStep = Type.Object({ version: Type.Integer({ minimum: 1 }) }, named('SkillStep'));
export const OneSkill = Type.Object({ skillId: idOf('skl') }, closed);

export const SkillAssignment = Type.Object(
  {
    id: idOf('ska'),
    agentId: idOf('agt'),
    agentName: Type.String(),
    skillId: idOf('skl'),
    skillName: Type.String(),
    approvedVersion: orNull(Type.Integer({ description: 'null: it allows nothing' })),
    givenAt: Time,
    givenBy: NamedRef,
  },
  named('SkillAssignment'),
);
export type SkillAssignment = Static<typeof SkillAssignment>;

export const NewSkillAssignment = Type.Object(
  { agentId: idOf('agt'), skillId: idOf('skl') },
  named('NewSkillAssignment'),
);
export type NewSkillAssignment = Static<typeof NewSkillAssignment>;
