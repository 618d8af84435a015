/**
 * `tenant.delete`: the data keys first, overwritten and then deleted, so that from that commit on nothing of the tenant can be
 * read; then its place in its cell; then what control knows of it. Accounts of people stay: an account is the person's own, and
 * may belong to other tenants. What can't be reached is said: backups that were made before.
 */
import { dropTenantPlace } from '@gamut/database/drop-tenant';
import type { TenantPlace } from '@gamut/database/grant-tenant';
import { AppError } from '@gamut/kernel/app-error';
import { shredTenantKeys } from '../../tenancy/shred-tenant-keys.ts';
import type { JobHandler, JobInHand } from '../job.ts';
import { forgetRows } from '../transfer/home-tenant.ts';

interface Leaving extends TenantPlace {
  readonly slug: string;
  readonly cell: string;
  readonly status: string;
  readonly authority_epoch: number;
}

export const deleteTenant: JobHandler = {
  kind: 'tenant.delete',
  async run(job) {
    const tenant = await findTenant(job);
    // the row goes in the last step: without it the work is done, and only the outcome was not written down
    if (tenant === undefined) return resultOf(job, slugOf(job));
    await shred(job, tenant);
    await job.kill?.('shredded');
    await dropTenantPlace(await job.openCell(tenant.cell), tenant, { cell: tenant.cell });
    await job.kill?.('dropped');
    await job.stepDone('dropped');
    await forget(job, tenant);
    await job.kill?.('forgotten');
    return resultOf(job, tenant.slug);
  },
};

async function findTenant(job: JobInHand): Promise<Leaving | undefined> {
  const [tenant] = await job.home.query<Leaving>(
    'SELECT id, slug, cell, status, authority_epoch, schema_name, role_name FROM control.tenants WHERE id = $1',
    [job.tenantId],
  );
  return tenant;
}

async function shred({ home, stepDone, tenantId }: JobInHand, tenant: Leaving): Promise<void> {
  await home.transaction(async () => {
    if (tenant.status !== 'deleting')
      throw new AppError('conflict', 'this tenant is not being deleted', {
        fix: 'ask for its deletion again',
        who: 'the operator',
      });
    await home.query(
      'UPDATE control.sessions SET ended_at = now() WHERE tenant_id = $1 AND ended_at IS NULL',
      [tenantId],
    );
    await shredTenantKeys(home, tenantId);
    await stepDone('shredded');
  });
}

async function forget({ home, stepDone, tenantId }: JobInHand, tenant: Leaving): Promise<void> {
  await home.transaction(async () => {
    await forgetRows(home, tenantId);
    await home.query(
      `INSERT INTO control.deleted_tenants (id, slug, authority_epoch, deleted_at) VALUES ($1, $2, $3, now())
       ON CONFLICT (id) DO NOTHING`,
      [tenantId, tenant.slug, tenant.authority_epoch],
    );
    await home.query('DELETE FROM control.tenants WHERE id = $1', [tenantId]);
    await stepDone('forgotten');
  });
}

function slugOf({ payload }: JobInHand): string {
  return typeof payload['slug'] === 'string' ? payload['slug'] : '';
}

function resultOf(job: JobInHand, slug: string): { readonly [name: string]: string } {
  return {
    tenant: job.tenantId,
    slug,
    remains:
      'Backups of the database and files of exports that were made before this deletion still hold the records and their keys: they open with this deployment’s DATA_ENCRYPTION_KEY until they are destroyed, or that key is replaced and given up. Accounts of people and this journal remain.',
  };
}
