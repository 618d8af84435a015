/** Security promise 1, proven from the catalog over every ordered pair of tenants, and by forgetting the tenant on every table. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { openOwnerSession, type OwnerSession } from './owner-session.ts';

let server: TestDatabase;
let owner: OwnerSession;
let app: OwnerSession;

before(async () => {
  server = await testDatabase();
  for (const slug of ['alpha', 'beta', 'gamma']) await server.createTenant(slug);
  owner = await openOwnerSession(server.superuserUrl, 'walls');
  app = await openOwnerSession(server.appUrl, 'walls');
});

after(async () => {
  await app.close();
  await owner.close();
  await server.close();
});

const objects = `
  SELECT n.nspname, c.relname AS name, has_table_privilege(r.rolname, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER, MAINTAIN')
    OR has_any_column_privilege(r.rolname, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES') AS may, r.rolname
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, roles r WHERE c.relkind IN ('r', 'p', 'v', 'm')
  UNION ALL SELECT n.nspname, c.relname, has_sequence_privilege(r.rolname, c.oid, 'USAGE, SELECT, UPDATE'), r.rolname
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, roles r WHERE c.relkind = 'S'
  UNION ALL SELECT n.nspname, n.nspname, has_schema_privilege(r.rolname, n.oid, 'USAGE, CREATE'), r.rolname FROM pg_namespace n, roles r
  UNION ALL SELECT n.nspname, p.proname, has_function_privilege(r.rolname, p.oid, 'EXECUTE'), r.rolname
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace, roles r
  UNION ALL SELECT n.nspname, t.typname, has_type_privilege(r.rolname, t.oid, 'USAGE'), r.rolname
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace, roles r WHERE t.typtype IN ('d', 'e', 'r')`;

test('for every ordered pair of tenants and every object, no privilege is true', async () => {
  const rows = await owner.query<{ name: string; rolname: string }>(
    `WITH roles AS (SELECT role_name AS rolname, schema_name FROM control.tenants UNION ALL SELECT 'gamut_app', NULL UNION ALL SELECT 'gamut_control', 'control'),
     objects AS (${objects})
     SELECT o.nspname || '.' || o.name AS name, o.rolname FROM objects o JOIN roles r ON r.rolname = o.rolname
     WHERE (o.nspname ~ '^t_[0-9a-f]{16}$' OR o.nspname = 'control') AND o.nspname IS DISTINCT FROM r.schema_name AND o.may`,
  );
  assert.deepEqual(rows, []);
});

test('the proof sees something: each tenant’s role may use its own schema', async () => {
  const rows = await owner.query<{ count: number }>(
    `WITH roles AS (SELECT role_name AS rolname, schema_name FROM control.tenants), objects AS (${objects})
     SELECT count(*) AS count FROM objects o JOIN roles r ON r.rolname = o.rolname AND o.nspname = r.schema_name WHERE o.may`,
  );
  assert.ok((rows[0]?.count ?? 0) > 60);
});

test('a query that forgot its tenant is refused on every table of control and of every tenant', async () => {
  const tables = await owner.query<{ name: string }>(
    "SELECT oid::regclass::text AS name FROM pg_class WHERE relkind IN ('r', 'p') AND (relnamespace::regnamespace::text ~ '^t_' OR relnamespace = 'control'::regnamespace)",
  );
  assert.ok(tables.length > 60);
  for (const { name } of tables) {
    for (const statement of [
      `SELECT * FROM ${name}`,
      `DELETE FROM ${name}`,
      `INSERT INTO ${name} DEFAULT VALUES`,
      `TRUNCATE ${name}`,
    ]) {
      await assert.rejects(app.query(statement), { code: '42501' }, statement);
    }
  }
});

test('no role of a tenant owns, inherits, or may change the shape of anything', async () => {
  const [row] = await owner.query<{ owned: number; strong: number; members: number }>(
    `SELECT (SELECT count(*) FROM pg_class WHERE relowner IN (SELECT oid FROM pg_roles WHERE rolname ~ '^gt_' OR rolname IN ('gamut_app', 'gamut_control'))) AS owned,
       (SELECT count(*) FROM pg_roles WHERE (rolname ~ '^gt_' OR rolname IN ('gamut_app', 'gamut_control')) AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)) AS strong,
       (SELECT count(*) FROM pg_auth_members WHERE member = 'gamut_app'::regrole AND (inherit_option OR admin_option)) AS members`,
  );
  assert.deepEqual(row, { owned: 0, strong: 0, members: 0 });
});

test('an append-only table takes neither UPDATE nor DELETE nor TRUNCATE from its own tenant', async () => {
  const [tenant] = await owner.query<{ id: string; schema_name: string; role_name: string }>(
    'SELECT id, schema_name, role_name FROM control.tenants LIMIT 1',
  );
  assert.ok(tenant);
  const tables = await owner.query<{ name: string }>(
    "SELECT oid::regclass::text AS name FROM pg_class WHERE relnamespace = $1::regnamespace AND relkind = 'r' AND obj_description(oid, 'pg_class') LIKE 'append-only%'",
    [tenant.schema_name],
  );
  assert.ok(tables.length >= 3);
  for (const { name } of tables) {
    const column = await columnOf(name);
    for (const statement of [
      `UPDATE ${name} SET ${column} = DEFAULT`,
      `DELETE FROM ${name}`,
      `TRUNCATE ${name}`,
    ]) {
      const tried = app.transaction(async () => {
        await app.script(`SET LOCAL ROLE ${tenant.role_name}; SET LOCAL gamut.tenant = '${tenant.id}'`);
        await app.query(statement);
      });
      await assert.rejects(tried, { code: '42501' }, statement);
    }
  }
});

async function columnOf(table: string): Promise<string> {
  const [row] = await owner.query<{ name: string }>(
    'SELECT attname::text AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum = 1',
    [table],
  );
  return row?.name ?? '';
}
