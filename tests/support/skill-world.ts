/** Gives an agent a skill that somebody approved, with the tool that it has and all that it does there. */
import { sha256Hex } from '@gamut/crypto/hash';
import { bumpFacts } from '../../apps/platform/src/features/agentic/facts/bump-facts.ts';
import { someId } from './gateway-facts.ts';
import type { TokenAgent, TokenWorld } from './token-world.ts';

/** @returns its name; the same again where the agent has it */
export async function giveSkill(
  { under }: TokenWorld,
  agent: TokenAgent,
  instructions: string,
  name = 'Do what was asked for',
): Promise<string> {
  await under.running.platform.db.tenant(agent.tenant, async (tx) => {
    const had = await tx.query('SELECT id FROM skills WHERE name = $1', [name]);
    if (had.length > 0) return;
    const id = someId('skl');
    await tx.query(
      `INSERT INTO skills (id, version, name, status, purpose, instructions, instructions_sha256, tool_ids, toolsets, action_types, data_class_max,
         sha256, written_by, written_at, submitted_by, submitted_at, approved_by, approved_at)
       VALUES ($1, 1, $2, 'approved', 'tests', $3, $4, ARRAY[$5], '[]', '{write_internal}', 'personal', $4, 'usr_writer', now(), 'usr_writer', now(), 'usr_approver', now())`,
      [id, name, instructions, sha256Hex(instructions), agent.toolId],
    );
    await tx.query(
      `INSERT INTO agent_capabilities (id, agent_id, skill_id, given_by, given_at) VALUES ($1, $2, $3, 'usr_approver', now())`,
      [someId('ska'), agent.id, id],
    );
    await bumpFacts(tx);
  });
  return name;
}
