/** All SQL of heads and checkpoints. The frontier kept with a checkpoint lets the next one read only what came since. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { TenantStream } from './append-entries.ts';

export interface StoredCheckpoint {
  readonly stream: TenantStream;
  readonly size: number;
  readonly root: string;
  readonly frontier: string;
  readonly note: string;
  readonly at: Date;
  readonly witnessedAt: Date | null;
}

export interface StoredHead {
  readonly stream: TenantStream;
  readonly seq: number;
  readonly hash: string;
}

export function listHeads(tx: TenantReader): Promise<StoredHead[]> {
  return tx.query<StoredHead>('SELECT stream, seq, hash FROM journal_heads ORDER BY stream', []);
}

const columns = 'stream, size, root, frontier, note, at, witnessed_at AS "witnessedAt"';

export function listNewestCheckpoints(tx: TenantReader): Promise<StoredCheckpoint[]> {
  return tx.query<StoredCheckpoint>(
    `SELECT DISTINCT ON (stream) ${columns} FROM journal_checkpoints ORDER BY stream, size DESC`,
    [],
  );
}

/** The newest checkpoint that the witness has countersigned: the tree that the next proof starts from. */
export async function findNewestWitnessed(
  tx: TenantReader,
  stream: TenantStream,
): Promise<StoredCheckpoint | undefined> {
  const [row] = await tx.query<StoredCheckpoint>(
    `SELECT ${columns} FROM journal_checkpoints WHERE stream = $1 AND witnessed_at IS NOT NULL ORDER BY size DESC LIMIT 1`,
    [stream],
  );
  return row;
}

/** Leaf hashes of the entries after `from` up to and including `to`, in order. */
export async function listLeafHashes(
  tx: TenantReader,
  stream: TenantStream,
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
  tx: TenantTx,
  checkpoint: Omit<StoredCheckpoint, 'at' | 'witnessedAt'>,
  at: string,
): Promise<void> {
  await tx.query(
    `INSERT INTO journal_checkpoints (stream, size, root, frontier, note, at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (stream, size) DO NOTHING`,
    [checkpoint.stream, checkpoint.size, checkpoint.root, checkpoint.frontier, checkpoint.note, at],
  );
}

export async function countersignCheckpoint(
  tx: TenantTx,
  stream: TenantStream,
  size: number,
  note: string,
  at: string,
): Promise<void> {
  await tx.query(
    'UPDATE journal_checkpoints SET note = $3, witnessed_at = $4 WHERE stream = $1 AND size = $2 AND witnessed_at IS NULL',
    [stream, size, note, at],
  );
}
