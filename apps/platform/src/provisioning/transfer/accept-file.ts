/**
 * Decides whether a file may be restored, before anything is written: whole, of this deployment and this tenant, of migrations
 * that this build knows, and with a digest that somebody vouches for: the operator, or the journalled result of an export.
 */
import { pendingMigrations } from '@gamut/database/migration';
import { openTenantFile, type TenantFile } from '@gamut/database/tenant-file';
import { AppError } from '@gamut/kernel/app-error';
import type { JobInHand } from '../job.ts';
import { loadDeployment } from './installation.ts';

const who = 'whoever operates Gamut';

/** The caller closes it. @throws AppError naming why not */
export async function openAcceptedFile(job: JobInHand): Promise<TenantFile> {
  const { file: name } = job.payload;
  if (typeof name !== 'string') throw new TypeError('a restore names a file');
  const file = await openTenantFile(job.exportFolder, name);
  try {
    await assertAccepted(job, file);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function assertAccepted(job: JobInHand, { header, sha256 }: TenantFile): Promise<void> {
  const deployment = await loadDeployment(job.home);
  if (header.deployment !== deployment)
    throw new AppError(
      'forbidden',
      `this file is of the deployment ${header.deployment}, not of ${deployment}`,
      {
        fix: 'restore it where it was exported',
        who,
      },
    );
  if (header.tenant.id !== job.tenantId)
    throw new AppError('conflict', 'this file is of another tenant', {
      fix: 'name the tenant that was exported',
      who,
    });
  const { slug } = job.payload;
  if (typeof slug === 'string' && slug !== header.tenant.slug)
    throw new AppError('conflict', `this file is of the tenant ${header.tenant.slug}, not of ${slug}`, {
      fix: 'name the tenant that was exported',
      who,
    });
  await assertVouchedFor(job, sha256);
  pendingMigrations('the file’s tenant', job.migrations.tenant, header.migrations);
}

async function assertVouchedFor(job: JobInHand, sha256: string): Promise<void> {
  const named = job.payload['sha256'];
  if (typeof named === 'string') {
    if (named === sha256) return;
    throw new AppError('integrity_failed', 'the file does not have the SHA-256 that you gave', {
      fix: 'take the file and the digest of one and the same export',
      who,
    });
  }
  const [exported] = await job.home.query(
    "SELECT 1 FROM control.jobs WHERE kind = 'tenant.export' AND tenant_id = $1 AND status = 'done' AND result ->> 'sha256' = $2 LIMIT 1",
    [job.tenantId, sha256],
  );
  if (exported !== undefined) return;
  throw new AppError(
    'integrity_failed',
    'no export of this tenant that is on record has this file’s SHA-256',
    {
      fix: 'give the SHA-256 that you kept with the file, if you trust where it comes from',
      who,
    },
  );
}
