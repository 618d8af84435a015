/**
 * Separation of who gives a critical tool: whoever answers for an agent would else give the tool back, loosen what it is or what holds
 * it, and take it again. So what is critical, or was until this person made it less, is given to an agent by somebody else; and nobody
 * makes themselves answer for an agent to which they gave it.
 */
import type { Change } from '../../../http/change.ts';
import { AnswersForIt } from '../../../http/separation.ts';
import { holdsTool } from './critical-matters.ts';
import { assertNoOwner, type OwnedAgent } from './no-owner.ts';

type Asking = Pick<Change, 'tx' | 'actor' | 'separation'>;

/** @throws AnswersForIt */
export async function assertMayGive(
  change: Asking,
  agents: readonly OwnedAgent[],
  toolIds: readonly string[],
): Promise<void> {
  const [found] = await change.tx.query(
    "SELECT 1 FROM tools t WHERE t.id = ANY ($1::text[]) AND (t.risk = 'critical' OR t.lowered_by = $2) LIMIT 1",
    [toolIds, change.actor.id],
  );
  assertNoOwner(
    change,
    agents.map((agent) => ({ ...agent, critical: agent.critical || found !== undefined })),
  );
}

const gaveIt = "(t.lowered_by = $2 OR t.risk = 'critical' AND $2 IN (g.given_by, g.changed_by))";

/** Of whoever makes themselves answer for it. @throws AnswersForIt */
export async function assertMayTakeOver({ tx, actor }: Asking, agentId: string): Promise<void> {
  // what a tool is moves the facts too: nobody lowers it meanwhile
  await tx.query('SELECT FROM facts_state FOR NO KEY UPDATE');
  const [found] = await tx.query(`SELECT 1 FROM agents a WHERE a.id = $1 AND ${holdsTool(gaveIt)}`, [
    agentId,
    actor.id,
  ]);
  if (found === undefined) return;
  throw new AnswersForIt(
    'You gave this agent a critical tool, or made a tool of it less than critical, so you do not take it over.',
    { fix: 'Let somebody else name you.', who: 'another agent operator or an administrator' },
    [agentId],
  );
}
