/**
 * Opens and shuts a tenant's place in one database. Shut means: what was written is committed and no later statement gets
 * in, whoever still holds an old reference, an open transaction or an open connection as that role; Postgres itself refuses.
 */
import { walledTenant } from './apply-migration.ts';
import { quoteIdentifier, quoteTenantRole, quoteTenantSchema } from './identifier.ts';
import type { OwnerSession } from './owner-session.ts';
import { raiseWalls } from './schema-walls.ts';
import type { TenantRow } from './tenant-ref.ts';
import { ensureTenantRole, type TenantRoleOptions } from './tenant-role.ts';

/** Where a tenant stands in one database. */
export type TenantPlace = Pick<TenantRow, 'id' | 'schema_name' | 'role_name'>;

/** Longer than any transaction of the serving side may last. */
const waitForWritersMs = 60_000;

/**
 * Takes every right from the role, and the role from the application; then waits for the writers under way, table by table. It
 * holds no lock while it waits for the next one, so it can't be caught in a ring with them. A schema that is not there is shut.
 */
export async function fenceTenant(session: OwnerSession, place: TenantPlace): Promise<void> {
  const schema = quoteTenantSchema(place.schema_name);
  const role = quoteTenantRole(place.role_name);
  const tables = await session.query<{ name: string }>(
    "SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relkind IN ('r', 'p') ORDER BY c.relname",
    [place.schema_name],
  );
  await session.transaction(async () => {
    if (tables.length > 0)
      await session.script(`REVOKE ALL ON ALL TABLES IN SCHEMA ${schema} FROM ${role};
REVOKE EXECUTE ON ALL ROUTINES IN SCHEMA ${schema} FROM ${role};
REVOKE USAGE ON SCHEMA ${schema} FROM ${role}`);
    if (await roleIsThere(session, place.role_name))
      await session.script(`REVOKE ${role} FROM gamut_app; ALTER ROLE ${role} NOLOGIN`);
  });
  // what held a table before its rights went ends first; what asks for it now is judged anew, and holds none
  for (const { name } of tables)
    await session.transaction(() =>
      session.script(
        `SET LOCAL lock_timeout = ${waitForWritersMs}; LOCK TABLE ${schema}.${quoteIdentifier(name)} IN EXCLUSIVE MODE`,
      ),
    );
}

/** The walls as the migrator makes them, and the role in its posture. Idempotent; inside a transaction of the caller's or not. */
export async function grantTenant(
  session: OwnerSession,
  place: TenantPlace,
  posture: Pick<TenantRoleOptions, 'tenantLoginSecret'>,
): Promise<void> {
  await raiseWalls(session, walledTenant(place));
  await ensureTenantRole(session, place.role_name, { ...posture, granted: true });
}

export async function tenantIsHere(session: OwnerSession, schema: string): Promise<boolean> {
  const [row] = await session.query<{ here: boolean }>('SELECT to_regnamespace($1) IS NOT NULL AS here', [
    quoteTenantSchema(schema),
  ]);
  return row?.here === true;
}

export async function roleIsThere(session: OwnerSession, role: string): Promise<boolean> {
  return (await session.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])).length > 0;
}
