/**
 * All SQL of heads and checkpoints. The frontier kept with a checkpoint lets the next one read only what came since. What the
 * newest is, is asked of one generation: those before it are kept as evidence, and nothing grows from them.
 */
import type { StreamName } from '@gamut/journal/entry';
import type { JournalReader } from './journal-of.ts';

export interface StoredCheckpoint {
  readonly stream: StreamName;
  /** The tenant's authority epoch (or the platform's own count) when it was signed: raised by a restore, after which another log begins. */
  readonly generation: number;
  readonly size: number;
  readonly root: string;
  readonly frontier: string;
  readonly note: string;
  readonly at: Date;
  readonly witnessedAt: Date | null;
}

export interface StoredHead {
  readonly stream: StreamName;
  readonly seq: number;
  readonly hash: string;
}

export function listHeads(tx: JournalReader): Promise<StoredHead[]> {
  return tx.query<StoredHead>('SELECT stream, seq, hash FROM journal_heads ORDER BY stream', []);
}

const columns = 'stream, generation, size, root, frontier, note, at, witnessed_at AS "witnessedAt"';

export function listNewestCheckpoints(tx: JournalReader, generation: number): Promise<StoredCheckpoint[]> {
  return tx.query<StoredCheckpoint>(
    `SELECT DISTINCT ON (stream) ${columns} FROM journal_checkpoints WHERE generation = $1 ORDER BY stream, size DESC`,
    [generation],
  );
}

/** The newest checkpoint that the witness has countersigned: the tree that the next proof starts from. */
export async function findNewestWitnessed(
  tx: JournalReader,
  stream: StreamName,
  generation: number,
): Promise<StoredCheckpoint | undefined> {
  const [row] = await tx.query<StoredCheckpoint>(
    `SELECT ${columns} FROM journal_checkpoints WHERE stream = $1 AND generation = $2 AND witnessed_at IS NOT NULL ORDER BY size DESC LIMIT 1`,
    [stream, generation],
  );
  return row;
}

/** The newest that the witness countersigned before the last restore: it shows that the journal still begins as it did then. */
export async function findNewestEarlier(
  tx: JournalReader,
  stream: StreamName,
  generation: number,
): Promise<StoredCheckpoint | undefined> {
  const [row] = await tx.query<StoredCheckpoint>(
    `SELECT ${columns} FROM journal_checkpoints WHERE stream = $1 AND generation < $2 AND witnessed_at IS NOT NULL
     ORDER BY generation DESC, size DESC LIMIT 1`,
    [stream, generation],
  );
  return row;
}

/** Leaf hashes of the entries after `from` up to and including `to`, in order. */
export async function listLeafHashes(
  tx: JournalReader,
  stream: StreamName,
  from: number,
  to: number,
): Promise<string[]> {
  const rows = await tx.query<{ hash: string }>(
    'SELECT hash FROM journal_entries WHERE stream = $1 AND seq > $2 AND seq <= $3 ORDER BY seq',
    [stream, from, to],
  );
  return rows.map((row) => row.hash);
}

export async function insertCheckpoint(
  tx: JournalReader,
  checkpoint: Omit<StoredCheckpoint, 'at' | 'witnessedAt'>,
  at: string,
): Promise<void> {
  await tx.query(
    `INSERT INTO journal_checkpoints (stream, generation, size, root, frontier, note, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (stream, generation, size) DO NOTHING`,
    [
      checkpoint.stream,
      checkpoint.generation,
      checkpoint.size,
      checkpoint.root,
      checkpoint.frontier,
      checkpoint.note,
      at,
    ],
  );
}

export async function countersignCheckpoint(
  tx: JournalReader,
  { stream, generation, size }: Pick<StoredCheckpoint, 'stream' | 'generation' | 'size'>,
  note: string,
  at: string,
): Promise<void> {
  await tx.query(
    'UPDATE journal_checkpoints SET note = $4, witnessed_at = $5 WHERE stream = $1 AND generation = $2 AND size = $3 AND witnessed_at IS NULL',
    [stream, generation, size, note, at],
  );
}
