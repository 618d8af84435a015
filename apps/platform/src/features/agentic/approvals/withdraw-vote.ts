/**
 * A voter takes their approving vote back, with a reason, while the approval is open. The approval is counted anew in the same
 * transaction, under the lock that its use takes too: it was used before, or it is not used by this vote.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { countApprovals, stagesKept, type Counted } from '../approval-votes/count-approval.ts';
import { insertWithdrawal } from '../approval-votes/vote-store.ts';
import type { Approval } from './approval.ts';
import { recountApprovalRow } from './approval-store.ts';
import { mayTakeBack } from './approver.ts';
import { takeApproval } from './asked-of.ts';
import { loadApproval, type Reading } from './load-approval.ts';

export async function withdrawVote(
  change: Change,
  id: string,
  note: string,
  reading: Reading,
): Promise<Audited<Approval>> {
  const { tx } = change;
  const at = change.now();
  const { stored, votes } = await takeApproval(tx, id, at);
  const own = votes.find((vote) => mayTakeBack(reading.person.id, vote, stored.status));
  if (own === undefined) throw nothingToTakeBack(stored.status);
  await insertWithdrawal(tx, own.id, note, at);
  const { count } = (await countApprovals(tx, [stored])).get(id) as Counted;
  const status = count.outcome === 'approved' ? 'approved' : 'pending';
  await recountApprovalRow(tx, id, { status, stages: stagesKept(count) });
  return change.succeed(
    {
      event: 'approval.vote_withdrawn',
      subject: { kind: 'approval', id, name: `${stored.agent_name}: ${stored.tool}` },
      before: { status: stored.status },
      after: {
        status,
        vote: own.id,
        given: count.stages.map(({ given, stage }) => `${given} of ${stage.needed}`).join(', '),
      },
      reason: note,
    },
    await loadApproval(tx, id, reading),
  );
}

function nothingToTakeBack(status: string): AppError {
  const isOpen = status === 'pending' || status === 'approved';
  return new AppError(
    'conflict',
    isOpen
      ? 'You have no approving vote on this that counts.'
      : `This is ${status}; a vote can’t be taken back.`,
    { fix: 'Nothing needs to be done.', who: 'the person' },
  );
}
