/**
 * A person approves or refuses one exact action: one vote, kept for ever with the right that was used and the digest of all that
 * its voter was shown. One refusal ends it; the last approval that was wanted makes it approved.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { countApprovals, stagesKept, type Counted } from '../approval-votes/count-approval.ts';
import { insertVote } from '../approval-votes/vote-store.ts';
import type { Approval, ApprovalAnswer } from './approval.ts';
import { answerApprovalRow, settleVoterEpoch } from './approval-store.ts';
import { findRight, type Right, type Verdict } from './approver.ts';
import { refuseToDecide, takeApproval, type ApprovalInHand } from './asked-of.ts';
import { loadApproval, loadShown, type Reading, type Shown } from './load-approval.ts';
import { loadRights } from './rights-of.ts';

const events = { approved: 'approval.approved', refused: 'approval.refused' } as const;

export async function answerApproval(
  change: Change,
  id: string,
  verdict: Verdict,
  answer: ApprovalAnswer,
  reading: Reading,
): Promise<Audited<Approval>> {
  const { tx } = change;
  const { person } = reading;
  const at = change.now();
  const hand = await takeApproval(tx, id, at);
  const right = findRight(person.id, await loadRights(tx, person, at), hand.asked, verdict);
  if (typeof right === 'string') throw refuseToDecide(hand, right);
  change.separation.keptApart('an_action');
  const shown = await loadShown(tx, hand.stored, reading);
  assertSameShown(shown, answer.shownSha256);
  await settleVoterEpoch(tx, person.id, person.roleEpoch);
  await insertVote(tx, {
    ...voteOf(right, shown, reading),
    id: change.newId('vot'),
    approvalId: id,
    verdict,
    note: answer.note,
    at,
  });
  const { count } = (await countApprovals(tx, [hand.stored])).get(id) as Counted;
  await answerApprovalRow(tx, id, {
    status: count.outcome,
    by: person.id,
    note: answer.note,
    at,
    stages: stagesKept(count),
  });
  const approval = await loadApproval(tx, id, reading);
  const record = {
    event: events[verdict],
    subject: { kind: 'approval', id, name: `${hand.stored.agent_name}: ${hand.stored.tool}` },
    before: { status: hand.stored.status },
    after: {
      ...recordOf(hand, shown),
      status: count.outcome,
      given: count.stages.map(({ given, stage }) => `${given} of ${stage.needed}`).join(', '),
      ...(right.delegationId === null ? {} : { inPlaceOf: right.seatId, delegation: right.delegationId }),
    },
    reason: answer.note,
  };
  return change.succeedWith(record, (receipt) => ({
    ...approval,
    journal: { stream: receipt.stream, seq: receipt.seq, hash: receipt.hash },
  }));
}

/** What every record about an approval says of it. */
export function recordOf({ stored }: ApprovalInHand, shown: Shown) {
  return {
    decision: stored.decision_id,
    agent: stored.agent_id,
    actionSha256: stored.action_sha256,
    schemaSha256: stored.schema_sha256,
    shownSha256: shown.sha256,
    reasonCodes: shown.reasons.map(({ code }) => code),
    expiresAt: stored.expires_at.toISOString(),
  };
}

export function voteOf(right: Right, shown: Shown, { person }: Reading) {
  return {
    personId: person.id,
    personEpoch: person.roleEpoch,
    seatId: right.seatId,
    seatEpoch: right.seatEpoch,
    delegationId: right.delegationId,
    roles: right.roles,
    reasons: shown.reasons,
    shownSha256: shown.sha256,
  };
}

function assertSameShown(shown: Shown, said: string | undefined): void {
  if (said === undefined || said === shown.sha256) return;
  throw new AppError('conflict', 'What you were shown is not what this approval asks.', {
    fix: 'Read it again, and decide on what stands there.',
    who: 'the person',
  });
}
