/** All SQL of emergencies and their review. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { AskedPage } from '../../../http/list-page.ts';
import { ownersOf } from '../approval-votes/owners-since-asked.ts';
import type { Approval } from './approval.ts';
import type { BreakGlassReview, BreakGlassUse, breakGlassStatuses } from './break-glass.ts';

type Status = (typeof breakGlassStatuses)[number];

export interface StoredBreakGlass {
  readonly id: string;
  readonly approval_id: string;
  readonly approval_status: string;
  readonly agent_id: string;
  readonly agent_name: string;
  readonly tool: string;
  readonly consumed_by_decision: string | null;
  readonly person_id: string;
  readonly person_name: string;
  readonly reason: string;
  readonly at: Date;
  readonly review_due_at: Date;
  readonly status: Status;
  readonly reviewed_by: string | null;
  readonly reviewer_name: string | null;
  readonly reviewed_at: Date | null;
  readonly verdict: BreakGlassReview['verdict'] | null;
  readonly review_note: string | null;
  /** Who answers for the agent, where it or the action is critical. */
  readonly answering: readonly string[];
  /** Who may hold the token by which it was asked for. */
  readonly requester_ids: readonly string[];
}

const rows = `SELECT u.id, u.approval_id, q.status AS approval_status, q.agent_id, a.name AS agent_name, q.tool, q.consumed_by_decision,
  u.person_id, p.name AS person_name, u.reason, u.at, u.review_due_at, u.status, u.reviewed_by, r.name AS reviewer_name, u.reviewed_at,
  u.verdict, u.review_note, CASE WHEN a.tier = 'critical' OR d.risk = 'critical' THEN ${ownersOf('q')} ELSE '{}' END AS answering, q.requester_ids
  FROM break_glass_uses u JOIN approvals q ON q.id = u.approval_id JOIN agents a ON a.id = q.agent_id JOIN people p ON p.id = u.person_id
    LEFT JOIN people r ON r.id = u.reviewed_by LEFT JOIN decisions d ON d.id = q.decision_id`;

export interface BreakGlassFilter {
  readonly status?: Status;
  readonly overdue?: string;
}

/** Newest first. */
export function listBreakGlass(
  tx: TenantReader,
  asked: AskedPage,
  filter: BreakGlassFilter,
  now: string,
): Promise<StoredBreakGlass[]> {
  return tx.query<StoredBreakGlass>(
    `${rows} WHERE ($1::text IS NULL OR u.id < $1) AND ($2::text IS NULL OR u.status = $2)
       AND (NOT $3::boolean OR (u.status = 'to_review' AND u.review_due_at <= $4::timestamptz)) ORDER BY u.id DESC LIMIT $5`,
    [asked.after?.[0] ?? null, filter.status ?? null, filter.overdue === 'true', now, asked.limit + 1],
  );
}

export async function findBreakGlassOf(
  tx: TenantReader,
  approvalId: string,
): Promise<StoredBreakGlass | undefined> {
  const [row] = await tx.query<StoredBreakGlass>(`${rows} WHERE u.approval_id = $1`, [approvalId]);
  return row;
}

export async function findBreakGlass(tx: TenantReader, id: string): Promise<StoredBreakGlass | undefined> {
  const [row] = await tx.query<StoredBreakGlass>(`${rows} WHERE u.id = $1`, [id]);
  return row;
}

export interface NewBreakGlass {
  readonly id: string;
  readonly approvalId: string;
  readonly personId: string;
  readonly reason: string;
  readonly at: string;
  readonly reviewDueAt: string;
}

export async function insertBreakGlass(tx: TenantTx, made: NewBreakGlass): Promise<void> {
  await tx.query(
    'INSERT INTO break_glass_uses (id, approval_id, person_id, reason, at, review_due_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [made.id, made.approvalId, made.personId, made.reason, made.at, made.reviewDueAt],
  );
}

/** @returns false when somebody was first */
export async function reviewBreakGlassRow(
  tx: TenantTx,
  id: string,
  by: string,
  review: BreakGlassReview,
  at: string,
): Promise<boolean> {
  const reviewed = await tx.execute(
    `UPDATE break_glass_uses SET status = 'reviewed', reviewed_by = $2, reviewed_at = $3, verdict = $4, review_note = $5
     WHERE id = $1 AND status = 'to_review' AND person_id <> $2`,
    [id, by, at, review.verdict, review.note],
  );
  return reviewed === 1;
}

/** Why not, in a sentence, to whoever it would be their own for. */
export function whyNotReview(
  { answering, requester_ids: requesters }: Pick<StoredBreakGlass, 'answering' | 'requester_ids'>,
  personId: string,
): string | undefined {
  if (answering.includes(personId))
    return 'You answer for this critical agent, so somebody else has to look at it.';
  return requesters.includes(personId)
    ? 'You issued the credential by which the agent asked, or one before it, so somebody else has to look at it.'
    : undefined;
}

export function breakGlassShown(row: StoredBreakGlass, now: string): NonNullable<Approval['breakGlass']> {
  return {
    id: row.id,
    person: { id: row.person_id, name: row.person_name },
    reason: row.reason,
    at: row.at.toISOString(),
    status: row.status,
    reviewDueAt: row.review_due_at.toISOString(),
    overdue: row.status === 'to_review' && row.review_due_at.getTime() <= Date.parse(now),
    reviewedBy: row.reviewed_by === null ? null : { id: row.reviewed_by, name: row.reviewer_name ?? '' },
    reviewedAt: row.reviewed_at?.toISOString() ?? null,
    verdict: row.verdict,
    reviewNote: row.review_note,
  };
}

export function breakGlassUse(row: StoredBreakGlass, personId: string, now: string): BreakGlassUse {
  return {
    ...breakGlassShown(row, now),
    approvalId: row.approval_id,
    approvalStatus: row.approval_status,
    agentId: row.agent_id,
    agentName: row.agent_name,
    tool: row.tool,
    usedByDecision: row.consumed_by_decision,
    mayReview:
      row.status === 'to_review' && row.person_id !== personId && whyNotReview(row, personId) === undefined,
  };
}
