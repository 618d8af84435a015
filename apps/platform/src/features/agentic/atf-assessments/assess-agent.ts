/** The work of an assessment: started for an agent at its level, a word on each control, completed when none that is a must lacks one. */
import { atfControls } from '@gamut/governance/atf-controls';
import { AppError } from '@gamut/kernel/app-error';
import type { TenantTx } from '@gamut/database/tenant-transaction';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { notFound, refuseTaken } from '../../../http/expected-refusals.ts';
import { holdAgent } from '../agents/load-agent.ts';
import type { AtfAssessment, AtfControlResult } from './atf-assessment.ts';
import {
  completeAtfAssessmentRow,
  findAtfAssessment,
  insertAtfAssessment,
  lockAtfAssessment,
  putControlResult,
} from './atf-assessment-store.ts';

export async function startAssessment(change: Change, agentId: string): Promise<Audited<AtfAssessment>> {
  const { tx } = change;
  const agent = await holdAgent(tx, agentId);
  if (agent.level === null)
    throw new AppError('conflict', 'This agent has no level to be assessed at.', {
      fix: 'Give the agent a level first.',
      who: 'an administrator',
    });
  const id = change.newId('asm');
  const row = { id, agentId, level: agent.level, startedAt: change.now(), by: change.actor.id };
  await refuseTaken(insertAtfAssessment(tx, row), 'An open assessment of this agent');
  return change.succeed(
    {
      event: 'atf_assessment.started',
      subject: { kind: 'atf_assessment', id, name: agent.name },
      after: { agent: agentId, level: agent.level },
    },
    (await findAtfAssessment(tx, id)) as AtfAssessment,
  );
}

export async function assessControl(
  change: Change,
  place: { readonly assessmentId: string; readonly controlId: string },
  result: AtfControlResult,
): Promise<Audited<AtfAssessment>> {
  const { tx } = change;
  const { assessmentId: id, controlId } = place;
  const before = await holdOpen(tx, id);
  if (!atfControls.some((control) => control.id === controlId)) throw notFound('control');
  await putControlResult(tx, place, { ...result, by: change.actor.id, at: change.now() });
  const was = before.controls.find((control) => control.id === controlId);
  return change.succeed(
    {
      event: 'atf_assessment.control_assessed',
      subject: { kind: 'atf_assessment', id, name: before.agentName },
      before: { control: controlId, result: was?.result ?? null },
      after: { control: controlId, result: result.result },
      reason: result.rationale,
    },
    (await findAtfAssessment(tx, id)) as AtfAssessment,
  );
}

export async function completeAssessment(
  change: Change,
  id: string,
  note: string,
): Promise<Audited<AtfAssessment>> {
  const { tx } = change;
  const before = await holdOpen(tx, id);
  const missing = atfControls
    .filter(({ applies }) => applies[before.level] === 'must')
    .filter((control) => !before.controls.some((one) => one.id === control.id))
    .map((control) => control.id);
  if (missing.length > 0)
    throw new AppError('conflict', `These controls are a must and have no result: ${missing.join(', ')}.`, {
      fix: 'Give a result and a rationale for each, then complete it.',
      who: 'whoever assesses the agent',
    });
  await completeAtfAssessmentRow(tx, id, { by: change.actor.id, at: change.now(), note });
  const count = (result: string) => before.controls.filter((one) => one.result === result).length;
  return change.succeed(
    {
      event: 'atf_assessment.completed',
      subject: { kind: 'atf_assessment', id, name: before.agentName },
      after: {
        agent: before.agentId,
        level: before.level,
        met: count('met'),
        partlyMet: count('partly_met'),
        notMet: count('not_met'),
      },
      reason: note,
    },
    (await findAtfAssessment(tx, id)) as AtfAssessment,
  );
}

async function holdOpen(tx: TenantTx, id: string): Promise<AtfAssessment> {
  await lockAtfAssessment(tx, id);
  const found = await findAtfAssessment(tx, id);
  if (found === undefined) throw notFound('assessment');
  if (found.status === 'open') return found;
  throw new AppError('conflict', 'This assessment is completed.', {
    fix: 'Start a new one.',
    who: 'whoever assesses the agent',
  });
}
