/**
 * `provision tenant create`: a tenant in home or in a cell beside it, whole or absent; asking again for the same tenant
 * changes nothing. In a cell: its place there first, home's row last.
 */
import { randomBytes } from '@gamut/crypto/random';
import { AppError } from '@gamut/kernel/app-error';
import { newId } from '@gamut/kernel/id';
import { assertMigrator } from './assert-migrator.ts';
import { insertTenantRow, makeTenantHere, makeTenantInCell, type MadeTenant } from './make-tenant.ts';
import { assertControlCurrent } from './migration-ledger.ts';
import type { MigrationLists } from './migration.ts';
import { assertNewTenant, type NewTenant } from './new-tenant.ts';
import { openOwnerSession, type OwnerSession } from './owner-session.ts';

export interface CreatedTenant extends NewTenant {
  readonly id: string;
  /** False when the tenant was there already, the same. */
  readonly created: boolean;
}

export interface CreateTenantOptions {
  /** Chosen by the caller, so that a job that is resumed goes on with the same tenant. */
  readonly id?: string;
  /** A cell beside home, as the migrator reaches it. */
  readonly cell?: { readonly name: string; readonly migratorUrl: string };
  /** Present: the tenant's role is a login of its own. */
  readonly tenantLoginSecret?: Uint8Array;
  /** In the transaction of home that makes the tenant exist, last in it: what it throws makes none. */
  readonly onCreated?: (home: OwnerSession, tenant: NewTenant & { readonly id: string }) => Promise<void>;
}

const idPattern = /^tnt_[0-9a-z]{26}$/;
const who = 'whoever operates Gamut';

export async function createTenant(
  migratorUrl: string,
  migrations: MigrationLists,
  tenant: NewTenant,
  options: CreateTenantOptions = {},
): Promise<CreatedTenant> {
  assertNewTenant(tenant);
  const id = options.id ?? newId('tnt', Date.now(), randomBytes(16));
  if (!idPattern.test(id)) throw new TypeError('not the id of a tenant');
  const home = await openOwnerSession(migratorUrl, 'gamut-provision');
  try {
    await assertMigrator(home, { ownLogins: options.tenantLoginSecret !== undefined });
    return await home.transaction(() => createInHome(home, migrations, { ...tenant, id }, options));
  } finally {
    await home.close();
  }
}

async function createInHome(
  home: OwnerSession,
  migrations: MigrationLists,
  tenant: NewTenant & { readonly id: string },
  options: CreateTenantOptions,
): Promise<CreatedTenant> {
  await home.query("SELECT pg_advisory_xact_lock(hashtextextended('gamut slug ' || $1, 0))", [tenant.slug]);
  await assertControlCurrent(home, migrations);
  const [found] = await home.query<CreatedTenant>(
    'SELECT id, slug, name, plan FROM control.tenants WHERE slug = $1',
    [tenant.slug],
  );
  if (found !== undefined) return sameTenant(found, tenant);
  const { tenantLoginSecret, cell } = options;
  if (cell === undefined) await makeTenantHere(home, migrations, tenant, { tenantLoginSecret });
  const made = cell === undefined ? tenant : await makeBeside(home, migrations, tenant, cell, options);
  await options.onCreated?.(home, made);
  return { ...made, created: true };
}

/** In a cell beside home; its row in home last. @returns it under the id that it has there */
async function makeBeside(
  home: OwnerSession,
  migrations: MigrationLists,
  tenant: NewTenant & { readonly id: string },
  cell: NonNullable<CreateTenantOptions['cell']>,
  options: CreateTenantOptions,
): Promise<NewTenant & { readonly id: string }> {
  const place = await makeInCell(migrations, tenant, cell, options);
  await insertTenantRow(home, { ...tenant, cell: cell.name, ...place });
  return { ...tenant, id: place.id };
}

/** A making that was killed before home's row was written left the place in the cell: it is taken up under its id. */
async function makeInCell(
  migrations: MigrationLists,
  tenant: NewTenant & { readonly id: string },
  cell: { readonly name: string; readonly migratorUrl: string },
  options: CreateTenantOptions,
): Promise<MadeTenant> {
  const { tenantLoginSecret } = options;
  const session = await openOwnerSession(cell.migratorUrl, 'gamut-provision');
  try {
    await assertMigrator(session, { ownLogins: tenantLoginSecret !== undefined });
    await assertControlCurrent(session, migrations);
    const [left] = await session.query<{ id: string }>('SELECT id FROM control.tenants WHERE slug = $1', [
      tenant.slug,
    ]);
    const id = options.id ?? left?.id ?? tenant.id;
    return await makeTenantInCell(
      session,
      migrations,
      { ...tenant, id },
      { cell: cell.name, tenantLoginSecret },
    );
  } finally {
    await session.close();
  }
}

function sameTenant(
  found: Omit<CreatedTenant, 'created'>,
  wanted: NewTenant & { readonly id: string },
): CreatedTenant {
  if (found.name !== wanted.name || found.plan !== wanted.plan) {
    throw new AppError('conflict', `the slug ${wanted.slug} belongs to ${found.name} on plan ${found.plan}`, {
      fix: 'choose another slug, or give the same name and plan',
      who,
    });
  }
  return { id: found.id, slug: found.slug, name: found.name, plan: found.plan, created: false };
}
