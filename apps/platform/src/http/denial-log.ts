/**
 * Refusals are evidence too: who was denied what, in a transaction of its own. Repeats of one person and permission are
 * collapsed to one record in ten minutes, so that a loop of refusals can't fill the journal. A denial that can't be recorded
 * stays a denial, and is logged.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import type { Logger } from '@gamut/service/logger';
import type { FactorName } from '@gamut/access/effective-right';
import { actorOf, type Person } from '../access/person.ts';
import { openChange } from './change.ts';

export interface Denial {
  readonly permission: string;
  readonly route: string;
  readonly reason: FactorName;
}
export interface DenialLog {
  record(tenant: TenantRef, person: Person, denial: Denial): Promise<void>;
}

const collapseMs = 10 * 60_000;
const rememberedMax = 10_000;

export function createDenialLog(parts: {
  readonly db: Database;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly logger: Logger;
}): DenialLog {
  const { db, clock, random, logger } = parts;
  const lastMs = new Map<string, number>();
  return {
    async record(tenant, person, denial) {
      const key = `${tenant.id} ${person.id} ${denial.permission}`;
      const now = clock.monotonicMs();
      const last = lastMs.get(key);
      if (last !== undefined && now - last < collapseMs) return;
      if (lastMs.size >= rememberedMax) lastMs.clear();
      lastMs.set(key, now);
      try {
        await db.tenant(tenant, (tx) =>
          openChange({ tx, actor: actorOf(person), clock, random }).succeed(
            {
              event: 'access.denied',
              subject: { kind: 'permission', id: denial.permission },
              after: { route: denial.route, reason: denial.reason },
            },
            undefined,
          ),
        );
      } catch (error) {
        lastMs.delete(key);
        logger.error({ err: error, permission: denial.permission }, 'a denial could not be recorded');
      }
    },
  };
}
