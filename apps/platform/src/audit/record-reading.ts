/**
 * Reading the audit log and the journal is itself recorded (security.md section 9): one record for each person, way of reading and
 * quarter of an hour, kept by the database, so that many processes leave one, and paging or going from entry to entry fills nothing.
 * What can't be recorded is not read.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import { actorOf, grantOf, type Person } from '../access/person.ts';
import type { AuditEvent } from '../http/audit-events.ts';
import { openChange } from '../http/change.ts';

export interface Reading {
  readonly event: AuditEvent;
  /** Method and path of the route, with the stream that was read. */
  readonly route: string;
}
export type RecordReading = (tenant: TenantRef, person: Person, reading: Reading) => Promise<void>;

export const quarterMs = 15 * 60_000;
const rememberedMax = 10_000;

export function createReadingLog(parts: {
  readonly db: Database;
  readonly clock: Clock;
  readonly random: RandomBytes;
}): RecordReading {
  const { db, clock, random } = parts;
  /** What this process knows to be recorded: spares the question, never replaces it. */
  const recorded = new Map<string, number>();
  return async (tenant, person, { event, route }) => {
    // each grant of an operator is told apart
    const reader = person.support?.grantId ?? person.id;
    const key = `${tenant.id} ${reader} ${route}`;
    const quarter = Math.floor(clock.nowMs() / quarterMs) * quarterMs;
    if (recorded.get(key) === quarter) return;
    await db.tenant(tenant, async (tx) => {
      const at = new Date(quarter).toISOString();
      await tx.execute("DELETE FROM audit_readings WHERE quarter < $1::timestamptz - interval '1 day'", [at]);
      const first = await tx.execute(
        'INSERT INTO audit_readings (person, event, quarter) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
        [reader, route, at],
      );
      if (first === 0) return;
      await openChange({ tx, actor: actorOf(person), clock, random }).recorded({
        event,
        subject: grantOf(person) ?? { kind: readOf(event), id: tenant.id, name: tenant.slug },
        after: { route },
      });
    });
    if (recorded.size >= rememberedMax) recorded.clear();
    recorded.set(key, quarter);
  };
}

function readOf(event: AuditEvent): string {
  return event === 'journal.read' ? 'journal' : 'audit_log';
}
