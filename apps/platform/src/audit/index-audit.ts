/**
 * Brings the audit index up to the head of the stream (architecture: search without cost to the append). Numbers are gapless and
 * commit in their order, so "everything up to seq" is all there is; one drawer at a time holds the state's row.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import { auditRecordOf, type AuditRecordShown, type EntryOfAudit } from './audit-record.ts';
import { wordsWithin } from './audit-words.ts';

const entriesAtOnce = 1_000;

/** @returns how many entries the index is still behind */
export async function indexAudit(db: Database, tenant: TenantRef, roundsMax: number): Promise<number> {
  for (let round = 0; round < roundsMax; round++) {
    if ((await db.readTenant(tenant, entriesBehind)) === 0) return 0;
    await db.tenant(tenant, indexSome);
  }
  return db.readTenant(tenant, entriesBehind);
}

async function entriesBehind(tx: TenantReader): Promise<number> {
  const [row] = await tx.query<{ behind: number }>(
    `SELECT h.seq - s.seq AS behind FROM journal_heads h, audit_index_state s WHERE h.stream = 'audit'`,
  );
  return Number(row?.behind ?? 0);
}

async function indexSome(tx: TenantTx): Promise<void> {
  const [state] = await tx.query<{ seq: number }>('SELECT seq FROM audit_index_state FOR UPDATE');
  const entries = await tx.query<EntryOfAudit>(
    `SELECT seq, hash, at, kind, bytes FROM journal_entries WHERE stream = 'audit' AND seq > $1 ORDER BY seq LIMIT $2`,
    [state?.seq ?? 0, entriesAtOnce],
  );
  const last = entries.at(-1);
  if (last === undefined) return;
  const records = entries.map(auditRecordOf);
  const words = records.flatMap((record) => wordsOfRecord(record).map((word) => ({ word, seq: record.seq })));
  await Promise.all([
    insertRecords(tx, records),
    tx.query(
      'INSERT INTO audit_words (word, seq) SELECT * FROM unnest($1::text[], $2::bigint[]) ON CONFLICT DO NOTHING',
      [words.map(({ word }) => word), words.map(({ seq }) => seq)],
    ),
    tx.query('UPDATE audit_index_state SET seq = $1', [last.seq]),
  ]);
}

function insertRecords(tx: TenantTx, records: readonly AuditRecordShown[]): Promise<unknown> {
  return tx.query(
    `INSERT INTO audit_index (seq, at, event, actor, actor_name, subject_kind, subject, subject_name)
     SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
     ON CONFLICT DO NOTHING`,
    [
      records.map(({ seq }) => seq),
      records.map(({ at }) => at),
      records.map(({ event }) => event),
      records.map(({ actor }) => storable(actor.id)),
      records.map(({ actor }) => storable(actor.name)),
      records.map(({ subject }) => storable(subject.kind)),
      records.map(({ subject }) => storable(subject.id)),
      records.map(({ subject }) => storable(subject.name)),
    ],
  );
}

function wordsOfRecord({ event, actor, subject, before, after, reason }: AuditRecordShown): string[] {
  return wordsWithin([event, actor.name, subject.kind, subject.name, subject.id, reason, before, after]);
}

/** A btree's row has a longest size, and Postgres' text has no NUL. */
function storable(text: string | undefined): string {
  return (text ?? '').replaceAll('\0', '').toLowerCase().slice(0, 200);
}
