/** Migrations: one ordered list, known by checksum, resumable after a kill, refused by name when changed; tenants whole or absent. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { walledTenant } from './apply-migration.ts';
import { createTenant } from './create-tenant.ts';
import { migrateDatabase } from './migrate.ts';
import { readMigrations, type MigrationLists } from './migration.ts';
import { openOwnerSession, type OwnerSession } from './owner-session.ts';
import { readSchemaCatalog, type SchemaCatalog } from './schema-catalog.ts';

const marks = readMigrations(join(import.meta.dirname, '..', '..', '..', 'apps', 'platform', 'migrations'));
let folder: string;
let server: TestDatabase;
let owner: OwnerSession;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gamut-migrations-'));
  server = await testDatabase();
  owner = await openOwnerSession(server.superuserUrl, 'migrations');
});

after(async () => {
  await owner.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

/** The platform's own lists with more tenant migrations behind them. */
function withMore(...sql: readonly string[]): MigrationLists {
  const first = marks.tenant.length + 1;
  const more = sql.map((text, index) => ({
    version: first + index,
    name: `more_${index}`,
    checksum: String(index).repeat(64).slice(0, 64),
    sql: text,
  }));
  return { control: marks.control, tenant: [...marks.tenant, ...more] };
}

const migrate = (migrations: MigrationLists) =>
  migrateDatabase({ migratorUrl: server.migratorUrl, migrations });

async function shapeOf(slug: string, session = owner): Promise<SchemaCatalog> {
  const [tenant] = await session.query<{ id: string; schema_name: string; role_name: string }>(
    'SELECT id, schema_name, role_name FROM control.tenants WHERE slug = $1',
    [slug],
  );
  assert.ok(tenant);
  const catalog = await readSchemaCatalog(session, walledTenant(tenant));
  assert.ok(catalog.size > 300);
  return catalog;
}

test('an old tenant that was migrated equals a new one, walls included', async () => {
  await server.createTenant('old');
  const lists = withMore(
    'CREATE TABLE :schema.extra (id text PRIMARY KEY, n bigint NOT NULL DEFAULT 1)',
    "ALTER TABLE :schema.people ADD COLUMN nick text DEFAULT 'x'::text",
  );
  await migrate(lists);
  await createTenant(server.migratorUrl, lists, { slug: 'new', name: 'New', plan: 'enterprise' });
  assert.deepEqual(await shapeOf('new'), await shapeOf('old'));
});

test('a second run changes nothing', async () => {
  const lists = withMore(
    'CREATE TABLE :schema.extra (id text PRIMARY KEY, n bigint NOT NULL DEFAULT 1)',
    "ALTER TABLE :schema.people ADD COLUMN nick text DEFAULT 'x'::text",
  );
  assert.equal((await migrate(lists)).applied, 0);
});

test('a migration that changed after it was applied is refused by name, and nothing is applied', async () => {
  const changed = {
    control: marks.control,
    tenant: marks.tenant.map((one, index) => (index === 0 ? { ...one, checksum: 'f'.repeat(64) } : one)),
  };
  await assert.rejects(migrate(changed), {
    code: 'conflict',
    message: /0001_agentic was changed after it was applied/,
  });
  const control = { control: [{ ...marks.control[0]!, checksum: 'f'.repeat(64) }], tenant: marks.tenant };
  await assert.rejects(migrate(control), { message: /control migration 0001_control was changed/ });
});

test('a database that a newer build migrated is refused by name', async () => {
  await assert.rejects(migrate(marks), {
    code: 'conflict',
    message: /more_0 is applied, and this build does not know it/,
  });
});

test('a migration that fails is named, and nothing of it stays', async () => {
  const other = await testDatabase();
  await other.createTenant('one');
  const lists = withMore('CREATE TABLE :schema.half (id text); SELECT 1 / 0');
  await assert.rejects(migrateDatabase({ migratorUrl: other.migratorUrl, migrations: lists }), {
    code: 'conflict',
    message: /more_0 failed: division by zero/,
  });
  const session = await openOwnerSession(other.superuserUrl, 'migrations');
  assert.deepEqual(await session.query("SELECT relname FROM pg_class WHERE relname = 'half'"), []);
  await session.close();
  await other.close();
});

test('a run that is killed at any point is resumed to the same end', async () => {
  const other = await testDatabase();
  const session = await openOwnerSession(other.superuserUrl, 'migrations');
  for (const slug of ['one', 'two', 'three', 'four', 'five']) await other.createTenant(slug);
  const lists = withMore(
    'CREATE TABLE :schema.one (id text); SELECT pg_sleep(0.02)',
    'CREATE TABLE :schema.two (id text); SELECT pg_sleep(0.02)',
  );
  let kills = 0;
  for (let finished = false; !finished;) {
    const run = migrateDatabase({ migratorUrl: other.migratorUrl, migrations: lists, parallel: 2 }).then(
      () => true,
      () => false,
    );
    if (kills < 6) {
      for (let hit = 0; hit === 0;) {
        hit = (
          await session.query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'gamut-provision' AND datname = current_database() AND query LIKE '%pg_sleep%'",
          )
        ).length;
      }
      kills += 1;
    }
    finished = await run;
  }
  const [row] = await session.query<{ tables: number; ledger: number }>(
    `SELECT (SELECT count(*) FROM pg_class WHERE relname IN ('one', 'two') AND relkind = 'r' AND relforcerowsecurity) AS tables,
       (SELECT count(*) FROM control.migration_ledger WHERE name LIKE 'more_%') AS ledger`,
  );
  assert.deepEqual(row, { tables: 10, ledger: 10 });
  await session.close();
  await other.close();
});

test('a tenant whose making is killed is absent; made again it is whole; made twice at once it is one', async () => {
  const lists = withMore(
    'CREATE TABLE :schema.extra (id text PRIMARY KEY, n bigint NOT NULL DEFAULT 1)',
    "ALTER TABLE :schema.people ADD COLUMN nick text DEFAULT 'x'::text",
    'SELECT pg_sleep(0.3)',
  );
  await migrate(lists);
  const tenant = { slug: 'killed', name: 'Killed', plan: 'enterprise' };
  const first = createTenant(server.migratorUrl, lists, tenant).then(
    () => 'made',
    () => 'killed',
  );
  for (let hit = 0; hit === 0;) {
    hit = (
      await owner.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'gamut-provision' AND datname = current_database() AND query LIKE '%pg_sleep%'",
      )
    ).length;
  }
  assert.equal(await first, 'killed');
  assert.deepEqual(await owner.query("SELECT slug FROM control.tenants WHERE slug = 'killed'"), []);
  assert.deepEqual(
    await owner.query(
      "SELECT nspname FROM pg_namespace WHERE nspname ~ '^t_' AND nspname NOT IN (SELECT schema_name FROM control.tenants)",
    ),
    [],
  );
  const [one, two] = await Promise.all([
    createTenant(server.migratorUrl, lists, tenant),
    createTenant(server.migratorUrl, lists, tenant),
  ]);
  assert.equal(one.id, two.id);
  assert.deepEqual([one.created, two.created].sort(), [false, true]);
  assert.deepEqual(await shapeOf('killed'), await shapeOf('old'));
});

test('the same slug for another name or plan is refused, and names the tenant that has it', async () => {
  await assert.rejects(
    createTenant(
      server.migratorUrl,
      withMore(
        'CREATE TABLE :schema.extra (id text PRIMARY KEY, n bigint NOT NULL DEFAULT 1)',
        "ALTER TABLE :schema.people ADD COLUMN nick text DEFAULT 'x'::text",
        'SELECT pg_sleep(0.3)',
      ),
      { slug: 'old', name: 'Someone else', plan: 'enterprise' },
    ),
    { code: 'conflict', message: /belongs to Tenant old/ },
  );
});

test('a slug with SQL in it is refused by name before anything reaches the database', async () => {
  for (const slug of [
    "x'; DROP SCHEMA control CASCADE; --",
    'a b',
    'A',
    '',
    '1abc',
    'x'.repeat(40),
    'a',
    'ab\n',
    "a'b",
    'a"b',
    'a_b',
    'ä-tenant',
    '../etc',
  ]) {
    await assert.rejects(
      createTenant('postgres://127.0.0.1:1/never', marks, { slug, name: 'N', plan: 'enterprise' }),
      (error: Error) => error.message.includes('is not a slug'),
      slug,
    );
  }
});

test('migrations run as gamut_migrator and nobody else', async () => {
  for (const url of [server.superuserUrl, server.appUrl]) {
    await assert.rejects(migrateDatabase({ migratorUrl: url, migrations: marks }), {
      code: 'forbidden',
      message: /migrations run as gamut_migrator/,
    });
  }
});

test('a folder with a gap, or a file that is not named in order, is refused', () => {
  for (const [kind, file] of [
    ['control', '0001_a.sql'],
    ['tenant', '0002_b.sql'],
  ] as const) {
    mkdirSync(join(folder, kind), { recursive: true });
    writeFileSync(join(folder, kind, file), 'SELECT 1');
  }
  assert.throws(() => readMigrations(folder), { code: 'conflict', message: /0002_b\.sql is out of order/ });
});
