/** The agent, or the refusal that there is none: the same for an unknown id and another tenant's. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { Change } from '../../../http/change.ts';
import { invalidField, notFound } from '../../../http/expected-refusals.ts';
import type { Agent } from './agent.ts';
import { findAgent, findPeople, lockAgent, type LockedAgent } from './agent-store.ts';
import { assertNoOwner } from './no-owner.ts';

export async function loadAgent(tx: TenantReader, id: string): Promise<Agent> {
  const agent = await findAgent(tx, id);
  if (agent === undefined) throw notFound('agent');
  return agent;
}

export async function holdAgent(tx: TenantTx, id: string): Promise<LockedAgent> {
  const agent = await lockAgent(tx, id);
  if (agent === undefined) throw notFound('agent');
  return agent;
}

/** For what lets it go further than before: of a critical agent that is not for whoever answers for it. */
export async function holdToLoosen(
  change: Pick<Change, 'tx' | 'actor' | 'separation'>,
  id: string,
): Promise<LockedAgent> {
  const agent = await holdAgent(change.tx, id);
  assertNoOwner(change, [agent]);
  return agent;
}

interface Owners {
  readonly humanOwnerId?: string | null;
  readonly securityOwnerId?: string | null;
}

/** Owners are named people of this tenant, and the one who answers for an agent is not the one who checks it. */
export async function assertOwners(tx: TenantReader, owners: Owners): Promise<void> {
  const { humanOwnerId, securityOwnerId } = owners;
  const ids = [humanOwnerId, securityOwnerId].filter((id) => typeof id === 'string');
  const known = ids.length === 0 ? new Set<string>() : await findPeople(tx, ids);
  for (const [pointer, id] of [
    ['/humanOwnerId', humanOwnerId],
    ['/securityOwnerId', securityOwnerId],
  ] as const) {
    if (typeof id === 'string' && !known.has(id))
      throw invalidField(pointer, 'names nobody of this organisation', 'Name a person of GET /v1/people.');
  }
}
