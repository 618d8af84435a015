/**
 * The database, with an ear at every commit of a tenant: a transaction that moved the facts is announced once it has
 * committed, whichever operation it was, and one that rolled back never is. Observe periods that it ended are told at once.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { TenantTx } from '@gamut/database/tenant-transaction';
import type { Clock } from '@gamut/kernel/time-source';
import { systemTime } from '@gamut/service/system-time';
import { tellEndedPeriods } from '../observe-periods/end-observe-periods.ts';
import { factsMovedIn, type FactsMove } from './bump-facts.ts';

export function announceMoves(
  db: Database,
  announce: (tenant: TenantRef['id'], move: FactsMove) => void,
  clock: Clock = systemTime,
): Database {
  const tenant: Database['tenant'] = async (ref, work, asked) => {
    let used: TenantTx | undefined;
    const result = await db.tenant(
      ref,
      (tx) => {
        used = tx;
        return work(tx);
      },
      asked,
    );
    const move = used === undefined ? undefined : factsMovedIn(used);
    if (move !== undefined) announce(ref.id, move);
    // what fails here the sweep makes good
    if (move?.endsPeriods === true) await tellEndedPeriods(db, ref, clock).catch(() => undefined);
    return result;
  };
  // the counts of connections are a getter, which a copy would freeze
  return Object.create(db, { tenant: { value: tenant, enumerable: true } }) as Database;
}
