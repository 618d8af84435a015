/**
 * Brings open approvals in line with what stands now: after a change of gates their stages are read anew; when a vote counts
 * no more, what was approved waits again. The use of an approval counts for itself; this is what lists and people see.
 */
import type { ApprovalStage } from '@gamut/policy/approval-terms';
import type { TenantTx } from '@gamut/database/tenant-transaction';
import { countApprovals, stagesKept } from './count-approval.ts';
import { loadStages, type GatedAction } from './stages-in-force.ts';

interface OpenRow {
  readonly id: string;
  readonly status: 'pending' | 'approved';
  readonly stages: readonly ApprovalStage[];
  readonly action_type: string | null;
  readonly data_class: string | null;
  readonly tool_id: string;
}

/** After the facts have been moved, so that rows are always locked in one order. */
export async function restageApprovals(tx: TenantTx, at: string): Promise<void> {
  const open = await lockOpen(tx, at, 'true');
  const known = new Map<string, readonly ApprovalStage[]>();
  const staged: OpenRow[] = [];
  for (const row of open) {
    const action: GatedAction = {
      actionType: row.action_type,
      toolId: row.tool_id,
      dataClass: row.data_class,
    };
    const key = JSON.stringify(action);
    const stages = known.get(key) ?? (await loadStages(tx, action));
    known.set(key, stages);
    staged.push({ ...row, stages });
  }
  await settle(tx, staged);
}

/** @returns the approvals that were approved and wait again, since a vote counts no more */
export async function reopenLapsed(tx: TenantTx, at: string): Promise<string[]> {
  const voted = await lockOpen(tx, at, 'EXISTS (SELECT FROM approval_votes v WHERE v.approval_id = q.id)');
  return settle(tx, voted);
}

function lockOpen(tx: TenantTx, at: string, which: string): Promise<OpenRow[]> {
  return tx.query<OpenRow>(
    `SELECT q.id, q.status, q.stages, q.tool_id, d.action_type, d.data_class
     FROM approvals q LEFT JOIN decisions d ON d.id = q.decision_id
     WHERE q.status IN ('pending', 'approved') AND q.expires_at > $1::timestamptz AND ${which} ORDER BY q.id FOR UPDATE OF q`,
    [at],
  );
}

async function settle(tx: TenantTx, rows: readonly OpenRow[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const counted = await countApprovals(tx, rows);
  const settled = rows.map((row) => {
    const { count } = counted.get(row.id) as NonNullable<ReturnType<typeof counted.get>>;
    // a refusal ended it when it was given; what is open was not refused
    return {
      ...row,
      now: count.outcome === 'approved' ? 'approved' : 'pending',
      kept: stagesKept(count),
    };
  });
  await tx.query(
    `UPDATE approvals q SET status = n.status, stages = n.stages::jsonb
     FROM unnest($1::text[], $2::text[], $3::text[]) AS n (id, status, stages) WHERE q.id = n.id AND (q.status, q.stages) IS DISTINCT FROM (n.status, n.stages::jsonb)`,
    [settled.map(({ id }) => id), settled.map(({ now }) => now), settled.map(({ kept }) => kept)],
  );
  return settled.filter(({ status, now }) => status === 'approved' && now === 'pending').map(({ id }) => id);
}
