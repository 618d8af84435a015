/**
 * The audit stream, live (Server-Sent Events): from a gapless cursor, in order, with a heartbeat. Whoever does not read is closed
 * and goes on by cursor later; whoever may no longer read is closed within `checkMs`, and is told so if they are still listening.
 */
import { Readable } from 'node:stream';
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { AppError } from '@gamut/kernel/app-error';
import type { Clock } from '@gamut/kernel/time-source';
import { auditRecordOf, type AuditRecordShown, type EntryOfAudit } from './audit-record.ts';
import { formatStreamCursor } from './stream-cursor.ts';

export interface StreamTimes {
  readonly pollMs: number;
  readonly checkMs: number;
  readonly heartbeatMs: number;
  /** How long somebody may take nothing of what lies ready. */
  readonly stallMs: number;
}

/** Two seconds between checks and three deadlines of a database leave a cut well within five. */
export const streamTimes: StreamTimes = { pollMs: 500, checkMs: 2_000, heartbeatMs: 15_000, stallMs: 10_000 };

export interface AuditStream {
  readonly inRead: <T>(work: (tx: TenantReader) => Promise<T>) => Promise<T>;
  /** @throws AppError once the reader may no longer read */
  readonly assertStillAllowed: () => Promise<void>;
  readonly clock: Clock;
  readonly generation: number;
  readonly after: number;
  /** False: what there is now, and the end. */
  readonly follow: boolean;
  readonly times: StreamTimes;
  readonly onFailure: (error: unknown) => void;
}

const recordsAtOnce = 100;
const lastWordMs = 1_000;

export function streamAudit(stream: AuditStream): Readable {
  const out = new Readable({ read: () => undefined });
  out.push(`retry: 2000\nid: ${formatStreamCursor(stream, stream.after)}\nevent: ready\ndata: {}\n\n`);
  pump(stream, out).catch((error: unknown) => {
    stream.onFailure(error);
    out.destroy();
  });
  return out;
}

async function pump(stream: AuditStream, out: Readable): Promise<void> {
  const { clock, times } = stream;
  let seq = stream.after;
  let [checkedMs, beatMs, movedMs] = [clock.monotonicMs(), clock.monotonicMs(), clock.monotonicMs()];
  while (!out.destroyed) {
    const now = clock.monotonicMs();
    if (now - checkedMs >= times.checkMs) {
      checkedMs = now;
      const refusal = await refusalOf(stream);
      if (refusal !== undefined) return close(out, refusal);
    }
    if (out.readableLength > 0 && now - movedMs >= times.stallMs) return void out.destroy();
    let records: AuditRecordShown[] = [];
    if (out.readableLength === 0) {
      movedMs = now;
      records = await stream.inRead((tx) => recordsAfter(tx, seq));
      for (const record of records) out.push(eventOf(stream, record));
      seq = records.at(-1)?.seq ?? seq;
      if (records.length > 0) beatMs = now;
      else if (!stream.follow) return void out.push(null);
    }
    if (now - beatMs >= times.heartbeatMs && out.readableLength === 0) {
      beatMs = now;
      out.push(': still here\n\n');
    }
    await pause(out, records.length === recordsAtOnce ? 0 : times.pollMs);
  }
}

/** A check that can't be made is not passed. */
async function refusalOf(stream: AuditStream): Promise<AppError | undefined> {
  try {
    await stream.assertStillAllowed();
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

function recordsAfter(tx: TenantReader, seq: number): Promise<AuditRecordShown[]> {
  return tx
    .query<EntryOfAudit>(
      `SELECT seq, hash, at, kind, bytes FROM journal_entries WHERE stream = 'audit' AND seq > $1 ORDER BY seq LIMIT ${recordsAtOnce}`,
      [seq],
    )
    .then((entries) => entries.map(auditRecordOf));
}

function eventOf(stream: AuditStream, record: AuditRecordShown): string {
  return `id: ${formatStreamCursor(stream, record.seq)}\nevent: ${record.event}\ndata: ${JSON.stringify(record)}\n\n`;
}

/** Says why, and waits for nobody to hear it. */
function close(out: Readable, { code, message }: AppError): void {
  out.push(`event: closed\ndata: ${JSON.stringify({ code, message })}\n\n`);
  out.push(null);
  setTimeout(() => out.destroy(), lastWordMs).unref();
}

function pause(out: Readable, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      out.off('close', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    timer.unref();
    out.once('close', done);
  });
}
