/**
 * A tenant's schema and role made beside whatever stands, up to a given migration, with empty tables: what a move and a restore
 * fill. Nobody can use it before it is granted.
 */
import { applyTenant, walledTenant } from './apply-migration.ts';
import { emptyTenant } from './copy-tenant.ts';
import type { TenantPlace } from './grant-tenant.ts';
import { quoteTenantSchema } from './identifier.ts';
import { newNames } from './make-tenant.ts';
import { assertControlCurrent, migrationLock } from './migration-ledger.ts';
import { pendingMigrations, type AppliedMigration, type MigrationLists } from './migration.ts';
import type { OwnerSession } from './owner-session.ts';
import { raiseWalls } from './schema-walls.ts';
import { ensureTenantRole } from './tenant-role.ts';
import { listTenantTables, type TenantTable } from './tenant-tables.ts';

export interface EmptyTenant extends TenantPlace {
  readonly slug: string;
  /** The migrations that the rows to come were written under. */
  readonly applied: readonly AppliedMigration[];
}

/**
 * Inside the caller's transaction; the tenant's row, or its mirror, is there.
 * @throws AppError `conflict` when the rows come from another build's migrations
 */
export async function makeEmptyTenant(
  session: OwnerSession,
  migrations: MigrationLists,
  tenant: EmptyTenant,
): Promise<TenantTable[]> {
  await session.query(`SELECT pg_advisory_xact_lock_shared(${migrationLock})`);
  await assertControlCurrent(session, migrations);
  const later = pendingMigrations(`tenant ${tenant.slug}`, migrations.tenant, tenant.applied);
  const upTo = migrations.tenant.slice(0, migrations.tenant.length - later.length);
  await ensureTenantRole(session, tenant.role_name, { granted: false });
  await session.script(`CREATE SCHEMA ${quoteTenantSchema(tenant.schema_name)}`);
  await session.query('DELETE FROM control.migration_ledger WHERE scope = $1', [tenant.id]);
  const walled = walledTenant(tenant);
  for (const migration of upTo) await applyTenant(session, walled, migration, false);
  await raiseWalls(session, walled);
  const tables = await listTenantTables(session, tenant.schema_name);
  await emptyTenant(session, tenant.schema_name, tables);
  return tables;
}

/** The migrations that came after the rows did. Inside the caller's transaction. */
export async function finishTenant(
  session: OwnerSession,
  migrations: MigrationLists,
  tenant: EmptyTenant,
): Promise<void> {
  const later = pendingMigrations(`tenant ${tenant.slug}`, migrations.tenant, tenant.applied);
  for (const migration of later) await applyTenant(session, walledTenant(tenant), migration);
}

/** The same names where they are free in that server, else new ones: two cells may share a server, and so its roles. */
export async function freeNames(
  session: OwnerSession,
  wanted: { readonly id: string; readonly schema: string; readonly role: string },
): Promise<{ readonly schema: string; readonly role: string }> {
  const [row] = await session.query<{ taken: boolean }>(
    `SELECT to_regnamespace($1) IS NOT NULL OR EXISTS (SELECT FROM pg_roles WHERE rolname = $2)
       OR EXISTS (SELECT FROM control.tenants WHERE id <> $3 AND (schema_name = $1 OR role_name = $2)) AS taken`,
    [wanted.schema, wanted.role, wanted.id],
  );
  return row?.taken === false ? { schema: wanted.schema, role: wanted.role } : newNames();
}
