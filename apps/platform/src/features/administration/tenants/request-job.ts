/**
 * Puts work into the provision process's table, in the transaction of the entry that says who asked for it. What it asks first is
 * what can be told at once; what only the work itself finds out is the job's failure.
 */
import { assertNewTenant } from '@gamut/database/new-tenant';
import type { Database } from '@gamut/database/database';
import { isUniqueViolation } from '@gamut/database/sql-error';
import { planEntitlements } from '@gamut/access/plans';
import { AppError } from '@gamut/kernel/app-error';
import type { JsonObject } from '@gamut/kernel/canonical-json';
import type { ControlEvent } from '../../../audit/control-events.ts';
import type { ControlAudited, OperatorChange } from '../../../http/operator-change.ts';
import { findActiveCreation, insertJob } from './job-store.ts';
import { lockOut } from './suspend-tenant.ts';
import { assertNoActiveJob, loadStanding, underWay } from './tenant-standing.ts';
import { findTenantBySlug, listCells, type TenantStanding } from './tenant-store.ts';

export type JobAsked = ControlAudited<{ job: string }>;

interface NewTenantAsked {
  readonly slug: string;
  readonly name: string;
  readonly plan: string;
  readonly cell?: string;
}

export async function requestCreation(
  change: OperatorChange,
  db: Database,
  asked: NewTenantAsked,
): Promise<JobAsked> {
  const { slug, name, plan } = asked;
  assertNewTenant({ slug, name, plan });
  if (!Object.hasOwn(planEntitlements, plan))
    throw new AppError('validation_failed', `There is no plan ${plan}.`, {
      fix: `Choose one of ${Object.keys(planEntitlements).join(', ')}.`,
      who: 'the operator',
    });
  await assertSlugFree(change, slug);
  const cell = await chooseCell(change, db, asked.cell);
  const tenantId = change.newId('tnt');
  return request(change, 'tenant.creation_requested', {
    kind: 'tenant.create',
    tenant: { id: tenantId, slug },
    payload: { slug, name, plan, cell },
  });
}

async function assertSlugFree({ tx }: OperatorChange, slug: string): Promise<void> {
  await assertSlugUnclaimed({ tx }, slug);
  if ((await findTenantBySlug(tx, slug)) === undefined) return;
  throw new AppError('conflict', `The slug ${slug} is taken.`, {
    fix: 'Choose another one.',
    who: 'the operator',
  });
}

/** No tenant of this slug is being made; nobody else asks for it until this transaction ends. */
export async function assertSlugUnclaimed({ tx }: Pick<OperatorChange, 'tx'>, slug: string): Promise<void> {
  // one after the other: two requests for one slug would both find it free
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('gamut slug ' || $1, 0))", [slug]);
  const active = await findActiveCreation(tx, slug);
  if (active !== undefined) throw underWay(slug, active);
}

/** The cell asked for, or the one with the fewest tenants; open, with room, and reached by this platform. */
export async function chooseCell(
  { tx }: OperatorChange,
  db: Database,
  wanted: string | undefined,
): Promise<string> {
  const cells = await listCells(tx);
  if (wanted !== undefined && !cells.some(({ name }) => name === wanted))
    throw new AppError('not_found', `There is no cell ${wanted}.`, {
      fix: `There are: ${cells.map(({ name }) => name).join(', ')}.`,
      who: 'the operator',
    });
  const [best] = cells
    .filter(({ name, state }) => (wanted ?? name) === name && state === 'open' && db.cells.includes(name))
    .filter(({ tenants, tenants_max: max }) => tenants < max)
    .sort((a, b) => a.tenants - b.tenants);
  if (best !== undefined) return best.name;
  const which = wanted === undefined ? 'No cell has' : `The cell ${wanted} has no`;
  throw new AppError(
    'conflict',
    `${which} room for another tenant${wanted === undefined ? '' : ', or takes none'}.`,
    {
      fix: 'Add a cell to CELL_DATABASE_URLS and MIGRATOR_CELL_DATABASE_URLS, or raise tenants_max of one.',
      who: 'whoever operates Gamut',
    },
  );
}

export async function requestMove(
  change: OperatorChange,
  db: Database,
  { slug, cell }: { readonly slug: string; readonly cell: string },
): Promise<JobAsked> {
  const tenant = await loadIdle(change, slug);
  if (tenant.status === 'deleting') throw notNow(tenant, 'moved');
  if (tenant.cell === cell)
    throw new AppError('conflict', `${slug} is in the cell ${cell} already.`, {
      fix: 'Name another cell.',
      who: 'the operator',
    });
  const to = await chooseCell(change, db, cell);
  return request(change, 'tenant.move_requested', {
    kind: 'tenant.move',
    tenant,
    payload: { from: tenant.cell, to },
  });
}

export async function requestExport(
  change: OperatorChange,
  { slug }: { readonly slug: string },
): Promise<JobAsked> {
  const tenant = await loadIdle(change, slug);
  if (tenant.status === 'deleting') throw notNow(tenant, 'exported');
  return request(change, 'tenant.export_requested', { kind: 'tenant.export', tenant, payload: {} });
}

export async function requestDeletion(
  change: OperatorChange,
  db: Database,
  asked: { readonly slug: string; readonly again: string; readonly reason: string },
): Promise<JobAsked> {
  const { slug, again, reason } = asked;
  if (again !== slug)
    throw new AppError('validation_failed', 'The slug was not written a second time.', {
      fix: 'Give the slug of the tenant in the body as well: a deletion is not taken back.',
      who: 'the operator',
    });
  const tenant = await loadIdle(change, slug);
  if (tenant.status === 'moving') throw notNow(tenant, 'deleted');
  await lockOut(change, db, tenant, 'deleting', reason);
  return request(change, 'tenant.deletion_requested', {
    kind: 'tenant.delete',
    tenant,
    payload: { slug },
    reason,
  });
}

export async function loadIdle(change: OperatorChange, slug: string): Promise<TenantStanding> {
  const tenant = await loadStanding(change.tx, slug);
  await assertNoActiveJob(change.tx, tenant);
  return tenant;
}

interface Work {
  readonly kind: string;
  readonly tenant: { readonly id: string; readonly slug: string; readonly status?: string };
  readonly payload: JsonObject;
  readonly reason?: string;
}

/** The index that allows one job a tenant has the last word. */
export async function request(change: OperatorChange, event: ControlEvent, work: Work): Promise<JobAsked> {
  const { kind, tenant, payload, reason } = work;
  const id = change.newId('job');
  try {
    await insertJob(change.tx, {
      id,
      kind,
      tenantId: tenant.id,
      payload,
      reason: reason ?? null,
      requestedBy: change.actor.id,
      at: change.now(),
    });
  } catch (error) {
    if (!isUniqueViolation(error, 'jobs_one_per_tenant')) throw error;
    throw new AppError('conflict', `Other work of ${tenant.slug} is under way.`, {
      fix: 'Wait until it has ended.',
      who: 'the operator',
    });
  }
  return change.succeed(
    {
      event,
      subject: { kind: 'tenant', id: tenant.id, name: tenant.slug },
      after: { ...payload, job: id },
      ...(reason === undefined ? {} : { reason }),
      ...(tenant.status === undefined ? {} : { concerns: tenant.id }),
    },
    { job: id },
  );
}

function notNow(tenant: TenantStanding, wanted: string): AppError {
  return new AppError('conflict', `${tenant.slug} is ${tenant.status} and can’t be ${wanted}.`, {
    fix: 'gamut tenant list shows how each tenant stands.',
    who: 'the operator',
  });
}
