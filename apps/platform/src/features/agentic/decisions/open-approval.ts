/**
 * Asks a person: the approval that a `require_approval` decision opens, in the transaction that records the decision. One
 * exact action has at most one open approval; asking again finds it, unless there is a reason that its approver has not
 * been shown, which asks anew.
 */
import type { TenantTx } from '@gamut/database/tenant-transaction';
import { newId, type ApprovalId } from '@gamut/kernel/id';
import type { RandomBytes } from '@gamut/kernel/time-source';
import type { DecisionEntry } from '@gamut/protocol/ledger';

export interface OpenApproval {
  readonly id: string;
  readonly expiresAt: string;
}

interface OpenRow {
  id: string;
  expires_at: Date;
  reason_codes: string[];
}

const defaultLifeMs = 24 * 3_600_000;

export async function openApproval(
  tx: TenantTx,
  entry: DecisionEntry,
  at: string,
  random: RandomBytes,
  seal: (approval: ApprovalId) => string,
): Promise<OpenApproval> {
  const codes = entry.decision.reasons.map((reason) => reason.code);
  const nowMs = Date.parse(at);
  await tx.query(
    `UPDATE approvals SET status = 'expired' WHERE status IN ('pending', 'approved')
     AND agent_id = $1 AND action_sha256 = $2 AND schema_sha256 = $3
     AND (expires_at <= $4::timestamptz OR NOT reason_codes @> $5::text[])`,
    [entry.agent, entry.actionSha256, entry.schemaSha256, at, codes],
  );
  const [open] = await tx.query<OpenRow>(
    `SELECT id, expires_at, reason_codes FROM approvals WHERE status IN ('pending', 'approved')
     AND agent_id = $1 AND action_sha256 = $2 AND schema_sha256 = $3`,
    [entry.agent, entry.actionSha256, entry.schemaSha256],
  );
  if (open !== undefined) return { id: open.id, expiresAt: new Date(open.expires_at).toISOString() };
  const id = newId('apr', nowMs, random(16));
  const expiresAt = new Date(nowMs + (entry.approvalExpiresAfterMs ?? defaultLifeMs)).toISOString();
  await tx.query(
    `INSERT INTO approvals (id, decision_id, agent_id, tool, tool_id, action_sha256, schema_sha256, arguments_sealed,
       reason_codes, approver_role, requested_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      id,
      entry.id,
      entry.agent,
      entry.tool,
      entry.toolId,
      entry.actionSha256,
      entry.schemaSha256,
      seal(id),
      codes,
      await findApproverRole(tx, entry),
      at,
      expiresAt,
    ],
  );
  return { id, expiresAt };
}

/** The role that the tightest matching gate names, by the order of policy's approval terms; without a gate, an administrator. */
async function findApproverRole(tx: TenantTx, entry: DecisionEntry): Promise<string> {
  const [gate] = await tx.query<{ approver_role: string }>(
    `SELECT approver_role FROM approval_gates WHERE $1 = ANY (action_types)
     AND (cardinality(tool_ids) = 0 OR $2 = ANY (tool_ids)) AND (cardinality(data_classes) = 0 OR $3 = ANY (data_classes))
     ORDER BY mode = 'each_time' DESC, expires_after_ms, id LIMIT 1`,
    [entry.actionType, entry.toolId, entry.dataClass],
  );
  return gate?.approver_role ?? 'administrator';
}
