/**
 * The way of a plan: approved by somebody else than who wrote it, started, and ended by a person. Where the agent is critical,
 * whoever answers for it moves none of its plans. From its start to its end a plan binds its agent, also when its time is over.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { JsonObject } from '@gamut/kernel/canonical-json';
import type { Audited } from '../../../http/audited.ts';
import type { AuditEvent } from '../../../http/audit-events.ts';
import type { Change } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { holdAgent, type HeldAgent } from '../agents/load-agent.ts';
import { assertNoOwner, type NoOwner } from '../agents/no-owner.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { assertAllSignable, type Signer } from './checkpoint-signers.ts';
import { refused } from './plan-refusals.ts';
import { sealPlan } from './tools-as-approved.ts';
import type { PlanResumption, PlanStatus, WorkflowPlan } from './workflow-plan.ts';
import {
  approvePlanRow,
  endPlanRow,
  findPlanBody,
  lockPlan,
  resumePlanRow,
  startPlanRow,
} from './workflow-plan-store.ts';
import { loadPlan } from './write-plan.ts';

/** With its tools as they are now. One that is approved is approved again where a tool has changed since. */
export async function approvePlan(change: Change, id: string): Promise<Audited<WorkflowPlan>> {
  const { tx, actor } = change;
  const { plan, by } = await holdPlan(change, id, ['draft', 'approved', 'active']);
  if (plan.status !== 'draft' && plan.toolsChanged.length === 0)
    throw refused('It is approved, and its tools are what they were.', 'Nothing needs to be done.');
  if (plan.writtenBy.id === actor.id)
    throw new AppError('forbidden', 'Who writes a plan does not approve it.', {
      fix: 'Let somebody else approve it.',
      who: 'another agent operator or an administrator',
    });
  if (plan.status === 'active') await bumpFacts(tx);
  const sealed = await sealPlan(tx, await findPlanBody(tx, id));
  await approvePlanRow(tx, { id, by, at: change.now() }, sealed);
  const status = plan.status === 'draft' ? 'approved' : plan.status;
  const changed = plan.toolsChanged.map(({ tool }) => tool);
  return told(change, plan, 'workflow_plan.approved', { after: { status, sha256: sealed.sha256, changed } });
}

/** Who approved it still may have: the agent can have become critical, or theirs, since. */
export async function startPlan(
  change: Change,
  id: string,
  signers: readonly Signer[],
): Promise<Audited<WorkflowPlan>> {
  const { tx } = change;
  const { plan, agent, by } = await holdPlan(change, id, ['approved']);
  assertNoOwner(change, [agent], plan.approvedBy?.id ?? '');
  assertAllSignable(plan, signers, agent);
  if (plan.toolsChanged.length > 0)
    throw refused(
      `These tools are no longer what they were when it was approved: ${plan.toolsChanged.map(({ tool }) => tool).join(', ')}.`,
      'Let somebody else than who wrote it look at them, and approve it again.',
    );
  if (agent.status === 'retired') throw refused('This agent is retired.', 'Write a plan for another agent.');
  await bumpFacts(tx);
  await startPlanRow(tx, { id, by, at: change.now() });
  return told(change, plan, 'workflow_plan.started', {
    after: { status: 'active', stage: 1, sha256: plan.sha256 },
  });
}

/** Only where nothing is left to sign, and nothing to settle. */
export async function completePlan(
  change: Change,
  id: string,
  reason: string,
): Promise<Audited<WorkflowPlan>> {
  const { tx } = change;
  const { plan, by } = await holdPlan(change, id, ['active']);
  if (plan.halted || plan.over)
    throw refused('This plan has stopped.', 'Resume it with a reason, or cancel it.');
  if (plan.stage !== plan.stages.length)
    throw refused(
      `It is in stage ${plan.stage} of ${plan.stages.length}.`,
      'Sign its checkpoints, or cancel it.',
    );
  await bumpFacts(tx);
  await endPlanRow(tx, { id, by, at: change.now() }, 'completed', reason);
  return told(change, plan, 'workflow_plan.completed', { reason, after: { status: 'completed' } });
}

export async function cancelPlan(change: Change, id: string, reason: string): Promise<Audited<WorkflowPlan>> {
  const { tx } = change;
  const { plan, by } = await holdPlan(change, id, ['draft', 'approved', 'active']);
  if (plan.status === 'active') await bumpFacts(tx);
  await endPlanRow(tx, { id, by, at: change.now() }, 'cancelled', reason);
  return told(change, plan, 'workflow_plan.cancelled', { reason, after: { status: 'cancelled' } });
}

/** Goes on in the same stage: a checkpoint that was refused is still to be signed. */
export async function resumePlan(
  change: Change,
  id: string,
  { reason, hours }: PlanResumption,
): Promise<Audited<WorkflowPlan>> {
  const { tx } = change;
  const { plan, by } = await holdPlan(change, id, ['active']);
  if (!plan.halted && !plan.over) throw refused('This plan has not stopped.', 'Nothing needs to be done.');
  if (plan.over && hours === undefined)
    throw refused('Its time is over.', 'Say in hours how much longer it lasts.');
  await bumpFacts(tx);
  const endsAt =
    hours === undefined
      ? (plan.endsAt ?? change.now())
      : new Date(Date.parse(change.now()) + hours * 3_600_000).toISOString();
  await resumePlanRow(tx, { id, by, at: change.now() }, endsAt);
  return told(change, plan, 'workflow_plan.resumed', {
    reason,
    after: { status: 'active', halted: false, endsAt },
  });
}

interface HeldPlan {
  readonly plan: WorkflowPlan;
  readonly agent: HeldAgent;
  /** Who moves it: nobody who owns the agent while it is critical. */
  readonly by: NoOwner;
}

/**
 * The plan and its agent, held until this transaction ends, in the one order: plan, agent, facts.
 * @throws AppError `not_found`, `conflict`, `forbidden`
 */
export async function holdPlan(change: Change, id: string, within: readonly PlanStatus[]): Promise<HeldPlan> {
  const plan = await lockPlan(change.tx, id, change.now());
  if (plan === undefined) throw notFound('workflow plan');
  if (!within.includes(plan.status))
    throw refused(
      `This plan is ${plan.status}, and this asks for ${within.join(' or ')}.`,
      'A plan is approved, started and completed, in this order; write another to change it.',
    );
  const agent = await holdAgent(change.tx, plan.agentId);
  return { plan, agent, by: assertNoOwner(change, [agent]) };
}

async function told(
  change: Change,
  plan: WorkflowPlan,
  event: AuditEvent,
  { after, reason }: { readonly after: JsonObject; readonly reason?: string },
): Promise<Audited<WorkflowPlan>> {
  const { id, agentName, name, status, stage, halted, endsAt } = plan;
  return change.succeed(
    {
      event,
      subject: { kind: 'workflow_plan', id, name: `${agentName}: ${name}` },
      before: { status, stage, halted, endsAt },
      after,
      ...(reason === undefined ? {} : { reason }),
    },
    await loadPlan(change.tx, id, change.now()),
  );
}
