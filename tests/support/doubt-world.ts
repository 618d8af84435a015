/** Puts an action that a ledger allowed in doubt, as Gateway does when a call is cut off. */
import assert from 'node:assert/strict';
import { randomBytes } from '@gamut/crypto/random';
import type { TenantRef } from '@gamut/database/database';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { createLedger } from '../../apps/platform/src/features/agentic/decisions/commit-ledger.ts';
import { outcome } from './ledger.ts';
import type { PlatformUnderTest } from './platform.ts';

export const whyInDoubt = 'The call was cut off; nobody knows how far it came.';

/** @param decision one that started */
export async function putInDoubt(
  under: PlatformUnderTest,
  tenant: TenantRef,
  decision: string,
): Promise<string> {
  const { db, clock, random, keys } = under.running.platform;
  const ended = { ...outcome(decision), state: 'in_doubt' as const, answerSha256: null, detail: whyInDoubt };
  const batch = { tenant: tenant.id, instance: 'gwy_test', entries: [ended] };
  const ledger = createLedger({ db, clock, random, keys });
  const { results } = await ledger.commit(tenant, batch, encodeBase64url(randomBytes(16)));
  assert.equal(results[0]?.status, 'committed', JSON.stringify(results));
  return decision;
}
