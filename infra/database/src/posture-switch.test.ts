/** From one posture into the other by a migration run, there and back, with a tenant that is held shut staying shut. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { testDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { driftLine, reportDrift } from './drift.ts';
import { fenceTenant, grantTenant } from './grant-tenant.ts';
import { migrateDatabase } from './migrate.ts';
import { openOwnerSession, type OwnerSession } from './owner-session.ts';
import { tenantLoginUrl } from './tenant-logins.ts';

const secret = randomBytes(32);
let server: TestDatabase;
let migrator: OwnerSession;
interface Place {
  readonly id: string;
  readonly schema_name: string;
  readonly role_name: string;
}
let open: Place;
let shut: Place;

before(async () => {
  server = await testDatabase();
  await server.createTenant('open');
  await server.createTenant('shut');
  migrator = await openOwnerSession(server.migratorUrl, 'posture-switch');
  [open, shut] = (await migrator.query<Place>(
    'SELECT id, schema_name, role_name FROM control.tenants ORDER BY slug',
  )) as [Place, Place];
  await fenceTenant(migrator, shut);
});

after(async () => {
  await migrator.close();
  await server.close();
});

async function rightsOf(place: Place) {
  const [row] = await migrator.query<Record<string, boolean>>(
    `SELECT r.rolcanlogin AS login, EXISTS (SELECT FROM pg_auth_members m WHERE m.roleid = r.oid AND m.member = 'gamut_app'::regrole) AS granted,
       has_schema_privilege(r.oid, $2, 'USAGE') AS usage, has_table_privilege(r.oid, $2 || '.people', 'SELECT') AS "select" FROM pg_roles r WHERE r.rolname = $1`,
    [place.role_name, place.schema_name],
  );
  return row;
}

const nothing = { login: false, granted: false, usage: false, select: false };
const options = () => ({ migratorUrl: server.migratorUrl, migrations: server.migrations });

test('with the tenants’ secret every open tenant gets its login and leaves the application’s', async () => {
  await migrateDatabase({ ...options(), tenantLoginSecret: secret });
  assert.deepEqual(await rightsOf(open), { login: true, granted: false, usage: true, select: true });
  const session = await openOwnerSession(
    tenantLoginUrl(server.appUrl, secret, open.role_name),
    'posture-switch',
  );
  assert.equal((await session.query('SELECT 1')).length, 1);
  await session.close();
});

test('a tenant that is held shut is not opened by it, nor by a migration of its schema', async () => {
  assert.deepEqual(await rightsOf(shut), nothing);
  const version = server.migrations.tenant.length + 1;
  const more = {
    version,
    name: 'more',
    checksum: 'a'.repeat(64),
    sql: 'CREATE TABLE :schema.more (id text)',
  };
  const migrations = {
    control: server.migrations.control,
    tenant: [...server.migrations.tenant, more],
  };
  await migrateDatabase({ migratorUrl: server.migratorUrl, migrations, tenantLoginSecret: secret });
  assert.deepEqual(await rightsOf(shut), nothing);
  const drift = await reportDrift({ migratorUrl: server.migratorUrl, migrations, tenantLoginSecret: secret });
  assert.deepEqual(drift.map(driftLine), ['shut: role should be open; it is shut']);
  await grantTenant(migrator, shut, { tenantLoginSecret: secret });
  assert.deepEqual(
    await reportDrift({ migratorUrl: server.migratorUrl, migrations, tenantLoginSecret: secret }),
    [],
  );
  await migrateDatabase({ migratorUrl: server.migratorUrl, migrations });
  assert.deepEqual(await reportDrift({ migratorUrl: server.migratorUrl, migrations }), []);
});

test('back in the usual posture no tenant can log in', async () => {
  for (const place of [open, shut])
    assert.deepEqual(await rightsOf(place), { login: false, granted: true, usage: true, select: true });
  await assert.rejects(
    openOwnerSession(tenantLoginUrl(server.appUrl, secret, open.role_name), 'posture-switch'),
    { sqlState: '28P01' },
  );
});
