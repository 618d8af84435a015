/**
 * Answers Gateway's question whether people have already decided on exactly this action under exactly this tool schema, by
 * the votes that count now. Reading only: an approval is used up at the commit of the decision that uses it, never here.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { ApprovalStage } from '@gamut/policy/approval-terms';
import type { ApprovalFindAnswer, ApprovalFindRequest } from '@gamut/protocol/ledger';
import { countApprovals } from '../approval-votes/count-approval.ts';

interface ApprovalRow {
  id: string;
  reason_codes: string[];
  stages: readonly ApprovalStage[];
  expires_at: Date;
}

export async function findApproval(
  db: Database,
  tenant: TenantRef,
  request: ApprovalFindRequest,
  nowMs: number,
): Promise<ApprovalFindAnswer> {
  return db.readTenant(tenant, async (tx) => {
    const [row] = await tx.query<ApprovalRow>(
      `SELECT a.id, a.reason_codes, a.stages, a.expires_at FROM approvals a
       WHERE a.agent_id = $1 AND a.action_sha256 = $2 AND a.schema_sha256 = $3
         AND a.status IN ('pending', 'approved', 'refused') AND a.expires_at > $4::timestamptz
       ORDER BY a.requested_at DESC, a.id DESC LIMIT 1`,
      [request.agent, request.actionSha256, request.schemaSha256, new Date(nowMs).toISOString()],
    );
    if (row === undefined) return { approval: null };
    const counted = (await countApprovals(tx, [row])).get(row.id);
    const status = counted?.count.outcome ?? 'pending';
    const said = counted?.votes.filter((vote) =>
      status === 'refused' ? vote.verdict === 'refused' : vote.lapse === null,
    );
    return {
      approval: {
        id: row.id,
        status,
        // what was shown to all who approved; before that, what whoever decides is shown
        reasonCodes: status === 'approved' ? [...(counted?.count.reasonCodes ?? [])] : row.reason_codes,
        expiresAt: new Date(row.expires_at).toISOString(),
        decidedBy: said?.map((vote) => vote.person_name).join(', ') || null,
        note: said?.at(-1)?.note ?? null,
      },
    };
  });
}
