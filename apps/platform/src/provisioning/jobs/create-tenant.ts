/**
 * `tenant.create`: the tenant's place in its cell, whole in one transaction, then home's row, which makes it exist. In home both
 * are one transaction. The id was chosen with the request, so whatever a kill leaves is taken up again under that id.
 */
import { assertNewTenant } from '@gamut/database/new-tenant';
import { dropTenantPlace } from '@gamut/database/drop-tenant';
import type { TenantPlace } from '@gamut/database/grant-tenant';
import { insertTenantRow, makeTenantHere, makeTenantInCell } from '@gamut/database/make-tenant';
import { AppError } from '@gamut/kernel/app-error';
import { assertPlan } from '../assert-plan.ts';
import type { JobHandler, JobInHand } from '../job.ts';

interface Wanted {
  readonly slug: string;
  readonly name: string;
  readonly plan: string;
  readonly cell: string;
}

export const createTenant: JobHandler = {
  kind: 'tenant.create',
  async run(job) {
    const { cell, ...tenant } = wantedOf(job);
    assertNewTenant(tenant);
    assertPlan(tenant.plan);
    const { home, migrations, tenantLoginSecret } = job;
    const place = { id: job.tenantId, ...tenant };
    if (cell === 'home')
      await home.transaction(async () => {
        await assertSlugFree(job, tenant.slug);
        await assertRoom(job, cell);
        await makeTenantHere(home, migrations, place, { tenantLoginSecret });
        await job.kill?.('before the commit');
        await job.stepDone('made');
      });
    else {
      await assertSlugFree(job, tenant.slug);
      await assertRoom(job, cell);
      const session = await job.openCell(cell);
      const made = await makeTenantInCell(session, migrations, place, { cell, tenantLoginSecret });
      await job.kill?.('made in the cell');
      await home.transaction(async () => {
        await insertTenantRow(home, { ...place, cell, ...made });
        await job.kill?.('before the commit');
        await job.stepDone('made');
      });
    }
    await job.kill?.('made');
    return { tenant: job.tenantId, slug: tenant.slug, cell };
  },
  async undo(job) {
    const { cell } = wantedOf(job);
    if (cell === 'home') return;
    const [stands] = await job.home.query('SELECT 1 FROM control.tenants WHERE id = $1', [job.tenantId]);
    if (stands !== undefined) return;
    const session = await job.openCell(cell);
    const [place] = await session.query<TenantPlace>(
      'SELECT id, schema_name, role_name FROM control.tenants WHERE id = $1',
      [job.tenantId],
    );
    if (place !== undefined) await dropTenantPlace(session, place, { cell });
  },
};

function wantedOf(job: JobInHand): Wanted {
  const { slug, name, plan, cell } = job.payload;
  if (
    typeof slug === 'string' &&
    typeof name === 'string' &&
    typeof plan === 'string' &&
    typeof cell === 'string'
  )
    return { slug, name, plan, cell };
  throw new AppError('validation_failed', 'this job does not say which tenant to make');
}

async function assertSlugFree(job: JobInHand, slug: string): Promise<void> {
  const [taken] = await job.home.query('SELECT 1 FROM control.tenants WHERE slug = $1 AND id <> $2', [
    slug,
    job.tenantId,
  ]);
  if (taken !== undefined)
    throw new AppError('conflict', `the slug ${slug} is taken`, {
      fix: 'choose another slug',
      who: 'the operator',
    });
}

/** The request chose this cell when it had room; others may have come since. A tenant that stands already is not turned away. */
async function assertRoom(job: JobInHand, cell: string): Promise<void> {
  const [room] = await job.home.query<{ full: boolean }>(
    `SELECT count(t.id) >= c.tenants_max AS full FROM control.cells c LEFT JOIN control.tenants t ON t.cell = c.name AND t.id <> $2
     WHERE c.name = $1 GROUP BY c.name`,
    [cell, job.tenantId],
  );
  if (room?.full === false) return;
  throw new AppError(
    'conflict',
    room === undefined ? `there is no cell ${cell}` : `the cell ${cell} is full`,
    {
      fix: 'choose another cell, or add one to MIGRATOR_CELL_DATABASE_URLS and CELL_DATABASE_URLS',
      who: 'whoever operates Gamut',
    },
  );
}
