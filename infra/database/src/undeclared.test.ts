/** What no migration may leave behind is refused by name, in control and in a tenant's schema, and nothing of it stays. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { reportDrift } from './drift.ts';
import { migrateDatabase } from './migrate.ts';
import type { MigrationLists } from './migration.ts';
import { checkPosture } from './posture.ts';

let server: TestDatabase;

before(async () => {
  server = await testDatabase();
  await server.createTenant('alpha');
});

after(() => server.close());

function withMore(kind: 'control' | 'tenant', sql: string): MigrationLists {
  const list = server.migrations[kind];
  const more = { version: list.length + 1, name: 'more', checksum: 'a'.repeat(64), sql };
  return { ...server.migrations, [kind]: [...list, more] };
}

const migrate = (migrations: MigrationLists) =>
  migrateDatabase({ migratorUrl: server.migratorUrl, migrations });

const definer = (name: string, rest = 'SET search_path = pg_catalog, pg_temp') =>
  `CREATE FUNCTION ${name} RETURNS bigint LANGUAGE sql SECURITY DEFINER ${rest} AS $f$ SELECT 1::bigint $f$`;

const refused: readonly (readonly ['control' | 'tenant', string, RegExp])[] = [
  ['control', definer('control.count_users()'), /control\.count_users\(\) runs with its owner's rights/],
  ['control', definer('public.count_users()'), /count_users\(\) runs with its owner's rights/],
  ['tenant', definer(':schema.count_users()'), /\.count_users\(\) runs with its owner's rights/],
  [
    'tenant',
    'ALTER FUNCTION :schema.register_agent(text) RESET search_path',
    /\.register_agent\(text\) runs with its owner's rights/,
  ],
  [
    'tenant',
    "ALTER FUNCTION :schema.register_agent(text) SET search_path = 'public'",
    /\.register_agent\(text\) runs with its owner's rights/,
  ],
  [
    'tenant',
    'CREATE TRIGGER spy BEFORE UPDATE ON :schema.people FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()',
    /the trigger spy on t_\w+\.people works by itself/,
  ],
  [
    'control',
    'CREATE RULE spy AS ON INSERT TO control.users DO ALSO NOTIFY spy',
    /the rule spy on control\.users works by itself/,
  ],
  ['control', 'CREATE PUBLICATION leak FOR TABLE control.users', /the publication leak carries data away/],
  ['tenant', 'CREATE PUBLICATION leak FOR TABLE :schema.people', /the publication leak carries data away/],
  ['control', 'CREATE SCHEMA aside', /the schema aside has no walls/],
  ['control', 'GRANT USAGE ON SCHEMA public TO PUBLIC', /everybody may USAGE on the schema public/],
  ['control', 'GRANT CREATE ON SCHEMA public TO PUBLIC', /everybody may CREATE on the schema public/],
  [
    'tenant',
    'ALTER DEFAULT PRIVILEGES IN SCHEMA :schema GRANT SELECT ON TABLES TO PUBLIC',
    /others are given SELECT on what gamut_migrator makes/,
  ],
  [
    'control',
    'ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO gamut_app',
    /others are given SELECT on what gamut_migrator makes/,
  ],
  [
    'control',
    'CREATE TABLE control.notes (id text PRIMARY KEY, owner text NOT NULL REFERENCES control.tenants (id))',
    /control\.notes: the column owner names a tenant/,
  ],
  [
    'control',
    'CREATE TABLE control.notes (id text PRIMARY KEY, whose text NOT NULL REFERENCES control.tenants (slug), tenant text)',
    /control\.notes: the column tenant names a tenant/,
  ],
  [
    'control',
    'CREATE TABLE control.notes (who text, home text, FOREIGN KEY (who, home) REFERENCES control.memberships (user_id, tenant_id))',
    /control\.notes: the column home names a tenant/,
  ],
];

for (const [kind, sql, named] of refused)
  test(`refused of ${kind}: ${sql}`, async () => {
    await assert.rejects(migrate(withMore(kind, sql)), { code: 'conflict', message: named });
    assert.equal((await migrate(server.migrations)).applied, 0);
  });

test('rights on the database for everybody are refused', async () => {
  await assert.rejects(migrate(withMore('control', `GRANT TEMP ON DATABASE ${server.name} TO PUBLIC`)), {
    message: /everybody may TEMPORARY on the database/,
  });
});

test('what a migration grants inside the schemas is taken back, not kept', async () => {
  const more = withMore(
    'tenant',
    `CREATE TABLE :schema.shown (id text); GRANT SELECT ON :schema.shown TO PUBLIC;
     CREATE FUNCTION :schema.twice(n bigint) RETURNS bigint LANGUAGE sql AS $f$ SELECT n * 2 $f$; GRANT EXECUTE ON FUNCTION :schema.twice(bigint) TO PUBLIC;
     GRANT USAGE ON SCHEMA :schema TO PUBLIC`,
  );
  assert.ok((await migrate(more)).applied > 0);
  assert.deepEqual(await reportDrift({ migratorUrl: server.migratorUrl, migrations: more }), []);
  const gates = await checkPosture({
    url: server.appUrl,
    deployment: 'here',
    migrations: more,
    nowMs: Date.now,
  });
  assert.deepEqual(
    gates.filter(({ ok }) => !ok),
    [],
  );
});
