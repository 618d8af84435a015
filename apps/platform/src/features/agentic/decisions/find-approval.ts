/**
 * Answers Gateway's question whether a person has already decided on exactly this action under exactly this tool schema.
 * Reading only: an approval is used up at the commit of the decision that uses it, never here.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { ApprovalFindAnswer, ApprovalFindRequest } from '@gamut/protocol/ledger';

interface ApprovalRow {
  id: string;
  status: 'pending' | 'approved' | 'refused';
  reason_codes: string[];
  expires_at: Date;
  decided_by: string | null;
  note: string | null;
}

export async function findApproval(
  db: Database,
  tenant: TenantRef,
  request: ApprovalFindRequest,
  nowMs: number,
): Promise<ApprovalFindAnswer> {
  const [row] = await db.readTenant(tenant, (tx) =>
    tx.query<ApprovalRow>(
      `SELECT a.id, a.status, a.reason_codes, a.expires_at, p.name AS decided_by, a.note
       FROM approvals a LEFT JOIN people p ON p.id = a.decided_by
       WHERE a.agent_id = $1 AND a.action_sha256 = $2 AND a.schema_sha256 = $3
         AND a.status IN ('pending', 'approved', 'refused') AND a.expires_at > $4::timestamptz
       ORDER BY a.requested_at DESC, a.id DESC LIMIT 1`,
      [request.agent, request.actionSha256, request.schemaSha256, new Date(nowMs).toISOString()],
    ),
  );
  if (row === undefined) return { approval: null };
  return {
    approval: {
      id: row.id,
      status: row.status,
      reasonCodes: row.reason_codes,
      expiresAt: new Date(row.expires_at).toISOString(),
      decidedBy: row.decided_by,
      note: row.note,
    },
  };
}
