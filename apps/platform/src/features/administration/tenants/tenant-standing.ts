/** What an act of the operator asks first: is there such a tenant, and is nothing else under way with it. */
import type { ControlTx } from '@gamut/database/tenant-transaction';
import { AppError } from '@gamut/kernel/app-error';
import { findActiveJob, type JobRow } from './job-store.ts';
import { lockTenant, type TenantStanding } from './tenant-store.ts';

/** Locks the tenant's row. @throws AppError `not_found` */
export async function loadStanding(tx: ControlTx, slug: string): Promise<TenantStanding> {
  const tenant = await lockTenant(tx, slug);
  if (tenant !== undefined) return tenant;
  throw new AppError('not_found', `There is no tenant ${slug}.`, {
    fix: 'gamut tenant list names them all.',
    who: 'the operator',
  });
}

/** @param beside kinds of work that this act may run beside; @throws AppError `conflict` naming the job */
export async function assertNoActiveJob(
  tx: ControlTx,
  tenant: TenantStanding,
  beside: readonly string[] = [],
): Promise<void> {
  const active = await findActiveJob(tx, tenant.id);
  if (active !== undefined && !beside.includes(active.kind)) throw underWay(tenant.slug, active);
}

export function underWay(slug: string, job: JobRow): AppError {
  return new AppError('conflict', `${job.kind} of ${slug} is under way (${job.id}).`, {
    fix: `Wait until it has ended: GET /operator/v1/jobs/${job.id}.`,
    who: 'the operator',
  });
}
