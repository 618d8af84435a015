/** Which handler works which kind of job: the one list. A kind that is not in it fails with a plain refusal. */
import type { JobHandler, JobKind } from './job.ts';
import { createTenant } from './jobs/create-tenant.ts';
import { deleteTenant } from './jobs/delete-tenant.ts';
import { exportTenant } from './jobs/export-tenant.ts';
import { moveTenant } from './jobs/move-tenant.ts';
import { restoreTenant } from './jobs/restore-tenant.ts';

export const jobHandlers: Readonly<Partial<Record<JobKind, JobHandler>>> = {
  'tenant.create': createTenant,
  'tenant.move': moveTenant,
  'tenant.export': exportTenant,
  'tenant.restore': restoreTenant,
  'tenant.delete': deleteTenant,
};
