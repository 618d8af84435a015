/**
 * What an approved skill tells an agent that holds it to do, for Gateway, which hands it to that agent. Looked up as it stands now: who was
 * suspended a moment ago is told nothing, whatever Gateway has heard so far.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { SkillInstructionsAnswer, SkillInstructionsRequest } from '@gamut/protocol/skill-instructions';

export async function findInstructions(
  db: Database,
  tenant: TenantRef,
  { agent, skill, version }: SkillInstructionsRequest,
): Promise<SkillInstructionsAnswer> {
  const [row] = await db.readTenant(tenant, (tx) =>
    tx.query<{ instructions: string }>(
      `SELECT s.instructions FROM skills s JOIN agent_capabilities c ON c.skill_id = s.id AND c.agent_id = $1 JOIN agents a ON a.id = c.agent_id
       WHERE a.status = 'active' AND s.id = $2 AND s.version = $3 AND s.status = 'approved'`,
      [agent, skill, version],
    ),
  );
  return { instructions: row?.instructions ?? null };
}
