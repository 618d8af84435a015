/** Grants a toolset to an agent, which permits its tools as one, and withdraws it; either holds from the next decision on. */
import type { Audited } from '../../../http/audited.ts';
import type { Change, RecordedOnly } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { holdAgent } from '../agents/load-agent.ts';
import { assertMayGive } from '../agents/may-give.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { assertRoomFor } from './capability-limit.ts';
import type { NewToolsetGrant, ToolsetGrant } from './toolset.ts';
import { shown, subjectOf } from './shown-grant.ts';
import { takeAway, type TakingQuery } from './take-away.ts';
import { findToolsetGrant, insertToolsetGrant, lockToolset } from './toolset-store.ts';

export async function grantToolset(
  change: Change,
  { agentId, toolsetId }: NewToolsetGrant,
): Promise<Audited<ToolsetGrant>> {
  const { tx, actor } = change;
  const agent = await holdAgent(tx, agentId);
  const toolset = await lockToolset(tx, toolsetId);
  if (toolset === undefined) throw notFound('toolset');
  await assertMayGive(
    change,
    [agent],
    toolset.tools.map(({ toolId }) => toolId),
  );
  await assertRoomFor(tx, 'toolset', agentId);
  const id = change.newId('tsg');
  await insertToolsetGrant(tx, { id, agentId, toolsetId, by: actor.id, at: change.now() });
  await bumpFacts(tx);
  const grant = (await findToolsetGrant(tx, id)) as ToolsetGrant;
  return change.succeed({ event: 'toolset.granted', subject: subjectOf(grant), after: shown(grant) }, grant);
}

export async function withdrawToolset(
  change: Change,
  id: string,
  asked: TakingQuery,
): Promise<Audited<RecordedOnly>> {
  const grant = await findToolsetGrant(change.tx, id);
  if (grant === undefined) throw notFound('grant of a toolset');
  return takeAway(change, { agentId: grant.agentId, wayId: id }, asked);
}
