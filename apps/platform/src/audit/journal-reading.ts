/** The journal's read side: streams with their newest checkpoint, entries by keyset, one entry, the chain around it. */
import type { TenantReader } from '@gamut/database/tenant-transaction';
import type { TenantStream } from './append-entries.ts';
import { listHeads, listNewestCheckpoints } from './checkpoint-store.ts';

export interface StreamSummary {
  readonly stream: TenantStream;
  readonly size: number;
  readonly head: string;
  readonly checkpoint: {
    readonly size: number;
    readonly root: string;
    readonly note: string;
    readonly at: string;
    readonly witnessedAt: string | null;
  } | null;
  readonly lastVerified: {
    readonly at: string;
    readonly outcome: string;
    readonly by: string;
    readonly size: number;
  } | null;
}

export interface StoredEntry {
  readonly stream: TenantStream;
  readonly seq: number;
  readonly hash: string;
  readonly prev: string;
  readonly at: string;
  readonly kind: string;
  readonly subject: string | null;
  /** The canonical JSON text that the hash covers. */
  readonly bytes: string;
}

interface VerificationRow {
  at: Date;
  outcome: string;
  by: string;
  sizes: Record<string, number>;
}

/** @param generation the tenant's authority epoch */
export async function listStreams(tx: TenantReader, generation: number): Promise<StreamSummary[]> {
  const [heads, checkpoints, verifications] = await Promise.all([
    listHeads(tx),
    listNewestCheckpoints(tx, generation),
    tx.query<VerificationRow>(
      'SELECT at, outcome, by, sizes FROM journal_verifications ORDER BY at DESC LIMIT 1',
      [],
    ),
  ]);
  const verified = verifications[0];
  return heads.map((head) => {
    const checkpoint = checkpoints.find((one) => one.stream === head.stream);
    return {
      // a tenant's heads: the platform's own stream stands in another schema
      stream: head.stream as TenantStream,
      size: Number(head.seq),
      head: head.hash,
      checkpoint:
        checkpoint === undefined
          ? null
          : {
              size: Number(checkpoint.size),
              root: checkpoint.root,
              note: checkpoint.note,
              at: checkpoint.at.toISOString(),
              witnessedAt: checkpoint.witnessedAt?.toISOString() ?? null,
            },
      lastVerified:
        verified === undefined
          ? null
          : {
              at: verified.at.toISOString(),
              outcome: verified.outcome,
              by: verified.by,
              size: verified.sizes[head.stream] ?? 0,
            },
    };
  });
}

export interface EntryRow {
  stream: TenantStream;
  seq: number;
  hash: string;
  at: Date;
  kind: string;
  subject: string | null;
  bytes: string;
}

/** Newest first. @param before only entries below this sequence number */
export async function listEntries(
  tx: TenantReader,
  page: { stream: TenantStream; before?: number; limit: number },
): Promise<StoredEntry[]> {
  const rows = await tx.query<EntryRow>(
    `SELECT stream, seq, hash, at, kind, subject, bytes FROM journal_entries
     WHERE stream = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3`,
    [page.stream, page.before ?? Number.MAX_SAFE_INTEGER, page.limit],
  );
  return rows.map(entryOf);
}

export async function findEntry(
  tx: TenantReader,
  stream: TenantStream,
  seq: number,
): Promise<StoredEntry | undefined> {
  const [row] = await tx.query<EntryRow>(
    'SELECT stream, seq, hash, at, kind, subject, bytes FROM journal_entries WHERE stream = $1 AND seq = $2',
    [stream, seq],
  );
  return row === undefined ? undefined : entryOf(row);
}

/** What people did about one subject (an approval: who answered it), oldest first. */
export async function listEntriesAbout(tx: TenantReader, subject: string): Promise<StoredEntry[]> {
  const rows = await tx.query<EntryRow>(
    `SELECT stream, seq, hash, at, kind, subject, bytes FROM journal_entries WHERE stream = 'audit' AND subject = $1 ORDER BY seq LIMIT 100`,
    [subject],
  );
  return rows.map(entryOf);
}

/** The entry with up to `span` neighbours on each side, oldest first. */
export async function listChainAround(
  tx: TenantReader,
  stream: TenantStream,
  seq: number,
  span: number,
): Promise<StoredEntry[]> {
  const rows = await tx.query<EntryRow>(
    'SELECT stream, seq, hash, at, kind, subject, bytes FROM journal_entries WHERE stream = $1 AND seq BETWEEN $2 AND $3 ORDER BY seq',
    [stream, seq - span, seq + span],
  );
  return rows.map(entryOf);
}

export function entryOf(row: EntryRow): StoredEntry {
  const { prev } = JSON.parse(row.bytes) as { prev: string };
  return { ...row, seq: Number(row.seq), at: row.at.toISOString(), prev };
}
