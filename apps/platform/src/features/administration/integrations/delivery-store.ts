/**
 * All SQL of delivering: one worker at a time holds an endpoint's lease, by the database's clock, and only under the lease's own
 * number can it move the cursor. So two processes never deliver one endpoint out of order, and a worker that was stopped too
 * long changes nothing.
 */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { SendOutcome } from './send-webhook.ts';

export interface ClaimedEndpoint {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly events: string[];
  readonly secret_sealed: string;
  readonly former_secret_sealed: string | null;
  readonly former_until: Date | null;
  readonly cursor: number;
  readonly attempts: number;
  readonly failing_since: Date | null;
  readonly next_attempt_at: Date;
  readonly lease_epoch: number;
}
export type Lease = Pick<ClaimedEndpoint, 'id' | 'lease_epoch'>;

/** @returns the ids of endpoints with something to deliver, and whether there are any endpoints at all */
export async function listDue(
  tx: TenantReader,
  at: string,
): Promise<{ readonly due: readonly string[]; readonly any: boolean }> {
  const rows = await tx.query<{ id: string; due: boolean }>(
    `SELECT e.id, e.status = 'active' AND e.cursor < h.seq AND e.next_attempt_at <= $1
       AND (e.lease_until IS NULL OR e.lease_until <= clock_timestamp()) AS due
     FROM webhook_endpoints e, journal_heads h WHERE h.stream = 'audit' ORDER BY e.id`,
    [at],
  );
  return { due: rows.filter((row) => row.due).map((row) => row.id), any: rows.length > 0 };
}

/** @returns undefined when another holds it, or there is nothing to do */
export async function claimEndpoint(
  tx: TenantTx,
  id: string,
  at: string,
  leaseMs: number,
): Promise<ClaimedEndpoint | undefined> {
  const [row] = await tx.query<ClaimedEndpoint>(
    `UPDATE webhook_endpoints SET lease_epoch = lease_epoch + 1, lease_until = clock_timestamp() + make_interval(secs => $3::float8 / 1000)
     WHERE id = $1 AND status = 'active' AND next_attempt_at <= $2 AND (lease_until IS NULL OR lease_until <= clock_timestamp())
     RETURNING id, name, url, events, secret_sealed, former_secret_sealed, former_until, cursor, attempts, failing_since, next_attempt_at, lease_epoch`,
    [id, at, leaseMs],
  );
  return row;
}

/** Up to here it has been given everything. @returns whether the lease still held */
export async function advanceCursor(
  tx: TenantTx,
  lease: Lease,
  seq: number,
  leaseMs: number,
): Promise<boolean> {
  const moved = await tx.execute(
    `UPDATE webhook_endpoints SET cursor = $3, attempts = 0, failing_since = NULL,
       lease_until = clock_timestamp() + make_interval(secs => $4::float8 / 1000)
     WHERE id = $1 AND lease_epoch = $2 AND status = 'active' AND lease_until > clock_timestamp()`,
    [lease.id, lease.lease_epoch, seq, leaseMs],
  );
  return moved === 1;
}

/** @returns whether the lease still held */
export async function renewLease(tx: TenantTx, lease: Lease, leaseMs: number): Promise<boolean> {
  const held = await tx.execute(
    `UPDATE webhook_endpoints SET lease_until = clock_timestamp() + make_interval(secs => $3::float8 / 1000)
     WHERE id = $1 AND lease_epoch = $2 AND status = 'active' AND lease_until > clock_timestamp()`,
    [lease.id, lease.lease_epoch, leaseMs],
  );
  return held === 1;
}

/** @returns whether the lease still held */
export async function recordFailure(
  tx: TenantTx,
  lease: Lease,
  failure: {
    readonly cursor: number;
    readonly attempts: number;
    readonly failingSince: string;
    readonly nextAttemptAt: string;
    readonly pause: string | null;
  },
): Promise<boolean> {
  const { cursor, attempts, failingSince, nextAttemptAt, pause } = failure;
  const moved = await tx.execute(
    `UPDATE webhook_endpoints SET cursor = $3, attempts = $4, failing_since = $5, next_attempt_at = $6,
       status = CASE WHEN $7::text IS NULL THEN status ELSE 'paused' END, status_reason = COALESCE($7, status_reason), lease_until = NULL
     WHERE id = $1 AND lease_epoch = $2 AND status = 'active'`,
    [lease.id, lease.lease_epoch, cursor, attempts, failingSince, nextAttemptAt, pause],
  );
  return moved === 1;
}

/** Also of a lease that somebody fenced meanwhile: nothing of ours is under way any more. */
export async function releaseLease(tx: TenantTx, lease: Lease): Promise<void> {
  await tx.execute('UPDATE webhook_endpoints SET lease_until = NULL WHERE id = $1 AND lease_epoch = $2', [
    lease.id,
    lease.lease_epoch,
  ]);
}

export interface Attempt {
  readonly id: string;
  readonly endpoint: string;
  readonly messageId: string;
  readonly event: string;
  readonly seq: number | null;
  readonly attempt: number;
  readonly at: string;
  readonly outcome: SendOutcome;
}

export async function insertDelivery(tx: TenantTx, attempt: Attempt): Promise<void> {
  const { outcome } = attempt;
  await tx.query(
    `INSERT INTO webhook_deliveries (id, endpoint_id, message_id, event, seq, attempt, at, outcome, status, latency_ms, detail, response)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 WHERE EXISTS (SELECT FROM webhook_endpoints WHERE id = $2)`,
    [
      attempt.id,
      attempt.endpoint,
      attempt.messageId,
      attempt.event,
      attempt.seq,
      attempt.attempt,
      attempt.at,
      outcome.delivered ? 'delivered' : 'failed',
      outcome.status,
      outcome.latencyMs,
      outcome.detail,
      outcome.response,
    ],
  );
}

/** The log of deliveries is kept for thirty days. */
export async function forgetOldDeliveries(tx: TenantTx, endpoint: string, before: string): Promise<void> {
  await tx.execute('DELETE FROM webhook_deliveries WHERE endpoint_id = $1 AND at < $2', [endpoint, before]);
}
