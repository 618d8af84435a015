/** What the votes on approvals come to, now: the stages in force, and of each vote whether it still counts. */
import { countVotes, type ApprovalCount } from '@gamut/policy/approval-count';
import type { ApprovalStage } from '@gamut/policy/approval-terms';
import { reasonKey } from '@gamut/policy/reason-key';
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { listVotes, type StoredVote } from './vote-store.ts';

export interface Counted {
  readonly count: ApprovalCount;
  /** Oldest first. */
  readonly votes: readonly StoredVote[];
}

export interface StagedApproval {
  readonly id: string;
  readonly stages: readonly ApprovalStage[];
}

export async function countApprovals(
  tx: TenantReader,
  approvals: readonly StagedApproval[],
): Promise<ReadonlyMap<string, Counted>> {
  const votes = await listVotes(
    tx,
    approvals.map(({ id }) => id),
  );
  return new Map(
    approvals.map(({ id, stages }) => {
      const own = votes.filter((vote) => vote.approval_id === id);
      return [id, { count: countVotes(stages, own.map(countedVote)), votes: own }];
    }),
  );
}

function countedVote(vote: StoredVote): Parameters<typeof countVotes>[1][number] {
  return {
    personId: vote.person_id,
    seatId: vote.seat_id,
    roles: vote.roles,
    verdict: vote.verdict,
    stands: vote.lapse === null,
    reasonCodes: vote.reasons.map(reasonKey),
  };
}

/** A stage as an approval keeps it: with whether it is satisfied, so that a list finds whose vote is still wanted. */
export function stagesKept(count: ApprovalCount): string {
  return JSON.stringify(count.stages.map(({ stage, passed }) => ({ ...stage, passed })));
}
