/**
 * Engages a kill switch. The facts move in the same transaction, so no call that the ledger has not committed before it is
 * allowed any more; after the commit the Gateways are told, and cut off what is under way (product.md 3).
 */
import type { TenantRef } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { revokeAllCredentials } from '../agents/agent-store.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { KillSwitch, NewKillSwitch } from './kill-switch.ts';
import { findKillSwitch, findTargetName, insertKillSwitch } from './kill-switch-store.ts';

export async function engageKillSwitch(
  change: Change,
  tenant: Pick<TenantRef, 'id' | 'slug'>,
  wanted: NewKillSwitch,
): Promise<Audited<KillSwitch>> {
  const { tx, actor } = change;
  const { target, reason, revokeCredentials = false } = wanted;
  if (revokeCredentials && target !== 'agent')
    throw new AppError('validation_failed', 'Only an agent has credentials to revoke.', {
      fix: 'Leave revokeCredentials out, or name an agent.',
      who: 'the person',
    });
  const { targetId, targetName } = await loadTarget(change, tenant, wanted);
  const id = change.newId('kil');
  const at = change.now();
  await insertKillSwitch(tx, { id, target, targetId, targetName, reason }, actor.id, at);
  const revoked = revokeCredentials ? await revokeAllCredentials(tx, targetId, actor.id, at) : 0;
  await bumpFacts(tx, [{ target, id: targetId }]);
  const subject = { kind: 'kill_switch', id, name: targetName };
  const after = { target, targetId, ...(revokeCredentials ? { credentialsRevoked: revoked } : {}) };
  return change.succeed(
    { event: 'kill_switch.engaged', subject, after, reason },
    (await findKillSwitch(tx, id)) as KillSwitch,
  );
}

async function loadTarget(
  { tx }: Change,
  tenant: Pick<TenantRef, 'id' | 'slug'>,
  { target, targetId }: NewKillSwitch,
): Promise<{ readonly targetId: string; readonly targetName: string }> {
  if (target === 'tenant') {
    if (targetId !== undefined && targetId !== tenant.id) throw notFound('tenant');
    return { targetId: tenant.id, targetName: tenant.slug };
  }
  const targetName = targetId === undefined ? undefined : await findTargetName(tx, target, targetId);
  if (targetId === undefined || targetName === undefined) throw notFound(target);
  return { targetId, targetName };
}
