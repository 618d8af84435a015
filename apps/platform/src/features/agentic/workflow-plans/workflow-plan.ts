/** A workflow plan as the API shows it: its stages with the tools of each, the checkpoints between them, and who moved it. */
import { Type, type Static } from 'typebox';
import { actionTypes, dataClasses, severities } from '@gamut/kernel/agentic-terms';
import {
  closed,
  idOf,
  named,
  NamedRef,
  oneOf,
  orNull,
  ReasonText,
  Sha256,
  text,
  Time,
} from '../../../http/schema-words.ts';
import { NamedToolset, ToolRef } from '../skills/skill.ts';

export const planStatuses = ['draft', 'approved', 'active', 'completed', 'cancelled'] as const;
export type PlanStatus = (typeof planStatuses)[number];
/** Those of the agentic stack: who else could neither see the plan nor sign. */
export const signerRoles = ['administrator', 'agent_operator'] as const;
const verdicts = ['signed', 'refused'] as const;
export const stagesMax = 16;
/** Ninety days. */
const hoursMax = 2160;

const Checkpoint = Type.Object(
  {
    approverRole: oneOf(signerRoles),
    approvers: Type.Array(NamedRef, {
      description: 'the people whom it names; none: whoever holds the role',
    }),
  },
  closed,
);

export const PlanStage = Type.Object(
  {
    name: Type.String(),
    tools: Type.Array(ToolRef, { description: 'those of its toolsets are among them, as they were then' }),
    toolsets: Type.Array(NamedToolset),
    checkpoint: orNull(Checkpoint),
  },
  named('PlanStage'),
);

const ToolStanding = Type.Object(
  {
    actionType: oneOf(actionTypes),
    dataClass: oneOf(dataClasses),
    risk: oneOf(severities),
    schemaSha256: Sha256,
  },
  named('ToolStanding'),
);

export const ChangedTool = Type.Object(
  { id: Type.String(), tool: Type.String(), was: ToolStanding, now: orNull(ToolStanding) },
  named('ChangedTool'),
);

export const PlanCheckpoint = Type.Object(
  {
    id: idOf('chk'),
    stage: Type.Integer({ description: 'the stage that it ends' }),
    verdict: oneOf(verdicts),
    note: Type.String(),
    by: NamedRef,
    at: Time,
  },
  named('PlanCheckpoint'),
);
export type PlanCheckpoint = Static<typeof PlanCheckpoint>;

export const WorkflowPlan = Type.Object(
  {
    id: idOf('wfp'),
    agentId: idOf('agt'),
    agentName: Type.String(),
    name: Type.String(),
    purpose: Type.String(),
    status: oneOf(planStatuses),
    stages: Type.Array(PlanStage),
    throughout: Type.Array(ToolRef, { description: 'reading tools that every stage may use' }),
    toolsChanged: Type.Array(ChangedTool, {
      description:
        'its tools that are no longer what they were when it was approved: closed until it is approved again',
    }),
    lastsHours: Type.Integer(),
    sha256: Sha256,
    stage: orNull(Type.Integer({ description: 'the present one, from 1; null until it is started' })),
    halted: Type.Boolean({ description: 'a checkpoint was refused, and nobody has settled it yet' }),
    over: Type.Boolean({ description: 'its time is over, and nobody has settled it yet' }),
    checkpoints: Type.Array(PlanCheckpoint, { description: 'as they were given' }),
    writtenBy: NamedRef,
    writtenAt: Time,
    approvedBy: orNull(NamedRef),
    approvedAt: orNull(Time),
    startedBy: orNull(NamedRef),
    startedAt: orNull(Time),
    endsAt: orNull(
      Type.String({ format: 'date-time', description: 'from this moment on everything is blocked' }),
    ),
    endedBy: orNull(NamedRef),
    endedAt: orNull(Time),
    endReason: orNull(Type.String()),
  },
  named('WorkflowPlan'),
);
export type WorkflowPlan = Static<typeof WorkflowPlan>;

const tools = {
  toolIds: Type.Optional(Type.Array(idOf('tol'), { maxItems: 64, uniqueItems: true })),
  toolsetIds: Type.Optional(Type.Array(idOf('tls'), { maxItems: 16, uniqueItems: true })),
};

export const NewPlanStage = Type.Object(
  {
    name: text(1, 100),
    ...tools,
    checkpoint: Type.Optional(
      Type.Object(
        {
          approverRole: oneOf(signerRoles),
          approverIds: Type.Optional(Type.Array(idOf('usr'), { maxItems: 20, uniqueItems: true })),
        },
        closed,
      ),
    ),
  },
  named('NewPlanStage'),
);
export type NewPlanStage = Static<typeof NewPlanStage>;

export const NewWorkflowPlan = Type.Object(
  {
    agentId: idOf('agt'),
    name: text(1, 100),
    purpose: text(3, 2000),
    stages: Type.Array(NewPlanStage, {
      minItems: 1,
      maxItems: stagesMax,
      description: 'a checkpoint stands after each but the last; left out, an agent operator signs it',
    }),
    throughoutToolIds: Type.Optional(Type.Array(idOf('tol'), { maxItems: 64, uniqueItems: true })),
    lastsHours: Type.Integer({ minimum: 1, maximum: hoursMax }),
  },
  named('NewWorkflowPlan'),
);
export type NewWorkflowPlan = Static<typeof NewWorkflowPlan>;

/** It names the stage that it ends, so that nobody signs a checkpoint which they did not see. */
export const CheckpointVerdict = Type.Object(
  { stage: Type.Integer({ minimum: 1, maximum: stagesMax }), note: ReasonText },
  named('CheckpointVerdict'),
);
export type CheckpointVerdict = Static<typeof CheckpointVerdict>;

export const PlanResumption = Type.Object(
  {
    reason: ReasonText,
    hours: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: hoursMax,
        description: 'its new end; needed when its time is over',
      }),
    ),
  },
  named('PlanResumption'),
);
export type PlanResumption = Static<typeof PlanResumption>;

export const OnePlan = Type.Object({ workflowPlanId: idOf('wfp') }, closed);
