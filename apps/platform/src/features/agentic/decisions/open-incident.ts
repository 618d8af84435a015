/**
 * The incident behind `block_and_open_incident`. An agent has at most one open incident: a further blocked call counts onto
 * it, so that a loop of refusals is one thing to look at and not a flood.
 */
import type { TenantTx } from '@gamut/database/tenant-transaction';
import { newId } from '@gamut/kernel/id';
import type { RandomBytes } from '@gamut/kernel/time-source';
import type { DecisionEntry } from '@gamut/protocol/ledger';
import { bumpFacts } from '../facts/bump-facts.ts';

export async function openIncident(
  tx: TenantTx,
  entry: DecisionEntry,
  at: string,
  random: RandomBytes,
): Promise<string> {
  const wanted = newId('inc', Date.parse(at), random(16));
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO incidents (id, agent_id, severity, title, opened_by_decision, opened_at)
     VALUES ($1, $2, 'critical', $3, $4, $5)
     ON CONFLICT (agent_id) WHERE status <> 'closed' AND opened_by IS NULL DO UPDATE SET decisions = incidents.decisions + 1 RETURNING id`,
    [
      wanted,
      entry.agent,
      `${entry.agentName} failed a critical control while a critical finding was open`,
      entry.id,
      at,
    ],
  );
  if (row === undefined) throw new Error('an incident was neither opened nor found');
  if (row.id === wanted) await bumpFacts(tx);
  return row.id;
}
