/**
 * Observe periods always end, at the moment that they name, whoever is looking. What ended with nobody there to record it (its time
 * was over, its agent was suspended, demoted or stopped) is told to the audit stream here: after the commit that ended or met it, or
 * by the sweep.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { TenantTx } from '@gamut/database/tenant-transaction';
import type { Clock } from '@gamut/kernel/time-source';
import { appendEntries, lockStreamHead } from '../../../audit/append-entries.ts';
import type { AuditEvent } from '../../../http/audit-events.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { expirePeriods, hasUntold, tellEnded } from './observe-period-store.ts';

const actor = { kind: 'system', id: 'platform', name: 'Platform' } as const;
const event: AuditEvent = 'observe_period.ended';

/** The sweep's. @returns how many were told */
export async function endObservePeriods(db: Database, tenant: TenantRef, clock: Clock): Promise<number> {
  const at = new Date(clock.nowMs()).toISOString();
  if ((await db.readTenant(tenant, (tx) => hasUntold(tx, at))).length === 0) return 0;
  return db.tenant(tenant, async (tx) => {
    // the facts first, so that rows are always locked in one order; what has run out is in them no more
    await bumpFacts(tx);
    await expirePeriods(tx, at);
    return tell(tx, clock);
  });
}

/** Right after a change that ended some. @returns how many were told */
export function tellEndedPeriods(db: Database, tenant: TenantRef, clock: Clock): Promise<number> {
  return db.tenant(tenant, (tx) => tell(tx, clock));
}

async function tell(tx: TenantTx, clock: Clock): Promise<number> {
  const ended = await tellEnded(tx);
  if (ended.length === 0) return 0;
  const head = await lockStreamHead(tx, 'audit');
  await appendEntries(
    tx,
    'audit',
    head,
    new Date(clock.nowMs()).toISOString(),
    ended.map((row) => ({
      kind: event,
      subject: row.id,
      body: {
        actor,
        subject: { kind: 'observe_period', id: row.id, name: row.agent_name },
        before: { state: 'running' },
        after: { state: 'ended', how: row.ended_how, endedAt: row.ended_at.toISOString() },
      },
    })),
  );
  return ended.length;
}
