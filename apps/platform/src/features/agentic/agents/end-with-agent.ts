/** What waits for a person ends with its agent, which never comes back: approvals, promotions and plans, each with the reason. */
import type { TenantTx } from '@gamut/database/tenant-transaction';
import type { Change } from '../../../http/change.ts';
import { withGates } from '../promotions/load-promotion.ts';
import { decidePromotionRow, findPromotionRow } from '../promotions/promotion-store.ts';

/** A plan and a promotion are locked before their agent, by whoever moves them too. @returns the open promotions */
export async function holdWhatWaits(tx: TenantTx, agentId: string): Promise<readonly string[]> {
  const promotions = await tx.query<{ id: string }>(
    "SELECT id FROM promotions WHERE agent_id = $1 AND status = 'requested' ORDER BY id FOR UPDATE",
    [agentId],
  );
  await tx.query(
    "SELECT FROM workflow_plans WHERE agent_id = $1 AND status IN ('draft', 'approved', 'active') ORDER BY id FOR UPDATE",
    [agentId],
  );
  return promotions.map(({ id }) => id);
}

/** After the facts have moved, which decisions wait for. */
export async function endWithAgent(
  { tx, actor, now }: Pick<Change, 'tx' | 'actor' | 'now'>,
  agentId: string,
  promotions: readonly string[],
  reason: string,
) {
  const at = now();
  const because = `its agent was retired: ${reason}`;
  for (const id of promotions) {
    const row = await findPromotionRow(tx, id);
    if (row === undefined) continue;
    const { gates } = await withGates(tx, row, Date.parse(at));
    await decidePromotionRow(tx, id, { status: 'withdrawn', by: actor.id, at, note: because, gates });
  }
  const plans = await tx.query<{ id: string }>(
    `UPDATE workflow_plans SET status = 'cancelled', ended_by = $2, ended_at = $3, end_reason = left($4, 2000)
     WHERE agent_id = $1 AND status IN ('draft', 'approved', 'active') RETURNING id`,
    [agentId, actor.id, at, because],
  );
  const approvals = await tx.query<{ id: string }>(
    `UPDATE approvals SET status = 'expired', ended_at = $2, ended_because = left($3, 500)
     WHERE agent_id = $1 AND status IN ('pending', 'approved') RETURNING id`,
    [agentId, at, because],
  );
  return {
    approvalsEnded: approvals.map(({ id }) => id).sort(),
    promotionsWithdrawn: [...promotions],
    plansCancelled: plans.map(({ id }) => id).sort(),
  };
}
