/**
 * A Postgres of a test's own, for what must not be done to the shared one: loosening roles, which belong to the whole server,
 * and standing as the database of another deployment. Bootstrapped and migrated, with one tenant.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from '@gamut/crypto/random';
import { bootstrapDatabase } from '@gamut/database/bootstrap';
import { databaseScript } from '@gamut/database/bootstrap-script';
import { createTenant, type CreatedTenant } from '@gamut/database/create-tenant';
import { migrateDatabase } from '@gamut/database/migrate';
import { readMigrations, type MigrationLists } from '@gamut/database/migration';
import { openOwnerSession } from '@gamut/database/owner-session';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { startPostgres, type RunningPostgres } from '@gamut/postgres/start-postgres';
import { migrationsFolder } from '../../apps/platform/src/provisioning/migrations-folder.ts';

export interface OwnServer {
  readonly tenant: CreatedTenant;
  /** The cluster's files. */
  readonly dataFolder: string;
  readonly migrations: MigrationLists;
  /** @param login `postgres`, `gamut_app`, `gamut_migrator`, or one made by `addLogin` */
  url(login: string, database?: string): string;
  password(login: string): string;
  /** As the superuser. */
  run(sql: string, database?: string): Promise<void>;
  read<Row extends object>(sql: string, database?: string): Promise<Row[]>;
  /** A login that may connect and nothing else; `more` stands after CREATE ROLE … LOGIN. */
  addLogin(name: string, more?: string): Promise<void>;
  /** A copy of the first database, with its own grants. */
  copyDatabase(name: string): Promise<void>;
  close(): Promise<void>;
}

export const ownDatabase = 'gamut';

export async function startOwnServer(): Promise<OwnServer> {
  const base = mkdtempSync(join(tmpdir(), 'gamut-own-'));
  chmodSync(base, 0o755);
  const postgres = await startPostgres({ home: join(base, 'home') });
  const close = async (): Promise<void> => {
    await postgres.stop();
    rmSync(base, { recursive: true, force: true });
  };
  try {
    return await makeReady(postgres, join(base, 'home', 'postgres'), close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function makeReady(
  postgres: RunningPostgres,
  dataFolder: string,
  close: () => Promise<void>,
): Promise<OwnServer> {
  const passwords = new Map<string, string>();
  const password = (login: string): string => {
    if (login === 'postgres') return decodeURIComponent(new URL(postgres.superuserUrl()).password);
    const known = passwords.get(login) ?? encodeBase64url(randomBytes(24));
    passwords.set(login, known);
    return known;
  };
  const url = (login: string, database = ownDatabase): string => {
    const made = new URL(postgres.superuserUrl(database));
    made.username = login;
    made.password = password(login);
    return made.href;
  };
  const read = async <Row extends object>(sql: string, database = ownDatabase): Promise<Row[]> => {
    const session = await openOwnerSession(url('postgres', database), 'gamut-test');
    return session.query<Row>(sql).finally(() => session.close());
  };
  const run = async (sql: string, database = ownDatabase): Promise<void> => {
    const session = await openOwnerSession(url('postgres', database), 'gamut-test');
    await session.script(sql).finally(() => session.close());
  };
  await bootstrapDatabase({
    superuserUrl: url('postgres'),
    appPassword: password('gamut_app'),
    migratorPassword: password('gamut_migrator'),
  });
  const migrations = readMigrations(migrationsFolder);
  await migrateDatabase({ migratorUrl: url('gamut_migrator'), migrations });
  const tenant = await createTenant(url('gamut_migrator'), migrations, {
    slug: 'alpha',
    name: 'Alpha',
    plan: 'enterprise',
  });
  return {
    tenant,
    dataFolder,
    migrations,
    url,
    password,
    run,
    read,
    addLogin: (name, more = 'NOINHERIT') =>
      run(`CREATE ROLE ${name} LOGIN ${more} PASSWORD '${password(name)}';
           GRANT CONNECT ON DATABASE ${ownDatabase} TO ${name}`),
    copyDatabase: async (name) => {
      await run(`CREATE DATABASE ${name} TEMPLATE ${ownDatabase} STRATEGY wal_log`, 'postgres');
      await run(databaseScript(name), 'postgres');
    },
    close,
  };
}
