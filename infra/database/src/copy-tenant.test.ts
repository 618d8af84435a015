/** A copy is exact to the last bit of every type that a tenant's tables have, in bounded pages, and a row that differs is found. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import {
  assertArrived,
  copyTenantRows,
  readTenantRows,
  startTableSum,
  sumTenantTable,
  useExactText,
} from './copy-tenant.ts';
import { makeEmptyTenant } from './empty-tenant.ts';
import { newNames } from './make-tenant.ts';
import { appliedTo } from './migration-ledger.ts';
import { openOwnerSession, type OwnerSession } from './owner-session.ts';
import { assertSameTables, listTenantTables, type TenantTable } from './tenant-tables.ts';

let database: TestDatabase;
let session: OwnerSession;
let tenant: { id: string; schema: string };

before(async () => {
  database = await testDatabase();
  const { id } = await database.createTenant('source');
  session = await openOwnerSession(database.migratorUrl, 'test');
  const [row] = await session.query<{ schema: string }>(
    'SELECT schema_name AS schema FROM control.tenants WHERE id = $1',
    [id],
  );
  tenant = { id, schema: row?.schema ?? '' };
  await fill();
});
after(async () => {
  await session.close();
  await database.close();
});

const awkward = [
  'plain',
  'quote " and \' and \\ and \\n and {a,b} and NULL',
  'line\nfeed\r\ttab \u0001\u001f\u007f',
  'Ключ — ключ \u{1f511} e\u0301 \u2028',
  ' '.repeat(3),
];
const floats = ['0.1', '1e-307', '1.7976931348623157e308', '5e-324', '0.30000000000000004', '123456789.123'];

async function fill(): Promise<void> {
  await session.script(`SET search_path = ${tenant.schema}`);
  for (const [at, text] of awkward.entries())
    await session.query(
      `INSERT INTO agents (id, name, purpose, created_at, updated_at)
       VALUES ($1, $2, $3, '2026-01-02 03:04:05.678901+00', '-infinity')`,
      [`agt_${String(at)}`, `agent-${'abcdef'[at] ?? ''}`, text],
    );
  await session.query(
    `INSERT INTO connectors (id, name, title, transport, catalogue, sealed_headers, created_at, updated_at)
     VALUES ('con_1', 'files', 'Files', 'stdio', 'files', $1, now(), 'infinity')`,
    ['{"b": 1.10, "a": [12345678901234567890.123456789, null, "\\u0001\\"\\\\"], "aa": {}}'],
  );
  for (const [at, amount] of floats.entries()) {
    await session.query(
      `INSERT INTO tools (id, connector_id, name, title, description, input_schema, schema_sha256, action_type, data_class, risk, target_pointers, target_classes, pinned_at)
       VALUES ($1, 'con_1', $1, '', '', '{}', repeat('0', 64), 'read', 'internal', 'low', $2::text[], '[{"x": 1e3}]', now())`,
      [`tol_${String(at)}`, [...awkward, '', 'NULL']],
    );
    await session.query(
      `INSERT INTO tool_permissions (id, agent_id, tool_id, amount_max, created_at) VALUES ($1, 'agt_0', $1, $2::text::float8, now())`,
      [`tol_${String(at)}`, amount],
    );
  }
  await session.query('UPDATE facts_state SET version = 9007199254740991');
  await session.query('INSERT INTO nonces SELECT md5(n::text), now() FROM generate_series(1, 2500) n');
  await session.query(
    `INSERT INTO journal_entries (stream, seq, hash, at, kind, bytes)
     SELECT stream, n, repeat('a', 64), now(), 'k', repeat('x', CASE WHEN n % 7 = 0 THEN 1000000 ELSE 10 END)
     FROM generate_series(1, 20) n, unnest('{decisions,audit}'::text[]) stream`,
  );
  await session.script('RESET search_path');
}

/** An empty schema of the same migrations, beside it; undone when the test is over. */
async function beside(work: (schema: string, tables: TenantTable[]) => Promise<void>): Promise<void> {
  const names = newNames();
  const undo = new Error('undo');
  await session
    .transaction(async () => {
      await useExactText(session);
      const tables = await makeEmptyTenant(session, database.migrations, {
        id: tenant.id,
        slug: 'source',
        schema_name: names.schema,
        role_name: names.role,
        applied: await appliedTo(session, tenant.id),
      });
      await work(names.schema, tables);
      throw undo;
    })
    .catch((error: unknown) => assert.equal(error, undo));
}

test('every row arrives, each value as it was, whatever its type and however awkward', async () => {
  await beside(async (schema, tables) => {
    const sums = await copyTenantRows({ session, schema: tenant.schema }, { session, schema });
    const copied = new Map(sums.map(({ table, rows }) => [table, rows]));
    const made = {
      agents: 5,
      connectors: 1,
      journal_entries: 40,
      nonces: 2500,
      tool_permissions: 6,
      tools: 6,
    };
    for (const [table, rows] of Object.entries(made)) assert.equal(copied.get(table), rows, table);
    for (const { name } of tables) {
      // text again after text would hide a value that both sides spell alike: the server itself compares the rows
      const differing = await session.query(
        `(TABLE ${tenant.schema}.${name} EXCEPT ALL TABLE ${schema}.${name}) UNION ALL (TABLE ${schema}.${name} EXCEPT ALL TABLE ${tenant.schema}.${name})`,
      );
      assert.deepEqual(differing, [], name);
    }
  });
});

test('rows are read in pages of at most four megabytes, each row once', async () => {
  const tables = await listTenantTables(session, tenant.schema);
  const entries = tables.find(({ name }) => name === 'journal_entries') as TenantTable;
  const pages: string[][] = [];
  for await (const page of readTenantRows(session, tenant.schema, entries)) pages.push(page);
  const bytes = (page: string[]) => page.reduce((all, line) => all + Buffer.byteLength(line), 0);
  assert.ok(pages.every((page) => page.length === 1 || bytes(page) <= 4_000_000));
  assert.ok(pages.length >= 2);
  assert.equal(new Set(pages.flat()).size, 40);
});

test('what a row points to is written before it', async () => {
  const names = (await listTenantTables(session, tenant.schema)).map(({ name }) => name);
  for (const [first, then] of [
    ['people', 'agents'],
    ['agents', 'agent_credentials'],
    ['connectors', 'tools'],
    ['tools', 'approvals'],
  ] as const)
    assert.ok(names.indexOf(first) < names.indexOf(then), `${first} before ${then}`);
});

test('a row that changed, is missing or stands there twice is found by the sums', async () => {
  await beside(async (schema, tables) => {
    const sums = await copyTenantRows({ session, schema: tenant.schema }, { session, schema });
    for (const spoil of [
      `UPDATE ${schema}.agents SET purpose = purpose || ' ' WHERE id = 'agt_1'`,
      `UPDATE ${schema}.tool_permissions SET amount_max = 0.1 WHERE id = 'tol_4'`,
      `DELETE FROM ${schema}.nonces WHERE nonce = md5('7')`,
      `INSERT INTO ${schema}.nonces VALUES ('more', now())`,
    ]) {
      await session.script(`SAVEPOINT before; ${spoil}`);
      await assert.rejects(
        assertArrived(session, schema, tables, sums),
        /did not arrive as it was sent/,
        spoil,
      );
      await session.script('ROLLBACK TO before');
    }
    await assertArrived(session, schema, tables, sums);
  });
});

test('the order of the rows does not count, and equal rows do not cancel out', () => {
  const sumOf = (...lines: string[]) => {
    const sum = startTableSum('t');
    for (const line of lines) sum.add(line);
    return sum.end();
  };
  assert.deepEqual(sumOf('a', 'b'), sumOf('b', 'a'));
  assert.notEqual(sumOf('a', 'a').sha256, sumOf('b', 'b').sha256);
  assert.notEqual(sumOf('a', 'a').sha256, sumOf().sha256);
});

test('tables that are not the same, and those that a copy could not carry, are refused by name', async () => {
  const tables = await listTenantTables(session, tenant.schema);
  assert.throws(() => assertSameTables(tables, tables.slice(1)), /not the same/);
  for (const [sql, why] of [
    [`CREATE TABLE ${tenant.schema}.keyless (a text)`, /keyless is not a table with a primary key/],
    [`CREATE SEQUENCE ${tenant.schema}.counter`, /counter is not a table/],
    [
      `CREATE TABLE ${tenant.schema}.made (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY)`,
      /made(_id_seq)? is not|made\.id is made by the database/,
    ],
  ] as const)
    await assert.rejects(
      session.transaction(async () => {
        await session.script(sql);
        await listTenantTables(session, tenant.schema);
      }),
      why,
    );
});

test('a sum does not depend on the settings that a session happened to have', async () => {
  const tables = await listTenantTables(session, tenant.schema);
  const agents = tables.find(({ name }) => name === 'agents') as TenantTable;
  const sumUnder = (settings: string) =>
    session.transaction(async () => {
      await session.script(settings);
      await useExactText(session);
      return sumTenantTable(session, tenant.schema, agents);
    });
  const one = await sumUnder("SET LOCAL timezone = 'Asia/Kathmandu'; SET LOCAL datestyle = 'German'");
  assert.deepEqual(one, await sumUnder('SET LOCAL extra_float_digits = -15'));
});
