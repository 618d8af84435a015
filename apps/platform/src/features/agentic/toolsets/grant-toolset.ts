/** Grants a toolset to an agent, which permits its tools as one, and withdraws it; either holds from the next decision on. */
import type { Audited } from '../../../http/audited.ts';
import type { Change, RecordedOnly } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { holdAgent } from '../agents/load-agent.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { assertRoomFor } from './capability-limit.ts';
import type { NewToolsetGrant, ToolsetGrant } from './toolset.ts';
import { deleteToolsetGrant, findToolsetGrant, insertToolsetGrant, lockToolset } from './toolset-store.ts';

export async function grantToolset(
  change: Change,
  { agentId, toolsetId }: NewToolsetGrant,
): Promise<Audited<ToolsetGrant>> {
  const { tx, actor } = change;
  await holdAgent(tx, agentId);
  const toolset = await lockToolset(tx, toolsetId);
  if (toolset === undefined) throw notFound('toolset');
  await assertRoomFor(tx, 'toolset', agentId);
  const id = change.newId('tsg');
  await insertToolsetGrant(tx, { id, agentId, toolsetId, by: actor.id, at: change.now() });
  await bumpFacts(tx);
  const grant = (await findToolsetGrant(tx, id)) as ToolsetGrant;
  return change.succeed({ event: 'toolset.granted', subject: subjectOf(grant), after: shown(grant) }, grant);
}

export async function withdrawToolset(change: Change, id: string): Promise<Audited<RecordedOnly>> {
  const { tx } = change;
  const grant = await findToolsetGrant(tx, id);
  if (grant === undefined) throw notFound('grant of a toolset');
  await deleteToolsetGrant(tx, id);
  await bumpFacts(tx);
  return change.recorded({ event: 'toolset.withdrawn', subject: subjectOf(grant), before: shown(grant) });
}

function subjectOf({ id, agentName, toolset }: ToolsetGrant) {
  return { kind: 'toolset_grant', id, name: `${agentName}: ${toolset.name}` };
}

function shown({ agentId, toolset, tools }: ToolsetGrant) {
  return { agentId, toolsetId: toolset.id, version: toolset.version, tools };
}
