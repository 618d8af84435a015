/** An approval in hand, as it stands now: its row, the votes counted anew, and what somebody is asked who would vote. */
import { AppError } from '@gamut/kernel/app-error';
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import { notFound } from '../../../http/expected-refusals.ts';
import { AnswersForIt } from '../../../http/separation.ts';
import { countApprovals, type Counted } from '../approval-votes/count-approval.ts';
import { yoursToAnswerFor, yoursToAsk, type AskedOf } from './approver.ts';
import { findApprovalRow, lockApprovalRow, type StoredApproval } from './approval-store.ts';

export interface ApprovalInHand extends Counted {
  readonly stored: StoredApproval;
  readonly asked: AskedOf;
}

export async function readApproval(tx: TenantReader, id: string, at: string): Promise<ApprovalInHand> {
  return inHand(tx, await findApprovalRow(tx, id, at));
}

/** Whoever comes second waits, and finds what the first has left. */
export async function takeApproval(tx: TenantTx, id: string, at: string): Promise<ApprovalInHand> {
  return inHand(tx, await lockApprovalRow(tx, id, at));
}

async function inHand(tx: TenantReader, row: StoredApproval | undefined): Promise<ApprovalInHand> {
  if (row === undefined) throw notFound('approval');
  const counted = (await countApprovals(tx, [row])).get(row.id) as Counted;
  const isOpen = row.status === 'pending' || row.status === 'approved';
  const stored =
    isOpen && counted.count.outcome !== 'refused' ? { ...row, status: counted.count.outcome } : row;
  const asked: AskedOf = {
    status: stored.status,
    stages: counted.count.stages,
    critical: row.agent_tier === 'critical' || row.risk === 'critical',
    agentOwnerIds: row.agent_owner_ids,
    requesterIds: row.requester_ids,
    votes: counted.votes.map((vote) => ({
      personId: vote.person_id,
      seatId: vote.seat_id,
      stands: vote.lapse === null,
    })),
  };
  return { ...counted, stored, asked };
}

/** Not theirs to decide, or not open any more. */
export function refuseToDecide({ stored }: ApprovalInHand, why: string): AppError {
  const message = `You can’t decide on this. ${why}`;
  const detail = {
    fix: 'Leave it to somebody who may, or wait for the agent to ask again.',
    who: `somebody with the role ${stored.approver_role}, or whom the gate names`,
  };
  if (why === yoursToAnswerFor || why === yoursToAsk)
    return new AnswersForIt(message, detail, [stored.agent_id]);
  const open = stored.status === 'pending' && !/already/.test(why);
  return new AppError(open ? 'forbidden' : 'conflict', message, detail);
}
