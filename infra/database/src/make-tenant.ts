/**
 * A tenant's place in one database: role, schema, every migration of the one list, walls, ledger, and its row in that
 * database's control. In home the row is the directory; in a cell beside home it is a mirror, and home's row comes last. Asked
 * again by the same id it changes nothing, so a job that was killed resumes.
 */
import { randomBytes } from '@gamut/crypto/random';
import { AppError } from '@gamut/kernel/app-error';
import { applyTenant, walledTenant } from './apply-migration.ts';
import { quoteTenantRole, quoteTenantSchema } from './identifier.ts';
import { appliedTo, assertControlCurrent, migrationLock } from './migration-ledger.ts';
import { pendingMigrations, type MigrationLists } from './migration.ts';
import type { OwnerSession } from './owner-session.ts';
import { raiseWalls } from './schema-walls.ts';
import type { TenantRow } from './tenant-ref.ts';
import { ensureTenantRole, type TenantRoleOptions } from './tenant-role.ts';

export interface TenantToMake {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly plan: string;
}

export interface MakeTenantOptions extends TenantRoleOptions {
  /** The cell's name, for the row; `home` when absent. */
  readonly cell?: string;
  /** The names that the tenant has elsewhere (a move, a restore); drawn at random when absent. */
  readonly names?: { readonly schema: string; readonly role: string };
}

export interface MadeTenant {
  readonly id: string;
  readonly schema: string;
  readonly role: string;
  /** False when it stood here already. */
  readonly created: boolean;
}

/** `makeTenantHere` in a transaction of its own. */
export function makeTenantInCell(
  session: OwnerSession,
  migrations: MigrationLists,
  tenant: TenantToMake,
  options: MakeTenantOptions = {},
): Promise<MadeTenant> {
  return session.transaction(() => makeTenantHere(session, migrations, tenant, options));
}

/** Inside the caller's transaction, as the migrator. @throws AppError `conflict` when control is not at this build's version */
export async function makeTenantHere(
  session: OwnerSession,
  migrations: MigrationLists,
  tenant: TenantToMake,
  options: MakeTenantOptions = {},
): Promise<MadeTenant> {
  await session.query(`SELECT pg_advisory_xact_lock_shared(${migrationLock})`);
  await session.query("SELECT pg_advisory_xact_lock(hashtextextended('gamut tenant ' || $1, 0))", [
    tenant.id,
  ]);
  await assertControlCurrent(session, migrations);
  const [row] = await session.query<TenantRow & { here: boolean }>(
    'SELECT id, slug, name, plan, schema_name, role_name, to_regnamespace(schema_name) IS NOT NULL AS here FROM control.tenants WHERE id = $1',
    [tenant.id],
  );
  if (row !== undefined && row.slug !== tenant.slug) throw otherTenant(row);
  const { schema, role } =
    row === undefined ? (options.names ?? newNames()) : { schema: row.schema_name, role: row.role_name };
  if (row?.here === true) {
    await bringUp(session, migrations, row);
    return { id: tenant.id, schema, role, created: false };
  }
  await ensureTenantRole(session, role, options);
  await session.script(`CREATE SCHEMA ${quoteTenantSchema(schema)}`);
  if (row === undefined)
    await insertTenantRow(session, { ...tenant, cell: options.cell ?? 'home', schema, role });
  else await session.query('DELETE FROM control.migration_ledger WHERE scope = $1', [tenant.id]);
  await bringUp(session, migrations, {
    id: tenant.id,
    slug: tenant.slug,
    schema_name: schema,
    role_name: role,
  });
  return { id: tenant.id, schema, role, created: true };
}

/** What is lacking of the one list, then the walls once. */
async function bringUp(
  session: OwnerSession,
  migrations: MigrationLists,
  row: Pick<TenantRow, 'id' | 'slug' | 'schema_name' | 'role_name'>,
): Promise<void> {
  const walled = walledTenant(row);
  const pending = pendingMigrations(
    `tenant ${row.slug}`,
    migrations.tenant,
    await appliedTo(session, row.id),
  );
  for (const migration of pending) await applyTenant(session, walled, migration, false);
  if (pending.length > 0) await raiseWalls(session, walled);
}

/** Catalogs are readable by every role: the names say nothing about the customer. */
export function newNames(): { readonly schema: string; readonly role: string } {
  const suffix = Buffer.from(randomBytes(8)).toString('hex');
  return { schema: `t_${suffix}`, role: `gt_${suffix}` };
}

export interface TenantDirectoryRow extends TenantToMake {
  readonly cell: string;
  readonly schema: string;
  readonly role: string;
}

/**
 * The row that makes a tenant exist: for a tenant in a cell beside home, inserted into home last. Twice the same is once.
 * @throws AppError `conflict` when the slug belongs to another tenant
 */
export async function insertTenantRow(
  session: Pick<OwnerSession, 'query'>,
  row: TenantDirectoryRow,
): Promise<void> {
  quoteTenantSchema(row.schema);
  quoteTenantRole(row.role);
  const inserted = await session.query(
    `INSERT INTO control.tenants (id, slug, name, plan, cell, schema_name, role_name) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT DO NOTHING RETURNING id`,
    [row.id, row.slug, row.name, row.plan, row.cell, row.schema, row.role],
  );
  if (inserted.length === 1) return;
  const found = await session.query<TenantRow & { cell: string }>(
    'SELECT id, slug, name, plan, cell, schema_name, role_name FROM control.tenants WHERE id = $1 OR slug = $2 OR schema_name = $3 OR role_name = $4',
    [row.id, row.slug, row.schema, row.role],
  );
  const [same] = found;
  if (
    found.length === 1 &&
    same?.id === row.id &&
    same.slug === row.slug &&
    same.cell === row.cell &&
    same.schema_name === row.schema &&
    same.role_name === row.role
  )
    return;
  throw otherTenant(found.find(({ slug }) => slug === row.slug) ?? (same as TenantRow));
}

function otherTenant(row: Pick<TenantRow, 'slug' | 'name'>): AppError {
  return new AppError('conflict', `the slug ${row.slug} belongs to ${row.name}`, {
    fix: 'choose another slug',
    who: 'whoever operates Gamut',
  });
}
