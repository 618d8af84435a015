/** Everything that a tenant's schema holds, as sums of its tables, and what a database knows of it besides: to compare two moments or two cells. */
import { sumTenantTable, useExactText, type TableSum } from '@gamut/database/copy-tenant';
import type { OwnerSession } from '@gamut/database/owner-session';
import { listTenantTables } from '@gamut/database/tenant-tables';

/** @param leaveOut tables that are expected to differ */
export async function sumTenant(
  session: OwnerSession,
  schema: string,
  leaveOut: readonly string[] = [],
): Promise<TableSum[]> {
  return session.transaction(async () => {
    await useExactText(session);
    const sums: TableSum[] = [];
    for (const table of await listTenantTables(session, schema))
      if (!leaveOut.includes(table.name)) sums.push(await sumTenantTable(session, schema, table));
    return sums;
  });
}

/** What one database holds of a tenant. */
export async function tracesOf(
  session: OwnerSession,
  id: string,
): Promise<{ schemas: string[]; rows: number; agents: number; ledger: number }> {
  const [rows] = await session.query<{ names: string[]; agents: number; ledger: number; rows: number }>(
    `SELECT ARRAY(SELECT n.nspname::text FROM pg_namespace n JOIN pg_proc p ON p.pronamespace = n.oid
         WHERE p.proname = 'register_agent' AND p.prosrc LIKE '%' || $1 || '%' ORDER BY 1) AS names,
       (SELECT count(*) FROM control.agent_directory WHERE tenant_id = $1) AS agents,
       (SELECT count(*) FROM control.migration_ledger WHERE scope = $1) AS ledger,
       (SELECT count(*) FROM control.tenants WHERE id = $1) AS rows`,
    [id],
  );
  return {
    schemas: rows?.names ?? [],
    rows: rows?.rows ?? 0,
    agents: rows?.agents ?? 0,
    ledger: rows?.ledger ?? 0,
  };
}
