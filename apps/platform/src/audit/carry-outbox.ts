/**
 * Carries what happened in control and concerns a tenant into the tenant's own audit stream, exactly once (security.md section 9).
 * The two are two transactions, and may be two databases: so the entry names the outbox's id, which is looked for under the lock of
 * the stream's head before it is appended. A kill between the two is met at the next round by an entry that is there already.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { JsonObject } from '@gamut/kernel/canonical-json';
import { parseJson } from '@gamut/kernel/parse-json';
import type { Clock } from '@gamut/kernel/time-source';
import { appendEntries, lockStreamHead } from './append-entries.ts';

interface Waiting {
  readonly id: string;
  readonly kind: string;
  readonly body: JsonObject;
  /** What the record is about. */
  readonly subject: string;
}

/** Where a record stands in the tenant's stream. */
export interface Place {
  readonly seq: number;
  readonly hash: string;
}

const rowsAtOnce = 100;
/** The row of what was carried, which has no body any more, says for so long when that was. */
const keptMs = 24 * 3_600_000;

/** @param between a fault hook: called after the entry stands and before the outbox says so; @returns how many were appended now */
export async function carryOutbox(
  db: Database,
  tenant: TenantRef,
  clock: Clock,
  between?: () => void,
): Promise<number> {
  return (await carryWaiting(db, tenant, clock, between)).appended;
}

/** Carries what waits, and says where this record stands; undefined: others wait before it, or the stream was restored since. */
export async function carryNow(
  db: Database,
  tenant: TenantRef,
  clock: Clock,
  { outbox, subject }: { readonly outbox: string; readonly subject: string },
): Promise<Place | undefined> {
  const { places } = await carryWaiting(db, tenant, clock);
  if (places.has(outbox)) return places.get(outbox);
  // another request or the sweep has carried it already
  return (await db.readTenant(tenant, (tx) => findCarried(tx, [{ id: outbox, subject }]))).get(outbox);
}

/** Rows of what was carried long ago. */
export function sweepOutbox(db: Database, clock: Clock): Promise<number> {
  return db.control((tx) =>
    tx.execute('DELETE FROM control.audit_outbox WHERE carried_at <= $1', [isoOf(clock.nowMs() - keptMs)]),
  );
}

async function carryWaiting(
  db: Database,
  tenant: TenantRef,
  clock: Clock,
  between?: () => void,
): Promise<{ readonly appended: number; readonly places: ReadonlyMap<string, Place> }> {
  const rows = await db.readControlFor(tenant, (tx) =>
    tx.query<{ id: string; kind: string; body: string }>(
      `SELECT id, kind, body FROM audit_outbox WHERE tenant_id = $1 AND carried_at IS NULL ORDER BY created_at, id LIMIT ${rowsAtOnce}`,
      [tenant.id],
    ),
  );
  if (rows.length === 0) return { appended: 0, places: new Map() };
  const waiting = rows.map(waitingOf);
  const carried = await db.tenant(tenant, (tx) => appendMissing(tx, clock, waiting));
  between?.();
  await db.controlFor(tenant, (tx) =>
    // the body is the tenant's from here on
    tx.execute(
      `UPDATE audit_outbox SET carried_at = $2, body = '' WHERE id = ANY ($1::text[]) AND carried_at IS NULL`,
      [waiting.map(({ id }) => id), isoOf(clock.nowMs())],
    ),
  );
  return carried;
}

function waitingOf({ id, kind, body: text }: { id: string; kind: string; body: string }): Waiting {
  const body = parseJson(text) as JsonObject;
  const { id: subject } = body['subject'] as { readonly id: string };
  return { id, kind, body, subject };
}

async function appendMissing(
  tx: TenantTx,
  clock: Clock,
  waiting: readonly Waiting[],
): Promise<{ appended: number; places: Map<string, Place> }> {
  const head = await lockStreamHead(tx, 'audit');
  const places = await findCarried(tx, waiting);
  const missing = waiting.filter(({ id }) => !places.has(id));
  const receipts = await appendEntries(
    tx,
    'audit',
    head,
    isoOf(clock.nowMs()),
    missing.map(({ id, kind, subject, body }) => ({ kind, subject, body: { ...body, outbox: id } })),
  );
  missing.forEach(({ id }, at) => {
    const receipt = receipts[at];
    if (receipt !== undefined) places.set(id, { seq: receipt.seq, hash: receipt.hash });
  });
  return { appended: missing.length, places };
}

/** Entries of an earlier version have the outbox's id where the subject's stands. */
async function findCarried(
  tx: TenantReader,
  wanted: readonly Pick<Waiting, 'id' | 'subject'>[],
): Promise<Map<string, Place>> {
  const rows = await tx.query<{ seq: number; hash: string; bytes: string }>(
    `SELECT seq, hash, bytes FROM journal_entries WHERE stream = 'audit' AND subject = ANY ($1::text[])
       AND EXISTS (SELECT FROM unnest($2::text[]) AS id WHERE strpos(bytes, id) > 0)`,
    [[...new Set(wanted.flatMap(({ id, subject }) => [id, subject]))], wanted.map(({ id }) => id)],
  );
  const ids = new Set(wanted.map(({ id }) => id));
  const found = new Map<string, Place>();
  for (const { seq, hash, bytes } of rows) {
    const { body } = JSON.parse(bytes) as { body: { outbox?: string } };
    if (body.outbox !== undefined && ids.has(body.outbox)) found.set(body.outbox, { seq: Number(seq), hash });
  }
  return found;
}

const isoOf = (ms: number): string => new Date(ms).toISOString();
