/**
 * What control and a tenant would look like if they were made now from the list: made inside the caller's transaction, in the
 * very database that is compared, and rolled back at once. Others never see it, and nothing waits for it.
 */
import { applyControl, applyTenant, walledControl, type WalledTenant } from './apply-migration.ts';
import { quoteTenantSchema } from './identifier.ts';
import { newNames } from './make-tenant.ts';
import { ledgerScript } from './migration-ledger.ts';
import type { MigrationLists } from './migration.ts';
import type { OwnerSession } from './owner-session.ts';
import { readSchemaCatalog, type SchemaCatalog } from './schema-catalog.ts';
import { raiseWalls } from './schema-walls.ts';
import { ensureTenantRole } from './tenant-role.ts';

export interface ReferenceSchemas {
  readonly control: SchemaCatalog;
  readonly tenant: SchemaCatalog;
}

export async function readReference(
  session: OwnerSession,
  migrations: MigrationLists,
  tenantLoginSecret: Uint8Array | undefined,
): Promise<ReferenceSchemas> {
  await session.script('SAVEPOINT reference');
  try {
    const { schema, role } = newNames();
    await session.script(`ALTER SCHEMA control RENAME TO control_as_it_stands; ${ledgerScript}`);
    for (const migration of migrations.control) await applyControl(session, migration);
    const walled: WalledTenant = { schema, role, tenantId: `tnt_${'0'.repeat(26)}` };
    await ensureTenantRole(session, role, { tenantLoginSecret });
    await session.script(`CREATE SCHEMA ${quoteTenantSchema(schema)}`);
    for (const migration of migrations.tenant) await applyTenant(session, walled, migration, false);
    await raiseWalls(session, walled);
    return {
      control: await readSchemaCatalog(session, walledControl),
      tenant: await readSchemaCatalog(session, walled),
    };
  } finally {
    await session.script('ROLLBACK TO SAVEPOINT reference; RELEASE SAVEPOINT reference');
  }
}
