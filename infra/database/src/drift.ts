/**
 * `provision drift`: whether control and every tenant of one database are what the migrations make, object by object. Each
 * difference is named with what is expected and what was found; nothing is changed.
 */
import { walledControl, walledTenant } from './apply-migration.ts';
import { assertMigrator } from './assert-migrator.ts';
import { migrationLock, readLedger } from './migration-ledger.ts';
import { pendingMigrations, type AppliedMigration, type MigrationLists } from './migration.ts';
import { openOwnerSession, type OwnerSession } from './owner-session.ts';
import { readReference } from './reference-schema.ts';
import { readSchemaCatalog, type SchemaCatalog } from './schema-catalog.ts';
import type { TenantRow } from './tenant-ref.ts';
import { isShut, standingColumns, type RoleStanding } from './tenant-role.ts';

export interface Drift {
  /** A tenant's slug, `control`, or the name of a schema that belongs to nobody. */
  readonly tenant: string;
  readonly object: string;
  /** Absent: the object should not be there. */
  readonly expected?: string;
  /** Absent: the object is missing. */
  readonly found?: string;
}

export interface DriftOptions {
  readonly migratorUrl: string;
  readonly migrations: MigrationLists;
  /** Which cell this database is; `home` when absent. */
  readonly cell?: string;
  /** Present: the posture "own logins". */
  readonly tenantLoginSecret?: Uint8Array | undefined;
}

type Placed = Pick<TenantRow, 'id' | 'slug' | 'status' | 'schema_name' | 'role_name'> &
  RoleStanding & { readonly here: boolean };

export async function reportDrift(options: DriftOptions): Promise<readonly Drift[]> {
  const session = await openOwnerSession(options.migratorUrl, 'gamut-provision');
  try {
    await assertMigrator(session, { ownLogins: options.tenantLoginSecret !== undefined });
    return await session.transaction(() => compare(session, options));
  } finally {
    await session.close();
  }
}

async function compare(session: OwnerSession, options: DriftOptions): Promise<readonly Drift[]> {
  const { migrations, tenantLoginSecret } = options;
  // no migration meanwhile; tenants may be made
  await session.query(`SELECT pg_advisory_xact_lock_shared(${migrationLock})`);
  const ledger = await readLedger(session);
  const behind = lacking('control', migrations.control, ledger.get('control'));
  if (behind !== undefined) return [{ tenant: 'control', ...behind }];
  const reference = await readReference(session, migrations, tenantLoginSecret);
  const found: Drift[] = differences(
    'control',
    reference.control,
    await readSchemaCatalog(session, walledControl),
  );
  for (const tenant of await tenantsOf(session, options.cell ?? 'home'))
    found.push(...(await tenantDrift(session, tenant, migrations, ledger, reference.tenant)));
  return [...found, ...(await orphans(session))];
}

/** One line for a person. */
export function driftLine({ tenant, object, expected, found }: Drift): string {
  const short = (text: string) => text.replaceAll(/\s+/g, ' ').slice(0, 300);
  if (expected === undefined) return `${tenant}: ${object} should not be there (${short(found ?? '')})`;
  if (found === undefined) return `${tenant}: ${object} is missing (${short(expected)})`;
  return `${tenant}: ${object} should be ${short(expected)}; it is ${short(found)}`;
}

/** Those whose rows say that they live here, and those whose schema stands here anyway. */
function tenantsOf(session: OwnerSession, cell: string): Promise<Placed[]> {
  return session.query<Placed>(
    `SELECT id, slug, status, schema_name, ${standingColumns}, to_regnamespace(schema_name) IS NOT NULL AS here FROM control.tenants
     WHERE cell = $1 OR to_regnamespace(schema_name) IS NOT NULL ORDER BY slug`,
    [cell],
  );
}

async function tenantDrift(
  session: OwnerSession,
  tenant: Placed,
  migrations: MigrationLists,
  ledger: ReadonlyMap<string, AppliedMigration[]>,
  reference: SchemaCatalog,
): Promise<Drift[]> {
  if (!tenant.here) return [{ tenant: tenant.slug, object: 'schema', expected: 'as migrated' }];
  const behind = lacking('tenant', migrations.tenant, ledger.get(tenant.id));
  if (behind !== undefined) return [{ tenant: tenant.slug, ...behind }];
  // held shut by a move or a restore: its rights are taken back and given by that
  if (isShut(tenant) && tenant.status === 'moving') return [];
  if (isShut(tenant)) return [{ tenant: tenant.slug, object: 'role', expected: 'open', found: 'shut' }];
  return differences(tenant.slug, reference, await readSchemaCatalog(session, walledTenant(tenant)));
}

function lacking(
  scope: string,
  list: MigrationLists['control'],
  applied: readonly AppliedMigration[] = [],
): Omit<Drift, 'tenant'> | undefined {
  const expected = `${list.length} applied, as this build has them`;
  try {
    const pending = pendingMigrations(scope, list, applied);
    return pending.length === 0
      ? undefined
      : { object: 'migrations', expected, found: `${applied.length} applied` };
  } catch (error) {
    return { object: 'migrations', expected, found: (error as Error).message };
  }
}

function differences(tenant: string, reference: SchemaCatalog, standing: SchemaCatalog): Drift[] {
  const found: Drift[] = [];
  for (const [object, expected] of reference) {
    const is = standing.get(object);
    if (is === undefined) found.push({ tenant, object, expected });
    else if (is !== expected) found.push({ tenant, object, expected, found: is });
  }
  for (const [object, is] of standing) if (!reference.has(object)) found.push({ tenant, object, found: is });
  return found;
}

/** A tenant's schema that no row names. */
async function orphans(session: OwnerSession): Promise<Drift[]> {
  const rows = await session.query<{ name: string; owner: string }>(
    `SELECT nspname AS name, nspowner::regrole::text AS owner FROM pg_namespace
     WHERE nspname ~ '^t_[0-9a-f]{16}$' AND nspname NOT IN (SELECT schema_name FROM control.tenants) ORDER BY 1`,
  );
  return rows.map(({ name, owner }) => ({
    tenant: name,
    object: 'schema',
    found: `owned by ${owner}, of no tenant`,
  }));
}
