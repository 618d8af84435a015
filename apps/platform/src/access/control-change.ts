/**
 * A change in control (a session, a password, a link) whose record belongs into the tenant's own stream. The change is made
 * first and committed last: the record stands before it does, so a change without a record can't be, and a record that could
 * not be written takes the change back. Few run at once, since each holds two connections.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { ControlTx } from '@gamut/database/tenant-transaction';

/**
 * @param work makes the change in control, then commits its record in the tenant's stream, as its last act
 * @param within the change reaches rows of this tenant alone; absent: it crosses tenants, as signing in does
 */
export type ControlChange = <T>(work: (tx: ControlTx) => Promise<T>, within?: TenantRef) => Promise<T>;

export function createControlChange(db: Database, atOnceMax: number): ControlChange {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work, within) => {
    if (running >= atOnceMax) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await (within === undefined ? db.control(work) : db.controlFor(within, work));
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
