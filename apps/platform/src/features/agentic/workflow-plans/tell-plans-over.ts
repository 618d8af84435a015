/**
 * A plan whose time is over blocks its agent at that moment by itself. Here it is told to the audit stream, once, so that whoever
 * follows it hears of it, and marked in the facts, so that a Gateway whose clock is behind holds to it as well.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { Clock } from '@gamut/kernel/time-source';
import { appendEntries, lockStreamHead } from '../../../audit/append-entries.ts';
import type { AuditEvent } from '../../../http/audit-events.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { hasUntoldOver, lockOver, markOver } from './workflow-plan-store.ts';

const actor = { kind: 'system', id: 'platform', name: 'Platform' } as const;
const event: AuditEvent = 'workflow_plan.expired';

/** The sweep's. @returns how many were told */
export async function tellPlansOver(db: Database, tenant: TenantRef, clock: Clock): Promise<number> {
  const at = new Date(clock.nowMs()).toISOString();
  if ((await db.readTenant(tenant, (tx) => hasUntoldOver(tx, at))).length === 0) return 0;
  return db.tenant(tenant, async (tx) => {
    // the plans before the facts, as whoever moves a plan takes them: in two orders one of the two would be cut off
    const ids = await lockOver(tx, at);
    if (ids.length === 0) return 0;
    await bumpFacts(tx);
    const over = await markOver(tx, ids);
    const head = await lockStreamHead(tx, 'audit');
    const entries = over.map((plan) => ({
      kind: event,
      subject: plan.id,
      body: {
        actor,
        subject: { kind: 'workflow_plan', id: plan.id, name: `${plan.agent_name}: ${plan.name}` },
        before: { status: 'active', stage: plan.stage },
        after: { status: 'active', stage: plan.stage, over: true, endsAt: plan.ends_at.toISOString() },
      },
    }));
    await appendEntries(tx, 'audit', head, at, entries);
    return over.length;
  });
}
