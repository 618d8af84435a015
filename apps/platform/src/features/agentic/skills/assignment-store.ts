/** All SQL of who has which skill. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import { refuseTaken } from '../../../http/expected-refusals.ts';
import type { AskedPage } from '../../../http/list-page.ts';
import { isoText } from '../iso-text.ts';
import { namedPerson } from '../named-person.ts';
import { isCritical } from '../agents/critical-matters.ts';
import type { NoOwner, OwnedAgent } from '../agents/no-owner.ts';
import type { SkillAssignment } from './skill.ts';

const rows = `SELECT jsonb_build_object('id', c.id, 'agentId', c.agent_id, 'agentName', a.name, 'skillId', c.skill_id, 'skillName', s.name,
    'approvedVersion', (SELECT p.version FROM skills p WHERE p.id = c.skill_id AND p.status = 'approved'),
    'givenAt', ${isoText('c.given_at')}, 'givenBy', ${namedPerson('c.given_by')}) AS item
  FROM agent_capabilities c JOIN agents a ON a.id = c.agent_id JOIN skills s ON s.id = c.skill_id AND s.version = 1`;

export async function listAssignments(
  tx: TenantReader,
  asked: AskedPage,
  agentId?: string,
): Promise<SkillAssignment[]> {
  const found = await tx.query<{ item: SkillAssignment }>(
    `${rows} WHERE ($1::text IS NULL OR c.id > $1) AND ($2::text IS NULL OR c.agent_id = $2) ORDER BY c.id LIMIT $3`,
    [asked.after?.[0] ?? null, agentId ?? null, asked.limit + 1],
  );
  return found.map((row) => row.item);
}

export async function findAssignment(tx: TenantReader, id: string): Promise<SkillAssignment | undefined> {
  const [row] = await tx.query<{ item: SkillAssignment }>(`${rows} WHERE c.id = $1`, [id]);
  return row?.item;
}

/** Whose the agents are that have this skill, and how critical. */
export function listOwned(tx: TenantReader, skillId: string): Promise<OwnedAgent[]> {
  return tx.query<OwnedAgent>(
    `SELECT a.id, a.human_owner_id, ${isCritical} AS critical FROM agent_capabilities c JOIN agents a ON a.id = c.agent_id WHERE c.skill_id = $1`,
    [skillId],
  );
}

export async function insertAssignment(
  tx: TenantTx,
  row: {
    readonly id: string;
    readonly agentId: string;
    readonly skillId: string;
    readonly by: string;
    readonly at: string;
  },
): Promise<void> {
  await refuseTaken(
    tx.query(
      'INSERT INTO agent_capabilities (id, agent_id, skill_id, given_by, given_at) VALUES ($1, $2, $3, $4, $5)',
      [row.id, row.agentId, row.skillId, row.by, row.at],
    ),
    'An assignment of this skill to this agent',
  );
}

/** It can set the agent free: whoever does it was asked whether the agent is theirs. */
export async function deleteAssignment(
  tx: TenantTx,
  { id }: { readonly id: string; readonly by: NoOwner },
): Promise<void> {
  await tx.query('DELETE FROM agent_capabilities WHERE id = $1 AND skill_id IS NOT NULL', [id]);
}
