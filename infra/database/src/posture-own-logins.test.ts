/** Gates in the posture "own logins", on a server where nobody but the provider is superuser: what must hold there, and what may be open. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { managedPostgres, type ManagedPostgres } from '../../../tests/support/managed-postgres.ts';
import { openOwnerSession, type OwnerSession } from './owner-session.ts';
import { checkPosture } from './posture.ts';

let server: ManagedPostgres;
let owner: OwnerSession;
let alpha: string;
let beta: string;

before(async () => {
  server = await managedPostgres();
  await server.createTenant('alpha');
  await server.createTenant('beta');
  owner = await openOwnerSession(server.superuserUrl, 'posture');
  const rows = await owner.query<{ role_name: string }>(
    'SELECT role_name FROM control.tenants ORDER BY slug',
  );
  [alpha = '', beta = ''] = rows.map(({ role_name: role }) => role);
});

after(async () => {
  await owner.close();
  await server.close();
});

async function shut(tenantLoginSecret: Uint8Array | undefined = server.tenantLoginSecret): Promise<string> {
  const { appUrl: url, migrations } = server;
  const findings = await checkPosture({
    url,
    tenantLoginSecret,
    deployment: 'here',
    migrations,
    nowMs: Date.now,
  });
  return findings
    .filter(({ ok }) => !ok)
    .map(({ gate, detail }) => `${gate}: ${detail}`)
    .join('\n');
}

test('a managed server passes although set_config stands open there', async () => {
  const open = await owner.query(
    "SELECT WHERE has_function_privilege('gamut_app', 'set_config(text,text,boolean)', 'EXECUTE')",
  );
  assert.equal(open.length, 1);
  assert.equal(await shut(), '');
});

test('the same server does not pass as one with roles', async () => {
  const findings = await checkPosture({
    url: server.appUrl,
    deployment: 'here',
    migrations: server.migrations,
    nowMs: Date.now,
  });
  const gates = findings.filter(({ ok }) => !ok).map(({ gate }) => gate);
  assert.deepEqual(gates, ['database-hardening', 'database-roles']);
});

const wallOfJobs =
  "current_user = 'gamut_control' AND (current_setting('gamut.scope', true) = 'routing' OR tenant_id = current_setting('gamut.tenant', true))";

const weaknesses: readonly (readonly [string, () => string, () => string, RegExp])[] = [
  [
    'the application may take a tenant’s role',
    () => `GRANT ${alpha} TO gamut_app WITH INHERIT FALSE, SET TRUE`,
    () => `REVOKE ${alpha} FROM gamut_app`,
    /database-memberships: .*gt_/,
  ],
  [
    'one tenant’s login is a member of another’s',
    () => `GRANT ${alpha} TO ${beta}`,
    () => `REVOKE ${alpha} FROM ${beta}`,
    /database-memberships: .*gt_[0-9a-f]+ → gt_/,
  ],
  [
    'a tenant’s login is a member of control',
    () => `GRANT gamut_control TO ${alpha} WITH INHERIT FALSE, SET TRUE`,
    () => `REVOKE gamut_control FROM ${alpha}`,
    /database-memberships: .*gt_[0-9a-f]+ → gamut_control/,
  ],
  [
    'somebody may take control’s role',
    () => 'CREATE ROLE stranger; GRANT gamut_control TO stranger WITH INHERIT FALSE, SET TRUE',
    () => 'DROP ROLE stranger',
    /database-memberships: .*stranger → gamut_control/,
  ],
  [
    'a tenant’s login that may create roles',
    () => `ALTER ROLE ${alpha} CREATEROLE`,
    () => `ALTER ROLE ${alpha} NOCREATEROLE`,
    /database-roles: roles of tenants that are not powerless logins: gt_/,
  ],
  [
    'a tenant that has no login',
    () => `ALTER ROLE ${beta} NOLOGIN`,
    () => `ALTER ROLE ${beta} LOGIN`,
    /database-roles: .*gt_/,
  ],
  [
    'a tenant’s login that owns a table',
    () => `CREATE TABLE public.mine (); ALTER TABLE public.mine OWNER TO ${alpha}`,
    () => 'DROP TABLE public.mine',
    /database-roles: .*gt_/,
  ],
  [
    'temporary tables for a tenant’s login',
    () => `GRANT TEMP ON DATABASE gamut TO ${alpha}`,
    () => `REVOKE TEMP ON DATABASE gamut FROM ${alpha}`,
    /database-roles: .*gt_/,
  ],
  [
    'public may be written',
    () => 'GRANT USAGE, CREATE ON SCHEMA public TO PUBLIC',
    () => 'REVOKE ALL ON SCHEMA public FROM PUBLIC',
    /database-hardening: .*CREATE on schema public/,
  ],
  [
    'a right to another tenant’s table',
    () => `GRANT SELECT ON ${alpha.replace('gt_', 't_')}.people TO ${beta}`,
    () => `REVOKE SELECT ON ${alpha.replace('gt_', 't_')}.people FROM ${beta}`,
    /database-grants: .*people: gt_/,
  ],
  [
    'a built-in function given by name',
    () => `GRANT EXECUTE ON FUNCTION pg_read_file(text) TO ${beta}`,
    () => `REVOKE EXECUTE ON FUNCTION pg_read_file(text) FROM ${beta}`,
    /database-grants: .*gt_\w+ is given function pg_read_file/,
  ],
  [
    'control’s wall in other words',
    () => 'ALTER POLICY gamut_wall ON control.jobs USING (true) WITH CHECK (true)',
    () => `ALTER POLICY gamut_wall ON control.jobs USING (${wallOfJobs}) WITH CHECK (${wallOfJobs})`,
    /database-walls: .*control\.jobs/,
  ],
  [
    'a routine with its owner’s rights',
    () =>
      'CREATE FUNCTION public.hole() RETURNS int LANGUAGE sql SECURITY DEFINER AS $$ SELECT 1 $$; ALTER FUNCTION public.hole() OWNER TO gamut_migrator',
    () => 'DROP FUNCTION public.hole()',
    /database-objects: .*hole\(\) runs with its owner's rights/,
  ],
];

/** What an injected statement could do as a tenant's own login must not be a way to shut everybody out. */
const harmless: readonly (readonly [string, () => string, () => string])[] = [
  [
    'a large object of a tenant’s',
    () => `SET ROLE ${beta}; SELECT lo_create(4711); GRANT SELECT ON LARGE OBJECT 4711 TO ${alpha}`,
    () => 'SELECT lo_unlink(4711)',
  ],
  [
    'settings of a tenant’s own login',
    () => `SET ROLE ${beta}; ALTER ROLE ${beta} SET work_mem = '8MB'`,
    () => `ALTER ROLE ${beta} RESET work_mem`,
  ],
];

for (const [name, made, mend] of harmless) {
  test(`not shut by ${name}`, async () => {
    await owner.script(`${made()}; RESET ROLE`);
    try {
      assert.equal(await shut(), '');
    } finally {
      await owner.script(mend());
    }
  });
}

for (const [name, weaken, mend, expected] of weaknesses) {
  test(`found: ${name}`, async () => {
    await owner.script(weaken());
    try {
      assert.match(await shut(), expected);
    } finally {
      await owner.script(mend());
    }
    assert.equal(await shut(), '');
  });
}

test('found: a TENANT_LOGIN_SECRET that the tenants were not made with', async () => {
  assert.match(
    await shut(new Uint8Array(32).fill(7)),
    /^database-roles: the login gt_[0-9a-f]+ is refused: TENANT_LOGIN_SECRET/,
  );
});
