/** The catalog proof through the door: a database as migrated has no breach, and each planted one is named to the tenant. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startOwnServer, type OwnServer } from '../../../tests/support/own-server.ts';
import { createTenant } from './create-tenant.ts';
import { createDatabase, type Database, type TenantRef } from './database.ts';
import { openOwnerSession, type OwnerSession } from './owner-session.ts';
import { askTenantIsolation, tryForeignTenant, type IsolationAnswer } from './tenant-isolation.ts';

let server: OwnServer;
let db: Database;
let owner: OwnerSession;
let a: TenantRef;
let b: TenantRef;

before(async () => {
  // roles belong to the whole server: what is planted here would shut the platforms of other tests
  server = await startOwnServer();
  db = createDatabase({ url: server.url('gamut_app'), applicationName: 'isolation', poolSize: 2 });
  owner = await openOwnerSession(server.url('postgres'), 'isolation');
  a = await find('alpha');
});
after(async () => {
  await owner.close();
  await db.close();
  await server.close();
});

async function find(slug: string): Promise<TenantRef> {
  const found = await db.findTenant({ slug });
  assert.ok(found);
  return found;
}

const ask = (): Promise<IsolationAnswer[]> => db.readTenant(a, askTenantIsolation);

test('a tenant that lives alone has nobody to try, and says so', async () => {
  assert.equal(await tryForeignTenant(db, a), 'alone');
  const beta = { slug: 'beta', name: 'Beta', plan: 'enterprise' };
  await createTenant(server.url('gamut_migrator'), server.migrations, beta);
  b = await find('beta');
  assert.equal(await tryForeignTenant(db, a), 'refused');
});

test('the catalog of a migrated database names no breach, and was asked about something', async () => {
  for (const { asked, lookedAt, breaches } of await ask()) {
    assert.deepEqual(breaches, [], asked);
    assert.ok(lookedAt > (asked === 'reaches_in' ? 2 : 20), `${asked}: ${String(lookedAt)}`);
  }
});

const planted: readonly (readonly [
  IsolationAnswer['asked'],
  name: string,
  plant: () => string,
  undo: () => string,
])[] = [
  [
    'reaches_in',
    'another tenant may enter',
    () => `GRANT USAGE ON SCHEMA ${a.schema} TO ${b.role}`,
    () => `REVOKE USAGE ON SCHEMA ${a.schema} FROM ${b.role}`,
  ],
  [
    'reaches_in',
    'a table is given to everybody',
    () => `GRANT SELECT ON ${a.schema}.people TO PUBLIC`,
    () => `REVOKE SELECT ON ${a.schema}.people FROM PUBLIC`,
  ],
  [
    'reaches_in',
    'a column is given to control',
    () => `GRANT SELECT (email) ON ${a.schema}.people TO gamut_control`,
    () => `REVOKE SELECT (email) ON ${a.schema}.people FROM gamut_control`,
  ],
  [
    'reaches_in',
    'another tenant is a member',
    () => `GRANT ${a.role} TO ${b.role}`,
    () => `REVOKE ${a.role} FROM ${b.role}`,
  ],
  [
    'reaches_in',
    'the login reads everything',
    () => 'GRANT pg_read_all_data TO gamut_app',
    () => 'REVOKE pg_read_all_data FROM gamut_app',
  ],
  [
    'reaches_out',
    'this role may enter another schema',
    () => `GRANT USAGE ON SCHEMA ${b.schema} TO ${a.role}`,
    () => `REVOKE USAGE ON SCHEMA ${b.schema} FROM ${a.role}`,
  ],
  [
    'reaches_out',
    'this role has a right on control',
    () => `GRANT SELECT ON control.users TO ${a.role}`,
    () => `REVOKE SELECT ON control.users FROM ${a.role}`,
  ],
  [
    'reaches_out',
    'this role has a right on a column of another',
    () => `GRANT SELECT (email) ON ${b.schema}.people TO ${a.role}`,
    () => `REVOKE SELECT (email) ON ${b.schema}.people FROM ${a.role}`,
  ],
  [
    'reaches_out',
    'this role is a member of another',
    () => `GRANT ${b.role} TO ${a.role}`,
    () => `REVOKE ${b.role} FROM ${a.role}`,
  ],
  [
    'reaches_out',
    'this role steps over row security',
    () => `ALTER ROLE ${a.role} BYPASSRLS`,
    () => `ALTER ROLE ${a.role} NOBYPASSRLS`,
  ],
  [
    'rows_walled',
    'a table lost its row security',
    () => `ALTER TABLE ${a.schema}.people DISABLE ROW LEVEL SECURITY`,
    () => `ALTER TABLE ${a.schema}.people ENABLE ROW LEVEL SECURITY`,
  ],
  [
    'rows_walled',
    'a policy lets everybody through',
    () => `CREATE POLICY hole ON ${a.schema}.people USING (true)`,
    () => `DROP POLICY hole ON ${a.schema}.people`,
  ],
];

for (const [asked, name, plant, undo] of planted) {
  test(`a planted breach is named: ${name}`, async () => {
    await owner.script(plant());
    try {
      const found = (await ask()).find((answer) => answer.asked === asked);
      assert.notDeepEqual(found?.breaches, []);
    } finally {
      await owner.script(undo());
    }
    assert.deepEqual(
      (await ask()).flatMap(({ breaches }) => breaches),
      [],
    );
  });
}

test('a schema that another tenant was let into is reached, and the attempt says so', async () => {
  await owner.script(
    `GRANT USAGE ON SCHEMA ${b.schema} TO ${a.role}; GRANT SELECT ON ${b.schema}.people TO ${a.role}`,
  );
  try {
    assert.equal(await tryForeignTenant(db, a), 'reached');
  } finally {
    await owner.script(
      `REVOKE SELECT ON ${b.schema}.people FROM ${a.role}; REVOKE USAGE ON SCHEMA ${b.schema} FROM ${a.role}`,
    );
  }
});
