/**
 * Whose journal: a tenant's, in its own schema and cell, or the platform's own, in home's control schema. Both have the same three
 * tables, so what signs, countersigns and exports asks for one of these and never which.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { StreamName } from '@gamut/journal/entry';
import { platformTenant } from './append-control.ts';

/** A transaction in which the journal's tables stand in the search path. */
export interface JournalReader {
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

export interface JournalOf {
  /** As it stands in entries and origins: a tenant's id, or `-`. */
  readonly tenant: string;
  readonly streams: readonly StreamName[];
  /** Which log this is: a restore begins another one. */
  generation(tx: JournalReader): Promise<number>;
  read<T>(work: (tx: JournalReader) => Promise<T>): Promise<T>;
  write<T>(work: (tx: JournalReader) => Promise<T>): Promise<T>;
}

export function tenantJournal(db: Database, tenant: TenantRef): JournalOf {
  return {
    tenant: tenant.id,
    streams: ['audit', 'decisions', 'runs'],
    generation: () => Promise.resolve(tenant.authorityEpoch),
    read: (work) => db.readTenant(tenant, work),
    write: (work) => db.tenant(tenant, work),
  };
}

export function platformJournal(db: Database): JournalOf {
  return {
    tenant: platformTenant,
    streams: ['platform'],
    async generation(tx) {
      const [head] = await tx.query<{ generation: number }>('SELECT generation FROM journal_heads');
      if (head === undefined) throw new Error('the platform has no stream of its own');
      return head.generation;
    },
    read: (work) => db.readControl(work),
    write: (work) => db.control(work),
  };
}
