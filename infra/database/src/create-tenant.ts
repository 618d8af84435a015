/**
 * Makes a tenant in one transaction: role, schema, every migration of the one list, walls, ledger, routing row. It is whole
 * or absent, and asking again for the same tenant changes nothing.
 */
import { randomBytes } from '@gamut/crypto/random';
import { AppError } from '@gamut/kernel/app-error';
import { newId } from '@gamut/kernel/id';
import { quoteTenantRole, quoteTenantSchema } from './identifier.ts';
import { appliedTo, applyTenant, assertMigrator, migrationLock, walledTenant } from './migrate.ts';
import { pendingMigrations, type MigrationLists } from './migration.ts';
import { openOwnerSession, type OwnerSession } from './owner-session.ts';
import { raiseWalls } from './schema-walls.ts';
import { tenantColumns, type TenantRow } from './tenant-ref.ts';

export interface NewTenant {
  readonly slug: string;
  readonly name: string;
  readonly plan: string;
}

export interface CreatedTenant extends NewTenant {
  readonly id: string;
  /** False when the tenant was there already, the same. */
  readonly created: boolean;
}

const slugPattern = /^[a-z][a-z0-9-]{1,38}$/;
const planPattern = /^[a-z][a-z0-9_]{0,31}$/;
const who = 'whoever operates Gamut';

export async function createTenant(
  migratorUrl: string,
  migrations: MigrationLists,
  tenant: NewTenant,
): Promise<CreatedTenant> {
  assertNewTenant(tenant);
  const session = await openOwnerSession(migratorUrl, 'gamut-provision');
  try {
    await assertMigrator(session);
    return await session.transaction(async () => {
      await session.query(`SELECT pg_advisory_xact_lock_shared(${migrationLock})`);
      await session.query("SELECT pg_advisory_xact_lock(hashtextextended('gamut tenant ' || $1, 0))", [
        tenant.slug,
      ]);
      await assertControlCurrent(session, migrations);
      const [found] = await session.query<TenantRow>(
        `SELECT ${tenantColumns} FROM control.tenants WHERE slug = $1`,
        [tenant.slug],
      );
      return found === undefined ? make(session, migrations, tenant) : sameTenant(found, tenant);
    });
  } finally {
    await session.close();
  }
}

/** @throws AppError naming the field; nothing of the text reaches SQL before this */
export function assertNewTenant(tenant: NewTenant): void {
  if (!slugPattern.test(tenant.slug)) {
    const shown = JSON.stringify(tenant.slug.slice(0, 60));
    throw new AppError('validation_failed', `${shown} is not a slug`, {
      fix: 'use 2 to 39 lower-case letters, digits and hyphens, beginning with a letter',
      who,
    });
  }
  if (tenant.name.trim().length === 0 || tenant.name.length > 200 || /\p{Cc}/u.test(tenant.name)) {
    throw new AppError('validation_failed', 'a tenant’s name is 1 to 200 printable characters', {
      fix: 'give --name',
      who,
    });
  }
  if (!planPattern.test(tenant.plan))
    throw new AppError('validation_failed', `${JSON.stringify(tenant.plan.slice(0, 60))} is not a plan`, {
      fix: 'give --plan, for example enterprise',
      who,
    });
}

async function assertControlCurrent(session: OwnerSession, migrations: MigrationLists): Promise<void> {
  const [ledger] = await session.query<{ there: boolean }>(
    "SELECT to_regclass('control.migration_ledger') IS NOT NULL AS there",
  );
  const pending =
    ledger?.there === true
      ? pendingMigrations('control', migrations.control, await appliedTo(session, 'control'))
      : migrations.control;
  if (pending.length > 0)
    throw new AppError('conflict', 'the control schema is not at this build’s version', {
      fix: 'run `provision migrate` first',
      who,
    });
}

function sameTenant(found: TenantRow, wanted: NewTenant): CreatedTenant {
  if (found.name !== wanted.name || found.plan !== wanted.plan) {
    throw new AppError('conflict', `the slug ${wanted.slug} belongs to ${found.name} on plan ${found.plan}`, {
      fix: 'choose another slug, or give the same name and plan',
      who,
    });
  }
  return { id: found.id, slug: found.slug, name: found.name, plan: found.plan, created: false };
}

async function make(
  session: OwnerSession,
  migrations: MigrationLists,
  tenant: NewTenant,
): Promise<CreatedTenant> {
  const id = newId('tnt', Date.now(), randomBytes(16));
  // catalogs are readable by every role: the names say nothing about the customer
  const suffix = Buffer.from(randomBytes(8)).toString('hex');
  const walled = walledTenant({ id, schema_name: `t_${suffix}`, role_name: `gt_${suffix}` });
  const role = quoteTenantRole(walled.role);
  await session.script(`CREATE ROLE ${role} NOLOGIN NOINHERIT;
GRANT ${role} TO gamut_app WITH INHERIT FALSE, SET TRUE, ADMIN FALSE;
CREATE SCHEMA ${quoteTenantSchema(walled.schema)}`);
  await session.query(
    'INSERT INTO control.tenants (id, slug, name, plan, schema_name, role_name) VALUES ($1, $2, $3, $4, $5, $6)',
    [id, tenant.slug, tenant.name, tenant.plan, walled.schema, walled.role],
  );
  for (const migration of migrations.tenant) await applyTenant(session, walled, migration, false);
  await raiseWalls(session, walled);
  return { id, slug: tenant.slug, name: tenant.name, plan: tenant.plan, created: true };
}
