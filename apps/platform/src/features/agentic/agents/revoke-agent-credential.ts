/** Revokes a credential; the agent's next call with it is refused. */
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { Agent } from './agent.ts';
import { revokeCredentialRow } from './agent-store.ts';
import { loadAgent } from './load-agent.ts';

export async function revokeAgentCredential(
  change: Change,
  agentId: string,
  credentialId: string,
): Promise<Audited<Agent>> {
  const { tx } = change;
  const name = await revokeCredentialRow(tx, agentId, credentialId, change.actor.id, change.now());
  if (name === undefined) throw notFound('credential');
  await bumpFacts(tx);
  const agent = await loadAgent(tx, agentId);
  return change.succeed(
    {
      event: 'agent_credential.revoked',
      subject: { kind: 'agent', id: agentId, name: agent.name },
      before: { id: credentialId, name },
    },
    agent,
  );
}
