/**
 * Separation of what is about all agents, or about whoever holds a tool: gates, rules, what a tool is, a connector, a kill switch.
 * Whoever answers for something critical that would go further by it is refused, and somebody else does it (decision 42).
 */
import type { TenantTx } from '@gamut/database/tenant-transaction';
import type { Change } from '../../../http/change.ts';
import { AnswersForIt } from '../../../http/separation.ts';
import { isCriticalOpen } from './critical-matters.ts';

/** Whose bounds the change is about. */
export type Within =
  | 'all_agents'
  | { readonly agentId: string }
  | { readonly toolId: string }
  | { readonly connectorId: string };

interface OwnAgent {
  readonly id: string;
  readonly name: string;
}

/** Of a tool that is critical itself whoever holds it acts critically. */
const holds = `EXISTS (SELECT FROM (SELECT p.agent_id, p.tool_id FROM tool_permissions p
      UNION ALL SELECT c.agent_id, e ->> 'toolId' FROM agent_capabilities c JOIN toolsets s ON s.id = c.toolset_id
        CROSS JOIN jsonb_array_elements(s.tools) AS e) AS h JOIN tools t ON t.id = h.tool_id
    WHERE h.agent_id = a.id AND (t.id = $3 OR t.connector_id = $4) AND (t.risk = 'critical' OR a.tier = 'critical' OR ${isCriticalOpen('a.id')}))`;

/** Those that this person answers for, that are critical or have something critical open, and that it is about. */
function listOwn(tx: TenantTx, personId: string, within: Within): Promise<OwnAgent[]> {
  const at = within === 'all_agents' ? {} : within;
  const [agentId, toolId, connectorId] = [
    'agentId' in at ? at.agentId : null,
    'toolId' in at ? at.toolId : null,
    'connectorId' in at ? at.connectorId : null,
  ];
  return tx.query<OwnAgent>(
    `SELECT a.id, a.name FROM agents a WHERE a.human_owner_id = $1 AND a.status <> 'retired' AND ($2::text IS NULL OR a.id = $2)
       AND CASE WHEN $3::text IS NULL AND $4::text IS NULL THEN a.tier = 'critical' OR ${isCriticalOpen('a.id')} ELSE ${holds} END
     ORDER BY a.name LIMIT 20`,
    [personId, agentId, toolId, connectorId],
  );
}

/**
 * Asked when rows that the change is about are held, and before it bumps the facts: who owns an agent, and how critical it is, moves
 * them too, so neither changes until this transaction ends.
 * @throws AnswersForIt
 */
export async function assertMayLoosen(
  { tx, actor, separation }: Pick<Change, 'tx' | 'actor' | 'separation'>,
  within: Within,
): Promise<void> {
  await tx.query('SELECT FROM facts_state FOR NO KEY UPDATE');
  const own = await listOwn(tx, actor.id, within);
  if (own.length === 0) return separation.keptApart('all_agents');
  throw new AnswersForIt(
    `You answer for ${own.map(({ name }) => name).join(', ')}: critical, or with something critical open, and this could let it go further.`,
    {
      fix: 'Let somebody else do it. If nobody else may, another agent operator takes the agent over first, or you retire it.',
      who: 'somebody who answers for nothing critical that this is about',
    },
    own.map(({ id }) => id),
  );
}

/** What can only hold agents back is free to everybody who may make the change at all. */
export async function assertMayLoosenUnless(
  change: Change,
  tightens: boolean,
  within: Within,
): Promise<void> {
  if (tightens) change.separation.tightens();
  else await assertMayLoosen(change, within);
}
