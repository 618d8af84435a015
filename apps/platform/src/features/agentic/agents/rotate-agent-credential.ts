/**
 * Rotates a credential: a new one of the same name, whose token is in this answer and nowhere else, and an end for the old one,
 * so that a runtime can be given the new token while the old one still works.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { IssuedAgentCredential } from './agent.ts';
import { endOfLife, type CredentialRotation } from './agent-credential.ts';
import { insertCredential } from './agent-store.ts';
import { newAgentToken } from './agent-token.ts';
import { holdCredential, replaceCredential } from './credential-store.ts';
import { holdAgent } from './load-agent.ts';

const hourMs = 3_600_000;

export async function rotateAgentCredential(
  change: Change,
  agentId: string,
  credentialId: string,
  { overlapHours, expiresInDays }: CredentialRotation,
): Promise<Audited<IssuedAgentCredential>> {
  const { tx, actor } = change;
  const agent = await holdAgent(tx, agentId);
  const createdAt = change.now();
  const old = await holdCredential(tx, agentId, credentialId, createdAt);
  if (old === undefined) throw notFound('credential');
  if (old.state !== 'live' && old.state !== 'expiring_soon')
    throw new AppError('conflict', `This credential is ${old.state}, so nothing can take its place.`, {
      fix: old.state === 'ending' ? 'Rotate its successor.' : 'Issue a new credential.',
      who: 'the person',
    });
  const { token, sha256 } = newAgentToken(agentId, change.random);
  const id = change.newId('crd');
  const expiresAt = endOfLife(createdAt, expiresInDays);
  const { name } = old;
  await insertCredential(tx, {
    id,
    agentId,
    name,
    sha256,
    createdAt,
    expiresAt,
    issuedBy: actor.id,
    replaces: credentialId,
  });
  const endsAt = new Date(Date.parse(createdAt) + overlapHours * hourMs).toISOString();
  await replaceCredential(tx, credentialId, id, endsAt);
  await bumpFacts(tx);
  const credential = { id, name, fingerprint: sha256.slice(0, 12), createdAt, expiresAt, lastUsedAt: null };
  return change.succeed(
    {
      event: 'agent_credential.rotated',
      subject: { kind: 'agent', id: agentId, name: agent.name },
      before: { id: credentialId, expiresAt: old.expiresAt },
      after: { id, name, fingerprint: credential.fingerprint, expiresAt, oldEndsBy: endsAt },
    },
    { credential, token },
  );
}
