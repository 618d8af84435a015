/** Issues a credential by which an agent proves who it is. The token is in this answer and nowhere else; without a word it ends in 90 days. */
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { IssuedAgentCredential, NewAgentCredential } from './agent.ts';
import { endOfLife } from './agent-credential.ts';
import { insertCredential } from './agent-store.ts';
import { newAgentToken } from './agent-token.ts';
import { holdAgent } from './load-agent.ts';

export async function issueAgentCredential(
  change: Change,
  agentId: string,
  wanted: NewAgentCredential,
): Promise<Audited<IssuedAgentCredential>> {
  const { tx } = change;
  const agent = await holdAgent(tx, agentId);
  if (agent.status === 'retired')
    throw new AppError('conflict', 'A retired agent gets no credential.', {
      fix: 'Register a new agent.',
      who: 'the person',
    });
  const { token, sha256 } = newAgentToken(agentId, change.random);
  const createdAt = change.now();
  const expiresAt = endOfLife(createdAt, wanted.expiresInDays);
  const id = change.newId('crd');
  await insertCredential(tx, {
    id,
    agentId,
    name: wanted.name,
    sha256,
    createdAt,
    expiresAt,
    issuedBy: change.actor.kind === 'person' ? change.actor.id : null,
  });
  await bumpFacts(tx);
  const credential = {
    id,
    name: wanted.name,
    fingerprint: sha256.slice(0, 12),
    createdAt,
    expiresAt,
    lastUsedAt: null,
  };
  return change.succeed(
    {
      event: 'agent_credential.issued',
      subject: { kind: 'agent', id: agentId, name: agent.name },
      after: credential,
    },
    { credential, token },
  );
}
