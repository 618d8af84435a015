/** A tenant in a cell beside home: its place there first, home's row last; whatever is killed between, asking again makes it whole. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { newId } from '@gamut/kernel/id';
import { testDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { walledTenant } from './apply-migration.ts';
import { createTenant } from './create-tenant.ts';
import { driftLine, reportDrift } from './drift.ts';
import { insertTenantRow, makeTenantHere, makeTenantInCell, newNames } from './make-tenant.ts';
import { openOwnerSession, type OwnerSession } from './owner-session.ts';
import { readSchemaCatalog } from './schema-catalog.ts';

let home: TestDatabase;
let cell: TestDatabase;
let inHome: OwnerSession;
let inCell: OwnerSession;

before(async () => {
  home = await testDatabase();
  cell = await testDatabase();
  inHome = await openOwnerSession(home.migratorUrl, 'make-tenant');
  inCell = await openOwnerSession(cell.migratorUrl, 'make-tenant');
});

after(async () => {
  await inHome.close();
  await inCell.close();
  // roles are shared by the two databases of this server: where the objects are goes first
  await cell.close();
  await home.close();
});

const tenant = (slug: string) => ({
  id: newId('tnt', Date.now(), randomBytes(16)),
  slug,
  name: `Tenant ${slug}`,
  plan: 'enterprise',
});

const rowOf = async (session: OwnerSession, slug: string) =>
  (
    await session.query<{ id: string; cell: string; schema_name: string; role_name: string; here: boolean }>(
      'SELECT id, cell, schema_name, role_name, to_regnamespace(schema_name) IS NOT NULL AS here FROM control.tenants WHERE slug = $1',
      [slug],
    )
  )[0];

test('a tenant of a cell has its schema there alone, the same row on both sides, and equals one of home', async () => {
  const words = { slug: 'far', name: 'Far', plan: 'enterprise' };
  const where = { cell: { name: 'east', migratorUrl: cell.migratorUrl } };
  const made = await createTenant(home.migratorUrl, home.migrations, words, where);
  assert.equal(made.created, true);
  const [mirror, row] = [await rowOf(inCell, 'far'), await rowOf(inHome, 'far')];
  assert.deepEqual(row, { ...mirror, here: false });
  assert.deepEqual([mirror?.cell, mirror?.here, mirror?.id], ['east', true, made.id]);
  await home.createTenant('near');
  const near = await rowOf(inHome, 'near');
  assert.ok(mirror !== undefined && near !== undefined);
  assert.deepEqual(
    await readSchemaCatalog(inCell, walledTenant(mirror)),
    await readSchemaCatalog(inHome, walledTenant(near)),
  );
  assert.deepEqual(await createTenant(home.migratorUrl, home.migrations, words, where), {
    ...made,
    created: false,
  });
  const options = { migrations: home.migrations };
  assert.deepEqual((await reportDrift({ ...options, migratorUrl: home.migratorUrl })).map(driftLine), []);
  assert.deepEqual(
    (await reportDrift({ ...options, migratorUrl: cell.migratorUrl, cell: 'east' })).map(driftLine),
    [],
  );
});

test('killed after the place in the cell was made: asked again, the same tenant is finished, not a second one', async () => {
  const half = tenant('half');
  const place = await makeTenantInCell(inCell, cell.migrations, half, { cell: 'east' });
  assert.equal(await rowOf(inHome, 'half'), undefined, 'nobody can be routed to it yet');
  const made = await createTenant(
    home.migratorUrl,
    home.migrations,
    { slug: half.slug, name: half.name, plan: half.plan },
    { cell: { name: 'east', migratorUrl: cell.migratorUrl } },
  );
  assert.equal(made.id, half.id);
  assert.equal((await rowOf(inHome, 'half'))?.schema_name, place.schema);
});

test('a job that makes a place twice, by the id that it was given, gets the same place', async () => {
  const twice = tenant('twice');
  const first = await makeTenantInCell(inCell, cell.migrations, twice, { cell: 'east' });
  const again = await makeTenantInCell(inCell, cell.migrations, twice, { cell: 'east' });
  assert.deepEqual(again, { ...first, created: false });
  const row = { ...twice, cell: 'east', schema: first.schema, role: first.role };
  await insertTenantRow(inHome, row);
  await insertTenantRow(inHome, row);
  await assert.rejects(insertTenantRow(inHome, { ...row, cell: 'west' }), { code: 'conflict' });
});

test('a slug that belongs to another tenant is refused in the cell and in home, and nothing of it stays', async () => {
  const other = tenant('twice');
  await assert.rejects(makeTenantInCell(inCell, cell.migrations, other, { cell: 'east' }));
  await assert.rejects(insertTenantRow(inHome, { ...other, cell: 'east', ...newNames() }), {
    code: 'conflict',
    message: /the slug twice belongs to Tenant twice/,
  });
  const [left] = await inCell.query<{ schemas: number }>(
    "SELECT count(*) AS schemas FROM pg_namespace WHERE nspname ~ '^t_' AND nspname NOT IN (SELECT schema_name FROM control.tenants)",
  );
  assert.deepEqual(left, { schemas: 0 });
});

test('a place that is not granted is whole, and the application can’t become its role', async () => {
  const hidden = tenant('hidden');
  const { role } = await makeTenantInCell(inCell, cell.migrations, hidden, { cell: 'east', granted: false });
  const [row] = await inCell.query<{ granted: boolean }>(
    "SELECT EXISTS (SELECT FROM pg_auth_members WHERE roleid = $1::text::regrole AND member = 'gamut_app'::regrole) AS granted",
    [role],
  );
  assert.deepEqual(row, { granted: false });
});

test('a row whose schema is not here gets it under the row’s own names, with a ledger of its own', async () => {
  const returning = tenant('returning');
  const names = newNames();
  await insertTenantRow(inHome, { ...returning, cell: 'east', ...names });
  await inHome.query("INSERT INTO control.migration_ledger VALUES ($1, 1, 'stale', repeat('a', 64))", [
    returning.id,
  ]);
  const made = await inHome.transaction(() => makeTenantHere(inHome, home.migrations, returning));
  assert.deepEqual(made, { id: returning.id, ...names, created: true });
  const ledger = await inHome.query('SELECT version FROM control.migration_ledger WHERE scope = $1', [
    returning.id,
  ]);
  assert.equal(ledger.length, home.migrations.tenant.length);
});

test('a role that was given powers is refused, and so are names of another shape', async () => {
  const names = newNames();
  const superuser = await openOwnerSession(cell.superuserUrl, 'make-tenant');
  await superuser.script(`CREATE ROLE ${names.role} CREATEDB`);
  try {
    await assert.rejects(makeTenantInCell(inCell, cell.migrations, tenant('strong'), { names }), {
      code: 'conflict',
      message: /holds more than a tenant may/,
    });
  } finally {
    await superuser.script(`DROP ROLE ${names.role}`);
    await superuser.close();
  }
  for (const bad of [
    { schema: 'public', role: newNames().role },
    { schema: newNames().schema, role: 'gamut_app' },
    { schema: 't_0123456789abcdef; DROP SCHEMA control', role: newNames().role },
  ])
    await assert.rejects(
      makeTenantInCell(inCell, cell.migrations, tenant('bad-names'), { names: bad }),
      TypeError,
    );
});
