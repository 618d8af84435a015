/** Takes a tool from an agent; its next call of it is refused. */
import type { Audited } from '../../../http/audited.ts';
import type { Change, RecordedOnly } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { deleteToolPermission, findToolPermission } from './tool-permission-store.ts';

export async function revokeToolPermission(change: Change, id: string): Promise<Audited<RecordedOnly>> {
  const { tx } = change;
  const permission = await findToolPermission(tx, id);
  if (permission === undefined) throw notFound('tool permission');
  await deleteToolPermission(tx, id);
  await bumpFacts(tx);
  const subject = { kind: 'tool_permission', id, name: `${permission.agentName}: ${permission.tool}` };
  return change.recorded({
    event: 'tool_permission.revoked',
    subject,
    before: { agentId: permission.agentId, toolId: permission.toolId },
  });
}
