/** An open alert on an agent's behaviour, sealed as the watch seals it. */
import { randomBytes } from '@gamut/crypto/random';
import type { TenantRef } from '@gamut/database/database';
import { newId } from '@gamut/kernel/id';
import { insertAlert } from '../../apps/platform/src/features/agentic/behaviour/behaviour-store.ts';
import { sealSeen } from '../../apps/platform/src/features/agentic/behaviour/sealed-profile.ts';
import type { PlatformUnderTest } from './platform.ts';

export async function makeAlert(
  { running }: PlatformUnderTest,
  tenant: TenantRef,
  agentId: string,
): Promise<string> {
  const { db, keys, clock } = running.platform;
  const id = newId('alt', Date.now(), randomBytes(16));
  const at = new Date(clock.nowMs()).toISOString();
  const seen = { subject: 'bank_pay', saw: 'bank_pay', normal: 'mail_send' };
  const sealed = sealSeen(await keys.sealerOf(tenant), id, seen);
  const row = { id, agentId, decisionId: 'dec_test', kind: 'new_tool', act: 'alert', sealed } as const;
  await db.tenant(tenant, (tx) => insertAlert(tx, { ...row, actedAt: at, raisedAt: at }));
  return id;
}
