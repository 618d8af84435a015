/** Which handler works which kind of job: the one list. A kind that is not in it fails with a plain refusal. */
import type { JobHandler, JobKind } from './job.ts';
import { createTenant } from './jobs/create-tenant.ts';
import { deleteTenant } from './jobs/delete-tenant.ts';

export const jobHandlers: Readonly<Partial<Record<JobKind, JobHandler>>> = {
  'tenant.create': createTenant,
  'tenant.delete': deleteTenant,
};
