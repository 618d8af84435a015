/**
 * The one way into a tenant's journal. It locks the stream's head, chains the new entries behind it and writes them in one
 * flight; it is the last thing that a transaction does before its commit (the lock is held no longer than that). Sequence
 * numbers are gapless because they exist only inside the committed transaction.
 */
import { sha256 } from '@gamut/crypto/hash';
import type { TenantTx } from '@gamut/database/tenant-transaction';
import { appendEntry, type StreamHead } from '@gamut/journal/entry';
import type { JsonObject } from '@gamut/kernel/canonical-json';

export type TenantStream = 'audit' | 'decisions' | 'runs';

export interface NewJournalEntry {
  readonly kind: string;
  /** What the entry is about, for look-ups: a decision id, a subject id. */
  readonly subject: string | null;
  readonly body: JsonObject;
}

export interface JournalReceipt {
  readonly stream: TenantStream;
  readonly seq: number;
  /** The entry's leaf hash, 64 hexadecimal characters. */
  readonly hash: string;
  readonly at: string;
}

const moveHead = 'UPDATE journal_heads SET seq = $8, hash = $9 WHERE stream = $1';

/** Canonical JSON holds no raw newline, so one text carries a whole batch without escaping. */
const insertEntries = `INSERT INTO journal_entries (stream, seq, hash, at, kind, subject, bytes)
  SELECT $1, $2::bigint + n, t.hash, $3::timestamptz, t.kind, NULLIF(t.subject, ''), t.bytes
  FROM unnest(string_to_array($4, E'\\n'), string_to_array($5, E'\\n'), string_to_array($6, E'\\n'), string_to_array($7, E'\\n'))
    WITH ORDINALITY AS t (hash, kind, subject, bytes, n)`;

/** The same for one entry: a set-returning function costs as much as the row. */
const insertEntry = `INSERT INTO journal_entries (stream, seq, hash, at, kind, subject, bytes)
  VALUES ($1, $2::bigint + 1, $4, $3::timestamptz, $5, NULLIF($6, ''), $7)`;

/** As many parameters as the entries take for themselves. */
export const entryParameters = 9;

interface EntriesStatement {
  readonly one: string;
  readonly many: string;
}

const entriesAlone: EntriesStatement = {
  one: `WITH head AS (${moveHead}) ${insertEntry}`,
  many: `WITH head AS (${moveHead}) ${insertEntries}`,
};

/** What is written into another table with entries and in their statement, which costs less than one of its own. */
export interface WrittenBeside {
  readonly statement: EntriesStatement;
  readonly values: readonly unknown[];
}

/** @param sql whose parameters are numbered behind those of the entries */
export function besideEntries(sql: string): EntriesStatement {
  return {
    one: `WITH head AS (${moveHead}), entry AS (${insertEntry}) ${sql}`,
    many: `WITH head AS (${moveHead}), entry AS (${insertEntries}) ${sql}`,
  };
}

export async function lockStreamHead(tx: TenantTx, stream: TenantStream): Promise<StreamHead> {
  const [head] = await tx.query<{ seq: number; hash: string }>(
    'SELECT seq, hash FROM journal_heads WHERE stream = $1 FOR UPDATE',
    [stream],
  );
  if (head === undefined) throw new Error(`the tenant has no stream ${stream}`);
  return { seq: Number(head.seq), hash: head.hash };
}

/** Entries with their place in the chain, not yet written. */
export interface ChainedEntries {
  readonly stream: TenantStream;
  readonly from: StreamHead;
  readonly to: StreamHead;
  readonly at: string;
  readonly receipts: readonly JournalReceipt[];
  readonly entries: readonly NewJournalEntry[];
  readonly lines: readonly string[];
}

/** @param head as `lockStreamHead` of this transaction gave it */
export function chainEntries(
  tx: TenantTx,
  stream: TenantStream,
  head: StreamHead,
  at: string,
  entries: readonly NewJournalEntry[],
): ChainedEntries {
  let last = head;
  const lines: string[] = [];
  const receipts = entries.map((entry) => {
    const appended = appendEntry(
      { stream, tenant: tx.tenant, head: last, at, kind: entry.kind, body: entry.body },
      sha256,
    );
    last = appended;
    lines.push(appended.bytes);
    return { stream, seq: appended.seq, hash: appended.hash, at };
  });
  return { stream, from: head, to: last, at, receipts, entries, lines };
}

/** Writes what was chained; its receipts count once the transaction has committed. */
export async function writeEntries(
  tx: TenantTx,
  chained: ChainedEntries,
  beside: WrittenBeside = { statement: entriesAlone, values: [] },
): Promise<void> {
  const { stream, from, to, at, receipts, entries, lines } = chained;
  if (entries.length === 0) return;
  await tx.query(entries.length === 1 ? beside.statement.one : beside.statement.many, [
    stream,
    from.seq,
    at,
    receipts.map((receipt) => receipt.hash).join('\n'),
    entries.map((entry) => entry.kind).join('\n'),
    entries.map((entry) => entry.subject ?? '').join('\n'),
    lines.join('\n'),
    to.seq,
    to.hash,
    ...beside.values,
  ]);
}

/** Chains and writes. @param head as `lockStreamHead` of this transaction gave it */
export async function appendEntries(
  tx: TenantTx,
  stream: TenantStream,
  head: StreamHead,
  at: string,
  entries: readonly NewJournalEntry[],
): Promise<readonly JournalReceipt[]> {
  const chained = chainEntries(tx, stream, head, at, entries);
  await writeEntries(tx, chained);
  return chained.receipts;
}

/**
 * Chains, and sends without waiting: the commit leaves in the same flight, and what of this fails keeps it from being carried out.
 * @param head as `lockStreamHead` of this transaction gave it
 */
export function startEntries(
  tx: TenantTx,
  stream: TenantStream,
  head: StreamHead,
  at: string,
  entries: readonly NewJournalEntry[],
): readonly JournalReceipt[] {
  const chained = chainEntries(tx, stream, head, at, entries);
  // the transaction sees every failure of its statements, awaited or not
  writeEntries(tx, chained).catch(() => undefined);
  return chained.receipts;
}
