/**
 * An administrator lets one exact action pass at once, and somebody else says afterwards whether that was right. It stands beside
 * the votes as what it is, answers reasons that ask for a person and no others (all controls run again at its use), and is short.
 */
import { AppError } from '@gamut/kernel/app-error';
import { heldRoles } from '@gamut/access/effective-right';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { AnswersForIt } from '../../../http/separation.ts';
import { countApprovals, stagesKept, type Counted } from '../approval-votes/count-approval.ts';
import { insertVote } from '../approval-votes/vote-store.ts';
import { recordOf, voteOf } from './answer-approval.ts';
import type { Approval } from './approval.ts';
import { answerApprovalRow, settleVoterEpoch } from './approval-store.ts';
import { refuseToDecide, takeApproval } from './asked-of.ts';
import {
  breakGlassLifeMs,
  reviewWithinMs,
  whyMayNotBreakGlass,
  type BreakGlassReview,
  type BreakGlassUse,
} from './break-glass.ts';
import {
  breakGlassUse,
  findBreakGlass,
  insertBreakGlass,
  reviewBreakGlassRow,
  whyNotReview,
  type StoredBreakGlass,
} from './break-glass-store.ts';
import { loadApproval, loadShown, type Reading } from './load-approval.ts';

export async function breakTheGlass(
  change: Change,
  id: string,
  reason: string,
  reading: Reading,
): Promise<Audited<Approval>> {
  const { tx } = change;
  const { person } = reading;
  const at = change.now();
  const hand = await takeApproval(tx, id, at);
  const roles = heldRoles(person);
  const why = whyMayNotBreakGlass({ id: person.id, roles }, hand.asked);
  if (why !== undefined) throw refuseToDecide(hand, why);
  change.separation.keptApart('an_action');
  const shown = await loadShown(tx, hand.stored, reading);
  const own = { seatId: person.id, roles, seatEpoch: person.roleEpoch, delegationId: null };
  await settleVoterEpoch(tx, person.id, person.roleEpoch);
  await insertVote(tx, {
    ...voteOf(own, shown, reading),
    id: change.newId('vot'),
    approvalId: id,
    verdict: 'broke_glass',
    note: reason,
    at,
  });
  const { count } = (await countApprovals(tx, [hand.stored])).get(id) as Counted;
  if (count.outcome !== 'approved')
    throw refuseToDecide(hand, 'Its gate asks for nobody, so nothing lets it pass.');
  const expiresAt = later(at, breakGlassLifeMs);
  const reviewDueAt = later(at, reviewWithinMs);
  await answerApprovalRow(tx, id, {
    status: 'approved',
    by: person.id,
    note: reason,
    at,
    stages: stagesKept(count),
    expiresAt,
  });
  const made = { id: change.newId('bgl'), approvalId: id, personId: person.id, reason, at, reviewDueAt };
  await insertBreakGlass(tx, made);
  const approval = await loadApproval(tx, id, reading);
  const record = {
    event: 'approval.glass_broken',
    subject: { kind: 'approval', id, name: `${hand.stored.agent_name}: ${hand.stored.tool}` },
    before: { status: hand.stored.status },
    after: {
      ...recordOf(hand, shown),
      severity: 'high',
      status: 'approved',
      expiresAt: approval.expiresAt,
      reviewDueAt,
    },
    reason,
  } as const;
  return change.succeedWith(record, ({ stream, seq, hash }) => ({
    ...approval,
    journal: { stream, seq, hash },
  }));
}

function later(at: string, ms: number): string {
  return new Date(Date.parse(at) + ms).toISOString();
}

export async function reviewBreakGlass(
  change: Change,
  personId: string,
  id: string,
  review: BreakGlassReview,
): Promise<Audited<BreakGlassUse>> {
  const { tx } = change;
  const at = change.now();
  const found = await findBreakGlass(tx, id);
  if (found === undefined) throw notFound('emergency');
  if (found.person_id === personId)
    throw new AppError('forbidden', 'You let it pass yourself, so somebody else has to look at it.', {
      fix: 'Ask another administrator, or somebody with the role advanced.',
      who: 'another person',
    });
  const apart = whyNotReview(found, personId);
  if (apart !== undefined)
    throw new AnswersForIt(
      apart,
      { fix: 'Ask another administrator, or somebody with the role advanced.', who: 'another person' },
      [found.agent_id],
    );
  change.separation.keptApart('an_action');
  if (!(await reviewBreakGlassRow(tx, id, personId, review, at)))
    throw new AppError('conflict', 'It has been reviewed already.', {
      fix: 'Read the review that is there.',
      who: 'nobody',
    });
  const reviewed = breakGlassUse((await findBreakGlass(tx, id)) as StoredBreakGlass, personId, at);
  const overdue = found.review_due_at.getTime() <= Date.parse(at);
  const record = {
    event: 'break_glass.reviewed',
    subject: { kind: 'break_glass', id, name: `${found.agent_name}: ${found.tool}` },
    before: { status: 'to_review' },
    after: {
      status: 'reviewed',
      verdict: review.verdict,
      approval: found.approval_id,
      by: found.person_id,
      overdue,
    },
    reason: review.note,
  } as const;
  return change.succeed(record, reviewed);
}
