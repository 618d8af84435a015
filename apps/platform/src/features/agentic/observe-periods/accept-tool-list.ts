/**
 * Accepts what was drafted, as the person has chosen from it: permissions are granted and withdrawn by the operations that always do
 * it, each with its own record, and the period ends, all in one transaction. Nothing can be granted that was not observed in use.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { invalidField, notFound } from '../../../http/expected-refusals.ts';
import { holdAgent } from '../agents/load-agent.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { grantToolPermission } from '../tool-permissions/grant-tool-permission.ts';
import { revokeToolPermission } from '../tool-permissions/revoke-tool-permission.ts';
import { draftToolList } from './draft-tool-list.ts';
import type { AcceptedToolList, ObservePeriod, ToolListDraft } from './observe-period.ts';
import { acceptPeriodRow, endPeriodRow, findObservePeriod } from './observe-period-store.ts';

export async function acceptToolList(
  change: Change,
  id: string,
  chosen: AcceptedToolList,
): Promise<Audited<ObservePeriod>> {
  const { tx, actor } = change;
  const asked = await findObservePeriod(tx, id, change.now());
  if (asked === undefined) throw notFound('observe period');
  await holdAgent(tx, asked.agentId);
  await bumpFacts(tx);
  const at = change.now();
  const before = (await findObservePeriod(tx, id, at)) as ObservePeriod;
  assertDrafted(await draftToolList(tx, before, at, undefined), chosen);
  await end(change, before, at, chosen.reason);
  // what grants asks, each of them
  if (chosen.permit.length === 0) change.separation.tightens();
  for (const { toolId, targetsUnder = [], callsPerMinuteMax } of chosen.permit)
    await grantToolPermission(change, {
      agentId: before.agentId,
      toolId,
      targetsUnder,
      ...(callsPerMinuteMax === undefined ? {} : { callsPerMinuteMax }),
    });
  for (const permissionId of chosen.withdraw) await revokeToolPermission(change, permissionId);
  return change.succeed(
    {
      event: 'observe_period.accepted',
      subject: { kind: 'observe_period', id, name: before.agentName },
      before: { state: before.state },
      after: {
        state: 'ended',
        how: 'accepted',
        by: actor.id,
        permitted: chosen.permit.map((one) => one.toolId),
        withdrawn: [...chosen.withdraw],
      },
      reason: chosen.reason,
    },
    (await findObservePeriod(tx, id, at)) as ObservePeriod,
  );
}

function assertDrafted({ permit, withdraw }: ToolListDraft, chosen: AcceptedToolList): void {
  const permitted = new Set(permit.map((one) => one.toolId));
  const unused = new Set(withdraw.map((one) => one.permissionId));
  const chosenTools = chosen.permit.map((one) => one.toolId);
  chosenTools.forEach((toolId, at) => {
    if (!permitted.has(toolId) || chosenTools.indexOf(toolId) !== at)
      throw invalidField(
        `/permit/${at}/toolId`,
        'is not among what was observed in use, or stands twice',
        'Grant it by itself with POST /v1/tool-permissions.',
      );
  });
  chosen.withdraw.forEach((permissionId, at) => {
    if (!unused.has(permissionId))
      throw invalidField(
        `/withdraw/${at}`,
        'is not among the permissions that were not used, or a toolset permits its tool too',
        'Withdraw it by itself with DELETE /v1/tool-permissions/{id}, which says what stays.',
      );
  });
}

async function end({ tx, actor }: Change, before: ObservePeriod, at: string, reason: string): Promise<void> {
  const ended =
    before.state === 'running'
      ? await endPeriodRow(tx, { id: before.id, at, how: 'accepted', by: actor.id, reason })
      : await acceptPeriodRow(tx, before.id, actor.id, reason, at);
  if (!ended)
    throw new AppError('conflict', 'A list of this observe period has been accepted already.', {
      fix: 'Change permissions one by one, or open another period.',
      who: 'the person',
    });
}
