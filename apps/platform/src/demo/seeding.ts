/**
 * The hand that seeds: the product's own operations, each in a transaction and with an audit record of its own, done in the
 * name of a person of the demo. Asked again, or after a kill, it does what is missing and nothing else.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import type { Actor } from '../audit/actor.ts';
import { openChange, type Change } from '../http/change.ts';
import type { Audited } from '../http/audited.ts';

export interface Seeding {
  readonly db: Database;
  readonly tenant: TenantRef;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly actor: Actor;
}

/** One operation, one transaction. */
export function inChange<T>(
  seeding: Seeding,
  operation: (change: Change) => Promise<Audited<T>>,
): Promise<T> {
  const { clock, random, actor } = seeding;
  return seeding.db.tenant(
    seeding.tenant,
    async (tx: TenantTx) => (await operation(openChange({ tx, actor, clock, random }))).value,
  );
}

export function read<T>(seeding: Seeding, work: (tx: TenantReader) => Promise<T>): Promise<T> {
  return seeding.db.readTenant(seeding.tenant, work);
}
