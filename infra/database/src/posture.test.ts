/** Start gates: each weakness that a database can have is found and named; a hardened one passes. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { bootstrapDatabase } from './bootstrap.ts';
import { openOwnerSession, type OwnerSession } from './owner-session.ts';
import { checkPosture } from './posture.ts';

let server: TestDatabase;
let owner: OwnerSession;
let schema: string;
let tenantId: string;

before(async () => {
  server = await testDatabase();
  await server.createTenant('alpha');
  owner = await openOwnerSession(server.superuserUrl, 'posture');
  const [row] = await owner.query<{ id: string; schema_name: string }>(
    'SELECT id, schema_name FROM control.tenants',
  );
  schema = row?.schema_name ?? '';
  tenantId = row?.id ?? '';
});

after(async () => {
  await owner.close();
  await server.close();
});

async function shutGates(
  change: { url?: string; nowMs?: () => number; tenantMigrations?: number } = {},
): Promise<string[]> {
  const migrations = {
    control: server.migrations.control,
    tenant: server.migrations.tenant.slice(0, change.tenantMigrations ?? 99),
  };
  const findings = await checkPosture({
    url: change.url ?? server.appUrl,
    deployment: 'here',
    migrations,
    nowMs: change.nowMs ?? Date.now,
  });
  return findings.filter(({ ok }) => !ok).map(({ gate, detail }) => `${gate}: ${detail}`);
}

test('a bootstrapped and migrated database passes every gate', async () => {
  assert.deepEqual(await shutGates(), []);
});

/** SQL that weakens this database, SQL that mends it, and what must be found. */
const weaknesses: readonly (readonly [string, () => string, () => string, RegExp])[] = [
  [
    'set_config given back',
    () => 'GRANT EXECUTE ON FUNCTION set_config(text,text,boolean) TO PUBLIC',
    () => 'REVOKE EXECUTE ON FUNCTION set_config(text,text,boolean) FROM PUBLIC',
    /database-hardening: .*set_config/,
  ],
  [
    'plpgsql given back',
    () => 'GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC',
    () => 'REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC',
    /database-hardening: .*plpgsql/,
  ],
  [
    'settings can be updated',
    () => 'GRANT UPDATE ON pg_catalog.pg_settings TO PUBLIC',
    () => 'REVOKE UPDATE ON pg_catalog.pg_settings FROM PUBLIC',
    /UPDATE on pg_settings/,
  ],
  [
    'temporary tables',
    () => `GRANT TEMP ON DATABASE ${server.name} TO gamut_app`,
    () => `REVOKE TEMP ON DATABASE ${server.name} FROM gamut_app`,
    /TEMP on the database/,
  ],
  [
    'public may be written',
    () => 'GRANT CREATE ON SCHEMA public TO PUBLIC',
    () => 'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
    /CREATE on schema public/,
  ],
  [
    'large objects',
    () => 'GRANT EXECUTE ON FUNCTION lo_create(oid) TO PUBLIC',
    () => 'REVOKE EXECUTE ON FUNCTION lo_create(oid) FROM PUBLIC',
    /lo_create/,
  ],
  [
    'the login may use a tenant’s schema itself',
    () => `GRANT USAGE ON SCHEMA ${schema} TO gamut_app`,
    () => `REVOKE USAGE ON SCHEMA ${schema} FROM gamut_app`,
    /database-walls: .*schema t_/,
  ],
  [
    'row security off on one table',
    () => `ALTER TABLE ${schema}.agents DISABLE ROW LEVEL SECURITY`,
    () => `ALTER TABLE ${schema}.agents ENABLE ROW LEVEL SECURITY`,
    /database-walls: .*agents/,
  ],
  [
    'row security not forced',
    () => `ALTER TABLE ${schema}.agents NO FORCE ROW LEVEL SECURITY`,
    () => `ALTER TABLE ${schema}.agents FORCE ROW LEVEL SECURITY`,
    /database-walls: .*agents/,
  ],
  [
    'one more policy',
    () => `CREATE POLICY wide ON ${schema}.agents USING (true)`,
    () => `DROP POLICY wide ON ${schema}.agents`,
    /database-walls: .*agents/,
  ],
  [
    'our policy opened wide',
    () => `ALTER POLICY gamut_wall ON ${schema}.people USING (true)`,
    () =>
      `ALTER POLICY gamut_wall ON ${schema}.people USING (current_user = '${schema.replace('t_', 'gt_')}' AND current_setting('gamut.tenant', true) = '${tenantId}')`,
    /database-walls: .*people/,
  ],
  [
    'a migration missing from the ledger',
    () =>
      `DELETE FROM control.migration_ledger WHERE scope <> 'control' AND version = ${server.migrations.tenant.length}`,
    () => {
      const { version, name, checksum } = server.migrations.tenant.at(-1)!;
      return `INSERT INTO control.migration_ledger (scope, version, name, checksum) SELECT id, ${version}, '${name}', '${checksum}' FROM control.tenants`;
    },
    /database-migrations: 1 tenants are behind, alpha/,
  ],
  [
    'a table that the login owns',
    () => 'CREATE TABLE public.mine (); ALTER TABLE public.mine OWNER TO gamut_app',
    () => 'DROP TABLE public.mine',
    /database-owner: the login owns 1/,
  ],
];

for (const [name, weaken, mend, expected] of weaknesses) {
  test(`found: ${name}`, async () => {
    await owner.script(weaken());
    try {
      assert.match((await shutGates()).join('\n'), expected);
    } finally {
      await owner.script(mend());
    }
  });
}

test('found: a login that is superuser, or the migrator', async () => {
  assert.match(
    (await shutGates({ url: server.superuserUrl })).join('\n'),
    /database-login: the login postgres may superuser/,
  );
  assert.match(
    (await shutGates({ url: server.migratorUrl })).join('\n'),
    /database-login: the login gamut_migrator may create roles/,
  );
});

test('found: clocks that differ by more than two seconds', async () => {
  assert.match((await shutGates({ nowMs: () => Date.now() - 3_000 })).join('\n'), /database-clock/);
  assert.match((await shutGates({ nowMs: () => Date.now() + 3_000 })).join('\n'), /database-clock/);
});

test('found: a database that a newer build migrated', async () => {
  assert.match(
    (await shutGates({ tenantMigrations: 1 })).join('\n'),
    /database-migrations: .*does not know it/,
  );
});

test('bootstrap again mends what was opened, and refuses a login without a superuser’s rights', async () => {
  await owner.script('GRANT EXECUTE ON FUNCTION set_config(text,text,boolean) TO PUBLIC');
  assert.notDeepEqual(await shutGates(), []);
  const passwords = {
    appPassword: new URL(server.appUrl).password,
    migratorPassword: new URL(server.migratorUrl).password,
  };
  await bootstrapDatabase({ superuserUrl: server.superuserUrl, ...passwords });
  assert.ok(!(await shutGates()).join().includes('database-hardening'));
  await assert.rejects(bootstrapDatabase({ superuserUrl: server.migratorUrl, ...passwords }), {
    code: 'forbidden',
  });
});

test('bootstrap refuses a database name that is not plain', async () => {
  const passwords = { appPassword: 'long-enough-password', migratorPassword: 'another-long-password' };
  for (const name of ['Bad-Name', 'x;drop', 'template1', '']) {
    const url = new URL(server.superuserUrl);
    url.pathname = `/${encodeURIComponent(name)}`;
    await assert.rejects(bootstrapDatabase({ superuserUrl: url.href, ...passwords }), {
      code: 'bad_request',
    });
  }
});

test('bootstrap refuses a password that is short or can’t be carried in a URL and a statement', async () => {
  for (const weak of [
    '',
    'short',
    'has a space in it, sadly',
    'back\\slash-back\\slash',
    `quote-\n-and-line-break`,
  ]) {
    const passwords = { appPassword: weak, migratorPassword: 'long-enough-password' };
    await assert.rejects(bootstrapDatabase({ superuserUrl: server.superuserUrl, ...passwords }), {
      code: 'validation_failed',
    });
  }
});
