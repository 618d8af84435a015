/**
 * The platform's own stream (security.md section 9): what operators did and what provisioning did, in the transaction of the
 * act, appended last. What concerns a living tenant is put into the outbox in that same transaction, with the entry's own hash,
 * and is carried from there into the tenant's stream exactly once (`carry-outbox.ts`).
 */
import { sha256 } from '@gamut/crypto/hash';
import { appendEntry } from '@gamut/journal/entry';
import { canonicalJson, type JsonObject } from '@gamut/kernel/canonical-json';
import { newId } from '@gamut/kernel/id';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import type { Actor } from './actor.ts';
import type { ControlEvent } from './control-events.ts';

/** A transaction on home's control schema: the platform's `ControlTx`, or the migrator's session inside one. */
export interface ControlWriter {
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

export interface ControlSources {
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly random: RandomBytes;
}

export interface ControlRecord {
  readonly actor: Actor;
  readonly event: ControlEvent;
  readonly subject: { readonly kind: string; readonly id: string; readonly name: string };
  readonly before?: JsonObject;
  readonly after?: JsonObject;
  readonly reason?: string;
  /** The living tenant that this concerns: its own stream gets the same record. */
  readonly concerns?: string;
}

declare const recorded: unique symbol;
export interface ControlReceipt {
  readonly stream: 'platform';
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
  readonly [recorded]: true;
}

/** Whose stream it is, in an entry: nobody's but the platform's. */
export const platformTenant = '-';

/** Call it last before the commit: it holds the lock of the platform stream's head from here on. */
export async function appendControl(
  tx: ControlWriter,
  sources: ControlSources,
  record: ControlRecord,
): Promise<ControlReceipt> {
  const { event, subject, concerns } = record;
  const body = bodyOf(record);
  const { receipt, writes } = await chainPlatformEntry(tx, sources, {
    kind: event,
    subject: subject.id,
    body,
  });
  for (const write of writes) await write();
  if (concerns !== undefined)
    await outboxRow(tx, sources, { tenant: concerns, kind: event, body, receipt }).write();
  return receipt;
}

export interface PlatformEntry {
  readonly kind: string;
  readonly subject: string;
  readonly body: JsonObject;
}

type Write = () => Promise<unknown>;

/**
 * The one way into the platform's stream: takes the head's lock and chains the entry behind it.
 * @returns what is still to be written, before the commit
 */
export async function chainPlatformEntry(
  tx: ControlWriter,
  { clock }: Pick<ControlSources, 'clock'>,
  { kind, subject, body }: PlatformEntry,
): Promise<{ readonly receipt: ControlReceipt; readonly writes: readonly Write[] }> {
  const [head] = await tx.query<{ seq: number; hash: string }>(
    "SELECT seq, hash FROM control.journal_heads WHERE stream = 'platform' FOR UPDATE",
  );
  if (head === undefined) throw new Error('the platform has no stream of its own');
  // read under the lock, so that times rise with the numbers
  const at = new Date(clock.nowMs()).toISOString();
  const entry = appendEntry(
    {
      stream: 'platform',
      tenant: platformTenant,
      head: { seq: Number(head.seq), hash: head.hash },
      at,
      kind,
      body,
    },
    sha256,
  );
  const insert = `INSERT INTO control.journal_entries (stream, seq, hash, at, kind, subject, bytes)
     VALUES ('platform', $1, $2, $3, $4, $5, $6)`;
  const move = "UPDATE control.journal_heads SET seq = $1, hash = $2 WHERE stream = 'platform'";
  return {
    receipt: { stream: 'platform', seq: entry.seq, hash: entry.hash, at } as ControlReceipt,
    writes: [
      () => tx.query(insert, [entry.seq, entry.hash, at, kind, subject, entry.bytes]),
      () => tx.query(move, [entry.seq, entry.hash]),
    ],
  };
}

/** What the tenant's stream is to get, under an id that the tenant's entry will name; that has its own time, and in `from` that of the act. */
export function outboxRow(
  tx: ControlWriter,
  { random }: Pick<ControlSources, 'random'>,
  what: {
    readonly tenant: string;
    readonly kind: string;
    readonly body: JsonObject;
    /** Of the platform's own entry, which the tenant's names too. */
    readonly receipt: ControlReceipt;
  },
): { readonly id: string; readonly write: Write } {
  const { stream, seq, hash, at } = what.receipt;
  const id = newId('aud', Date.parse(at), random(16));
  const body = canonicalJson({ ...what.body, from: { stream, seq, hash, at } });
  const insert =
    'INSERT INTO control.audit_outbox (id, tenant_id, kind, body, created_at) VALUES ($1, $2, $3, $4, $5)';
  return { id, write: () => tx.query(insert, [id, what.tenant, what.kind, body, at]) };
}

export function bodyOf({
  actor,
  subject,
  before,
  after,
  reason,
}: Omit<ControlRecord, 'event' | 'concerns'>): JsonObject {
  return {
    actor: { ...actor },
    subject: { ...subject },
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    ...(reason === undefined ? {} : { reason }),
  };
}
