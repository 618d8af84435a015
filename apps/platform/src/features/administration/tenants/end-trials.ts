/**
 * Writes down that a trial is over. That it entitles to nothing needs nobody to do this: every question of the plan asks the
 * database's clock (`planInForce`). Here the entry is made, once, and the facts move so that Gateways hold the plan that counts.
 */
import type { Database } from '@gamut/database/database';
import { trialEndOf } from '@gamut/database/plan-in-force';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import { appendControl } from '../../../audit/append-control.ts';
import { moveFacts } from './move-facts.ts';

interface Over {
  readonly id: string;
  readonly slug: string;
  readonly ended: Date;
}

const atOnce = 20;

/** @returns how many ended */
export async function endTrials(db: Database, clock: Clock, random: RandomBytes): Promise<number> {
  const over = await db.control(async (tx) => {
    const rows = await tx.query<Over>(
      `SELECT id, slug, ${trialEndOf()} AS ended FROM control.tenants
       WHERE plan = 'trial' AND status IN ('active', 'suspended') AND ${trialEndOf()} <= now()
       ORDER BY id LIMIT ${String(atOnce)} FOR NO KEY UPDATE SKIP LOCKED`,
    );
    for (const { id, slug, ended } of rows) {
      await tx.execute("UPDATE control.tenants SET plan = 'no_access', trial_ends_at = $2 WHERE id = $1", [
        id,
        ended.toISOString(),
      ]);
      await appendControl(
        tx,
        { clock, random },
        {
          actor: { kind: 'system', id: 'platform', name: 'Platform' },
          event: 'tenant.trial_ended',
          subject: { kind: 'tenant', id, name: slug },
          before: { plan: 'trial', trialEndsAt: ended.toISOString() },
          after: { plan: 'no_access' },
          concerns: id,
        },
      );
    }
    return rows;
  });
  for (const { id } of over) await moveFacts(db, id);
  return over.length;
}
