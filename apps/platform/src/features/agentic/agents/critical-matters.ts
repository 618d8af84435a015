/** What of an agent's doings waits for somebody who does not answer for it, also where the agent itself is not critical. */
import type { TenantReader } from '@gamut/database/tenant-transaction';

/** A critical action is under way, or waits for its approval, or to be used, or for somebody to find out what became of it. */
export function isCriticalOpen(agent: 'a.id' | '$1'): string {
  return `(EXISTS (SELECT FROM approvals p JOIN decisions d ON d.id = p.decision_id
         WHERE p.agent_id = ${agent} AND p.status IN ('pending', 'approved') AND d.risk = 'critical')
       OR EXISTS (SELECT FROM actions_in_doubt u JOIN decisions d ON d.id = u.decision_id
         WHERE u.agent_id = ${agent} AND u.resolved_at IS NULL AND d.risk = 'critical')
       OR EXISTS (SELECT FROM decisions b WHERE b.agent_id = ${agent} AND b.state = 'started' AND b.risk = 'critical'))`;
}

export async function hasCriticalOpen(tx: TenantReader, agentId: string): Promise<boolean> {
  const [row] = await tx.query<{ open: boolean }>(`SELECT ${isCriticalOpen('$1')} AS open`, [agentId]);
  return row?.open === true;
}
