/**
 * Uses approvals up, in the transaction that records what they allow: each for exactly the action and tool schema that it was
 * given for, once, before its time is over, and only while enough of its votes count by the gates in force.
 */
import type { ApprovalStage } from '@gamut/policy/approval-terms';
import type { TenantTx } from '@gamut/database/tenant-transaction';
import type { DecisionEntry } from '@gamut/protocol/ledger';
import { countApprovals } from '../approval-votes/count-approval.ts';
import { holdVoters } from '../approval-votes/vote-store.ts';

interface GivenRow {
  readonly id: string;
  readonly agent_id: string;
  readonly action_sha256: string;
  readonly schema_sha256: string;
  readonly stages: readonly ApprovalStage[];
}

/** @returns the decisions whose approval is now used up by them */
export async function consumeApprovals(
  tx: TenantTx,
  entries: readonly DecisionEntry[],
  at: string,
): Promise<Set<string>> {
  const using = entries.filter((entry) => entry.approval !== null);
  if (using.length === 0) return new Set();
  // the lock admits one batch: whoever comes second finds it consumed
  const rows = await tx.query<GivenRow>(
    `SELECT id, agent_id, action_sha256, schema_sha256, stages FROM approvals
     WHERE id = ANY ($1::text[]) AND status IN ('pending', 'approved') AND expires_at > $2::timestamptz ORDER BY id FOR UPDATE`,
    [using.map((entry) => entry.approval), at],
  );
  if (rows.length === 0) return new Set();
  await holdVoters(
    tx,
    rows.map(({ id }) => id),
  );
  const counted = await countApprovals(tx, rows);
  const usable = new Map(
    rows.filter(({ id }) => counted.get(id)?.count.outcome === 'approved').map((row) => [row.id, row]),
  );
  const used = using.filter((entry) => {
    const row = usable.get(entry.approval as string);
    const its =
      row?.agent_id === entry.agent &&
      row.action_sha256 === entry.actionSha256 &&
      row.schema_sha256 === entry.schemaSha256;
    return its && usable.delete(row.id);
  });
  if (used.length === 0) return new Set();
  await tx.query(
    `UPDATE approvals a SET status = 'consumed', consumed_at = $3::timestamptz, ended_at = $3::timestamptz, consumed_by_decision = u.decision
     FROM unnest($1::text[], $2::text[]) AS u (id, decision) WHERE a.id = u.id AND a.id = ANY ($1::text[])`,
    [used.map((entry) => entry.approval), used.map((entry) => entry.id), at],
  );
  return new Set(used.map((entry) => entry.id));
}
