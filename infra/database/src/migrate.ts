/**
 * Brings the control schema and every tenant of one database (home, or a cell beside it) to the build's version: each
 * migration is one transaction together with its walls and its ledger row, so a kill leaves whole steps and the next run goes
 * on from there. Whatever is wrong with a list is found before the first statement. Tenants are migrated in parallel.
 */
import { applyControl, applyTenant, migrationLabel, walledTenant } from './apply-migration.ts';
import { assertMigrator } from './assert-migrator.ts';
import { quoteTenantRole, quoteTenantSchema } from './identifier.ts';
import {
  pendingMigrations,
  type AppliedMigration,
  type Migration,
  type MigrationLists,
} from './migration.ts';
import { ledgerScript, migrationLock, readLedger } from './migration-ledger.ts';
import { openOwnerSession, type OwnerSession } from './owner-session.ts';
import type { TenantRow } from './tenant-ref.ts';
import { isShut, standingColumns, switchPosture, type RoleStanding } from './tenant-role.ts';

export { appliedTo } from './migration-ledger.ts';

export interface MigrateOptions {
  readonly migratorUrl: string;
  readonly migrations: MigrationLists;
  readonly parallel?: number;
  readonly onProgress?: (text: string) => void;
  /** Present: the posture "own logins", in which built-in functions may stand open. */
  readonly tenantLoginSecret?: Uint8Array | undefined;
}

export interface MigrateResult {
  readonly control: number;
  readonly tenants: number;
  readonly applied: number;
}

type PlacedTenant = Pick<TenantRow, 'id' | 'slug' | 'schema_name' | 'role_name'> & RoleStanding;

interface TenantWork {
  readonly tenant: PlacedTenant;
  readonly pending: readonly Migration[];
}

export async function migrateDatabase(options: MigrateOptions): Promise<MigrateResult> {
  const { migrations } = options;
  const session = await openOwnerSession(options.migratorUrl, 'gamut-provision');
  try {
    await assertMigrator(session, { ownLogins: options.tenantLoginSecret !== undefined });
    await session.query(`SELECT pg_advisory_lock(${migrationLock})`);
    const ledger = await readLedger(session);
    const controlPending = pendingMigrations('control', migrations.control, ledger.get('control') ?? []);
    const tenants = await tenantsHere(session);
    const work = tenantWork(tenants, migrations, ledger);
    await session.script(ledgerScript);
    for (const migration of controlPending) {
      options.onProgress?.(`control ${migrationLabel(migration)}`);
      await session.transaction(() => applyControl(session, migration));
    }
    const applied = await migrateTenants(options, work);
    await switchPosture(session, tenants, options.tenantLoginSecret);
    return {
      control: migrations.control.length,
      tenants: tenants.length,
      applied: applied + controlPending.length,
    };
  } finally {
    await session.close();
  }
}

/** Whose schema stands in this database: home's rows of tenants in other cells are routing, not work. */
async function tenantsHere(session: OwnerSession): Promise<PlacedTenant[]> {
  const [control] = await session.query<{ there: boolean }>(
    "SELECT to_regclass('control.tenants') IS NOT NULL AS there",
  );
  if (control?.there !== true) return [];
  return session.query<PlacedTenant>(
    `SELECT id, slug, schema_name, ${standingColumns} FROM control.tenants WHERE to_regnamespace(schema_name) IS NOT NULL ORDER BY id`,
  );
}

function tenantWork(
  tenants: readonly PlacedTenant[],
  migrations: MigrationLists,
  ledger: ReadonlyMap<string, AppliedMigration[]>,
): TenantWork[] {
  return tenants
    .map((tenant) => ({
      tenant,
      pending: pendingMigrations(`tenant ${tenant.slug}`, migrations.tenant, ledger.get(tenant.id) ?? []),
    }))
    .filter(({ pending }) => pending.length > 0);
}

async function migrateTenants(options: MigrateOptions, work: readonly TenantWork[]): Promise<number> {
  const queue = [...work];
  let applied = 0;
  let failed = false;
  async function worker(): Promise<void> {
    const session = await openOwnerSession(options.migratorUrl, 'gamut-provision');
    try {
      // the same two questions for each tenant: to plan them costs more than to answer them
      await session.script('SET plan_cache_mode = force_generic_plan');
      for (let next = queue.shift(); next !== undefined && !failed; next = queue.shift()) {
        const { tenant } = next;
        const walled = walledTenant(tenant);
        for (const migration of next.pending) {
          options.onProgress?.(`tenant ${tenant.slug} ${migrationLabel(migration)}`);
          await session.transaction(async () => {
            await applyTenant(session, walled, migration);
            if (isShut(tenant)) await takeRights(session, tenant);
          });
          applied += 1;
        }
      }
    } catch (error) {
      failed = true;
      throw error;
    } finally {
      await session.close();
    }
  }
  const outcomes = await Promise.allSettled(
    Array.from({ length: Math.min(options.parallel ?? 4, work.length) }, worker),
  );
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  return applied;
}

/** Of a tenant that a move or a restore holds shut: the walls that were just raised give its role nothing. */
async function takeRights(session: OwnerSession, tenant: PlacedTenant): Promise<void> {
  const schema = quoteTenantSchema(tenant.schema_name);
  const role = quoteTenantRole(tenant.role_name);
  await session.script(`REVOKE ALL ON ALL TABLES IN SCHEMA ${schema} FROM ${role};
REVOKE EXECUTE ON ALL ROUTINES IN SCHEMA ${schema} FROM ${role};
REVOKE USAGE ON SCHEMA ${schema} FROM ${role}`);
}
