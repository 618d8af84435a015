/** All SQL of deciding again: what was decided, with the entry that says on what. */
import type { TenantReader } from '@gamut/database/tenant-transaction';

export interface Decided {
  readonly id: string;
  readonly seq: number;
  readonly at: string;
  readonly factsSha256: string;
  /** The entry's own bytes. */
  readonly bytes: string;
  readonly argumentsSealed: string | null;
  /** Null where nothing but secrets was struck out of the other. */
  readonly wholeSealed: string | null;
}

/** Oldest first beyond a place in the stream, or newest first before one. */
export type DecidedAsked = { readonly limit: number; readonly sinceMs?: number } & (
  { readonly after: number } | { readonly before: number }
);

interface Row {
  id: string;
  seq: string;
  at: Date;
  bytes: string;
  arguments_sealed: string | null;
  whole_sealed: string | null;
}

export async function listDecided(tx: TenantReader, asked: DecidedAsked): Promise<Decided[]> {
  const rows = await tx.query<Row>(
    `SELECT d.id, d.seq, d.at, j.bytes, d.arguments_sealed, d.whole_sealed FROM decisions d
     JOIN journal_entries j ON j.stream = 'decisions' AND j.seq = d.seq
     WHERE ${'after' in asked ? 'd.seq > $1::bigint' : 'd.seq < $1::bigint'} AND d.at >= $3::timestamptz
     ORDER BY d.seq ${'after' in asked ? '' : 'DESC'} LIMIT $2`,
    ['after' in asked ? asked.after : asked.before, asked.limit, new Date(asked.sinceMs ?? 0).toISOString()],
  );
  return rows.map((row) => ({
    id: row.id,
    seq: Number(row.seq),
    at: new Date(row.at).toISOString(),
    factsSha256: factsOf(row.bytes),
    bytes: row.bytes,
    argumentsSealed: row.arguments_sealed,
    wholeSealed: row.whole_sealed,
  }));
}

export async function countDecided(tx: TenantReader, sinceMs: number): Promise<number> {
  const [row] = await tx.query<{ count: string }>(
    'SELECT count(*) AS count FROM decisions WHERE at >= $1::timestamptz',
    [new Date(sinceMs).toISOString()],
  );
  return Number(row?.count ?? 0);
}

function factsOf(bytes: string): string {
  return (JSON.parse(bytes) as { body: { facts: { sha256: string } } }).body.facts.sha256;
}
