/** Guarantees of the declaration: what is not declared can't be sealed, and the database holds no sealed column beside it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { createDatabase, type Database, type TenantRef } from '@gamut/database/database';
import { openOwnerSession } from '@gamut/database/owner-session';
import { testDatabase, type TestDatabase } from '../../../../tests/support/postgres.ts';
import { purposeOf, sealedColumns, type SealedPlace } from './sealed-columns.ts';
import { createTenantKeys } from './tenant-keys.ts';

const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
let database: TestDatabase;
let db: Database;
let tenant: TenantRef;

before(async () => {
  database = await testDatabase();
  const { id } = await database.createTenant('sealed');
  db = createDatabase({ url: database.appUrl, applicationName: 'test' });
  tenant = (await db.findTenant({ id })) as TenantRef;
});

after(async () => {
  await db.close();
  await database.close();
});

test('a column that is not declared does not compile, and is refused when it is cast', async () => {
  const { seal } = await createTenantKeys(db, [randomBytes(32)], clock, randomBytes).sealerOf(tenant);
  seal({ table: 'decisions', column: 'arguments_sealed', row: 'dec_1' }, 'fits');
  // @ts-expect-error: no such table is declared
  const table: SealedPlace = { table: 'agents', column: 'arguments_sealed', row: 'agt_1' };
  // @ts-expect-error: no such column is declared
  const column: SealedPlace = { table: 'decisions', column: 'arguments', row: 'dec_1' };
  // @ts-expect-error: it is sealed to Gateway, so no tenant's key may seal or open it
  const gateway: SealedPlace = { table: 'connectors', column: 'sealed_headers', row: 'con_1' };
  for (const place of [table, column, gateway]) {
    assert.throws(() => purposeOf(place), /is not declared as sealed/);
    assert.throws(() => seal(place, 'text'), /is not declared as sealed/);
  }
});

test('the catalog and the declaration name the same sealed columns, with the same nullability and row ids', async () => {
  const session = await openOwnerSession(database.superuserUrl, 'test');
  try {
    const found = await session.query<{ name: string; nullable: boolean }>(
      `SELECT CASE n.nspname WHEN 'control' THEN 'control' ELSE 'tenant' END || '.' || c.relname || '.' || a.attname AS name,
         NOT a.attnotnull AS nullable
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname IN ('control', $1) AND c.relkind IN ('r', 'p', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped
         AND (a.attname ~ '(^|_)sealed(_|$)' OR a.attname ~ '(^|_)wrapped(_|$)') AND a.attname !~ '_at$'
         AND a.atttypid IN ('text'::regtype, 'jsonb'::regtype, 'bytea'::regtype, 'varchar'::regtype, 'json'::regtype)
       ORDER BY 1`,
      [tenant.schema],
    );
    const declared = sealedColumns.map(({ schema, table, column, nullable }) => ({
      name: `${schema}.${table}.${column}`,
      nullable,
    }));
    assert.deepEqual(
      found,
      declared.sort((a, b) => a.name.localeCompare(b.name)),
    );
    for (const { schema, table, rowId } of sealedColumns) {
      const rows = await session.query(
        'SELECT FROM information_schema.columns WHERE table_schema = $1 AND table_name = $2 AND column_name = $3',
        [schema === 'control' ? 'control' : tenant.schema, table, rowId],
      );
      assert.equal(rows.length, 1, `${table}.${rowId}`);
    }
  } finally {
    await session.close();
  }
});
