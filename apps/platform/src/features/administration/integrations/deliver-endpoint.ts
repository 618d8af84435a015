/**
 * One run of deliveries to one endpoint: record after record, in the order of the stream, from its cursor, which moves only after
 * the other side has said yes. So an outage of any length ends with no gap; a message may come twice, under the same id.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import { newId } from '@gamut/kernel/id';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import type { Actor } from '../../../audit/actor.ts';
import { auditRecordOf, type AuditRecordShown, type EntryOfAudit } from '../../../audit/audit-record.ts';
import { openChange } from '../../../http/change.ts';
import type { TenantSealing } from '../../../tenancy/key-port/tenant-sealing.ts';
import type { TenantKeys } from '../../../tenancy/tenant-keys.ts';
import {
  advanceCursor,
  claimEndpoint,
  forgetOldDeliveries,
  insertDelivery,
  recordFailure,
  releaseLease,
  renewLease,
  type Attempt,
  type ClaimedEndpoint,
} from './delivery-store.ts';
import { pauseAfterMs, retryDelayMs } from './retry-schedule.ts';
import {
  sendTimeoutMs,
  type OpenWebhookTarget,
  type SendOutcome,
  type WebhookTarget,
} from './send-webhook.ts';
import { wantsEvent } from './webhook-endpoint.ts';
import { messageOf, type WebhookMessage } from './webhook-message.ts';

export interface DeliveryParts {
  readonly db: Database;
  readonly keys: TenantKeys;
  readonly sealing: Pick<TenantSealing, 'isSealed'>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly openTarget: OpenWebhookTarget;
}

/** Longer than a call may take, so that nobody else begins while it is out. */
const leaseMs = 30_000;
const recordsAtOnce = 100;
const keepLogMs = 30 * 86_400_000;
const gone = 410;
const deliveryActor = { kind: 'system', id: 'webhooks', name: 'Webhook delivery' } as const satisfies Actor;

/** @returns how many messages were delivered */
export async function deliverEndpoint(parts: DeliveryParts, tenant: TenantRef, id: string): Promise<number> {
  const { db, clock } = parts;
  const { open } = await parts.keys.sealerOf(tenant);
  const at = new Date(clock.nowMs()).toISOString();
  const askedMs = clock.monotonicMs();
  const claimed = await db.tenant(tenant, (tx) => claimEndpoint(tx, id, at, leaseMs));
  if (claimed === undefined) return 0;
  const target = parts.openTarget(claimed.url);
  try {
    const secrets = secretsOf(claimed, open, clock.nowMs());
    const progress = {
      cursor: Number(claimed.cursor),
      attempts: claimed.attempts,
      failingSinceMs: failingSinceOf(claimed, clock.nowMs()),
      leasedAtMs: askedMs,
      delivered: 0,
    };
    return await deliverAll({ ...parts, tenant, endpoint: claimed, target, secrets, progress });
  } finally {
    await target.close();
    const keepFrom = new Date(clock.nowMs() - keepLogMs).toISOString();
    await db.tenant(tenant, async (tx) => {
      await releaseLease(tx, claimed);
      await forgetOldDeliveries(tx, claimed.id, keepFrom);
    });
  }
}

/** An attempt that is so much overdue was not made for a reason of ours. */
const untriedMs = 3_600_000;

/** Time in which nothing was tried, as while the tenant was suspended, is no failing of the other side's. */
function failingSinceOf(claimed: ClaimedEndpoint, nowMs: number): number | undefined {
  const since = claimed.failing_since?.getTime();
  if (since === undefined) return undefined;
  const overdueMs = nowMs - claimed.next_attempt_at.getTime();
  return overdueMs > untriedMs ? since + overdueMs : since;
}

type Open = Awaited<ReturnType<TenantKeys['sealerOf']>>['open'];

/** The newest first; the one before it while a rotation overlaps. */
export function secretsOf(
  row: Pick<ClaimedEndpoint, 'id' | 'secret_sealed' | 'former_secret_sealed' | 'former_until'>,
  open: Open,
  nowMs: number,
): string[] {
  const { id, former_secret_sealed: former, former_until: until } = row;
  const table = 'webhook_endpoints';
  const secrets = [open({ table, column: 'secret_sealed', row: id }, row.secret_sealed)];
  if (former !== null && until !== null && nowMs < until.getTime())
    secrets.push(open({ table, column: 'former_secret_sealed', row: id }, former));
  return secrets;
}

/** What changes during a run. */
interface Progress {
  cursor: number;
  /** Failures in a row before this run's first success. */
  attempts: number;
  failingSinceMs: number | undefined;
  /** On this process' monotonic clock, taken before the database was asked. */
  leasedAtMs: number;
  delivered: number;
}

interface Run extends DeliveryParts {
  readonly tenant: TenantRef;
  readonly endpoint: ClaimedEndpoint;
  readonly target: WebhookTarget;
  readonly secrets: readonly string[];
  readonly progress: Progress;
}

async function deliverAll(run: Run): Promise<number> {
  const { db, tenant, endpoint, progress } = run;
  for (;;) {
    const records = await db.readTenant(tenant, (tx) => recordsAfter(tx, progress.cursor));
    if (records.length === 0) return progress.delivered;
    for (const record of records) {
      if (!wantsEvent(endpoint.events, record.event)) progress.cursor = record.seq;
      else if (!(await deliverOne(run, record))) return progress.delivered;
    }
    if (!(await underLease(run, (tx) => advanceCursor(tx, endpoint, progress.cursor, leaseMs))))
      return progress.delivered;
  }
}

/** @returns whether the run may go on */
async function deliverOne(run: Run, record: AuditRecordShown): Promise<boolean> {
  const { clock, endpoint, target, tenant, secrets, progress } = run;
  if (!(await mayHave(run))) return false;
  // a worker that was held up asks again before it sends: another may have taken over
  const held = clock.monotonicMs() - progress.leasedAtMs < leaseMs - 2 * sendTimeoutMs;
  if (!held && !(await underLease(run, (tx) => renewLease(tx, endpoint, leaseMs)))) return false;
  const source = { endpoint: endpoint.id, tenant: tenant.id, generation: tenant.authorityEpoch };
  const message = messageOf(record, source);
  const outcome = await target.send(message, secrets);
  const attempt = attemptOf(run, record, message, outcome);
  if (!outcome.delivered) {
    await fail(run, attempt);
    return false;
  }
  const stands = await underLease(run, async (tx) => {
    await insertDelivery(tx, attempt);
    return advanceCursor(tx, endpoint, record.seq, leaseMs);
  });
  if (!stands) return false;
  Object.assign(progress, { cursor: record.seq, attempts: 0, failingSinceMs: undefined });
  progress.delivered += 1;
  return true;
}

/** Asked before each message: who was suspended, is moved or deleted, or was sealed meanwhile gets nothing more; the cursor stays. */
async function mayHave({ db, sealing, tenant }: Run): Promise<boolean> {
  const now = await db.findTenant({ id: tenant.id });
  if (now?.status !== 'active' || now.cell !== tenant.cell || now.authorityEpoch !== tenant.authorityEpoch)
    return false;
  return !(await sealing.isSealed(tenant.id));
}

async function underLease(run: Run, work: (tx: TenantTx) => Promise<boolean>): Promise<boolean> {
  const askedMs = run.clock.monotonicMs();
  const held = await run.db.tenant(run.tenant, work);
  if (held) run.progress.leasedAtMs = askedMs;
  return held;
}

function attemptOf(
  run: Run,
  record: AuditRecordShown,
  message: WebhookMessage,
  outcome: SendOutcome,
): Attempt {
  const { clock, random, endpoint, progress } = run;
  return {
    id: newId('whd', clock.nowMs(), random(16)),
    endpoint: endpoint.id,
    messageId: message.id,
    event: message.event,
    seq: record.seq,
    attempt: progress.attempts + 1,
    at: new Date(clock.nowMs()).toISOString(),
    outcome,
  };
}

/** Tried again later, or paused: when it took nothing for days, or said that it is gone. */
async function fail(run: Run, attempt: Attempt): Promise<void> {
  const { clock, random, endpoint, progress } = run;
  const nowMs = clock.nowMs();
  const sinceMs = progress.failingSinceMs ?? nowMs;
  const pause = whyPause(attempt.outcome, nowMs - sinceMs);
  await run.db.tenant(run.tenant, async (tx) => {
    await insertDelivery(tx, attempt);
    const stands = await recordFailure(tx, endpoint, {
      cursor: progress.cursor,
      attempts: attempt.attempt,
      failingSince: new Date(sinceMs).toISOString(),
      nextAttemptAt: new Date(nowMs + retryDelayMs(attempt.attempt, random)).toISOString(),
      pause,
    });
    if (!stands || pause === null) return;
    await openChange({ tx, actor: deliveryActor, clock, random }).recorded({
      event: 'webhook_endpoint.status_set',
      subject: { kind: 'webhook_endpoint', id: endpoint.id, name: endpoint.name },
      before: { status: 'active' },
      after: { status: 'paused' },
      reason: pause,
    });
  });
}

function whyPause({ status, detail }: SendOutcome, failingMs: number): string | null {
  if (status === gone) return 'It answered that it is gone (410).';
  if (failingMs < pauseAfterMs) return null;
  return `It took nothing for ${pauseAfterMs / 86_400_000} days; last: ${detail ?? 'no answer'}.`;
}

function recordsAfter(tx: TenantReader, seq: number): Promise<AuditRecordShown[]> {
  return tx
    .query<EntryOfAudit>(
      `SELECT seq, hash, at, kind, bytes FROM journal_entries WHERE stream = 'audit' AND seq > $1 ORDER BY seq LIMIT ${recordsAtOnce}`,
      [seq],
    )
    .then((entries) => entries.map(auditRecordOf));
}
