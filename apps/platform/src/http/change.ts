/**
 * One change in hand: its transaction, who makes it, and the audit record that it must leave. Operations take it and
 * nothing else that reaches the world; the pipeline, the demo's seed and tests make one with `openChange`.
 */
import type { TenantTx } from '@gamut/database/tenant-transaction';
import type { StreamHead } from '@gamut/journal/entry';
import type { JsonObject } from '@gamut/kernel/canonical-json';
import { newId, type Id, type IdPrefix } from '@gamut/kernel/id';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import type { Actor } from '../audit/actor.ts';
import { appendAudit, type AuditReceipt } from '../audit/append-audit.ts';
import { lockStreamHead } from '../audit/append-entries.ts';
import { audited, isAudited, type Audited, type Receipt } from './audited.ts';
import type { AuditEvent } from './audit-events.ts';
import { openSeparation, type Separation } from './separation.ts';

export interface ChangeRecord {
  readonly event: AuditEvent;
  readonly subject: { readonly kind: string; readonly id: string; readonly name: string };
  readonly before?: JsonObject;
  readonly after?: JsonObject;
  readonly reason?: string;
}

/** What a change answers that leaves nothing else to show. */
export interface RecordedOnly {
  readonly id: string;
  readonly recorded: { readonly seq: number; readonly hash: string };
}

/** As `RecordedOnly`, of a change in control; null: the record stands in the platform's stream, and is on its way into the tenant's. */
export interface RecordedInControl {
  readonly id: string;
  readonly recorded: { readonly seq: number; readonly hash: string } | null;
}

export interface Change {
  readonly tx: TenantTx;
  readonly actor: Actor;
  readonly random: RandomBytes;
  /** What was asked of who may loosen. */
  readonly separation: Separation;
  /** ISO text of the moment of the change. */
  now(): string;
  newId<P extends IdPrefix>(prefix: P): Id<P>;
  /**
   * Asks for the place of the record already, with the last statements before it: it spares them a flight of its own. Nothing is
   * locked after it.
   */
  reachRecord(): Promise<unknown>;
  /** Writes the audit record, last of all, and makes the success value from its receipt. */
  succeed<T>(record: ChangeRecord, value: T): Promise<Audited<T>>;
  /** As `succeed`, for a value that shows its own place in the journal. */
  succeedWith<T>(record: ChangeRecord, make: (receipt: AuditReceipt) => T): Promise<Audited<T>>;
  /** As `succeed`, for a change that leaves nothing to show but its place in the audit stream. */
  recorded(record: ChangeRecord): Promise<Audited<RecordedOnly>>;
  /** The event under which this change recorded a receipt; undefined for a receipt of any other change. */
  eventOf(receipt: Receipt): AuditEvent | undefined;
  /** The id of what that receipt's record is about. */
  subjectOf(receipt: Receipt): string | undefined;
}

export interface ChangeSources {
  readonly tx: TenantTx;
  readonly actor: Actor;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Asked while the head of the audit stream is held, before anything is recorded. @throws AppError when the change must not be made */
  readonly standing?: () => Promise<void>;
}

export function openChange({ tx, actor, clock, random, standing }: ChangeSources): Change {
  const records = new Map<Receipt, ChangeRecord>();
  let place: Promise<StreamHead> | undefined;
  const reachRecord = (): Promise<StreamHead> => {
    place ??= placeOf(tx, standing);
    return place;
  };
  const append = async (record: ChangeRecord): Promise<AuditReceipt> => {
    const head = records.size === 0 ? reachRecord() : lockStreamHead(tx, 'audit');
    const receipt = await appendAudit(tx, clock, { actor, ...record }, head);
    records.set(receipt, record);
    return receipt;
  };
  const succeedWith = async <T>(
    record: ChangeRecord,
    make: (receipt: AuditReceipt) => T,
  ): Promise<Audited<T>> => {
    const receipt = await append(record);
    return audited(receipt, make(receipt));
  };
  return {
    tx,
    actor,
    random,
    separation: openSeparation(),
    reachRecord,
    now: () => new Date(clock.nowMs()).toISOString(),
    newId: (prefix) => newId(prefix, clock.nowMs(), random(16)),
    succeed: async (record, value) => audited(await append(record), value),
    succeedWith,
    recorded: (record) =>
      succeedWith(record, ({ seq, hash }) => ({ id: record.subject.id, recorded: { seq, hash } })),
    eventOf: (receipt) => records.get(receipt)?.event,
    subjectOf: (receipt) => records.get(receipt)?.subject.id,
  };
}

/** The head's lock and the question who may still do this, in one flight and in this order. */
async function placeOf(tx: TenantTx, standing: ChangeSources['standing']): Promise<StreamHead> {
  const [head] = await Promise.all([lockStreamHead(tx, 'audit'), standing?.()]);
  return head;
}

/** @throws when the value was not made from a record of this change under this event: then nothing may commit */
export function assertRecorded(
  change: Pick<Change, 'eventOf'>,
  event: string,
  success: unknown,
): asserts success is Audited<unknown> {
  if (!isAudited(success)) throw new Error(`a change answered without an audit record of ${event}`);
  const recorded = change.eventOf(success.receipt);
  if (recorded !== event)
    throw new Error(`a change recorded ${recorded ?? 'nothing of its own'} where its route names ${event}`);
}
