/**
 * Brings one tenant back from its file. A new schema is made beside the old one, filled, verified and stripped of all authority
 * of before; one transaction of home points to it under a raised epoch, suspended; then the old one is dropped. Killed anywhere,
 * what home points to is whole, and the job goes on from its step.
 */
import { useTenantSchema } from '@gamut/database/copy-tenant';
import { dropTenantPlace, dropTenantSchema } from '@gamut/database/drop-tenant';
import { fenceTenant, grantTenant, tenantIsHere } from '@gamut/database/grant-tenant';
import { insertTenantRow, newNames } from '@gamut/database/make-tenant';
import { appliedTo } from '@gamut/database/migration-ledger';
import { pendingMigrations } from '@gamut/database/migration';
import type { TenantFile } from '@gamut/database/tenant-file';
import { AppError } from '@gamut/kernel/app-error';
import type { JsonObject } from '@gamut/kernel/canonical-json';
import type { JobHandler, JobInHand } from '../job.ts';
import { openAcceptedFile } from '../transfer/accept-file.ts';
import { buildRestored } from '../transfer/build-restored.ts';
import {
  findHomeTenant,
  forgetRows,
  freezeTenant,
  loadHomeTenant,
  readOwnStep,
  thawTenant,
} from '../transfer/home-tenant.ts';
import { findJournalRestored } from '../transfer/journal-restored.ts';
import { restoredReason, voidControlAuthority } from '../transfer/raise-authority.ts';
import { routeAgents } from '../transfer/route-agents.ts';
import { bringBackMembers } from '../transfer/tenant-members.ts';
import { formatStep, placeOf, type Names, type TransferStep } from '../transfer/transfer-step.ts';
import { assertKeysOpen, bringBackKeys } from '../transfer/wrapped-keys.ts';

export const restoreTenant: JobHandler = { kind: 'tenant.restore', run, undo };

type Frozen = Extract<TransferStep, { is: 'frozen' }>;
const who = 'whoever operates Gamut';

async function run(job: JobInHand): Promise<JsonObject> {
  let step = await readOwnStep(job);
  if (step.is !== 'flipped') {
    const file = await openAcceptedFile(job);
    try {
      if (step.is === 'begins') {
        await freeze(job, file);
        await job.kill?.('frozen');
        step = await readOwnStep(job);
      }
      if (step.is === 'frozen') await replace(job, step, file);
      step = await readOwnStep(job);
    } finally {
      await file.close();
    }
  }
  if (step.is === 'flipped' && step.old !== null) {
    await dropOld(job, step.cell, step.old);
    await job.kill?.('dropped');
  }
  return { ...(await describe(job)), ...(step.is === 'flipped' ? told(step) : {}) };
}

/** A job that an older build flipped kept no counts. */
function told({ back }: Extract<TransferStep, { is: 'flipped' }>): JsonObject {
  if (back === undefined) return {};
  return {
    keysBroughtBack: back.keys,
    keysNotUnderCustomersKey: back.notUnderCustomersKey,
    membersBroughtBack: back.members,
  };
}

async function freeze(job: JobInHand, { header }: TenantFile): Promise<void> {
  await job.home.transaction(async () => {
    const made = newNames();
    const tenant = await findHomeTenant(job.home, job.tenantId);
    await assertKeysOpen(job.home, job, header);
    if (tenant !== undefined) {
      if (tenant.status !== 'moving') await assertCurrent(job, tenant.cell);
      const status = await freezeTenant(job, tenant);
      await job.stepDone(formatStep({ is: 'frozen', status, made }));
      return;
    }
    await assertMayComeBack(job);
    const cell = typeof job.payload['cell'] === 'string' ? job.payload['cell'] : 'home';
    await insertTenantRow(job.home, { ...header.tenant, cell, ...made });
    await job.home.query("UPDATE control.tenants SET status = 'moving' WHERE id = $1", [job.tenantId]);
    await job.stepDone(formatStep({ is: 'frozen', status: 'absent', made }));
  });
}

/** The old schema can be given back only at the version that the ledger will name: this build's. */
async function assertCurrent(job: JobInHand, cellName: string): Promise<void> {
  const cell = await job.openCell(cellName);
  const applied = await appliedTo(cell, job.tenantId);
  if (applied.length === 0 || pendingMigrations('tenant', job.migrations.tenant, applied).length === 0)
    return;
  throw new AppError('precondition_failed', 'the tenant is not at this build’s version', {
    fix: 'run `provision migrate` first',
    who,
  });
}

async function assertMayComeBack(job: JobInHand): Promise<void> {
  const [deleted] = await job.home.query('SELECT 1 FROM control.deleted_tenants WHERE id = $1', [
    job.tenantId,
  ]);
  if (deleted === undefined || job.payload['afterDeletion'] === true) return;
  throw new AppError(
    'conflict',
    'this tenant was deleted, and its key with it: the file would bring both back',
    { fix: 'say that you restore it after its deletion, if whoever asked for that agrees', who },
  );
}

async function replace(job: JobInHand, step: Frozen, file: TenantFile): Promise<void> {
  const tenant = await loadHomeTenant(job.home, job.tenantId);
  const cell = await job.openCell(tenant.cell);
  // a restore that failed before may have left a half-made place under the names that home has
  const old = step.status === 'absent' && sameNames(step.made, tenant.names) ? null : tenant.names;
  if (old !== null) await fenceTenant(cell, placeOf(tenant.id, old));
  await job.kill?.('fenced');
  const [gone] = await job.home.query<{ epoch: number }>(
    'SELECT authority_epoch AS epoch FROM control.deleted_tenants WHERE id = $1',
    [tenant.id],
  );
  const epoch = Math.max(tenant.authorityEpoch, gone?.epoch ?? 0, file.header.authorityEpoch) + 1;
  // the names are drawn at random: what stands under them is this job's own, and committed whole
  if (!(await tenantIsHere(cell, step.made.schema)))
    await buildRestored(job, cell, { tenant, file, made: step.made, old, epoch });
  await job.kill?.('built');
  await flip(job, { step, file, old, cell: tenant.cell, epoch });
  await job.kill?.('flipped');
}

/** From this commit on the tenant is what the file says, and nothing that was issued before counts. */
async function flip(
  job: JobInHand,
  at: { step: Frozen; file: TenantFile; old: Names | null; cell: string; epoch: number },
): Promise<void> {
  const { home, tenantId } = job;
  await home.transaction(async () => {
    const flipped = await home.query(
      `UPDATE control.tenants SET schema_name = $2, role_name = $3, authority_epoch = $4, status = 'suspended',
         status_reason = $5, status_changed_at = now() WHERE id = $1 AND status = 'moving' AND authority_epoch < $4 RETURNING id`,
      [tenantId, at.step.made.schema, at.step.made.role, at.epoch, restoredReason],
    );
    if (flipped.length !== 1) throw new Error('the tenant is not where this restore left it');
    const { header } = at.file;
    const keys = await bringBackKeys(home, tenantId, header);
    const members = at.step.status === 'absent' ? await bringBackMembers(home, tenantId, header.members) : 0;
    await voidControlAuthority(home, tenantId);
    await home.query('DELETE FROM control.deleted_tenants WHERE id = $1', [tenantId]);
    await job.stepDone(formatStep({ is: 'flipped', cell: at.cell, old: at.old, back: { ...keys, members } }));
  });
}

async function dropOld(job: JobInHand, cellName: string, old: Names): Promise<void> {
  const tenant = await loadHomeTenant(job.home, job.tenantId);
  const cell = await job.openCell(cellName);
  if (cellName !== 'home')
    await cell.query('UPDATE control.tenants SET schema_name = $2, role_name = $3 WHERE id = $1', [
      tenant.id,
      tenant.names.schema,
      tenant.names.role,
    ]);
  await dropTenantSchema(cell, placeOf(tenant.id, old));
}

async function describe(job: JobInHand): Promise<JsonObject> {
  const tenant = await loadHomeTenant(job.home, job.tenantId);
  const cell = await job.openCell(tenant.cell);
  const restored = await cell.transaction(async () => {
    await useTenantSchema(cell, tenant.names.schema);
    return findJournalRestored(cell);
  });
  return { cell: tenant.cell, authorityEpoch: tenant.authorityEpoch, status: tenant.status, ...restored };
}

/** Before the flip: what was made goes, what was there opens again. After it there is nothing to take back. */
async function undo(job: JobInHand): Promise<void> {
  const step = await readOwnStep(job);
  if (step.is !== 'frozen') return;
  const tenant = await loadHomeTenant(job.home, job.tenantId);
  const cell = await job.openCell(tenant.cell);
  const made = placeOf(tenant.id, step.made);
  if (step.status === 'absent') {
    if (!sameNames(step.made, tenant.names)) await dropTenantSchema(cell, made);
    await dropTenantPlace(cell, placeOf(tenant.id, tenant.names), { cell: tenant.cell });
    await job.home.transaction(async () => {
      // an attempt of before that could not be taken back is told to the tenant that it made
      await forgetRows(job.home, tenant.id);
      await job.home.query("DELETE FROM control.tenants WHERE id = $1 AND status = 'moving'", [tenant.id]);
    });
    return;
  }
  await dropTenantSchema(cell, made);
  const old = placeOf(tenant.id, tenant.names);
  if (await tenantIsHere(cell, old.schema_name))
    await cell.transaction(async () => {
      await routeAgents(cell, tenant.id, old.schema_name);
      await grantTenant(cell, old, { tenantLoginSecret: job.tenantLoginSecret });
    });
  await thawTenant(job.home, tenant.id, step.status);
}

function sameNames(one: Names, other: Names): boolean {
  return one.schema === other.schema;
}
