/**
 * A change in control (a session, a password, a link) whose record belongs into the tenant's own stream. The change is made
 * first and committed last: the record stands before it does, so a change without a record can't be, and a record that could
 * not be written takes the change back. Few run at once, since each holds two connections.
 */
import type { Database } from '@gamut/database/database';
import type { ControlTx } from '@gamut/database/tenant-transaction';

/** @param work makes the change in control, then commits its record in the tenant's stream, as its last act */
export type ControlChange = <T>(work: (tx: ControlTx) => Promise<T>) => Promise<T>;

export function createControlChange(db: Database, atOnceMax: number): ControlChange {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= atOnceMax) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await db.control(work);
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
