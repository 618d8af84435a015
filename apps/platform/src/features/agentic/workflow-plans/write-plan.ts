/** Writes a workflow plan as a draft, which binds nobody. What it says is never changed: another plan is written instead. */
import type { JsonObject } from '@gamut/kernel/canonical-json';
import type { TenantReader } from '@gamut/database/tenant-transaction';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { invalidField, notFound } from '../../../http/expected-refusals.ts';
import { holdAgent } from '../agents/load-agent.ts';
import type { OwnedAgent } from '../agents/no-owner.ts';
import { expandTools } from '../toolsets/expand-tools.ts';
import { assertCouldSign, type Signer } from './checkpoint-signers.ts';
import { sealPlan } from './tools-as-approved.ts';
import type { NewPlanStage, NewWorkflowPlan, WorkflowPlan } from './workflow-plan.ts';
import { countReadingTools, findPlan, insertPlan } from './workflow-plan-store.ts';

export async function writePlan(
  change: Change,
  wanted: NewWorkflowPlan,
  signers: readonly Signer[],
): Promise<Audited<WorkflowPlan>> {
  const { tx, actor } = change;
  const { agentId, name, purpose, lastsHours } = wanted;
  const agent = await holdAgent(tx, agentId);
  const stages = await soundStages(tx, wanted.stages, { agent, signers });
  const throughoutToolIds = [...(wanted.throughoutToolIds ?? [])].sort();
  if ((await countReadingTools(tx, throughoutToolIds)) !== throughoutToolIds.length)
    throw invalidField(
      '/throughoutToolIds',
      'names a tool that is not there, or that does more than read',
      'Name tools of type read or retrieve; what acts belongs to a stage.',
    );
  const id = change.newId('wfp');
  const at = change.now();
  const body = { agentId, name, purpose, stages, throughoutToolIds, lastsHours };
  const sealed = await sealPlan(tx, body);
  const { sha256 } = sealed;
  await insertPlan(tx, { id, ...body, ...sealed, by: actor.id, at });
  return change.succeed(
    {
      event: 'workflow_plan.created',
      subject: { kind: 'workflow_plan', id, name: `${agent.name}: ${name}` },
      after: { agentId, sha256, stages, throughoutToolIds, lastsHours },
    },
    await loadPlan(tx, id, at),
  );
}

export async function loadPlan(tx: TenantReader, id: string, at: string): Promise<WorkflowPlan> {
  const plan = await findPlan(tx, id, at);
  if (plan === undefined) throw notFound('workflow plan');
  return plan;
}

interface Signing {
  readonly agent: OwnedAgent;
  readonly signers: readonly Signer[];
}

async function soundStages(
  tx: TenantReader,
  wanted: readonly NewPlanStage[],
  signing: Signing,
): Promise<JsonObject[]> {
  const names = wanted.map(({ name }) => name);
  const twice = names.findIndex((name, at) => names.indexOf(name) !== at);
  if (twice >= 0)
    throw invalidField(`/stages/${twice}/name`, 'is the name of another stage', 'Name each stage otherwise.');
  return Promise.all(
    wanted.map((stage, at) => soundStage(tx, stage, at, { ...signing, count: wanted.length })),
  );
}

async function soundStage(
  tx: TenantReader,
  { name, toolIds, toolsetIds, checkpoint }: NewPlanStage,
  at: number,
  { agent, signers, count }: Signing & { readonly count: number },
): Promise<JsonObject> {
  const expanded = await expandTools(tx, { toolIds, toolsetIds }, `/stages/${at}`);
  const isLast = at === count - 1;
  if (isLast && checkpoint !== undefined)
    throw invalidField(
      `/stages/${at}/checkpoint`,
      'stands after the last stage, and leads nowhere',
      'Leave it out: a person completes the plan there.',
    );
  const approverIds = [...(checkpoint?.approverIds ?? [])].sort();
  const asked = { approverRole: checkpoint?.approverRole ?? 'agent_operator', approverIds };
  if (!isLast) assertCouldSign(asked, signers, agent, `/stages/${at}/checkpoint`);
  return {
    name,
    toolIds: [...expanded.toolIds],
    toolsets: expanded.toolsets.map((one) => ({ ...one })),
    checkpoint: isLast ? null : asked,
  };
}
