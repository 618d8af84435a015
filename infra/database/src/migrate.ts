/**
 * Brings control and every tenant to the build's version: each migration is one transaction together with its walls and its
 * ledger row, so a kill leaves whole steps and the next run goes on from there. Tenants are migrated in parallel.
 */
import { AppError } from '@gamut/kernel/app-error';
import { findOpenDoors } from './hardening.ts';
import { quoteLiteral, quoteTenantRole, quoteTenantSchema } from './identifier.ts';
import {
  pendingMigrations,
  type AppliedMigration,
  type Migration,
  type MigrationLists,
} from './migration.ts';
import { openOwnerSession, type OwnerSession } from './owner-session.ts';
import { raiseWalls, type WalledSchema } from './schema-walls.ts';
import type { TenantRow } from './tenant-ref.ts';

export interface MigrateOptions {
  readonly migratorUrl: string;
  readonly migrations: MigrationLists;
  readonly parallel?: number;
  readonly onProgress?: (text: string) => void;
}

export interface MigrateResult {
  readonly control: number;
  readonly tenants: number;
  readonly applied: number;
}

/** Taken exclusively by a migration run and shared by the making of a tenant; given up by the server when its holder dies. */
export const migrationLock = "hashtextextended('gamut migrate', 0)";

export async function migrateDatabase(options: MigrateOptions): Promise<MigrateResult> {
  const session = await openOwnerSession(options.migratorUrl, 'gamut-provision');
  try {
    await assertMigrator(session);
    await session.query(`SELECT pg_advisory_lock(${migrationLock})`);
    await session.script(ledgerScript);
    const controlPending = pendingMigrations(
      'control',
      options.migrations.control,
      await appliedTo(session, 'control'),
    );
    for (const migration of controlPending) {
      options.onProgress?.(`control ${label(migration)}`);
      await session.transaction(() => applyControl(session, migration));
    }
    const tenants = await session.query<TenantRow>(
      'SELECT id, slug, schema_name, role_name FROM control.tenants ORDER BY id',
    );
    const applied = await migrateTenants(options, tenants);
    return {
      control: options.migrations.control.length,
      tenants: tenants.length,
      applied: applied + controlPending.length,
    };
  } finally {
    await session.close();
  }
}

/**
 * The start gate of every command that changes schemas: the walls name their owner, so it must be the migrator, and the
 * built-in doors must be shut before the first table stands. @throws AppError `forbidden`
 */
export async function assertMigrator(session: OwnerSession): Promise<void> {
  const fix = 'run `provision bootstrap` first, and give the URL of gamut_migrator';
  const [login] = await session.query<{ name: string; known: boolean }>(
    "SELECT session_user AS name, EXISTS (SELECT FROM pg_roles WHERE rolname = 'gamut_app') AS known",
  );
  if (login?.name !== 'gamut_migrator' || !login.known) {
    throw new AppError('forbidden', `migrations run as gamut_migrator, not as ${login?.name ?? 'nobody'}`, {
      fix,
      who: 'whoever installs Gamut',
    });
  }
  const open = await findOpenDoors(session, 'gamut_app');
  if (open.length > 0)
    throw new AppError('forbidden', `this database is not hardened: gamut_app still has ${open[0]}`, {
      fix,
      who: 'whoever installs Gamut',
    });
}

const ledgerScript = `
CREATE SCHEMA IF NOT EXISTS control;
CREATE TABLE IF NOT EXISTS control.migration_ledger (
  scope text NOT NULL CHECK (scope = 'control' OR scope ~ '^tnt_[0-9a-z]{26}$'),
  version integer NOT NULL CHECK (version >= 1),
  name text NOT NULL,
  checksum text NOT NULL CHECK (checksum ~ '^[0-9a-f]{64}$'),
  applied_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (scope, version)
);
COMMENT ON TABLE control.migration_ledger IS 'read-only: which migrations stand, written by the migrator';`;

export function appliedTo(session: OwnerSession, scope: string): Promise<AppliedMigration[]> {
  return session.query<AppliedMigration>(
    'SELECT version, name, checksum FROM control.migration_ledger WHERE scope = $1 ORDER BY version',
    [scope],
  );
}

async function migrateTenants(options: MigrateOptions, tenants: readonly TenantRow[]): Promise<number> {
  const queue = [...tenants];
  let applied = 0;
  async function worker(): Promise<void> {
    const session = await openOwnerSession(options.migratorUrl, 'gamut-provision');
    try {
      for (let tenant = queue.shift(); tenant !== undefined; tenant = queue.shift()) {
        for (const migration of pendingMigrations(
          `tenant ${tenant.slug}`,
          options.migrations.tenant,
          await appliedTo(session, tenant.id),
        )) {
          options.onProgress?.(`tenant ${tenant.slug} ${label(migration)}`);
          const walled = walledTenant(tenant);
          await session.transaction(() => applyTenant(session, walled, migration));
          applied += 1;
        }
      }
    } finally {
      await session.close();
    }
  }
  const outcomes = await Promise.allSettled(
    Array.from({ length: Math.min(options.parallel ?? 4, tenants.length) }, worker),
  );
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  return applied;
}

async function applyControl(session: OwnerSession, migration: Migration): Promise<void> {
  await run(session, 'control', migration, migration.sql);
  await raiseWalls(session, { schema: 'control', role: 'gamut_control' });
  await record(session, 'control', migration);
}

type WalledTenant = WalledSchema & { readonly tenantId: string };

export function walledTenant(tenant: Pick<TenantRow, 'id' | 'schema_name' | 'role_name'>): WalledTenant {
  return { schema: tenant.schema_name, role: tenant.role_name, tenantId: tenant.id };
}

/** Inside the caller's transaction. */
export async function applyTenant(
  session: OwnerSession,
  walled: WalledTenant,
  migration: Migration,
  walls = true,
): Promise<void> {
  await run(session, 'tenant', migration, fillPlaceholders(migration.sql, walled));
  if (walls) await raiseWalls(session, walled);
  await record(session, walled.tenantId, migration);
}

/** `:schema`, `:role` and `:tenant_id`, quoted; a cast (`::text`) is left alone. */
function fillPlaceholders(sql: string, walled: WalledTenant): string {
  const values: Record<string, string> = {
    schema: quoteTenantSchema(walled.schema),
    role: quoteTenantRole(walled.role),
    tenant_id: quoteLiteral(walled.tenantId),
  };
  return sql.replaceAll(/(?<![:\w]):(schema|role|tenant_id)\b/g, (_, name: string) => values[name] as string);
}

async function run(session: OwnerSession, kind: string, migration: Migration, sql: string): Promise<void> {
  try {
    await session.script(sql);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      'conflict',
      `${kind} migration ${label(migration)} failed: ${(error as Error).message}`,
      { fix: 'mend the migration; nothing of it was applied', who: 'whoever changes the code', cause: error },
    );
  }
}

async function record(session: OwnerSession, scope: string, migration: Migration): Promise<void> {
  await session.query(
    'INSERT INTO control.migration_ledger (scope, version, name, checksum) VALUES ($1, $2, $3, $4)',
    [scope, migration.version, migration.name, migration.checksum],
  );
}

function label(migration: Migration): string {
  return `${String(migration.version).padStart(4, '0')}_${migration.name}`;
}
