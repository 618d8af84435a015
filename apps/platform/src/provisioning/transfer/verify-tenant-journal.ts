/**
 * Judges a tenant's journal where it stands, before anybody may use it there: every entry is one, of this tenant, in its place,
 * chained to the one before it; each head is the last entry; and every checkpoint that was ever signed is the root of that many
 * entries, earlier generations included.
 */
import { sha256 } from '@gamut/crypto/hash';
import type { OwnerSession } from '@gamut/database/owner-session';
import { entryHash, noHash, parseEntry } from '@gamut/journal/entry';
import { fromHex, toHex } from '@gamut/journal/hex';
import { Frontier } from '@gamut/journal/merkle';
import { AppError } from '@gamut/kernel/app-error';

/** Entries by stream. */
export type JournalSizes = Readonly<Record<string, number>>;

interface HeadRow {
  readonly stream: string;
  readonly seq: number;
  readonly hash: string;
}

interface EntryRow {
  readonly seq: number;
  readonly hash: string;
  readonly kind: string;
  readonly bytes: string;
}

const entriesAtOnce = 200;

/** Inside a transaction whose search path is the tenant's schema. @throws AppError `integrity_failed` naming stream and entry */
export async function verifyTenantJournal(session: OwnerSession, tenantId: string): Promise<JournalSizes> {
  const heads = await readHeads(session);
  const sizes: Record<string, number> = {};
  for (const head of heads) {
    await verifyStream(session, tenantId, head);
    sizes[head.stream] = head.seq;
  }
  const [stray] = await session.query<{ stream: string }>(
    'SELECT stream FROM journal_checkpoints WHERE stream <> ALL ($1::text[]) LIMIT 1',
    [heads.map(({ stream }) => stream)],
  );
  if (stray !== undefined) throw broken(stray.stream, 0, 'a checkpoint is of a stream that is not there');
  return sizes;
}

export function readHeads(session: OwnerSession): Promise<HeadRow[]> {
  return session.query<HeadRow>('SELECT stream, seq, hash FROM journal_heads ORDER BY stream');
}

async function verifyStream(session: OwnerSession, tenantId: string, head: HeadRow): Promise<void> {
  const { stream } = head;
  const signed = await readRoots(session, stream);
  const tree = Frontier.empty(sha256);
  let prev = noHash;
  for (;;) {
    const rows = await session.query<EntryRow>(
      `SELECT seq, hash, kind, bytes FROM journal_entries WHERE stream = $1 AND seq > $2 ORDER BY seq LIMIT ${entriesAtOnce}`,
      [stream, tree.size],
    );
    for (const row of rows) {
      const seq = tree.size + 1;
      const wrong = wrongEntry(row, { tenantId, stream, seq, prev });
      if (wrong !== undefined) throw broken(stream, seq, wrong);
      tree.append(fromHex(row.hash) as Uint8Array);
      prev = row.hash;
      const roots = signed.get(seq);
      if (roots?.some((root) => root !== toHex(tree.root())) === true)
        throw broken(stream, seq, 'the checkpoint over it was signed for other entries');
      signed.delete(seq);
    }
    if (rows.length < entriesAtOnce) break;
  }
  if (tree.size !== head.seq || prev !== head.hash)
    throw broken(stream, tree.size, `the head names entry ${String(head.seq)}`);
  const [beyond] = signed.keys();
  if (beyond !== undefined) throw broken(stream, beyond, 'a checkpoint covers more than there is');
}

/** Signed roots by size; the generations of a restored journal may each have one. */
async function readRoots(session: OwnerSession, stream: string): Promise<Map<number, string[]>> {
  const rows = await session.query<{ size: number; root: string }>(
    'SELECT size, root FROM journal_checkpoints WHERE stream = $1',
    [stream],
  );
  const bySize = Map.groupBy(rows, ({ size }) => size);
  return new Map([...bySize].map(([size, found]) => [size, found.map(({ root }) => root)]));
}

function wrongEntry(
  row: EntryRow,
  place: { tenantId: string; stream: string; seq: number; prev: string },
): string | undefined {
  if (row.seq !== place.seq) return 'it is missing';
  if (row.hash !== entryHash(row.bytes, sha256)) return 'its hash is not that of its bytes';
  const parsed = parseEntry(row.bytes);
  if ('wrong' in parsed) return `it ${parsed.wrong}`;
  const { entry } = parsed;
  if (entry.tenant !== place.tenantId || entry.stream !== place.stream) return 'it is of another journal';
  if (entry.seq !== place.seq || entry.prev !== place.prev) return 'it is not chained to the one before it';
  return entry.kind === row.kind ? undefined : 'its kind is not that of its bytes';
}

function broken(stream: string, seq: number, why: string): AppError {
  return new AppError(
    'integrity_failed',
    `the journal does not verify: entry ${String(seq)} of ${stream}: ${why}`,
    {
      fix: 'verify an export of this journal with `gamut verify`, and hold it against the witness’s record',
      who: 'whoever operates Gamut',
    },
  );
}
