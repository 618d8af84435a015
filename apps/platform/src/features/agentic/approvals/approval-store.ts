/** All SQL of approvals that people read and answer; the ledger opens and consumes them. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { ApprovalStatus } from '@gamut/kernel/agentic-terms';
import type { AskedPage } from '../../../http/list-page.ts';

export interface StoredApproval {
  readonly id: string;
  /** As it is at the moment asked about: one whose time is over is expired, whether it was swept or not. */
  readonly status: ApprovalStatus;
  readonly decision_id: string;
  readonly agent_id: string;
  readonly agent_name: string;
  readonly agent_tier: string;
  readonly agent_owner_id: string | null;
  readonly agent_owner: string | null;
  readonly tool: string;
  readonly action_sha256: string;
  readonly schema_sha256: string;
  readonly arguments_sealed: string;
  /** The target and arguments as the decision keeps them, sealed. */
  readonly asked_sealed: string | null;
  readonly reason_codes: string[];
  readonly approver_role: string;
  readonly requested_at: Date;
  readonly expires_at: Date;
  readonly decided_at: Date | null;
  readonly decided_by_name: string | null;
  readonly note: string | null;
  readonly consumed_at: Date | null;
  readonly consumed_by_decision: string | null;
}

const status = `CASE WHEN p.status IN ('pending', 'approved') AND p.expires_at <= $1::timestamptz THEN 'expired' ELSE p.status END`;
const columns = `p.id, ${status} AS status, p.decision_id, p.agent_id, a.name AS agent_name, a.tier AS agent_tier, a.human_owner_id AS agent_owner_id,
  o.name AS agent_owner, p.tool, p.action_sha256, p.schema_sha256, p.arguments_sealed, d.arguments_sealed AS asked_sealed, p.reason_codes, p.approver_role,
  p.requested_at, p.expires_at, p.decided_at, b.name AS decided_by_name, p.note, p.consumed_at, p.consumed_by_decision`;
const tables = `approvals p JOIN agents a ON a.id = p.agent_id LEFT JOIN people o ON o.id = a.human_owner_id LEFT JOIN people b ON b.id = p.decided_by
  LEFT JOIN decisions d ON d.id = p.decision_id`;

/** Newest first. */
export function listApprovals(
  tx: TenantReader,
  asked: AskedPage,
  wanted: ApprovalStatus | undefined,
  now: string,
): Promise<StoredApproval[]> {
  return tx.query<StoredApproval>(
    `SELECT ${columns} FROM ${tables} WHERE ($2::text IS NULL OR p.id < $2) AND ($3::text IS NULL OR ${status} = $3) ORDER BY p.id DESC LIMIT $4`,
    [now, asked.after?.[0] ?? null, wanted ?? null, asked.limit + 1],
  );
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

export interface Answer {
  readonly status: 'approved' | 'refused';
  readonly by: string;
  readonly note: string;
  readonly at: string;
}

export async function answerApprovalRow(tx: TenantTx, id: string, answer: Answer): Promise<void> {
  await tx.query(
    "UPDATE approvals SET status = $2, decided_by = $3, note = $4, decided_at = $5 WHERE id = $1 AND status = 'pending'",
    [id, answer.status, answer.by, answer.note, answer.at],
  );
}
