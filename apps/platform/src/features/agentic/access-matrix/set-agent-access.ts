/**
 * Writes what the matrix gives an agent, all of it at once, and binds the agent to it. What frees it again is another act, an
 * administrator's at a screen: an agent whose last row is taken is closed.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { invalidField } from '../../../http/expected-refusals.ts';
import { holdToLoosen } from '../agents/load-agent.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { AgentAccess, NewAgentAccess } from './access-matrix.ts';
import { findConnectorIds, saveAccess } from './access-matrix-store.ts';
import { keyOf, loadAgentAccess } from './load-agent-access.ts';

type Rows = NewAgentAccess['rows'];

export async function setAgentAccess(
  change: Change,
  agentId: string,
  { rows, reason }: NewAgentAccess,
): Promise<Audited<AgentAccess>> {
  const { tx } = change;
  const agent = await holdToLoosen(change, agentId);
  if (agent.status === 'retired') throw retired();
  const known = await findConnectorIds(tx, [...new Set(rows.map((row) => row.connectorId))]);
  assertRows(rows, known);
  const before = await loadAgentAccess(tx, agentId);
  await saveAccess(
    tx,
    agentId,
    rows.map(({ connectorId, dataDomain, access }) => ({ connectorId, dataDomain, access })),
  );
  await bumpFacts(tx);
  return change.succeed(
    {
      event: 'access_matrix.set',
      subject: { kind: 'agent', id: agentId, name: agent.name },
      before: recorded(before),
      after: recorded({ bound: true, rows }),
      reason,
    },
    await loadAgentAccess(tx, agentId),
  );
}

export async function liftAgentAccess(
  change: Change,
  agentId: string,
  reason: string,
): Promise<Audited<AgentAccess>> {
  const { tx } = change;
  const agent = await holdToLoosen(change, agentId);
  const before = await loadAgentAccess(tx, agentId);
  if (!before.bound)
    throw new AppError('conflict', 'The access matrix does not bind this agent.', {
      fix: 'There is nothing to lift.',
      who: 'the person',
    });
  await saveAccess(tx, agentId, null);
  await bumpFacts(tx);
  return change.succeed(
    {
      event: 'access_matrix.lifted',
      subject: { kind: 'agent', id: agentId, name: agent.name },
      before: recorded(before),
      after: { bound: false, rows: [] },
      reason,
    },
    await loadAgentAccess(tx, agentId),
  );
}

function assertRows(rows: Rows, known: ReadonlySet<string>): void {
  const seen = new Set<string>();
  for (const [at, row] of rows.entries()) {
    if (!known.has(row.connectorId))
      throw invalidField(
        `/rows/${at}/connectorId`,
        'names no connector of this organisation',
        'Name a connector of GET /v1/connectors.',
      );
    if (seen.has(keyOf(row)))
      throw invalidField(
        `/rows/${at}`,
        'says a second time what is above',
        'Name each data domain of a system once.',
      );
    seen.add(keyOf(row));
  }
}

function recorded({ bound, rows }: Pick<AgentAccess, 'bound'> & { readonly rows: Rows }) {
  return {
    bound,
    rows: rows.map(({ connectorId, dataDomain, access }) => ({ connectorId, dataDomain, access })),
  };
}

function retired(): AppError {
  return new AppError('conflict', 'The agent is retired, and nothing about it changes any more.', {
    fix: 'Register a new agent.',
    who: 'the person',
  });
}
