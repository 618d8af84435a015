/**
 * A server of its own as a managed Postgres gives it: an administrator who may make roles and databases and is no superuser,
 * so the built-in functions stay open and every tenant has a login of its own (security.md section 1.5, last sentence).
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from '@gamut/crypto/random';
import { bootstrapDatabase } from '@gamut/database/bootstrap';
import { createTenant, type CreatedTenant } from '@gamut/database/create-tenant';
import { migrateDatabase } from '@gamut/database/migrate';
import { readMigrations, type MigrationLists } from '@gamut/database/migration';
import { openOwnerSession } from '@gamut/database/owner-session';
import { startPostgres } from '@gamut/postgres/start-postgres';
import { removePostgres } from '@gamut/postgres/stop-postgres';
import { migrationsFolder } from '../../apps/platform/src/provisioning/migrations-folder.ts';

export interface ManagedPostgres {
  /** Of the provider: what a test may peek with, and no customer has. */
  readonly superuserUrl: string;
  readonly administratorUrl: string;
  readonly migratorUrl: string;
  readonly appUrl: string;
  readonly tenantLoginSecret: Uint8Array;
  readonly migrations: MigrationLists;
  /** What `bootstrap` could not shut here. */
  readonly openDoors: readonly string[];
  readonly passwords: { readonly appPassword: string; readonly migratorPassword: string };
  createTenant(slug: string): Promise<CreatedTenant>;
  close(): Promise<void>;
}

const administratorPassword = 'test-only-password-of-the-cloud';
const passwords = {
  appPassword: 'test-only-password-of-the-app',
  migratorPassword: 'test-only-password-of-the-migrator',
};

/** @param name of the database */
export async function managedPostgres(name = 'gamut'): Promise<ManagedPostgres> {
  const home = mkdtempSync(join(tmpdir(), 'gamut-managed-'));
  chmodSync(home, 0o711);
  const server = await startPostgres({ home });
  const url = (login: string, password: string) => {
    const made = new URL(server.superuserUrl(name));
    made.username = login;
    made.password = password;
    return made.href;
  };
  const administratorUrl = url('cloud_admin', administratorPassword);
  const migratorUrl = url('gamut_migrator', passwords.migratorPassword);
  const migrations = readMigrations(migrationsFolder);
  const tenantLoginSecret = randomBytes(32);
  const close = () => removePostgres(home).then(() => rmSync(home, { recursive: true, force: true }));
  try {
    const provider = await openOwnerSession(server.superuserUrl(), 'gamut-test');
    await provider.script(
      `CREATE ROLE cloud_admin LOGIN CREATEROLE CREATEDB PASSWORD '${administratorPassword}'`,
    );
    await provider.close();
    const { openDoors } = await bootstrapDatabase({
      superuserUrl: administratorUrl,
      tenantLogins: 'own',
      ...passwords,
    });
    await migrateDatabase({ migratorUrl, migrations, tenantLoginSecret });
    return {
      superuserUrl: server.superuserUrl(name),
      administratorUrl,
      migratorUrl,
      appUrl: url('gamut_app', passwords.appPassword),
      tenantLoginSecret,
      migrations,
      openDoors,
      passwords,
      createTenant: (slug) =>
        createTenant(
          migratorUrl,
          migrations,
          { slug, name: `Tenant ${slug}`, plan: 'enterprise' },
          { tenantLoginSecret },
        ),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
