/** An agent with a habit, for tests of behaviour: it has done a thousand things, all of them with one tool. */
import assert from 'node:assert/strict';
import type { TenantRef } from '@gamut/database/database';
import { newProfile, observe } from '@gamut/governance/behaviour-profile';
import { putProfile } from '../../apps/platform/src/features/agentic/behaviour/behaviour-store.ts';
import { sealProfile } from '../../apps/platform/src/features/agentic/behaviour/sealed-profile.ts';
import type { Client, PlatformUnderTest } from './platform.ts';

let made = 0;

/** @param place where it did all of it; null: nowhere that is named @returns its id */
export async function makeSettledAgent(
  { running }: PlatformUnderTest,
  tenant: TenantRef,
  administrator: Client,
  place: string | null,
): Promise<string> {
  const body = { name: `habit-${++made}`, purpose: 'tests', status: 'active' };
  const agentId = (await administrator.call({ method: 'POST', path: '/v1/agents', body })).json.id as string;
  const { db, keys, clock } = running.platform;
  let profile = newProfile(clock.nowMs() - 3_600_000);
  for (let index = 0; index < 1_000; index++)
    profile = observe(profile, {
      atMs: clock.nowMs() - 3_600_000 + index * 3_000,
      ...{ tool: 'tools_send', dataClass: 'internal', place, refused: false, passed: true },
    });
  assert.equal(profile.ready, true);
  const sealer = await keys.sealerOf(tenant);
  await db.tenant(tenant, (tx) =>
    putProfile(tx, agentId, sealProfile(sealer, agentId, profile), new Date(clock.nowMs()).toISOString()),
  );
  return agentId;
}
