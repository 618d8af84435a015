/**
 * One migration of control or of a tenant, inside the caller's transaction: its statements, the walls of what they made, its
 * ledger row. So no migration stands without its walls, and none without being recorded.
 */
import { AppError } from '@gamut/kernel/app-error';
import { quoteLiteral, quoteTenantRole, quoteTenantSchema } from './identifier.ts';
import type { Migration } from './migration.ts';
import { recordMigration } from './migration-ledger.ts';
import type { OwnerSession } from './owner-session.ts';
import { raiseWalls } from './schema-walls.ts';
import type { WalledSchema } from './wall-condition.ts';
import type { TenantRow } from './tenant-ref.ts';

export type WalledTenant = WalledSchema & { readonly tenantId: string };

export function walledTenant(tenant: Pick<TenantRow, 'id' | 'schema_name' | 'role_name'>): WalledTenant {
  return { schema: tenant.schema_name, role: tenant.role_name, tenantId: tenant.id };
}

export const walledControl: WalledSchema = { schema: 'control', role: 'gamut_control' };

export async function applyControl(session: OwnerSession, migration: Migration): Promise<void> {
  await run(session, 'control', migration, migration.sql);
  await raiseWalls(session, walledControl);
  await recordMigration(session, 'control', migration);
}

/** @param walls false while more migrations follow in the same transaction, whose caller then raises the walls once */
export async function applyTenant(
  session: OwnerSession,
  walled: WalledTenant,
  migration: Migration,
  walls = true,
): Promise<void> {
  await run(session, 'tenant', migration, fillPlaceholders(migration.sql, walled));
  if (walls) await raiseWalls(session, walled);
  await recordMigration(session, walled.tenantId, migration);
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
      `${kind} migration ${migrationLabel(migration)} failed: ${(error as Error).message}`,
      { fix: 'mend the migration; nothing of it was applied', who: 'whoever changes the code', cause: error },
    );
  }
}

export function migrationLabel(migration: Pick<Migration, 'version' | 'name'>): string {
  return `${String(migration.version).padStart(4, '0')}_${migration.name}`;
}
