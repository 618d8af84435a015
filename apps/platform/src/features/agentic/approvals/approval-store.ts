/** All SQL of approvals that people read and answer; the ledger opens and consumes them. */
import type { ApprovalStage } from '@gamut/policy/approval-terms';
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { ApprovalStatus } from '@gamut/kernel/agentic-terms';
import type { AskedPage } from '../../../http/list-page.ts';
import { ownersOf } from '../approval-votes/owners-since-asked.ts';
import type { ApprovalRow, ApprovalView } from './approval.ts';
import type { Right } from './approver.ts';

export interface StoredApproval {
  readonly id: string;
  /** As it is at the moment asked about: one whose time is over is expired, whether it was swept or not. */
  readonly status: ApprovalStatus;
  readonly decision_id: string;
  readonly agent_id: string;
  readonly agent_name: string;
  readonly agent_tier: string;
  readonly agent_owner_ids: readonly string[];
  readonly requester_ids: readonly string[];
  readonly credential_id: string | null;
  readonly credential_name: string | null;
  readonly agent_owner: string | null;
  readonly tool: string;
  readonly risk: string | null;
  readonly action_sha256: string;
  readonly schema_sha256: string;
  readonly arguments_sealed: string;
  /** The target and arguments as the decision keeps them, sealed. */
  readonly asked_sealed: string | null;
  readonly reason_codes: string[];
  readonly approver_role: string;
  readonly stages: readonly ApprovalStage[];
  readonly votes_given: number;
  readonly requested_at: Date;
  readonly expires_at: Date;
  readonly decided_at: Date | null;
  readonly decided_by_name: string | null;
  readonly note: string | null;
  readonly consumed_at: Date | null;
  readonly consumed_by_decision: string | null;
  readonly ended_at: Date | null;
  readonly ended_because: string | null;
  readonly stopped_by: ApprovalRow['stoppedBy'];
}

const status = `CASE WHEN p.status IN ('pending', 'approved') AND p.expires_at <= $1::timestamptz THEN 'expired' ELSE p.status END`;
/** While it waits or stands approved: the first kill switch that keeps it from being used. */
const stoppedBy = `(SELECT jsonb_build_object('id', k.id, 'target', k.target, 'reason', k.reason) FROM kill_switches k
    WHERE k.released_at IS NULL AND ${status} IN ('pending', 'approved') AND (k.target = 'tenant' OR (k.target = 'agent' AND k.target_id = p.agent_id)
      OR (k.target = 'tool' AND k.target_id = p.tool_id)
      OR (k.target = 'connector' AND k.target_id = (SELECT t.connector_id FROM tools t WHERE t.id = p.tool_id)))
    ORDER BY k.id LIMIT 1)`;
/** Its voter did not take it back. */
const isKept = 'NOT EXISTS (SELECT FROM approval_vote_withdrawals w WHERE w.vote_id = v.id)';
const columns = `p.id, ${status} AS status, p.decision_id, p.agent_id, a.name AS agent_name, a.tier AS agent_tier, ${ownersOf('p')} AS agent_owner_ids,
  p.requester_ids, p.credential_id, c.name AS credential_name, o.name AS agent_owner, p.tool, d.risk, p.action_sha256, p.schema_sha256,
  p.arguments_sealed, d.arguments_sealed AS asked_sealed, p.reason_codes,
  p.approver_role, p.stages, (SELECT count(*) FROM approval_votes v WHERE v.approval_id = p.id AND v.verdict = 'approved' AND ${isKept})::int AS votes_given,
  p.requested_at, p.expires_at, p.decided_at, b.name AS decided_by_name, p.note, p.consumed_at, p.consumed_by_decision, p.ended_at, p.ended_because, ${stoppedBy} AS stopped_by`;
const tables = `approvals p JOIN agents a ON a.id = p.agent_id LEFT JOIN people o ON o.id = a.human_owner_id LEFT JOIN people b ON b.id = p.decided_by
  LEFT JOIN agent_credentials c ON c.id = p.credential_id LEFT JOIN decisions d ON d.id = p.decision_id`;

/** Of what is critical and theirs to answer for, and of what they may have asked for, nobody decides: `whyKeptApart`. */
const keptApart = (person: string): string =>
  `(${person} = ANY (p.requester_ids) OR ${person} = ANY (${ownersOf('p')}) AND (a.tier = 'critical' OR d.risk = 'critical'))`;

/** $2: the person's id, $3: their rights. What is satisfied by its stages' own marks wants nobody's vote any more. */
const waitsForThem = `${status} = 'pending' AND NOT EXISTS (SELECT FROM approval_votes v JOIN people me ON me.id = v.person_id
    WHERE v.approval_id = p.id AND v.person_id = $2 AND v.person_epoch = me.role_epoch AND ${isKept})
  AND NOT ${keptApart('$2')}
  AND EXISTS (SELECT FROM jsonb_array_elements(p.stages) s, jsonb_to_recordset($3::jsonb) AS r ("seatId" text, roles jsonb)
    WHERE NOT coalesce((s->>'passed')::boolean, false)
      AND NOT EXISTS (SELECT FROM approval_votes v JOIN people seat ON seat.id = v.seat_id
        WHERE v.approval_id = p.id AND v.seat_id = r."seatId" AND v.seat_epoch = seat.role_epoch AND ${isKept})
      AND NOT ${keptApart('r."seatId"')}
      AND CASE WHEN jsonb_array_length(s->'approverIds') > 0 THEN s->'approverIds' ? r."seatId"
        ELSE r.roles ? (s->>'approverRole') OR r.roles ? 'administrator' END)`;
const votedOn = 'EXISTS (SELECT FROM approval_votes v WHERE v.approval_id = p.id AND v.person_id = $2)';

export interface Asker {
  readonly id: string;
  readonly rights: readonly Right[];
}

export interface ApprovalFilter {
  readonly status?: ApprovalStatus;
  readonly view?: ApprovalView;
  readonly agentId?: string;
}

/** Newest first. */
export function listApprovals(
  tx: TenantReader,
  asked: AskedPage,
  filter: ApprovalFilter,
  asker: Asker,
  now: string,
): Promise<StoredApproval[]> {
  const wheres = { all: 'true', waiting_for_me: waitsForThem, mine: votedOn };
  return tx.query<StoredApproval>(
    `SELECT ${columns} FROM ${tables} WHERE ($4::text IS NULL OR p.id < $4) AND ($5::text IS NULL OR ${status} = $5)
       AND ($6::text IS NULL OR p.agent_id = $6) AND ($2::text IS NOT NULL AND $3::jsonb IS NOT NULL) AND ${wheres[filter.view ?? 'all']}
     ORDER BY p.id DESC LIMIT $7`,
    [
      now,
      asker.id,
      JSON.stringify(asker.rights),
      asked.after?.[0] ?? null,
      filter.status ?? null,
      filter.agentId ?? null,
      asked.limit + 1,
    ],
  );
}

export interface StoredCounts {
  readonly waiting: number;
  readonly pending: number;
  readonly approved: number;
  readonly to_review: number;
  readonly overdue: number;
}

export async function countApprovalRows(tx: TenantReader, asker: Asker, now: string): Promise<StoredCounts> {
  const [row] = await tx.query<StoredCounts>(
    `SELECT count(*) FILTER (WHERE ${waitsForThem})::int AS waiting, count(*) FILTER (WHERE ${status} = 'pending')::int AS pending,
       count(*) FILTER (WHERE ${status} = 'approved')::int AS approved,
       (SELECT count(*) FROM break_glass_uses WHERE status = 'to_review')::int AS to_review,
       (SELECT count(*) FROM break_glass_uses WHERE status = 'to_review' AND review_due_at <= $1::timestamptz)::int AS overdue
     FROM ${tables} WHERE p.status IN ('pending', 'approved')`,
    [now, asker.id, JSON.stringify(asker.rights)],
  );
  return row ?? { waiting: 0, pending: 0, approved: 0, to_review: 0, overdue: 0 };
}

export async function findApprovalRow(
  tx: TenantReader,
  id: string,
  now: string,
): Promise<StoredApproval | undefined> {
  const [row] = await tx.query<StoredApproval>(`SELECT ${columns} FROM ${tables} WHERE p.id = $2`, [now, id]);
  return row;
}

export async function lockApprovalRow(
  tx: TenantTx,
  id: string,
  now: string,
): Promise<StoredApproval | undefined> {
  const [row] = await tx.query<StoredApproval>(
    `SELECT ${columns} FROM ${tables} WHERE p.id = $2 FOR UPDATE OF p`,
    [now, id],
  );
  return row;
}

export interface SimilarRow {
  readonly id: string;
  readonly status: ApprovalStatus;
  readonly requested_at: Date;
  readonly decided_by_name: string | null;
  readonly note: string | null;
  readonly same_action: boolean;
}

/** What people said before to the same agent with the same tool, newest first. */
export function listSimilar(tx: TenantReader, id: string, now: string): Promise<SimilarRow[]> {
  return tx.query<SimilarRow>(
    `SELECT p.id, ${status} AS status, p.requested_at, b.name AS decided_by_name, p.note, p.action_sha256 = q.action_sha256 AS same_action
     FROM approvals q JOIN approvals p ON p.tool_id = q.tool_id AND p.agent_id = q.agent_id AND p.id <> q.id LEFT JOIN people b ON b.id = p.decided_by
     WHERE q.id = $2 ORDER BY p.requested_at DESC, p.id DESC LIMIT 10`,
    [now, id],
  );
}

export interface Answer {
  readonly status: 'pending' | 'approved' | 'refused';
  readonly by: string;
  readonly note: string;
  readonly at: string;
  /** As kept by `stagesKept`. */
  readonly stages: string;
  /** Sooner than it would have ended: an emergency is short. */
  readonly expiresAt?: string;
}

export async function answerApprovalRow(tx: TenantTx, id: string, answer: Answer): Promise<void> {
  await tx.query(
    `UPDATE approvals SET status = $2, stages = $6::jsonb, expires_at = least(expires_at, coalesce($7::timestamptz, expires_at)),
       decided_by = CASE $2 WHEN 'pending' THEN NULL ELSE $3 END, note = CASE $2 WHEN 'pending' THEN NULL ELSE $4 END,
       decided_at = CASE $2 WHEN 'pending' THEN NULL ELSE $5::timestamptz END,
       ended_at = CASE $2 WHEN 'refused' THEN $5::timestamptz END
     WHERE id = $1 AND status IN ('pending', 'approved')`,
    [id, answer.status, answer.by, answer.note, answer.at, answer.stages, answer.expiresAt ?? null],
  );
}

/** A person who votes has been here: the copy of their standing that votes are judged by is there. */
export async function settleVoterEpoch(tx: TenantTx, personId: string, epoch: number): Promise<void> {
  await tx.query('UPDATE people SET role_epoch = $2 WHERE id = $1 AND role_epoch IS NULL', [personId, epoch]);
}

/** After a vote was taken back: what was approved may wait again. */
export async function recountApprovalRow(
  tx: TenantTx,
  id: string,
  { status, stages }: Pick<Answer, 'status' | 'stages'>,
): Promise<void> {
  await tx.query(
    `UPDATE approvals SET status = $2, stages = $3::jsonb, decided_by = CASE $2 WHEN 'pending' THEN NULL ELSE decided_by END,
       note = CASE $2 WHEN 'pending' THEN NULL ELSE note END, decided_at = CASE $2 WHEN 'pending' THEN NULL ELSE decided_at END
     WHERE id = $1 AND status IN ('pending', 'approved')`,
    [id, status, stages],
  );
}
