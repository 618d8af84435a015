/** Takes a tool from an agent; its next call of it is refused, unless it is said that a toolset goes on permitting it. */
import type { Audited } from '../../../http/audited.ts';
import type { Change, RecordedOnly } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { takeAway, type TakingQuery } from '../toolsets/take-away.ts';
import { findToolPermission } from './tool-permission-store.ts';

export async function revokeToolPermission(
  change: Change,
  id: string,
  asked: TakingQuery = {},
): Promise<Audited<RecordedOnly>> {
  const permission = await findToolPermission(change.tx, id);
  if (permission === undefined) throw notFound('tool permission');
  return takeAway(change, { agentId: permission.agentId, wayId: id }, asked);
}
