/**
 * A checkpoint: a person who holds the role, or whom the plan names, looks at what the stage came to. Signed, the next stage opens
 * with the next decision; refused, nothing of the plan runs until a person has settled it.
 */
import { heldRoles } from '@gamut/access/effective-right';
import { AppError } from '@gamut/kernel/app-error';
import type { Person } from '../../../access/person.ts';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { CheckpointVerdict, WorkflowPlan } from './workflow-plan.ts';
import { isAsked } from './checkpoint-signers.ts';
import { holdPlan } from './move-plan.ts';
import { refused } from './plan-refusals.ts';
import { addCheckpoint } from './workflow-plan-store.ts';
import { loadPlan } from './write-plan.ts';

type Decider = Pick<Person, 'id' | 'role' | 'additiveRoles'>;

export async function decideCheckpoint(
  change: Change,
  signer: Decider,
  planId: string,
  { stage, note, verdict }: CheckpointVerdict & { readonly verdict: 'signed' | 'refused' },
): Promise<Audited<WorkflowPlan>> {
  const { tx } = change;
  const { plan, by } = await holdPlan(change, planId, ['active']);
  assertOpen(plan, stage);
  assertSigner(plan, stage, signer);
  await bumpFacts(tx);
  const id = change.newId('chk');
  await addCheckpoint(tx, { id: planId, by, at: change.now() }, { id, stage, verdict, note });
  return change.succeed(
    {
      event: verdict === 'signed' ? 'checkpoint.signed' : 'checkpoint.refused',
      subject: { kind: 'workflow_plan', id: planId, name: `${plan.agentName}: ${plan.name}` },
      before: { stage: plan.stage, halted: false },
      after: {
        checkpointId: id,
        stage: verdict === 'signed' ? stage + 1 : stage,
        halted: verdict === 'refused',
        sha256: plan.sha256,
      },
      reason: note,
    },
    await loadPlan(tx, planId, change.now()),
  );
}

function assertOpen(plan: WorkflowPlan, stage: number): void {
  if (plan.halted || plan.over)
    throw refused('This plan has stopped.', 'An administrator resumes or cancels it first.');
  if (plan.stage !== stage)
    throw refused(
      `The plan is in stage ${plan.stage} by now.`,
      'Look at it again, and decide on that stage.',
    );
  if (stage >= plan.stages.length)
    throw refused('No checkpoint stands after the last stage.', 'Complete the plan.');
}

function assertSigner(plan: WorkflowPlan, stage: number, signer: Decider): void {
  const checkpoint = plan.stages[stage - 1]?.checkpoint ?? null;
  const asked = {
    approverRole: checkpoint?.approverRole ?? 'administrator',
    approverIds: checkpoint?.approvers.map(({ id }) => id) ?? [],
  };
  if (checkpoint !== null && isAsked(asked, { id: signer.id, roles: heldRoles(signer) })) return;
  const whom =
    asked.approverIds.length > 0
      ? 'the people whom the plan names'
      : `those with the role ${asked.approverRole}`;
  throw new AppError('forbidden', `This checkpoint is for ${whom}.`, {
    fix: 'Let one of them look at it.',
    who: whom,
  });
}
