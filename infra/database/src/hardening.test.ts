/**
 * Security promise 1.5, the doors beside the escape corpus: what is shared by all tenants and can be taken away is taken away,
 * asked as a tenant's own role; what the serving side and the migrator need stays theirs; monitoring still works.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { findOpenDoors } from './hardening.ts';
import { openOwnerSession, type OwnerSession } from './owner-session.ts';

let server: TestDatabase;
let owner: OwnerSession;
let app: OwnerSession;
let roles: { role_name: string; schema_name: string; id: string }[];

before(async () => {
  server = await testDatabase();
  await server.createTenant('alpha');
  await server.createTenant('beta');
  owner = await openOwnerSession(server.superuserUrl, 'hardening');
  app = await openOwnerSession(server.appUrl, 'hardening');
  roles = await owner.query('SELECT id, role_name, schema_name FROM control.tenants ORDER BY slug');
});

after(async () => {
  await app.close();
  await owner.close();
  await server.close();
});

const as = (role: string, sql: string) =>
  app.transaction(async () => {
    await app.script(`SET LOCAL ROLE ${role}`);
    return app.query(sql);
  });

const shut = (): readonly string[] => [
  "SELECT pg_advisory_xact_lock(hashtextextended('gamut migrate', 0))",
  'SELECT pg_try_advisory_xact_lock_shared(1, 2)',
  "SELECT pg_advisory_lock(hashtextextended('gamut slug x', 0))",
  `SELECT pg_total_relation_size('${roles[1]?.schema_name ?? ''}.people'::text::regclass)`,
  'SELECT pg_database_size(current_database())',
  'SELECT relname, n_tup_ins, n_live_tup FROM pg_stat_user_tables',
  'SELECT * FROM pg_statio_all_tables',
  'SELECT * FROM pg_stat_database',
  'SELECT * FROM pg_stat_user_functions',
  'SELECT * FROM pg_prepared_xacts',
  'SELECT pg_stat_get_tuples_inserted(oid) FROM pg_class',
];

test('a tenant’s role counts no other tenant’s rows and takes no lock that others wait for', async () => {
  for (const sql of shut()) await assert.rejects(as(roles[0]?.role_name ?? '', sql), { code: '42501' }, sql);
});

test('the application’s own login has none of these doors either', async () => {
  assert.deepEqual(await findOpenDoors(owner, 'gamut_app'), []);
  assert.deepEqual(await findOpenDoors(owner, roles[0]?.role_name ?? ''), []);
});

test('of another session’s statement a tenant sees nothing, and of its statistics no value of a row', async () => {
  await owner.script('ANALYZE');
  const [first, second] = roles;
  const rows = await as(
    first?.role_name ?? '',
    "SELECT query FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query <> '' AND query <> '<insufficient privilege>'",
  );
  assert.deepEqual(rows, []);
  const stats = await as(
    first?.role_name ?? '',
    `SELECT * FROM pg_stats WHERE schemaname IN ('control', '${second?.schema_name ?? ''}')`,
  );
  assert.deepEqual(stats, []);
});

test('control and the migrator keep the locks that they work with', async () => {
  const lock = "SELECT pg_advisory_xact_lock(hashtextextended('gamut slug x', 0))";
  assert.equal((await as('gamut_control', lock)).length, 1);
  const migrator = await openOwnerSession(server.migratorUrl, 'hardening');
  assert.equal((await migrator.query(lock)).length, 1);
  await migrator.close();
});

test('whoever watches the server reads its counters, and no login of ours may', async () => {
  const [row] = await owner.query<{ monitor: boolean; ours: number }>(
    `SELECT has_function_privilege('pg_monitor', 'pg_catalog.pg_stat_get_numscans(oid)', 'EXECUTE') AS monitor,
       (SELECT count(*) FROM pg_roles WHERE rolname ~ '^(gamut_|gt_)' AND pg_has_role(oid, 'pg_monitor', 'MEMBER')) AS ours`,
  );
  assert.deepEqual(row, { monitor: true, ours: 0 });
});
