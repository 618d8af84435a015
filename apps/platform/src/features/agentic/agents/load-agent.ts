/** The agent, or the refusal that there is none: the same for an unknown id and another tenant's. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { Change } from '../../../http/change.ts';
import { invalidField, notFound } from '../../../http/expected-refusals.ts';
import type { Agent } from './agent.ts';
import { findPeople } from '../people/who-answers.ts';
import { findAgent, lockAgent, type LockedAgent } from './agent-store.ts';
import { findCritical } from './critical-matters.ts';
import { assertNoOwner, type OwnedAgent } from './no-owner.ts';

export async function loadAgent(tx: TenantReader, id: string): Promise<Agent> {
  const agent = await findAgent(tx, id);
  if (agent === undefined) throw notFound('agent');
  return agent;
}

export type HeldAgent = LockedAgent & OwnedAgent;

export async function holdAgent(tx: TenantTx, id: string): Promise<HeldAgent> {
  const agent = await lockAgent(tx, id);
  if (agent === undefined) throw notFound('agent');
  return { ...agent, critical: (await findCritical(tx, [id])).has(id) };
}

/** For what lets it go further than before: of a critical agent that is not for whoever answers for it. */
export async function holdToLoosen(
  change: Pick<Change, 'tx' | 'actor' | 'separation'>,
  id: string,
): Promise<HeldAgent> {
  const agent = await holdAgent(change.tx, id);
  assertNoOwner(change, [agent]);
  return agent;
}

interface Owners {
  readonly humanOwnerId?: string | null | undefined;
  readonly securityOwnerId?: string | null | undefined;
}

/**
 * Owners are named people of this tenant who can see what they answer for, and the one who answers for an agent is not the one who
 * checks it. What stood so before stays until somebody names an owner anew.
 * @param stands the owners of before
 */
export async function assertOwners(tx: TenantReader, named: Owners, stands: Owners = {}): Promise<void> {
  const { humanOwnerId, securityOwnerId } = named;
  const ids = [humanOwnerId, securityOwnerId].filter((id) => typeof id === 'string');
  if (ids.length === 0) return;
  const known = await findPeople(tx, ids);
  for (const [pointer, id] of [
    ['/humanOwnerId', humanOwnerId],
    ['/securityOwnerId', securityOwnerId],
  ] as const) {
    if (typeof id !== 'string') continue;
    const answers = known.get(id);
    if (answers === undefined)
      throw invalidField(pointer, 'names nobody of this organisation', 'Name a person of GET /v1/people.');
    if (!answers)
      throw invalidField(
        pointer,
        'names somebody who is not active here, or whose role sees no agents',
        'Name somebody active who is an administrator or an agent operator.',
      );
  }
  const [human, security] = [
    humanOwnerId === undefined ? stands.humanOwnerId : humanOwnerId,
    securityOwnerId === undefined ? stands.securityOwnerId : securityOwnerId,
  ];
  if (typeof human === 'string' && human === security)
    throw invalidField(
      humanOwnerId === undefined ? '/securityOwnerId' : '/humanOwnerId',
      'names the same person twice: whoever answers for an agent does not check it',
      'Name two different people.',
    );
}
