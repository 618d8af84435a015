/**
 * A person approves or refuses one exact action. The record names the action digest and the tool schema that the answer is
 * bound to, and the reasons that were shown: it answers these and no others.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import type { Approval } from './approval.ts';
import { answerApprovalRow, lockApprovalRow } from './approval-store.ts';
import { whyMayNotDecide } from './approver.ts';
import { askedOf, loadApproval, type Reading } from './load-approval.ts';

const events = { approved: 'approval.approved', refused: 'approval.refused' } as const;

export async function answerApproval(
  change: Change,
  id: string,
  status: keyof typeof events,
  note: string,
  reading: Reading,
): Promise<Audited<Approval>> {
  const { tx } = change;
  const at = change.now();
  const asked = await lockApprovalRow(tx, id, at);
  if (asked === undefined) throw notFound('approval');
  const why = whyMayNotDecide(reading.person, askedOf(asked));
  if (why !== undefined) {
    const code = asked.status === 'pending' ? 'forbidden' : 'conflict';
    throw new AppError(code, `You can’t decide on this. ${why}`, {
      fix: 'Leave it to somebody who may, or wait for the agent to ask again.',
      who: `somebody with the role ${asked.approver_role}`,
    });
  }
  await answerApprovalRow(tx, id, { status, by: reading.person.id, note, at });
  const approval = await loadApproval(tx, id, reading);
  const record = {
    event: events[status],
    subject: { kind: 'approval', id, name: `${asked.agent_name}: ${asked.tool}` },
    before: { status: asked.status },
    after: {
      status,
      decision: asked.decision_id,
      agent: asked.agent_id,
      actionSha256: asked.action_sha256,
      schemaSha256: asked.schema_sha256,
      reasonCodes: asked.reason_codes,
      expiresAt: asked.expires_at.toISOString(),
    },
    reason: note,
  };
  return change.succeedWith(record, (receipt) => ({
    ...approval,
    journal: { stream: receipt.stream, seq: receipt.seq, hash: receipt.hash },
  }));
}
