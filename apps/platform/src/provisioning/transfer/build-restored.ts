/**
 * The restored tenant, made beside what stands: filled from the file, its journal verified, brought to this build's migrations,
 * every authority of before void, and the journal told. One transaction of the cell: it stands there whole or not at all.
 */
import { addMissingRows, useExactText, useTenantSchema } from '@gamut/database/copy-tenant';
import { finishTenant } from '@gamut/database/empty-tenant';
import { grantTenant, tenantIsHere } from '@gamut/database/grant-tenant';
import { insertTenantRow } from '@gamut/database/make-tenant';
import type { OwnerSession } from '@gamut/database/owner-session';
import type { TenantFile } from '@gamut/database/tenant-file';
import type { JobInHand } from '../job.ts';
import { fillTenant } from './fill-tenant.ts';
import type { HomeTenant } from './home-tenant.ts';
import { appendJournalRestored, sizesOf } from './journal-restored.ts';
import { keepStops, stopEverything } from './keep-stops.ts';
import { voidTenantAuthority } from './raise-authority.ts';
import { routeAgents } from './route-agents.ts';
import { placeOf, type Names } from './transfer-step.ts';
import { verifyTenantJournal, type JournalSizes } from './verify-tenant-journal.ts';

export interface Restoring {
  readonly tenant: HomeTenant;
  readonly file: TenantFile;
  readonly made: Names;
  /** Null when there is none, in home's eyes. */
  readonly old: Names | null;
  readonly epoch: number;
}

export async function buildRestored(
  job: JobInHand,
  cell: OwnerSession,
  { tenant, file, made, old, epoch }: Restoring,
): Promise<void> {
  const { header } = file;
  const place = placeOf(tenant.id, made);
  const empty = { ...place, slug: tenant.slug, applied: header.migrations };
  await cell.transaction(async () => {
    await useExactText(cell);
    const before = old === null ? undefined : await lookAt(cell, old.schema);
    if (!(await rowIsThere(cell, tenant.id))) await insertTenantRow(cell, { ...tenant, ...made });
    await fillTenant(cell, job.migrations, empty, file);
    await finishTenant(cell, job.migrations, empty);
    // what was spent after the export stays spent
    const both = before && { from: before.schema, to: made.schema };
    if (both !== undefined) await addMissingRows(cell, 'nonces', both);
    const keptStopped = both === undefined ? 0 : await keepStops(cell, both);
    await routeAgents(cell, tenant.id, made.schema);
    await useTenantSchema(cell, made.schema);
    const is = await verifyTenantJournal(cell, tenant.id);
    if (both === undefined) await stopEverything(cell, tenant);
    const above = Math.max(header.factsVersion, before?.factsVersion ?? 0);
    const voided = await voidTenantAuthority(cell, epoch, above);
    await appendJournalRestored(cell, tenant.id, {
      file: String(job.payload['file']),
      sha256: file.sha256,
      exportedAt: header.exportedAt,
      generation: epoch,
      was: before?.sizes ?? null,
      is,
      voided: { ...voided, keptStopped, stopsUnknown: both === undefined },
    });
    await grantTenant(cell, place, { tenantLoginSecret: job.tenantLoginSecret });
  });
}

/** In a cell beside home, a mirror of home's row: agents are routed by it. */
async function rowIsThere(cell: OwnerSession, id: string): Promise<boolean> {
  return (await cell.query('SELECT 1 FROM control.tenants WHERE id = $1', [id])).length > 0;
}

/** What stands there now; undefined when the cell lost it. */
async function lookAt(
  cell: OwnerSession,
  schema: string,
): Promise<{ schema: string; factsVersion: number; sizes: JournalSizes } | undefined> {
  if (!(await tenantIsHere(cell, schema))) return undefined;
  await useTenantSchema(cell, schema);
  const [facts] = await cell.query<{ version: number }>('SELECT version FROM facts_state WHERE one');
  const sizes = await sizesOf(cell);
  await cell.script('SET LOCAL search_path TO DEFAULT');
  return { schema, factsVersion: facts?.version ?? 0, sizes };
}
