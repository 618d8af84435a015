/**
 * Security promise 1: a query that forgot its tenant refuses, on every table that the catalog knows. Without the door's words
 * the application's login is denied; with half of them, the role or the setting alone, no row is seen, changed or made; with
 * another tenant's setting neither. The tables are full: one of everything was made in both tenants by the product itself.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { testPlatform, type PlatformUnderTest } from '../support/platform.ts';
import { makeWorld } from '../support/route-world.ts';

interface Table {
  readonly schema: string;
  readonly name: string;
  readonly column: string;
  readonly names_tenant: boolean;
  rows: number;
}

let under: PlatformUnderTest;
let owner: OwnerSession;
let app: OwnerSession;
let tables: Table[];

before(async () => {
  under = await testPlatform();
  for (const ref of [under.tenant, under.other])
    await makeWorld(under, await under.as('administrator', ref), ref);
  owner = await openOwnerSession(under.database.superuserUrl, 'forgotten');
  app = await openOwnerSession(under.database.appUrl, 'forgotten');
  tables = await owner.query<Table>(
    `SELECT n.nspname AS schema, c.oid::regclass::text AS name, (SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = c.oid AND attnum = 1) AS column,
       EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.oid AND attname = 'tenant_id') AS names_tenant
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND (n.nspname = 'control' OR n.nspname ~ '^t_') ORDER BY 2`,
  );
  for (const table of tables) {
    const [row] = await owner.query<{ rows: number }>(`SELECT count(*) AS rows FROM ${table.name}`);
    table.rows = row?.rows ?? 0;
  }
});

after(async () => {
  await app.close();
  await owner.close();
  await under.close();
});

const tablesOf = (schema: string): Table[] => tables.filter((table) => table.schema === schema);

/** What a statement did as the application's login after these words: rows, or the state of its refusal; always rolled back. */
async function tried(words: string, statement: string): Promise<number | string> {
  let outcome: number | string = 'nothing';
  const undo = new Error('rolled back');
  await app
    .transaction(async () => {
      if (words !== '') await app.script(words);
      outcome = await app.query<object>(statement).then(
        (rows) => rows.length,
        (error: unknown) => (error as { code?: string }).code ?? String(error),
      );
      throw undo;
    })
    .catch((error: unknown) => assert.equal(error, undo));
  return outcome;
}

const changes = ({ name, column }: Table): string[] => [
  `UPDATE ${name} SET ${column} = ${column} RETURNING 1`,
  `DELETE FROM ${name} RETURNING 1`,
];
const statements = (table: Table): string[] => [
  `SELECT 1 FROM ${table.name}`,
  ...changes(table),
  `INSERT INTO ${table.name} DEFAULT VALUES`,
  `TRUNCATE ${table.name}`,
  `LOCK TABLE ${table.name}`,
  `COPY ${table.name} TO STDOUT`,
  `SELECT ${table.column} FROM ${table.name} FOR UPDATE`,
];

test('there is something to lose: control and both tenants are full of rows', () => {
  for (const ref of [under.tenant, under.other]) {
    const full = tablesOf(ref.schema).filter(({ rows }) => rows > 0);
    assert.ok(full.length >= 16, `${full.length} of ${tablesOf(ref.schema).length} tables of a tenant`);
  }
  assert.ok(tablesOf('control').filter(({ rows }) => rows > 0).length >= 8);
});

test('without the door’s words every statement on every table is denied', async () => {
  for (const table of tables)
    for (const statement of statements(table)) assert.equal(await tried('', statement), '42501', statement);
});

test('with the setting and no role every statement on every table is denied', async () => {
  for (const table of tables)
    for (const words of [
      `SET LOCAL gamut.tenant = '${under.tenant.id}'`,
      "SET LOCAL gamut.scope = 'routing'",
    ])
      for (const statement of statements(table))
        assert.equal(await tried(words, statement), '42501', `${words}; ${statement}`);
});

test('with the role and no setting, or another tenant’s, no row is seen or changed, and none can be made', async () => {
  const { tenant, other } = under;
  const halves = [
    `SET LOCAL ROLE ${tenant.role}`,
    `SET LOCAL ROLE ${tenant.role}; SET LOCAL gamut.tenant = '${other.id}'`,
    `SET LOCAL ROLE ${tenant.role}; SET LOCAL gamut.tenant = ''; SET LOCAL gamut.scope = 'routing'`,
    `SET LOCAL ROLE ${tenant.role}; SET LOCAL row_security = on`,
  ];
  for (const table of tablesOf(tenant.schema))
    for (const words of halves) {
      assert.equal(await tried(words, `SELECT 1 FROM ${table.name}`), 0, `${words}; ${table.name}`);
      for (const statement of changes(table))
        assert.ok([0, '42501'].includes(await tried(words, statement)), `${words}; ${statement}`);
      const copied = `INSERT INTO ${table.name} SELECT (jsonb_populate_record(NULL::${table.name}, '{"${table.column.replaceAll('"', '')}": null}')).*`;
      assert.equal(await tried(words, copied), '42501', copied);
    }
  const whole = `SET LOCAL ROLE ${tenant.role}; SET LOCAL gamut.tenant = '${tenant.id}'`;
  for (const table of tablesOf(tenant.schema))
    assert.equal(await tried(whole, `SELECT 1 FROM ${table.name}`), table.rows, 'with both, all of its own');
});

test('another tenant’s role reaches no table of this one, whatever the setting says', async () => {
  const { tenant, other } = under;
  for (const setting of [tenant.id, other.id])
    for (const table of tablesOf(tenant.schema))
      for (const statement of statements(table)) {
        const words = `SET LOCAL ROLE ${other.role}; SET LOCAL gamut.tenant = '${setting}'`;
        assert.equal(await tried(words, statement), '42501', `${words}; ${statement}`);
      }
});

test('control’s role sees nothing without a scope, and with a tenant’s setting only rows that name it', async () => {
  const { tenant } = under;
  for (const table of tablesOf('control')) {
    const bare = await tried('SET LOCAL ROLE gamut_control', `SELECT 1 FROM ${table.name}`);
    assert.equal(bare, 0, table.name);
    const words = `SET LOCAL ROLE gamut_control; SET LOCAL gamut.tenant = '${tenant.id}'`;
    if (table.names_tenant) {
      const foreign = `SELECT 1 FROM ${table.name} WHERE tenant_id IS DISTINCT FROM '${tenant.id}'`;
      assert.equal(await tried(words, foreign), 0, table.name);
    } else if (!['control.tenants', 'control.users'].includes(table.name)) {
      assert.equal(await tried(words, `SELECT 1 FROM ${table.name}`), 0, table.name);
    }
    const routing = "SET LOCAL ROLE gamut_control; SET LOCAL gamut.scope = 'routing'";
    assert.equal(await tried(routing, `SELECT 1 FROM ${table.name}`), table.rows, 'routing sees all');
  }
  const words = `SET LOCAL ROLE gamut_control; SET LOCAL gamut.tenant = '${tenant.id}'`;
  assert.equal(await tried(words, 'SELECT 1 FROM control.tenants'), 1);
  const strangers = `SELECT 1 FROM control.users WHERE email NOT LIKE '%@${tenant.slug}.example'`;
  assert.equal(await tried(words, strangers), 0);
});
