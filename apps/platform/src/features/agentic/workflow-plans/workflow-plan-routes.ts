/** The rows of workflow plans and their checkpoints. Who lets an agent go on is a person at a screen. */
import { Type } from 'typebox';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { changeRoute, readRoute, type Route } from '../../../http/route.ts';
import { closed, NoParams, oneOf, pageOf as Page, ReasonText } from '../../../http/schema-words.ts';
import { agenticChange, agenticRead, AgentPageQuery } from '../agentic-rows.ts';
import { listSigners } from './checkpoint-signers.ts';
import { decideCheckpoint } from './decide-checkpoint.ts';
import { approvePlan, cancelPlan, completePlan, resumePlan, startPlan } from './move-plan.ts';
import {
  CheckpointVerdict,
  NewWorkflowPlan,
  OnePlan,
  PlanResumption,
  planStatuses,
  WorkflowPlan,
} from './workflow-plan.ts';
import { listPlans } from './workflow-plan-store.ts';
import { loadPlan, writePlan } from './write-plan.ts';

const PlanQuery = Type.Object(
  { ...AgentPageQuery.properties, status: Type.Optional(oneOf(planStatuses)) },
  closed,
);
const Why = Type.Object({ reason: ReasonText }, closed);
const nowOf = (platform: { readonly clock: { nowMs(): number } }) =>
  new Date(platform.clock.nowMs()).toISOString();

const reads: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/workflow-plans',
      summary: 'Workflow plans, newest first',
      params: NoParams,
      query: PlanQuery,
      answer: Page(WorkflowPlan),
      permission: 'workflow_plan.read',
    },
    async ({ tx, query, platform }) => {
      const asked = askedPage(query, 1);
      return pageOf(
        await listPlans(tx, nowOf(platform), asked, query),
        asked,
        (item) => [item.id],
        (item) => item,
      );
    },
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/workflow-plans/:workflowPlanId',
      summary: 'One workflow plan: its stages, where it stands, and its checkpoints',
      params: OnePlan,
      answer: WorkflowPlan,
      permission: 'workflow_plan.read',
    },
    ({ tx, params, platform }) => loadPlan(tx, params.workflowPlanId, nowOf(platform)),
  ),
];

const onPlan = {
  ...agenticChange,
  method: 'POST',
  params: OnePlan,
  answer: WorkflowPlan,
  status: 200,
} as const;

const moves: readonly Route[] = [
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/workflow-plans',
      summary: 'Write a workflow plan for an agent',
      params: NoParams,
      body: NewWorkflowPlan,
      answer: WorkflowPlan,
      status: 201,
      permission: 'workflow_plan.write',
      loosens: { nothing: 'a draft binds nobody and frees nobody' },
      audit: 'workflow_plan.created',
    },
    async ({ change, body, platform, tenant }) =>
      writePlan(change, body, await listSigners(platform.db, tenant)),
  ),
  changeRoute(
    {
      ...onPlan,
      path: '/v1/workflow-plans/:workflowPlanId/approve',
      summary: 'Approve a plan, or its tools that have changed since; by somebody else than who wrote it',
      body: Type.Object({}, closed),
      permission: 'workflow_plan.approve',
      loosens: 'an_agent',
      audit: 'workflow_plan.approved',
    },
    ({ change, params }) => approvePlan(change, params.workflowPlanId),
  ),
  changeRoute(
    {
      ...onPlan,
      path: '/v1/workflow-plans/:workflowPlanId/start',
      summary: 'Start a plan: from then on the agent may use only the tools of the present stage',
      body: Type.Object({}, closed),
      permission: 'workflow_plan.start',
      loosens: 'an_agent',
      audit: 'workflow_plan.started',
    },
    async ({ change, params, platform, tenant }) =>
      startPlan(change, params.workflowPlanId, await listSigners(platform.db, tenant)),
  ),
  changeRoute(
    {
      ...onPlan,
      path: '/v1/workflow-plans/:workflowPlanId/complete',
      summary: 'Complete a plan in its last stage; it binds the agent no longer',
      body: Why,
      permission: 'workflow_plan.complete',
      loosens: 'an_agent',
      audit: 'workflow_plan.completed',
    },
    ({ change, params, body }) => completePlan(change, params.workflowPlanId, body.reason),
  ),
  changeRoute(
    {
      ...onPlan,
      path: '/v1/workflow-plans/:workflowPlanId/resume',
      summary: 'Let a plan go on that a refused checkpoint or its end has stopped',
      body: PlanResumption,
      permission: 'workflow_plan.resume',
      loosens: 'an_agent',
      audit: 'workflow_plan.resumed',
    },
    ({ change, params, body }) => resumePlan(change, params.workflowPlanId, body),
  ),
  changeRoute(
    {
      ...onPlan,
      path: '/v1/workflow-plans/:workflowPlanId/cancel',
      summary: 'Cancel a plan; it binds the agent no longer',
      body: Why,
      permission: 'workflow_plan.cancel',
      loosens: 'an_agent',
      audit: 'workflow_plan.cancelled',
    },
    ({ change, params, body }) => cancelPlan(change, params.workflowPlanId, body.reason),
  ),
];

const checkpoints: readonly Route[] = [
  changeRoute(
    {
      ...onPlan,
      path: '/v1/workflow-plans/:workflowPlanId/sign',
      summary: 'Sign the checkpoint after the present stage: the next one opens',
      body: CheckpointVerdict,
      permission: 'checkpoint.decide',
      loosens: 'an_agent',
      audit: 'checkpoint.signed',
    },
    ({ change, person, params, body }) =>
      decideCheckpoint(change, person, params.workflowPlanId, { ...body, verdict: 'signed' }),
  ),
  changeRoute(
    {
      ...onPlan,
      path: '/v1/workflow-plans/:workflowPlanId/refuse',
      summary: 'Refuse the checkpoint after the present stage: nothing of the plan runs until it is settled',
      body: CheckpointVerdict,
      permission: 'checkpoint.decide',
      loosens: 'an_agent',
      audit: 'checkpoint.refused',
    },
    ({ change, person, params, body }) =>
      decideCheckpoint(change, person, params.workflowPlanId, { ...body, verdict: 'refused' }),
  ),
];

export const workflowPlanRoutes: readonly Route[] = [...reads, ...moves, ...checkpoints];
