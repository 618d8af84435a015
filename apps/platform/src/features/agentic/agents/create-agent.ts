/** Registers an agent. It starts at the lowest level, whoever asks; more is given by setting its level, with a reason. */
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { Agent, NewAgent } from './agent.ts';
import { insertAgent } from './agent-store.ts';
import { assertOwners, loadAgent } from './load-agent.ts';

export async function createAgent(change: Change, wanted: NewAgent): Promise<Audited<Agent>> {
  const { tx } = change;
  await assertOwners(tx, wanted);
  const id = change.newId('agt');
  const row = {
    id,
    name: wanted.name,
    purpose: wanted.purpose,
    human_owner_id: wanted.humanOwnerId ?? null,
    security_owner_id: wanted.securityOwnerId ?? null,
    level: 'intern',
    tier: wanted.tier ?? 'undetermined',
    status: wanted.status ?? 'proposed',
  } as const;
  await insertAgent(tx, row, change.now());
  await bumpFacts(tx);
  const agent = await loadAgent(tx, id);
  const { purpose, level, tier, status, humanOwner, securityOwner } = agent;
  return change.succeed(
    {
      event: 'agent.created',
      subject: { kind: 'agent', id, name: agent.name },
      after: { purpose, level, tier, status, humanOwner, securityOwner },
    },
    agent,
  );
}
