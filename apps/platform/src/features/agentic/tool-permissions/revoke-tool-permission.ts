/**
 * Takes a tool from an agent; its next call of it is refused. What the agent also holds by a toolset can't be taken this way: the
 * terms of the permission would go, and the tool would stay.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change, RecordedOnly } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { holdAgent } from '../agents/load-agent.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { findToolsetsHeld } from '../toolsets/toolset-store.ts';
import { deleteToolPermission, findToolPermission } from './tool-permission-store.ts';

export async function revokeToolPermission(change: Change, id: string): Promise<Audited<RecordedOnly>> {
  const { tx } = change;
  const permission = await findToolPermission(tx, id);
  if (permission === undefined) throw notFound('tool permission');
  // nobody grants it a toolset meanwhile
  await holdAgent(tx, permission.agentId);
  const toolsets = await findToolsetsHeld(tx, permission.agentId, permission.toolId);
  if (toolsets.length > 0) throw stillHeld(toolsets);
  await deleteToolPermission(tx, id);
  await bumpFacts(tx);
  const subject = { kind: 'tool_permission', id, name: `${permission.agentName}: ${permission.tool}` };
  return change.recorded({
    event: 'tool_permission.revoked',
    subject,
    before: { agentId: permission.agentId, toolId: permission.toolId },
  });
}

function stillHeld(toolsets: readonly string[]): AppError {
  return new AppError('conflict', `The agent also holds this tool by ${toolsets.join(', ')}.`, {
    fix: 'Withdraw the toolset from the agent, or take the tool out of it, and then revoke the permission.',
    who: 'the person',
  });
}
