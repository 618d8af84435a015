/**
 * Writes one tenant to a file: a snapshot of one moment, in one transaction, with the wrapped keys that open what is sealed in
 * it. The job's result names file and SHA-256, and so does the platform's own journal. Sealed values stay sealed; everything
 * else, people's names among it, stands there in the clear: the file is kept like the database.
 */
import { readTenantRows, useExactText, useTenantSchema } from '@gamut/database/copy-tenant';
import { appliedTo } from '@gamut/database/migration-ledger';
import type { OwnerSession } from '@gamut/database/owner-session';
import { writeTenantFile } from '@gamut/database/tenant-file';
import { tenantFileFormat, type TenantFileHeader } from '@gamut/database/tenant-file-header';
import { countTenantRows, listTenantTables, type TenantTable } from '@gamut/database/tenant-tables';
import { AppError } from '@gamut/kernel/app-error';
import type { JsonObject } from '@gamut/kernel/canonical-json';
import type { JobHandler, JobInHand } from '../job.ts';
import { loadHomeTenant, type HomeTenant } from '../transfer/home-tenant.ts';
import { loadDeployment } from '../transfer/installation.ts';
import { listMembers } from '../transfer/tenant-members.ts';
import { verifyTenantJournal } from '../transfer/verify-tenant-journal.ts';
import { findKeyPort, listWrappedKeys, unitedKeys } from '../transfer/wrapped-keys.ts';

export const exportTenant: JobHandler = { kind: 'tenant.export', run };

async function run(job: JobInHand): Promise<JsonObject> {
  const tenant = await loadHomeTenant(job.home, job.tenantId);
  if (tenant.status === 'deleting')
    throw new AppError('conflict', 'the tenant is being deleted', {
      fix: 'restore it from an earlier export if it is wanted back',
      who: 'whoever operates Gamut',
    });
  const deployment = await loadDeployment(job.home);
  const keysBefore = await listWrappedKeys(job.home, tenant.id);
  const cell = await job.openCell(tenant.cell);
  const name = `${tenant.slug}-${job.id}.gamut-tenant`;
  const written = await inSnapshot(cell, async () => {
    await useExactText(cell);
    const tables = await listTenantTables(cell, tenant.names.schema);
    const header = await describe(job, cell, { tenant, deployment, tables });
    await useTenantSchema(cell, tenant.names.schema);
    const journal = await verifyTenantJournal(cell, tenant.id);
    await job.kill?.('snapshot');
    const keys = unitedKeys(keysBefore, header.keys);
    const pages = readAll(cell, tenant.names.schema, tables);
    const file = await writeTenantFile(job.exportFolder, name, { ...header, keys }, pages);
    return { ...file, header, journal };
  });
  await job.kill?.('written');
  const rows = written.header.tables.reduce((all, table) => all + table.rows, 0);
  const { sha256, bytes, header, journal } = written;
  const { authorityEpoch, factsVersion } = header;
  return { file: name, sha256, bytes, rows, authorityEpoch, factsVersion, journal };
}

/** All that is read is of one moment. Set for the session, since the worker's own keep-alive may be the first to speak. */
async function inSnapshot<T>(session: OwnerSession, work: () => Promise<T>): Promise<T> {
  await session.script("SET default_transaction_isolation = 'repeatable read'");
  try {
    return await session.transaction(work);
  } finally {
    await session.script('RESET default_transaction_isolation').catch(() => undefined);
  }
}

async function describe(
  job: JobInHand,
  cell: OwnerSession,
  { tenant, deployment, tables }: { tenant: HomeTenant; deployment: string; tables: readonly TenantTable[] },
): Promise<TenantFileHeader> {
  const counted: TenantFileHeader['tables'][number][] = [];
  for (const table of tables)
    counted.push({
      name: table.name,
      columns: table.columns.map((column) => column.name),
      rows: await countTenantRows(cell, tenant.names.schema, table),
    });
  await useTenantSchema(cell, tenant.names.schema);
  const [facts] = await cell.query<{ version: number }>('SELECT version FROM facts_state WHERE one');
  const { id, slug, name, plan, authorityEpoch } = tenant;
  return {
    format: tenantFileFormat,
    deployment,
    exportedAt: new Date().toISOString(),
    tenant: { id, slug, name, plan },
    authorityEpoch,
    factsVersion: facts?.version ?? 1,
    migrations: (await appliedTo(cell, id)).map((row) => ({
      version: row.version,
      name: row.name,
      checksum: row.checksum,
    })),
    keys: await listWrappedKeys(job.home, id),
    keyPort: await findKeyPort(job.home, id),
    members: await listMembers(job.home, id),
    tables: counted,
  };
}

async function* readAll(
  cell: OwnerSession,
  schema: string,
  tables: readonly TenantTable[],
): AsyncGenerator<string[], void, undefined> {
  for (const table of tables) yield* readTenantRows(cell, schema, table);
}
