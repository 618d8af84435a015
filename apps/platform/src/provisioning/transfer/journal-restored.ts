/**
 * The entry with which a restored journal says so itself: from which file, how long it was before and is now, and the generation
 * that begins. Appended by the restore, in the transaction that fills the schema, before anything else can be.
 */
import { sha256 } from '@gamut/crypto/hash';
import type { OwnerSession } from '@gamut/database/owner-session';
import { appendEntry } from '@gamut/journal/entry';
import type { JsonObject } from '@gamut/kernel/canonical-json';
import { readHeads, type JournalSizes } from './verify-tenant-journal.ts';

const kind = 'journal.restored';

export interface RestoredJournal {
  readonly file: string | null;
  readonly sha256: string | null;
  readonly exportedAt: string | null;
  readonly generation: number;
  /** Entries by stream that this deployment had before; null when none were left to count. */
  readonly was: JournalSizes | null;
  readonly is: JournalSizes;
  readonly voided: JsonObject;
}

/** In a transaction on the tenant's cell whose search path is its schema. */
export async function appendJournalRestored(
  session: OwnerSession,
  tenantId: string,
  restored: RestoredJournal,
): Promise<void> {
  const [head] = await session.query<{ seq: number; hash: string }>(
    "SELECT seq, hash FROM journal_heads WHERE stream = 'audit' FOR UPDATE",
  );
  if (head === undefined) throw new Error('the tenant has no audit stream');
  const at = new Date().toISOString();
  const body: JsonObject = {
    actor: { kind: 'system', id: 'provision', name: 'Provision' },
    subject: { kind: 'tenant', id: tenantId },
    after: { ...restored },
  };
  const entry = appendEntry({ stream: 'audit', tenant: tenantId, head, at, kind, body }, sha256);
  await session.query(
    "INSERT INTO journal_entries (stream, seq, hash, at, kind, subject, bytes) VALUES ('audit', $1, $2, $3, $4, $5, $6)",
    [entry.seq, entry.hash, at, kind, tenantId, entry.bytes],
  );
  await session.query("UPDATE journal_heads SET seq = $1, hash = $2 WHERE stream = 'audit'", [
    entry.seq,
    entry.hash,
  ]);
}

/** What the newest such entry says. */
export async function findJournalRestored(session: OwnerSession): Promise<JsonObject | undefined> {
  const [row] = await session.query<{ bytes: string }>(
    'SELECT bytes FROM journal_entries WHERE stream = $1 AND kind = $2 ORDER BY seq DESC LIMIT 1',
    ['audit', kind],
  );
  if (row === undefined) return undefined;
  return (JSON.parse(row.bytes) as { body: { after: JsonObject } }).body.after;
}

export async function sizesOf(session: OwnerSession): Promise<JournalSizes> {
  return Object.fromEntries((await readHeads(session)).map(({ stream, seq }) => [stream, seq]));
}
