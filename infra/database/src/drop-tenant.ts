/**
 * Takes a tenant's place out of one database: schema, role, and in a cell beside home its mirror, ledger and agents. What home's
 * control says of the tenant is not its part.
 */
import { quoteTenantRole, quoteTenantSchema } from './identifier.ts';
import type { OwnerSession } from './owner-session.ts';
import { fenceTenant, roleIsThere, type TenantPlace } from './grant-tenant.ts';

/** Schema and role alone. Idempotent; one transaction after the fence, so that the schema never stands without its role. */
export async function dropTenantSchema(session: OwnerSession, place: TenantPlace): Promise<void> {
  await fenceTenant(session, place);
  await session.transaction(async () => {
    await dropHere(session, place);
  });
}

/** All of it: what routes agents to this tenant in this database, and the rows that make room for its schema. */
export async function dropTenantPlace(
  session: OwnerSession,
  place: TenantPlace,
  options: { readonly cell: string },
): Promise<void> {
  await fenceTenant(session, place);
  await session.transaction(async () => {
    await dropHere(session, place);
    const forgotten = await session.query(
      'DELETE FROM control.agent_directory WHERE tenant_id = $1 RETURNING agent_id',
      [place.id],
    );
    if (forgotten.length > 0)
      await session.query('UPDATE control.directory_version SET version = version + 1 WHERE one');
    await session.query('DELETE FROM control.migration_ledger WHERE scope = $1', [place.id]);
    // in home the row is the tenant itself; elsewhere it is the mirror of it
    if (options.cell !== 'home')
      await session.query('DELETE FROM control.tenants WHERE id = $1 AND schema_name = $2', [
        place.id,
        place.schema_name,
      ]);
  });
}

async function dropHere(session: OwnerSession, place: TenantPlace): Promise<void> {
  await session.script(`DROP SCHEMA IF EXISTS ${quoteTenantSchema(place.schema_name)} CASCADE`);
  if (await roleIsThere(session, place.role_name))
    await session.script(`DROP ROLE ${quoteTenantRole(place.role_name)}`);
}
