/**
 * A change in control (a session, a password, a place, a link): one transaction that holds the change, its entry of the platform's
 * stream, the record on its way to the tenant and the request's key, so that all of it stands or nothing does. Once it is committed the
 * record is carried to the tenant before the answer leaves; where that fails the sweep carries it (docs/decisions/0033).
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { ControlTx, TenantTx } from '@gamut/database/tenant-transaction';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import type { Logger } from '@gamut/service/logger';
import type { Actor } from '../audit/actor.ts';
import { appendForTenant, type CarriedReceipt, type TenantRecord } from '../audit/append-for-tenant.ts';
import { carryNow, type Place } from '../audit/carry-outbox.ts';
import { audited, type Audited, type Receipt } from '../http/audited.ts';
import type { RecordedInControl } from '../http/change.ts';

/** Of whom it is recorded, where that is not the change's own; the actor, where nobody is signed in yet. */
export type ControlRecordOf<A> = Omit<TenantRecord, 'actor'> & A & { readonly tenant?: TenantRef };
export type ByPerson = { readonly actor?: Actor };
export type ByAnybody = { readonly actor: Actor };

export interface ControlChange<A = ByPerson> {
  readonly tx: ControlTx;
  /** ISO text of the moment of the change. */
  now(): string;
  /**
   * What stands in a tenant's own schema beside the change and never without it: names to write the record by, and marks that refuse what is
   * under way. It is committed before control is: a mark whose change came to nothing refuses too much, and never too little.
   */
  inTenant<T>(work: (tx: TenantTx) => Promise<T>, of?: TenantRef): Promise<T>;
  /** Writes the record, last of all, and makes the success value from its receipt. */
  succeed<T>(record: ControlRecordOf<A>, value: T): Promise<Audited<T>>;
  /** As `succeed`, for a change that leaves nothing to show but its place in the audit stream. */
  recorded(record: ControlRecordOf<A>): Promise<Audited<RecordedInControl>>;
  /** The event under which this change recorded a receipt; undefined for a receipt of any other change. */
  eventOf(receipt: Receipt): TenantRecord['event'] | undefined;
}

export interface ControlChangeAsked {
  /** Whose change it is. */
  readonly of: TenantRef;
  /** It reaches rows of other tenants too, as an account has them; else control shows it those of this one. */
  readonly acrossTenants?: boolean;
}

export type RunControlChange = <T>(
  asked: ControlChangeAsked,
  work: (change: ControlChange<ByAnybody>) => Promise<Audited<T>>,
) => Promise<Audited<T>>;

export interface ControlChangeParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly logger: Logger;
  /** So many at once: one that marks something in a tenant holds two connections for a moment. */
  readonly atOnceMax: number;
}

export function createControlChange(parts: ControlChangeParts): RunControlChange {
  const inLine = createLine(parts.atOnceMax);
  return async <T>(
    { of, acrossTenants = false }: ControlChangeAsked,
    work: (change: ControlChange<ByAnybody>) => Promise<Audited<T>>,
  ) => {
    const { success, done } = await inLine(() => {
      const perform = async (tx: ControlTx) => {
        const done = openControlChange(parts, tx, of);
        const success = await work(done.change);
        if (done.change.eventOf(success.receipt) === undefined)
          throw new Error('a change in control answered without a record of its own');
        return { success, done };
      };
      return acrossTenants ? parts.db.control(perform) : parts.db.controlFor(of, perform);
    });
    return done.carry(success);
  };
}

interface Recorded {
  readonly receipt: CarriedReceipt;
  readonly tenant: TenantRef;
  readonly record: TenantRecord;
  /** What the success value is, once its place is known. */
  readonly make: (place: Place | null) => unknown;
}

function openControlChange(parts: ControlChangeParts, tx: ControlTx, of: TenantRef) {
  const { db, clock } = parts;
  const records = new Map<Receipt, Recorded>();
  const succeedWith = async <T>(
    { tenant = of, ...record }: ControlRecordOf<ByAnybody>,
    make: (place: Place | null) => T,
  ): Promise<Audited<T>> => {
    const receipt = await appendForTenant(tx, parts, tenant.id, record);
    records.set(receipt, { receipt, tenant, record, make });
    return audited(receipt, make(null));
  };
  const change: ControlChange<ByAnybody> = {
    tx,
    now: () => new Date(clock.nowMs()).toISOString(),
    inTenant: (work, tenant = of) => db.tenant(tenant, work),
    succeed: (record, value) => succeedWith(record, () => value),
    recorded: (record) => succeedWith(record, (recorded) => ({ id: record.subject.id, recorded })),
    eventOf: (receipt) => records.get(receipt)?.record.event,
  };
  const carry = async <T>(success: Audited<T>): Promise<Audited<T>> => {
    let answered = success;
    for (const { receipt, tenant, record, make } of records.values()) {
      const place = await carryRecord(parts, tenant, { outbox: receipt.outbox, subject: record.subject.id });
      if (receipt === success.receipt) answered = audited(receipt, make(place) as T);
    }
    return answered;
  };
  return { change, carry };
}

/** The change stands already, whatever comes of this. */
async function carryRecord(
  { db, clock, logger }: ControlChangeParts,
  tenant: TenantRef,
  record: { readonly outbox: string; readonly subject: string },
): Promise<Place | null> {
  try {
    return (await carryNow(db, tenant, clock, record)) ?? null;
  } catch (error) {
    logger.warn({ err: error, tenant: tenant.id }, 'a record of control waits for the sweep');
    return null;
  }
}

function createLine(atOnceMax: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= atOnceMax) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
