/**
 * Separation of what is about all agents, or about whoever holds a tool: gates, rules, what a tool is, a connector, a kill switch.
 * Whoever answers for something critical that would go further by it is refused, and somebody else does it (decision 42).
 */
import type { TenantTx } from '@gamut/database/tenant-transaction';
import type { Change } from '../../../http/change.ts';
import { AnswersForIt } from '../../../http/separation.ts';
import { holdsTool, isCritical } from './critical-matters.ts';

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

/** Those that this person answers for, that are critical, and that it is about. */
function listOwn(tx: TenantTx, personId: string, within: Within): Promise<OwnAgent[]> {
  const at = within === 'all_agents' ? {} : within;
  const [agentId, toolId, connectorId] = [
    'agentId' in at ? at.agentId : null,
    'toolId' in at ? at.toolId : null,
    'connectorId' in at ? at.connectorId : null,
  ];
  return tx.query<OwnAgent>(
    `SELECT a.id, a.name FROM agents a WHERE a.human_owner_id = $1 AND ($2::text IS NULL OR a.id = $2) AND ${isCritical}
       AND ($3::text IS NULL AND $4::text IS NULL OR ${holdsTool('(t.id = $3 OR t.connector_id = $4)')})
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
    `You answer for ${own.map(({ name }) => name).join(', ')}: critical, with something critical open or with a critical tool, and this could let it go further.`,
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
