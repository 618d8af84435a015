/**
 * Security promise 1, the catalog proof: with eight tenants in one database, no privilege is true for any ordered pair of
 * them, for the application's bare login, for control in a tenant's schema, or for PUBLIC; what control and a tenant may do
 * in their own schema equals a table written by hand. Each kind of breach is planted in turn, and named.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';
import { findCatalogBreaches } from './catalog-breaches.ts';
import { controlRights, tenantRights } from './own-rights.ts';
import { plantedBreaches } from './planted-breaches.ts';

interface Named {
  readonly schema_name: string;
  readonly role_name: string;
}

const tenantCount = 8;
let server: TestDatabase;
let owner: OwnerSession;
let tenants: Named[];

before(async () => {
  server = await testDatabase();
  for (let n = 0; n < tenantCount; n++) await server.createTenant(`tenant-${String(n)}`);
  owner = await openOwnerSession(server.superuserUrl, 'catalog-proof');
  tenants = await owner.query<Named>('SELECT schema_name, role_name FROM control.tenants ORDER BY id');
});

after(async () => {
  await owner.close();
  await server.close();
});

test(`for all ordered pairs of ${tenantCount} tenants and all objects, nothing is reachable that is not one's own`, async () => {
  assert.equal(tenants.length, tenantCount);
  assert.deepEqual(await findCatalogBreaches(owner), []);
});

test('the proof sees the objects: every schema holds tables, columns, types and routines that somebody may use', async () => {
  const [seen] = await owner.query<Record<string, number>>(
    `SELECT (SELECT count(*) FROM pg_class c JOIN control.tenants t ON t.schema_name = c.relnamespace::regnamespace::text WHERE has_table_privilege(t.role_name, c.oid, 'SELECT')) AS tables,
       (SELECT count(*) FROM pg_type y JOIN control.tenants t ON t.schema_name = y.typnamespace::regnamespace::text WHERE y.typtype = 'd' AND has_type_privilege(t.role_name, y.oid, 'USAGE')) AS types,
       (SELECT count(*) FROM pg_proc p JOIN control.tenants t ON t.schema_name = p.pronamespace::regnamespace::text WHERE has_function_privilege(t.role_name, p.oid, 'EXECUTE')) AS routines`,
  );
  assert.ok((seen?.['tables'] ?? 0) >= tenantCount * 20);
  assert.ok((seen?.['types'] ?? 0) >= tenantCount * 3);
  assert.ok((seen?.['routines'] ?? 0) >= tenantCount * 2);
});

/** What a role may do with each table of a schema, as letters of Postgres's own ACLs, and columns where those are fewer. */
async function rightsIn(schema: string, role: string): Promise<Record<string, string>> {
  const rows = await owner.query<{ name: string; rights: string }>(
    `SELECT c.relname AS name, string_agg(w.letter, '' ORDER BY w.at) FILTER (WHERE has_table_privilege($2, c.oid, w.word))
       || coalesce((SELECT ' update(' || string_agg(a.attname, ',' ORDER BY a.attname) || ')' FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
            AND NOT a.attisdropped AND NOT has_table_privilege($2, c.oid, 'UPDATE') AND has_column_privilege($2, c.oid, a.attnum, 'UPDATE')), '') AS rights
     FROM pg_class c, (VALUES (1, 'SELECT', 'r'), (2, 'INSERT', 'a'), (3, 'UPDATE', 'w'), (4, 'DELETE', 'd'), (5, 'TRUNCATE', 'D'),
       (6, 'REFERENCES', 'x'), (7, 'TRIGGER', 't'), (8, 'MAINTAIN', 'm')) AS w (at, word, letter)
     WHERE c.relnamespace = $1::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') GROUP BY c.oid, c.relname ORDER BY 1`,
    [schema, role],
  );
  return Object.fromEntries(rows.map(({ name, rights }) => [name, rights ?? '']));
}

test('what control may do is what the table says, and not one letter more', async () => {
  assert.deepEqual(await rightsIn('control', 'gamut_control'), controlRights);
});

test('what a tenant may do in its own schema is what the table says, for every tenant', async () => {
  for (const { schema_name, role_name } of tenants)
    assert.deepEqual(await rightsIn(schema_name, role_name), tenantRights);
});

test('nobody but the migrator may make anything in a schema, not even in their own', async () => {
  const rows = await owner.query(
    `SELECT r.rolname, n.nspname FROM pg_namespace n, pg_roles r WHERE (r.rolname IN (SELECT role_name FROM control.tenants) OR r.rolname IN ('gamut_app', 'gamut_control'))
       AND has_schema_privilege(r.oid, n.oid, 'CREATE')`,
  );
  assert.deepEqual(rows, []);
});

test('the row type of another tenant’s table can’t be named either', async () => {
  const [a, b] = tenants as [Named, Named];
  const app = await openOwnerSession(server.appUrl, 'catalog-proof');
  try {
    for (const sql of [
      `SELECT NULL::${b.schema_name}.people`,
      `SELECT NULL::${b.schema_name}.people[]`,
      `SELECT NULL::${b.schema_name}.severity`,
      `SELECT '${b.schema_name}.people'::regclass`,
    ]) {
      const tried = app.transaction(async () => {
        await app.script(`SET LOCAL ROLE ${a.role_name}`);
        await app.query(sql);
      });
      await assert.rejects(tried, { code: '42501' }, sql);
    }
  } finally {
    await app.close();
  }
});

test('the proof can fail: every kind of breach, planted and taken back, is named', async () => {
  const [a, b] = tenants as [Named, Named];
  const aimed = (text: string): string =>
    text
      .replaceAll(/:r([ab])\b/g, (_all, which: string) => (which === 'a' ? a : b).role_name)
      .replaceAll(/:([ab])\b/g, (_all, which: string) => (which === 'a' ? a : b).schema_name)
      .replaceAll(':database', server.name);
  const undone = new Error('taken back');
  for (const { sql, named } of plantedBreaches) {
    const tried = owner.transaction(async () => {
      await owner.script(aimed(sql));
      const found = await findCatalogBreaches(owner);
      assert.ok(
        found.some((sentence) => sentence.includes(aimed(named))),
        `${sql} was not named: ${found.slice(0, 3).join('; ')}`,
      );
      throw undone;
    });
    await assert.rejects(tried, undone);
  }
  assert.deepEqual(await findCatalogBreaches(owner), []);
});
