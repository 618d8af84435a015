/**
 * A real Postgres for tests: one embedded server shared by every test process of this machine and user, and for each test a
 * database of its own, cloned from a migrated template in well under 100 ms. `stop-postgres.ts` ends the server.
 */
import { chmodSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from '@gamut/crypto/random';
import { sha256Hex } from '@gamut/crypto/hash';
import { bootstrapDatabase } from '@gamut/database/bootstrap';
import { databaseScript } from '@gamut/database/bootstrap-script';
import { createTenant, type CreatedTenant } from '@gamut/database/create-tenant';
import { quoteIdentifier } from '@gamut/database/identifier';
import { migrateDatabase } from '@gamut/database/migrate';
import { readMigrations, type MigrationLists } from '@gamut/database/migration';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { acquireFileLock } from '@gamut/postgres/file-lock';
import { startPostgres } from '@gamut/postgres/start-postgres';
import { migrationsFolder } from '../../apps/platform/src/provisioning/migrations-folder.ts';

export interface TestDatabase {
  readonly name: string;
  readonly superuserUrl: string;
  readonly migratorUrl: string;
  readonly appUrl: string;
  readonly migrations: MigrationLists;
  createTenant(
    slug: string,
    more?: { readonly name?: string; readonly plan?: string },
  ): Promise<CreatedTenant>;
  /** Drops the database and its tenants' roles. */
  close(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** A folder with `control` and `tenant`, instead of the platform's own. */
  readonly migrations?: string;
}

/** Of the shared server's logins; provisioning refuses two that are the same. */
const passwords = {
  gamut_app: 'test-only-password',
  gamut_migrator: 'test-only-password-of-the-migrator',
} as const;

/** Where the shared server lives. */
export function sharedHome(): string {
  return join(tmpdir(), `gamut-test-postgres-${process.getuid?.() ?? 0}`);
}

export async function testDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const migrations = readMigrations(options.migrations ?? migrationsFolder);
  const urls = await sharedServer();
  const name = `test_${process.pid}_${Buffer.from(randomBytes(6)).toString('hex')}`;
  const session = await openOwnerSession(urls('postgres', 'postgres'), 'gamut-test');
  try {
    await dropAbandoned(session, urls);
    const template = await ensureTemplate(session, urls, migrations);
    await session.script(
      `CREATE DATABASE ${quoteIdentifier(name)} TEMPLATE ${quoteIdentifier(template)} STRATEGY wal_log`,
    );
    // a database's own grants are not copied with a template
    await session.script(databaseScript(name));
  } finally {
    await session.close();
  }
  const migratorUrl = urls(name, 'gamut_migrator');
  return {
    name,
    superuserUrl: urls(name, 'postgres'),
    migratorUrl,
    appUrl: urls(name, 'gamut_app'),
    migrations,
    createTenant: (slug, more = {}) =>
      createTenant(migratorUrl, migrations, {
        slug,
        name: more.name ?? `Tenant ${slug}`,
        plan: more.plan ?? 'enterprise',
      }),
    close: () => dropDatabase(urls, name),
  };
}

type Urls = (database: string, login: 'postgres' | 'gamut_app' | 'gamut_migrator') => string;

async function sharedServer(): Promise<Urls> {
  const home = sharedHome();
  mkdirSync(home, { recursive: true, mode: 0o711 });
  chmodSync(home, 0o711);
  const server = await startPostgres({ home });
  return (database, login) => {
    const url = new URL(server.superuserUrl(database));
    if (login !== 'postgres') {
      url.username = login;
      url.password = passwords[login];
    }
    return url.href;
  };
}

/** One template per list of migrations; made whole under another name, then renamed. */
async function ensureTemplate(
  session: OwnerSession,
  urls: Urls,
  migrations: MigrationLists,
): Promise<string> {
  const lists = [...migrations.control, ...migrations.tenant].map(
    ({ name, checksum }) => `${name} ${checksum}`,
  );
  const template = `tpl_${sha256Hex(lists.join('\n') + JSON.stringify(passwords) + readWalls()).slice(0, 16)}`;
  if (await exists(session, template)) return template;
  const lock = await acquireFileLock(join(sharedHome(), 'template.lock'), 60_000);
  try {
    if (await exists(session, template)) return template;
    const making = `${template}_making`;
    await session.script(`DROP DATABASE IF EXISTS ${quoteIdentifier(making)} WITH (FORCE)`);
    await bootstrapDatabase({
      superuserUrl: urls(making, 'postgres'),
      appPassword: passwords.gamut_app,
      migratorPassword: passwords.gamut_migrator,
    });
    await migrateDatabase({ migratorUrl: urls(making, 'gamut_migrator'), migrations });
    await session.script(`ALTER DATABASE ${quoteIdentifier(making)} RENAME TO ${quoteIdentifier(template)}`);
    return template;
  } finally {
    lock.release();
  }
}

/** The template depends on the code that raises the walls as much as on the migrations. */
function readWalls(): string {
  const folder = join(import.meta.dirname, '..', '..', 'infra', 'database', 'src');
  const files = readdirSync(folder).filter((file) =>
    /^(bootstrap|bootstrap-script|hardening|dangerous-functions|schema-walls|undeclared|declared-routines|wall-condition|wall-state|migrate|apply-migration|migration-ledger)\.ts$/.test(
      file,
    ),
  );
  return files.map((file) => readFileSync(join(folder, file), 'utf8')).join('');
}

async function exists(session: OwnerSession, database: string): Promise<boolean> {
  return (await session.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])).length > 0;
}

/** Test databases whose process still runs; a name carries the pid of its maker. */
export async function databasesInUse(superuserUrl: string): Promise<string[]> {
  const session = await openOwnerSession(superuserUrl, 'gamut-test');
  try {
    return (await testDatabases(session)).filter(({ pid }) => isAlive(pid)).map(({ name }) => name);
  } finally {
    await session.close();
  }
}

async function testDatabases(session: OwnerSession): Promise<{ name: string; pid: number }[]> {
  const rows = await session.query<{ name: string }>(
    "SELECT datname AS name FROM pg_database WHERE datname LIKE 'test\\_%'",
  );
  return rows.map(({ name }) => ({ name, pid: Number(name.split('_')[1]) }));
}

let swept = false;

/** What a test process that was killed left behind, once per process. */
async function dropAbandoned(session: OwnerSession, urls: Urls): Promise<void> {
  if (swept) return;
  swept = true;
  for (const { name, pid } of await testDatabases(session)) {
    // another process may be sweeping the same one
    if (!isAlive(pid)) await dropDatabase(urls, name).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function dropDatabase(urls: Urls, name: string): Promise<void> {
  const inside = await openOwnerSession(urls(name, 'postgres'), 'gamut-test');
  const roles = await inside
    .query<{ role_name: string }>('SELECT role_name FROM control.tenants')
    .catch(() => []);
  await inside.close();
  const session = await openOwnerSession(urls('postgres', 'postgres'), 'gamut-test');
  try {
    await session.script(`DROP DATABASE IF EXISTS ${quoteIdentifier(name)} WITH (FORCE)`);
    // a tenant that moved to another test's cell has its role there, and that cell's close drops it
    for (const { role_name: role } of roles)
      await session.script(`DROP ROLE IF EXISTS ${quoteIdentifier(role)}`).catch(() => undefined);
  } finally {
    await session.close();
  }
}
