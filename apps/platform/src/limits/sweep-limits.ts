/** Forgets what no limit needs any more: buckets that are full again, keys of yesterday, locks that nobody holds, expired reservations. */
import type { Database, TenantRef } from '@gamut/database/database';
import { sweepChangeLocks } from './changed-meanwhile.ts';
import { releaseExpired } from './quotas.ts';
import { sweepRateLimits } from './rate-limits.ts';
import { sweepKeys } from './repeated-request.ts';

/** A lock is held for one transaction; its row is left for a while so that those who follow find it. */
const lockKeptMs = 3_600_000;

export async function sweepSharedLimits(db: Database, nowMs: number): Promise<void> {
  await sweepRateLimits(db);
  await db.control((tx) => sweepKeys(tx, nowMs));
}

export function sweepTenantLimits(db: Database, tenant: TenantRef, nowMs: number): Promise<void> {
  return db.tenant(tenant, async (tx) => {
    await sweepKeys(tx, nowMs);
    await sweepChangeLocks(tx, new Date(nowMs - lockKeptMs).toISOString());
    await releaseExpired(tx, nowMs);
  });
}
