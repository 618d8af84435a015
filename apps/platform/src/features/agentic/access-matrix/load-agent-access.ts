/** What the matrix gives an agent, and what its permitted tools would need beyond that: an outage is seen before it is made. */
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { notFound } from '../../../http/expected-refusals.ts';
import type { AgentAccess } from './access-matrix.ts';
import { findStoredAccess, type StoredAccess } from './access-matrix-store.ts';

/** @throws AppError `not_found`, the same for an unknown id and another tenant's */
export async function loadAgentAccess(tx: TenantReader, agentId: string): Promise<AgentAccess> {
  const stored = await findStoredAccess(tx, agentId);
  if (stored === undefined) throw notFound('agent');
  return withNeeded(stored);
}

export function withNeeded({ uses, ...face }: StoredAccess): AgentAccess {
  const given = new Map(face.rows.map((row) => [keyOf(row), row.access]));
  const needed = uses.filter((use) => {
    const access = given.get(keyOf(use));
    return access === undefined || (use.access === 'write' && access === 'read');
  });
  return { ...face, needed };
}

export function keyOf({
  connectorId,
  dataDomain,
}: {
  connectorId: string;
  dataDomain: string | null;
}): string {
  return `${connectorId}/${dataDomain ?? ''}`;
}
