/**
 * The audit log, searched: newest first, by keyset, complete up to the head. Without a filter it is the journal's own stream;
 * with one the index finds the numbers and the entries' bytes give the records.
 */
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { asksForAll, conditionsOf, type AuditFilter } from './audit-filter.ts';
import { auditRecordOf, type AuditRecordShown, type EntryOfAudit } from './audit-record.ts';

export interface AuditPage {
  /** Only records below this number. */
  readonly before: number | undefined;
  readonly limit: number;
}

const columns = 'seq, hash, at, kind, bytes';

export async function searchAudit(
  tx: TenantReader,
  filter: AuditFilter,
  { before = Number.MAX_SAFE_INTEGER, limit }: AuditPage,
): Promise<AuditRecordShown[]> {
  if (asksForAll(filter)) {
    const entries = await tx.query<EntryOfAudit>(
      `SELECT ${columns} FROM journal_entries WHERE stream = 'audit' AND seq < $1 ORDER BY seq DESC LIMIT $2`,
      [before, limit],
    );
    return entries.map(auditRecordOf);
  }
  const found = await findNumbers(tx, filter, before, limit);
  const entries = await tx.query<EntryOfAudit>(
    `SELECT ${columns} FROM journal_entries WHERE stream = 'audit' AND seq = ANY ($1::bigint[]) ORDER BY seq DESC`,
    [found],
  );
  return entries.map(auditRecordOf);
}

/** The statement that finds them, with its parameters: shown here so that the bench can explain the very same one. */
export function searchStatement(
  filter: AuditFilter,
  before: number,
  limit: number,
): { readonly sql: string; readonly values: readonly unknown[] } {
  const values: unknown[] = [];
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  const where = [...conditionsOf(filter, parameter), `i.seq < ${parameter(before)}::bigint`];
  return {
    sql: `SELECT i.seq FROM audit_index i WHERE ${where.join(' AND ')} ORDER BY i.seq DESC LIMIT ${parameter(limit)}`,
    values,
  };
}

async function findNumbers(
  tx: TenantReader,
  filter: AuditFilter,
  before: number,
  limit: number,
): Promise<number[]> {
  const { sql, values } = searchStatement(filter, before, limit);
  const rows = await tx.query<{ seq: number }>(sql, values);
  return rows.map((row) => Number(row.seq));
}
