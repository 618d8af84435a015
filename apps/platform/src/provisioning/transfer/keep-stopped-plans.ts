/**
 * A plan whose checkpoint was refused after the export stays stopped through a restore, also where the file knows it as a draft or
 * not at all: its agent is let go on by a person, and by nothing else. Where another plan binds the agent in the file, that one stops.
 */
import type { OwnerSession } from '@gamut/database/owner-session';

/** @param schemas quoted @returns how many plans were stopped */
export async function keepStoppedPlans(
  cell: OwnerSession,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<number> {
  const bound = await cell.query(
    `UPDATE ${to}.workflow_plans r SET halted = true FROM ${from}.workflow_plans was
     WHERE was.status = 'active' AND was.halted AND r.agent_id = was.agent_id AND r.status = 'active' AND NOT r.halted RETURNING r.id`,
  );
  const lost = `SELECT was.id FROM ${from}.workflow_plans was WHERE was.status = 'active' AND was.halted
    AND EXISTS (SELECT FROM ${to}.agents a WHERE a.id = was.agent_id)
    AND NOT EXISTS (SELECT FROM ${to}.workflow_plans r WHERE r.agent_id = was.agent_id AND r.status = 'active')`;
  const ids = (await cell.query<{ id: string }>(lost)).map(({ id }) => id);
  await cell.query(`DELETE FROM ${to}.workflow_plans WHERE id = ANY ($1::text[])`, [ids]);
  await cell.query(
    `INSERT INTO ${to}.workflow_plans SELECT * FROM ${from}.workflow_plans WHERE id = ANY ($1::text[])`,
    [ids],
  );
  return bound.length + ids.length;
}
