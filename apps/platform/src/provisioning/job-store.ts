/**
 * All SQL of the job table's working side, as the migrator on home. A job is held by a lease in the database's clock and, what
 * counts, by a lock of the session that works it: the server gives that up when the worker dies, and a worker that was stopped
 * loses its session by time. So two never work one tenant, whatever their clocks say.
 */
import type { OwnerSession } from '@gamut/database/owner-session';
import { AppError } from '@gamut/kernel/app-error';
import type { JsonObject } from '@gamut/kernel/canonical-json';

export interface TakenJob {
  readonly id: string;
  /** As the row says it: an older build may find one that it does not know. */
  readonly kind: string;
  readonly tenantId: string;
  readonly payload: JsonObject;
  readonly reason: string | null;
  readonly step: string | null;
  /** How often it was taken, this time included. */
  readonly attempts: number;
}

export const leaseSeconds = 30;
const candidatesMax = 50;
const due = "((status = 'waiting' AND run_at <= now()) OR status = 'running')";

/** Held from here on until `letGo`, or until the session is lost. */
export async function takeJob(session: OwnerSession): Promise<TakenJob | undefined> {
  const candidates = await session.query<{ id: string; tenant: string }>(
    `SELECT id, coalesce(tenant_id, id) AS tenant FROM control.jobs WHERE ${due} ORDER BY run_at, id LIMIT ${candidatesMax}`,
  );
  for (const { id, tenant } of candidates) {
    if (!(await tryFence(session, tenant))) continue;
    const [job] = await session.query<TakenJob & object>(
      `UPDATE control.jobs SET status = 'running', attempts = attempts + 1, locked_until = now() + $2 * interval '1 second'
       WHERE id = (SELECT id FROM control.jobs WHERE id = $1 AND ${due} FOR UPDATE SKIP LOCKED)
       RETURNING id, kind, coalesce(tenant_id, id) AS "tenantId", payload, reason, step, attempts`,
      [id, leaseSeconds],
    );
    if (job !== undefined) return job;
    await unfence(session, tenant);
  }
  return undefined;
}

const fenceKey = "hashtextextended('gamut job ' || $1, 0)";

/** @returns false when another session works this tenant */
export async function tryFence(session: OwnerSession, tenant: string, waitMs = 1): Promise<boolean> {
  await session.script(`SET lock_timeout = ${String(waitMs)}`);
  try {
    await session.query(`SELECT pg_advisory_lock(${fenceKey})`, [tenant]);
    return true;
  } catch (error) {
    if (error instanceof AppError && (error.cause as { code?: string } | undefined)?.code === '55P03')
      return false;
    throw error;
  } finally {
    await session.script('SET lock_timeout = 0').catch(() => undefined);
  }
}

export async function unfence(session: OwnerSession, tenant: string): Promise<void> {
  await session.query(`SELECT pg_advisory_unlock(${fenceKey})`, [tenant]);
}

export async function renewLease(session: OwnerSession, id: string): Promise<void> {
  await session.query(
    "UPDATE control.jobs SET locked_until = now() + $2 * interval '1 second' WHERE id = $1 AND status = 'running'",
    [id, leaseSeconds],
  );
}

/** @throws AppError `stale` when the job is not this worker's any more */
export async function recordStep(session: OwnerSession, job: TakenJob, step: string): Promise<void> {
  await touched(
    session.query(
      `UPDATE control.jobs SET step = $3, locked_until = now() + $4 * interval '1 second'
       WHERE id = $1 AND attempts = $2 AND status = 'running' RETURNING id`,
      [job.id, job.attempts, step, leaseSeconds],
    ),
  );
}

/** Inside the transaction of the entry that says so. */
export async function recordDone(session: OwnerSession, job: TakenJob, result: JsonObject): Promise<void> {
  await touched(
    session.query(
      `UPDATE control.jobs SET status = 'done', result = $3, failure = NULL, locked_until = NULL, finished_at = now()
       WHERE id = $1 AND attempts = $2 AND status = 'running' RETURNING id`,
      [job.id, job.attempts, JSON.stringify(result)],
    ),
  );
}

/** Inside the transaction of the entry that says so. */
export async function recordFailed(session: OwnerSession, job: TakenJob, failure: string): Promise<void> {
  await touched(
    session.query(
      `UPDATE control.jobs SET status = 'failed', failure = $3, locked_until = NULL, finished_at = now()
       WHERE id = $1 AND attempts = $2 AND status = 'running' RETURNING id`,
      [job.id, job.attempts, failure],
    ),
  );
}

/** Back into the queue. @param failure null: nothing failed, the worker was told to stop, and the attempt does not count */
export async function putBack(
  session: OwnerSession,
  job: TakenJob,
  failure: string | null,
  inMs: number,
): Promise<void> {
  await session.query(
    `UPDATE control.jobs SET status = 'waiting', failure = coalesce($3, failure), locked_until = NULL,
       attempts = attempts - CASE WHEN $3::text IS NULL THEN 1 ELSE 0 END, run_at = now() + $4 * interval '1 millisecond'
     WHERE id = $1 AND attempts = $2 AND status = 'running'`,
    [job.id, job.attempts, failure, inMs],
  );
}

async function touched(update: Promise<readonly object[]>): Promise<void> {
  if ((await update).length === 1) return;
  throw new AppError('stale', 'this job is another worker’s now', {
    fix: 'do nothing: the other one goes on',
  });
}
