/** Whoever has answered for the agent since an approval was asked for: an agent that was handed over is nobody's to approve for. */
import type { TenantTx } from '@gamut/database/tenant-transaction';

/** SQL, where `a` is the agent: never null, and without one. What was asked before this was kept knows who answers now. */
export function ownersOf(approval: 'p' | 'q'): string {
  return `array_remove(array_append(${approval}.owner_ids, a.human_owner_id), NULL)`;
}

/** After the facts, as whoever restages: rows are locked in one order. */
export async function keepOwners(
  tx: TenantTx,
  agentId: string,
  owners: readonly (string | null)[],
): Promise<void> {
  await tx.query(
    `UPDATE approvals SET owner_ids = ARRAY(SELECT DISTINCT one FROM unnest(owner_ids || $2::text[]) AS one WHERE one IS NOT NULL ORDER BY one)
     WHERE agent_id = $1 AND status IN ('pending', 'approved')`,
    [agentId, owners],
  );
}
