/**
 * The schema as text, to be read in review: `apps/platform/migrations/schema-golden/{control,tenant}.txt`, made from the
 * catalog of a fresh database. `node tests/support/schema-golden.ts` writes them anew after a migration was added.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { walledControl, walledTenant } from '@gamut/database/apply-migration';
import { openOwnerSession } from '@gamut/database/owner-session';
import { formatCatalog, readSchemaCatalog } from '@gamut/database/schema-catalog';
import { migrationsFolder } from '../../apps/platform/src/provisioning/migrations-folder.ts';
import { testDatabase } from './postgres.ts';

export const goldenFolder = join(migrationsFolder, 'schema-golden');

export interface SchemaTexts {
  readonly control: string;
  readonly tenant: string;
}

export async function freshSchemaTexts(): Promise<SchemaTexts> {
  const server = await testDatabase();
  const session = await openOwnerSession(server.migratorUrl, 'schema-golden');
  try {
    await server.createTenant('golden');
    const [row] = await session.query<Parameters<typeof walledTenant>[0]>(
      'SELECT id, schema_name, role_name FROM control.tenants',
    );
    if (row === undefined) throw new Error('the tenant was not made');
    return {
      control: formatCatalog(await readSchemaCatalog(session, walledControl)),
      tenant: formatCatalog(await readSchemaCatalog(session, walledTenant(row))),
    };
  } finally {
    await session.close();
    await server.close();
  }
}

if (import.meta.main) {
  mkdirSync(goldenFolder, { recursive: true });
  for (const [name, text] of Object.entries(await freshSchemaTexts()))
    writeFileSync(join(goldenFolder, `${name}.txt`), text as string);
}
