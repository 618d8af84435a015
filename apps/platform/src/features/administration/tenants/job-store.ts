/** All SQL of the job table's asking side: the operator's requests, and how far the provision process is with them. */
import type { ControlReader, ControlTx } from '@gamut/database/tenant-transaction';
import type { JsonObject } from '@gamut/kernel/canonical-json';

export interface JobRow {
  readonly id: string;
  readonly kind: string;
  readonly tenant_id: string | null;
  readonly status: 'waiting' | 'running' | 'done' | 'failed';
  readonly step: string | null;
  readonly attempts: number;
  readonly failure: string | null;
  readonly result: JsonObject | null;
  readonly reason: string | null;
  readonly created_at: Date;
  readonly finished_at: Date | null;
  /** Of the tenant that it is about, by now or as it was asked; null for work on the whole installation. */
  readonly slug: string | null;
}

const columns = `id, kind, tenant_id, status, step, attempts, failure, result, reason, created_at, finished_at,
  coalesce((SELECT t.slug FROM control.tenants t WHERE t.id = control.jobs.tenant_id), payload->>'slug') AS slug`;

export async function findJob(tx: ControlReader, id: string): Promise<JobRow | undefined> {
  const [row] = await tx.query<JobRow>(`SELECT ${columns} FROM control.jobs WHERE id = $1`, [id]);
  return row;
}

/** Newest first. @param asked.slug absent: of all tenants */
export function listJobs(
  tx: ControlReader,
  asked: { readonly limit: number; readonly beforeId: string | undefined; readonly slug: string | undefined },
): Promise<JobRow[]> {
  return tx.query<JobRow>(
    `SELECT * FROM (SELECT ${columns} FROM control.jobs) j
     WHERE ($1::text IS NULL OR id < $1) AND ($2::text IS NULL OR slug = $2) ORDER BY id DESC LIMIT $3`,
    [asked.beforeId ?? null, asked.slug ?? null, asked.limit + 1],
  );
}

/** The job that has not ended of this tenant. There is one at most: a unique index says so. */
export async function findActiveJob(tx: ControlReader, tenantId: string): Promise<JobRow | undefined> {
  const [row] = await tx.query<JobRow>(
    `SELECT ${columns} FROM control.jobs WHERE tenant_id = $1 AND status IN ('waiting', 'running')`,
    [tenantId],
  );
  return row;
}

/** A creation that has not ended, of this slug. */
export async function findActiveCreation(tx: ControlReader, slug: string): Promise<JobRow | undefined> {
  const [row] = await tx.query<JobRow>(
    `SELECT ${columns} FROM control.jobs
     WHERE kind = 'tenant.create' AND status IN ('waiting', 'running') AND payload->>'slug' = $1`,
    [slug],
  );
  return row;
}

export interface NewJob {
  readonly id: string;
  readonly kind: string;
  readonly tenantId: string;
  /** Ids and names, no record. */
  readonly payload: JsonObject;
  readonly reason: string | null;
  /** Id of the operator. */
  readonly requestedBy: string;
  readonly at: string;
}

export async function insertJob(tx: ControlTx, job: NewJob): Promise<void> {
  await tx.execute(
    `INSERT INTO control.jobs (id, kind, tenant_id, payload, reason, run_at, created_at, requested_by)
     VALUES ($1, $2, $3, $4, $5, $6, $6, $7)`,
    [job.id, job.kind, job.tenantId, JSON.stringify(job.payload), job.reason, job.at, job.requestedBy],
  );
}
