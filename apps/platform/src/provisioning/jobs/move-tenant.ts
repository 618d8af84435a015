/**
 * Moves a tenant to another cell. Home says `moving` (nothing commits), the old place is fenced by Postgres itself, rows are
 * copied and compared, the journal is verified; then one transaction of home points to the new place, and the old one is
 * dropped. Killed anywhere, exactly one of the two can be used, and the job goes on from its step.
 */
import { copyTenantRows, useExactText, useTenantSchema } from '@gamut/database/copy-tenant';
import { dropTenantPlace } from '@gamut/database/drop-tenant';
import { freeNames, makeEmptyTenant } from '@gamut/database/empty-tenant';
import { fenceTenant, grantTenant, tenantIsHere } from '@gamut/database/grant-tenant';
import { insertTenantRow } from '@gamut/database/make-tenant';
import { appliedTo } from '@gamut/database/migration-ledger';
import type { OwnerSession } from '@gamut/database/owner-session';
import { AppError } from '@gamut/kernel/app-error';
import type { JsonObject } from '@gamut/kernel/canonical-json';
import type { JobHandler, JobInHand } from '../job.ts';
import {
  freezeTenant,
  loadHomeTenant,
  readOwnStep,
  thawTenant,
  type HomeTenant,
} from '../transfer/home-tenant.ts';
import { routeAgents } from '../transfer/route-agents.ts';
import { formatStep, placeOf, type Names, type TransferStep } from '../transfer/transfer-step.ts';
import { readHeads, verifyTenantJournal } from '../transfer/verify-tenant-journal.ts';

export const moveTenant: JobHandler = { kind: 'tenant.move', run, undo };

type Frozen = Extract<TransferStep, { is: 'frozen' }>;

async function run(job: JobInHand): Promise<JsonObject> {
  const to = targetOf(job);
  let step = await readOwnStep(job);
  if (step.is === 'begins') {
    await freeze(job, to);
    await job.kill?.('frozen');
    step = await readOwnStep(job);
  }
  if (step.is === 'frozen') {
    const tenant = await loadHomeTenant(job.home, job.tenantId);
    const from = await job.openCell(tenant.cell);
    await fenceTenant(from, placeOf(tenant.id, tenant.names));
    await job.kill?.('fenced');
    await copy(job, tenant, step, to);
    await job.kill?.('copied');
    await flip(job, tenant, step, to);
    await job.kill?.('flipped');
    step = await readOwnStep(job);
  }
  if (step.is === 'flipped' && step.old !== null) {
    const from = await job.openCell(step.cell);
    await dropTenantPlace(from, placeOf(job.tenantId, step.old), { cell: step.cell });
    await job.kill?.('dropped');
  }
  return describe(job, step.is === 'flipped' ? step.cell : '', to);
}

function targetOf(job: JobInHand): string {
  const { to } = job.payload;
  if (typeof to !== 'string') throw new TypeError('a move names the cell to move to');
  return to;
}

async function freeze(job: JobInHand, to: string): Promise<void> {
  const target = await job.openCell(to);
  await job.home.transaction(async () => {
    const tenant = await loadHomeTenant(job.home, job.tenantId);
    await assertOpen(job.home, tenant, to);
    const status = await freezeTenant(job, tenant);
    if (status === 'absent') throw notWhole();
    const made = await freeNames(target, { id: tenant.id, ...tenant.names });
    await job.stepDone(formatStep({ is: 'frozen', status, made }));
  });
}

function notWhole(): AppError {
  return new AppError('conflict', 'a restore of this tenant failed half-way: there is nothing to move', {
    fix: 'ask for the restore again',
    who: 'whoever operates Gamut',
  });
}

async function assertOpen(home: OwnerSession, tenant: HomeTenant, to: string): Promise<void> {
  const who = 'whoever operates Gamut';
  if (tenant.cell === to)
    throw new AppError('conflict', `the tenant lives in the cell ${to} already`, {
      fix: 'name another cell',
      who,
    });
  const [cell] = await home.query<{ state: string }>('SELECT state FROM control.cells WHERE name = $1', [to]);
  if (cell?.state === 'open') return;
  throw new AppError(
    'conflict',
    cell === undefined ? `there is no cell ${to}` : `the cell ${to} takes no tenants`,
    { fix: 'name a cell that is open', who },
  );
}

/** One transaction of the new cell: the place stands there whole, journal verified, or not at all. */
async function copy(job: JobInHand, tenant: HomeTenant, step: Frozen, to: string): Promise<void> {
  const [from, target] = [await job.openCell(tenant.cell), await job.openCell(to)];
  const place = placeOf(tenant.id, step.made);
  // names are drawn so that nothing stood under them: what stands there now is this job's own, and committed whole
  if (await tenantIsHere(target, step.made.schema)) return;
  if (to !== 'home') await dropStaleMirror(target, tenant.id, to);
  await target.transaction(async () => {
    await useExactText(target);
    if (to !== 'home') await insertTenantRow(target, { ...tenant, cell: to, ...step.made });
    const applied = await appliedTo(from, tenant.id);
    await makeEmptyTenant(target, job.migrations, { ...place, slug: tenant.slug, applied });
    const sums = await from.transaction(async () => {
      await useExactText(from);
      return copyTenantRows(
        { session: from, schema: tenant.names.schema },
        { session: target, schema: step.made.schema },
      );
    });
    job.say(`${String(sums.reduce((all, { rows }) => all + rows, 0))} rows copied and compared`);
    await routeAgents(target, tenant.id, step.made.schema);
    await useTenantSchema(target, step.made.schema);
    await verifyTenantJournal(target, tenant.id);
    await grantTenant(target, place, { tenantLoginSecret: job.tenantLoginSecret });
  });
}

/** What an earlier move could not take back. */
async function dropStaleMirror(target: OwnerSession, id: string, cell: string): Promise<void> {
  const [row] = await target.query<Names>(
    'SELECT schema_name AS schema, role_name AS role FROM control.tenants WHERE id = $1',
    [id],
  );
  if (row !== undefined) await dropTenantPlace(target, placeOf(id, row), { cell });
}

/** From this commit on the tenant is in the new cell. */
async function flip(job: JobInHand, tenant: HomeTenant, step: Frozen, to: string): Promise<void> {
  await job.home.transaction(async () => {
    const flipped = await job.home.query(
      `UPDATE control.tenants SET cell = $3, schema_name = $4, role_name = $5, status = $6, status_changed_at = now()
       WHERE id = $1 AND cell = $2 AND status = 'moving' RETURNING id`,
      [tenant.id, tenant.cell, to, step.made.schema, step.made.role, step.status],
    );
    if (flipped.length !== 1) throw new Error('the tenant is not where this move left it');
    await job.stepDone(formatStep({ is: 'flipped', cell: tenant.cell, old: tenant.names }));
  });
}

async function describe(job: JobInHand, from: string, to: string): Promise<JsonObject> {
  const tenant = await loadHomeTenant(job.home, job.tenantId);
  const target = await job.openCell(to);
  const heads = await target.transaction(async () => {
    await useTenantSchema(target, tenant.names.schema);
    return readHeads(target);
  });
  return { from, to, journal: Object.fromEntries(heads.map(({ stream, seq }) => [stream, seq])) };
}

/** Before the flip: the half-made place goes, the old one opens again. After it there is nothing to take back. */
async function undo(job: JobInHand): Promise<void> {
  const step = await readOwnStep(job);
  if (step.is !== 'frozen') return;
  const tenant = await loadHomeTenant(job.home, job.tenantId);
  const to = targetOf(job);
  const target = await job.openCell(to);
  await dropTenantPlace(target, placeOf(tenant.id, step.made), { cell: to });
  const from = await job.openCell(tenant.cell);
  await from.transaction(() =>
    grantTenant(from, placeOf(tenant.id, tenant.names), { tenantLoginSecret: job.tenantLoginSecret }),
  );
  await thawTenant(job.home, tenant.id, step.status as string);
}
