/** Puts a file's rows into a new schema beside whatever stands, and shows that they arrived. One transaction of the cell, the caller's. */
import { assertArrived, startTableSum, writeTenantRows } from '@gamut/database/copy-tenant';
import { makeEmptyTenant, type EmptyTenant } from '@gamut/database/empty-tenant';
import type { MigrationLists } from '@gamut/database/migration';
import type { OwnerSession } from '@gamut/database/owner-session';
import type { TenantFile } from '@gamut/database/tenant-file';
import { assertSameTables, type TenantTable } from '@gamut/database/tenant-tables';
import { AppError } from '@gamut/kernel/app-error';

export async function fillTenant(
  session: OwnerSession,
  migrations: MigrationLists,
  tenant: EmptyTenant,
  file: TenantFile,
): Promise<void> {
  const tables = await makeEmptyTenant(session, migrations, tenant);
  const written = file.header.tables.map(({ name, columns }) => ({
    name,
    key: [],
    columns: columns.map((column) => ({ name: column, type: '' })),
  }));
  assertSameTables(written, tables);
  const sums = new Map(tables.map((table) => [table.name, startTableSum(table.name)]));
  for await (const { table, lines } of file.rows()) {
    const into = tables.find(({ name }) => name === table.name) as TenantTable;
    for (const line of lines) sums.get(table.name)?.add(line);
    await writeTenantRows(session, tenant.schema_name, into, lines).catch(refuseRows(table.name));
  }
  const ends = tables.map((table) => sums.get(table.name)?.end());
  await assertArrived(
    session,
    tenant.schema_name,
    tables,
    ends.filter((sum) => sum !== undefined),
  );
}

/** A row that breaks a rule of the schema is the file's fault, and no second attempt mends it. */
function refuseRows(table: string): (error: unknown) => never {
  return (error) => {
    const { code } = error as { code?: string };
    if (code?.startsWith('22') !== true && code?.startsWith('23') !== true) throw error;
    throw new AppError('validation_failed', `a row of ${table} breaks a rule of this build’s tables`, {
      fix: 'restore an export that was not changed',
      who: 'whoever operates Gamut',
      cause: error,
    });
  };
}
