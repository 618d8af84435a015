/** Issues a credential by which an agent proves who it is. The token is in this answer and nowhere else. */
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { IssuedAgentCredential, NewAgentCredential } from './agent.ts';
import { insertCredential } from './agent-store.ts';
import { newAgentToken } from './agent-token.ts';
import { holdAgent } from './load-agent.ts';

const dayMs = 86_400_000;

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
  const days = wanted.expiresInDays;
  const expiresAt = days === undefined ? null : new Date(Date.parse(createdAt) + days * dayMs).toISOString();
  const id = change.newId('crd');
  await insertCredential(tx, { id, agentId, name: wanted.name, sha256, createdAt, expiresAt });
  await bumpFacts(tx);
  const credential = { id, name: wanted.name, fingerprint: sha256.slice(0, 12), createdAt, expiresAt };
  return change.succeed(
    {
      event: 'agent_credential.issued',
      subject: { kind: 'agent', id: agentId, name: agent.name },
      after: credential,
    },
    { credential, token },
  );
}
