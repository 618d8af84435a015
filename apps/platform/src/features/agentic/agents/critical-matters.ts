/**
 * Which agents are critical where people are kept apart: their tier is, something critical of theirs waits or is under way, or they
 * hold a tool that is critical. One definition, for what is about one agent and for what is about all. A retired agent counts no more.
 */
import type { TenantReader } from '@gamut/database/tenant-transaction';

/** A critical action is under way, or waits for its approval, or to be used, or for somebody to find out what became of it. */
const isCriticalOpen = `(EXISTS (SELECT FROM approvals p JOIN decisions d ON d.id = p.decision_id
         WHERE p.agent_id = a.id AND p.status IN ('pending', 'approved') AND d.risk = 'critical')
       OR EXISTS (SELECT FROM actions_in_doubt u JOIN decisions d ON d.id = u.decision_id
         WHERE u.agent_id = a.id AND u.resolved_at IS NULL AND d.risk = 'critical')
       OR EXISTS (SELECT FROM decisions b WHERE b.agent_id = a.id AND b.state = 'started' AND b.risk = 'critical'))`;

/** SQL: the agent `a` holds such a tool `t`, in whichever way; `g` says who gave it that way. */
export function holdsTool(such: string): string {
  return `EXISTS (SELECT FROM (SELECT p.agent_id, p.tool_id, p.created_by AS given_by, NULL AS changed_by FROM tool_permissions p
      UNION ALL SELECT c.agent_id, e ->> 'toolId', c.given_by, s.changed_by FROM agent_capabilities c JOIN toolsets s ON s.id = c.toolset_id
        CROSS JOIN jsonb_array_elements(s.tools) AS e) AS g JOIN tools t ON t.id = g.tool_id WHERE g.agent_id = a.id AND ${such})`;
}

/** SQL, of the agent `a`. */
export const isCritical = `(a.status <> 'retired' AND (a.tier = 'critical' OR ${isCriticalOpen} OR ${holdsTool("t.risk = 'critical'")}))`;

/** @returns those that are */
export async function findCritical(
  tx: TenantReader,
  agentIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }>(
    `SELECT a.id FROM agents a WHERE a.id = ANY ($1::text[]) AND ${isCritical}`,
    [agentIds],
  );
  return new Set(rows.map(({ id }) => id));
}
