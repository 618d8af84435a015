/**
 * All SQL of votes. A vote counts while its voter, and whoever lent the right, still have the place and the roles that they
 * had, and neither answers for the agent, or has since it was asked, now that it, or the action, is critical: judged anew at each use.
 */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { Reason } from '@gamut/protocol/decision';
import { ownersOf } from './owners-since-asked.ts';

export type Lapse = 'withdrawn' | 'left' | 'roles_changed' | 'answers_for_agent';

export interface StoredVote {
  readonly id: string;
  readonly approval_id: string;
  readonly person_id: string;
  readonly person_name: string;
  readonly seat_id: string;
  readonly seat_name: string;
  readonly delegation_id: string | null;
  readonly verdict: 'approved' | 'refused' | 'broke_glass';
  readonly roles: string[];
  readonly reasons: Pick<Reason, 'code' | 'about'>[];
  readonly shown_sha256: string;
  readonly note: string;
  readonly at: Date;
  /** What its voter said when they took it back. */
  readonly withdrawn_note: string | null;
  /** Why it counts no more. */
  readonly lapse: Lapse | null;
}

/** Oldest first. */
export function listVotes(tx: TenantReader, approvals: readonly string[]): Promise<StoredVote[]> {
  return tx.query<StoredVote>(
    `SELECT v.id, v.approval_id, v.person_id, p.name AS person_name, v.seat_id, s.name AS seat_name, v.delegation_id, v.verdict,
       v.roles, v.reasons, v.shown_sha256, v.note, v.at, w.note AS withdrawn_note,
       CASE WHEN w.vote_id IS NOT NULL THEN 'withdrawn'
         WHEN p.left_at IS NOT NULL OR s.left_at IS NOT NULL THEN 'left'
         WHEN p.role_epoch IS DISTINCT FROM v.person_epoch OR s.role_epoch IS DISTINCT FROM v.seat_epoch THEN 'roles_changed'
         WHEN ARRAY[v.person_id, v.seat_id] && ${ownersOf('q')} AND (a.tier = 'critical' OR d.risk = 'critical') THEN 'answers_for_agent'
       END AS lapse
     FROM approval_votes v JOIN approvals q ON q.id = v.approval_id JOIN agents a ON a.id = q.agent_id
       JOIN people p ON p.id = v.person_id JOIN people s ON s.id = v.seat_id LEFT JOIN decisions d ON d.id = q.decision_id
       LEFT JOIN approval_vote_withdrawals w ON w.vote_id = v.id
     WHERE v.approval_id = ANY ($1::text[]) ORDER BY v.at, v.id`,
    [approvals],
  );
}

/** Holds the standing of everybody who voted until this transaction ends: a change of roles comes wholly before or after. */
export async function holdVoters(tx: TenantTx, approvals: readonly string[]): Promise<void> {
  await tx.query(
    `SELECT id FROM people WHERE id IN (SELECT unnest(ARRAY[person_id, seat_id]) FROM approval_votes WHERE approval_id = ANY ($1::text[]))
     ORDER BY id FOR SHARE`,
    [approvals],
  );
}

export interface NewVote {
  readonly id: string;
  readonly approvalId: string;
  readonly personId: string;
  readonly personEpoch: number;
  readonly seatId: string;
  readonly seatEpoch: number;
  readonly delegationId: string | null;
  readonly verdict: StoredVote['verdict'];
  readonly roles: readonly string[];
  readonly reasons: readonly Reason[];
  readonly shownSha256: string;
  readonly note: string;
  readonly at: string;
}

export async function insertVote(tx: TenantTx, vote: NewVote): Promise<void> {
  await tx.query(
    `INSERT INTO approval_votes (id, approval_id, person_id, seat_id, delegation_id, verdict, roles, person_epoch, seat_epoch, reasons,
       shown_sha256, note, at, round)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11, $12, $13, (SELECT count(*)::int FROM approval_vote_withdrawals w
       JOIN approval_votes v ON v.id = w.vote_id WHERE v.approval_id = $2 AND v.person_id = $3))`,
    [
      vote.id,
      vote.approvalId,
      vote.personId,
      vote.seatId,
      vote.delegationId,
      vote.verdict,
      vote.roles,
      vote.personEpoch,
      vote.seatEpoch,
      JSON.stringify(vote.reasons),
      vote.shownSha256,
      vote.note,
      vote.at,
    ],
  );
}

/** The vote stays as it was given; it only counts no more. */
export async function insertWithdrawal(tx: TenantTx, vote: string, note: string, at: string): Promise<void> {
  await tx.query('INSERT INTO approval_vote_withdrawals (vote_id, note, at) VALUES ($1, $2, $3)', [
    vote,
    note,
    at,
  ]);
}
