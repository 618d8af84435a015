/**
 * A person settles an alert: accepted, and what was seen is normal from now on; or dismissed, and it is raised again when it happens
 * again. Neither closes a breaker nor gives a level back: those are acts of their own.
 */
import { acceptAsNormal, forgetRaised } from '@gamut/governance/behaviour-profile';
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { holdToLoosen } from '../agents/load-agent.ts';
import type { TenantSealer } from '../../../tenancy/tenant-keys.ts';
import type { AlertVerdict, BehaviourAlert } from './behaviour.ts';
import { lockAlertRow, lockProfiles, putProfile, settleAlertRow, type AlertRow } from './behaviour-store.ts';
import { openAlert, openProfile, openSeen, sealProfile } from './sealed-profile.ts';

export async function settleAlert(
  change: Change,
  sealer: TenantSealer,
  id: string,
  { verdict, note }: AlertVerdict,
): Promise<Audited<BehaviourAlert>> {
  const { tx, actor } = change;
  const row = await lockAlertRow(tx, id);
  if (row === undefined) throw notFound('alert');
  if (row.status !== 'open')
    throw new AppError('conflict', `This alert was ${row.status} already.`, {
      fix: 'Look at the newer ones.',
      who: 'the person',
    });
  const at = change.now();
  const sealed = (await lockProfiles(tx, [row.agentId])).get(row.agentId);
  if (sealed !== undefined) {
    const profile = openProfile(sealer, row.agentId, sealed);
    const what = { kind: row.kind, subject: openSeen(sealer, row).subject };
    const settled = verdict === 'accepted' ? acceptAsNormal(profile, what) : forgetRaised(profile, what);
    await putProfile(tx, row.agentId, sealProfile(sealer, row.agentId, settled), at);
  }
  // the agent after its profile, as whoever watches
  if (verdict === 'accepted') await holdToLoosen(change, row.agentId);
  else change.separation.tightens();
  await settleAlertRow(tx, id, { status: verdict, by: actor.id, at, note });
  return change.succeed(
    {
      event: 'behaviour_alert.settled',
      subject: { kind: 'behaviour_alert', id, name: row.agentName },
      before: { status: row.status },
      after: { status: verdict, agent: row.agentId, kind: row.kind },
      reason: note,
    },
    openAlert(sealer, (await lockAlertRow(tx, id)) as AlertRow),
  );
}
