/**
 * The posture "own logins" on a managed Postgres, bootstrapped by an administrator who is no superuser: each tenant's login is
 * a member of nothing, its password stands nowhere, and neither set_config nor SET ROLE leads to another tenant.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { managedPostgres, type ManagedPostgres } from '../../../tests/support/managed-postgres.ts';
import { bootstrapDatabase } from './bootstrap.ts';
import { migrateDatabase } from './migrate.ts';
import { openOwnerSession, type OwnerSession } from './owner-session.ts';
import { tenantLoginPassword, tenantLoginUrl } from './tenant-logins.ts';

let server: ManagedPostgres;
let provider: OwnerSession;
interface Place {
  readonly id: string;
  readonly schema: string;
  readonly role: string;
}
let a: Place;
let b: Place;

before(async () => {
  server = await managedPostgres();
  provider = await openOwnerSession(server.superuserUrl, 'own-logins');
  await server.createTenant('alpha');
  await server.createTenant('beta');
  [a, b] = (await provider.query<Place>(
    'SELECT id, schema_name AS schema, role_name AS role FROM control.tenants ORDER BY slug',
  )) as [Place, Place];
});

after(async () => {
  await provider.close();
  await server.close();
});

/** One session as the tenant's own login, in one transaction with its setting. */
async function asTenant<T>(place: Place, work: (session: OwnerSession) => Promise<T>): Promise<T> {
  const session = await openOwnerSession(
    tenantLoginUrl(server.appUrl, server.tenantLoginSecret, place.role),
    'own-logins',
  );
  try {
    return await session.transaction(async () => {
      await session.script(`SET LOCAL gamut.tenant = '${place.id}'`);
      return work(session);
    });
  } finally {
    await session.close();
  }
}

test('each tenant logs in with the password that is derived for it, and with no other', async () => {
  const [row] = await asTenant(a, (session) =>
    session.query<{ login: string; rows: number }>(
      `SELECT session_user AS login, count(*)::int AS rows FROM ${a.schema}.facts_state`,
    ),
  );
  assert.deepEqual(row, { login: a.role, rows: 1 });
  const wrong = new URL(tenantLoginUrl(server.appUrl, server.tenantLoginSecret, a.role));
  wrong.password = tenantLoginPassword(server.tenantLoginSecret, b.role);
  await assert.rejects(openOwnerSession(wrong.href, 'own-logins'), { sqlState: '28P01' });
});

test('Postgres holds a SCRAM-SHA-256 verifier of 4096 rounds, and the password stands in no catalog', async () => {
  const rows = await provider.query<{ verifier: string }>(
    "SELECT rolpassword AS verifier FROM pg_authid WHERE rolname ~ '^(gt_|gamut_(app|migrator)$)'",
  );
  assert.equal(rows.length, 4);
  for (const { verifier } of rows)
    assert.match(
      verifier,
      /^SCRAM-SHA-256\$4096:[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$/,
    );
  assert.equal(new Set(rows.map(({ verifier }) => verifier.split('$')[1])).size, 4, 'a salt for each');
});

test('a tenant’s login is a member of nothing, holds no power, and the application is a member of none of them', async () => {
  const members = await provider.query<{ member: string; role: string; set: boolean; inherit: boolean }>(
    `SELECT m.rolname AS member, r.rolname AS role, a.set_option AS "set", a.inherit_option AS inherit FROM pg_auth_members a
       JOIN pg_roles m ON m.oid = a.member JOIN pg_roles r ON r.oid = a.roleid WHERE m.rolname ~ '^gt_' OR r.rolname ~ '^gt_'`,
  );
  assert.ok(members.every(({ member, set, inherit }) => member === 'gamut_migrator' && !set && !inherit));
  const [app] = await provider.query<{ roles: string[] }>(
    `SELECT array_agg(roleid::regrole::text) AS roles FROM pg_auth_members WHERE member = 'gamut_app'::regrole`,
  );
  assert.deepEqual(app, { roles: ['gamut_control'] });
  const strong = await provider.query(
    `SELECT rolname FROM pg_roles WHERE (rolname ~ '^gt_' OR rolname IN ('gamut_app', 'gamut_control')) AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication OR rolinherit AND rolname <> 'gamut_control')`,
  );
  assert.deepEqual(strong, []);
});

test('with set_config open, no hop leads to the other tenant, to the application or to control', async () => {
  assert.ok(server.openDoors.some((door) => door.includes('set_config')));
  for (const target of [b.role, 'gamut_app', 'gamut_control', 'gamut_migrator', 'cloud_admin']) {
    for (const hop of [
      `SELECT set_config('role', '${target}', true)`,
      `SELECT set_config('session_authorization', '${target}', true)`,
      `SET LOCAL ROLE ${target}`,
      `UPDATE pg_settings SET setting = '${target}' WHERE name = 'role'`,
      `DO $x$ BEGIN EXECUTE 'SET LOCAL ROLE ${target}'; END $x$`,
    ])
      assert.equal(await whoAfter(hop), a.role, hop);
  }
});

/** Refused, or without effect: `role` is a setting that pg_settings does not show. */
async function whoAfter(hop: string): Promise<string> {
  return asTenant(a, async (session) => {
    await session.query(hop);
    const [row] = await session.query<{ who: string }>('SELECT current_user AS who');
    return row?.who ?? '';
  }).catch((error: { code?: string }) => {
    assert.ok(['42501', '22023'].includes(error.code ?? ''), String(error.code));
    return a.role;
  });
}

test('a tenant’s login reads nothing of the other tenant or of control, whatever it sets', async () => {
  for (const sql of [
    `SELECT * FROM ${b.schema}.facts_state`,
    `SELECT query_to_xml('SELECT * FROM ${b.schema}.people', true, false, '')`,
    `SELECT table_to_xml('${b.schema}.facts_state', true, false, '')`,
    'SELECT * FROM control.tenants',
    `SELECT ${b.schema}.forget_agent('x')`,
    'CREATE TEMP TABLE x ()',
    'CREATE TABLE public.x ()',
    'SELECT lo_import($$/etc/hostname$$)',
    "SELECT pg_read_file('/etc/hostname')",
  ])
    await assert.rejects(
      asTenant(a, async (session) => {
        await session.script(`SET LOCAL gamut.tenant = '${b.id}'`);
        return session.query(sql);
      }),
      { code: '42501' },
      sql,
    );
});

test('bootstrap again as the same administrator changes nothing, and refuses by name when own logins are not asked for', async () => {
  const again = await bootstrapDatabase({
    superuserUrl: server.administratorUrl,
    tenantLogins: 'own',
    ...server.passwords,
  });
  assert.deepEqual(again.openDoors, server.openDoors);
  await assert.rejects(bootstrapDatabase({ superuserUrl: server.administratorUrl, ...server.passwords }), {
    code: 'forbidden',
    message: /needs a superuser/,
    fix: /GAMUT_TENANT_LOGINS=own/,
  });
  await assert.rejects(
    bootstrapDatabase({ superuserUrl: server.appUrl, tenantLogins: 'own', ...server.passwords }),
    { code: 'forbidden', message: /may create roles/ },
  );
});

test('the doors that an owner of the database may shut are shut; the others are named', () => {
  const named = server.openDoors.join('\n');
  for (const door of ['set_config', 'USAGE on language plpgsql']) assert.ok(named.includes(door), door);
  for (const door of ['TEMP', 'schema public', 'CREATE on the database'])
    assert.ok(!named.includes(door), door);
});

test('without the tenants’ secret the migrator refuses this database, naming an open door', async () => {
  await assert.rejects(migrateDatabase({ migratorUrl: server.migratorUrl, migrations: server.migrations }), {
    code: 'forbidden',
    message: /not hardened/,
  });
});
