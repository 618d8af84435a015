/**
 * The gates that are asked at every start and every five minutes, put to each breach that the catalog proof knows and to those
 * that only they look for: planted for good on a server of its own, seen with the application's own login, and taken back.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTenant } from '@gamut/database/create-tenant';
import { checkPosture } from '@gamut/database/posture';
import { ownDatabase, startOwnServer, type OwnServer } from '../support/own-server.ts';
import { plantedBreaches } from './planted-breaches.ts';

let server: OwnServer;
let names: readonly { readonly schema_name: string; readonly role_name: string; readonly id: string }[];

before(async () => {
  server = await startOwnServer();
  await createTenant(server.url('gamut_migrator'), server.migrations, {
    slug: 'beta',
    name: 'Beta',
    plan: 'enterprise',
  });
  names = await server.read('SELECT schema_name, role_name, id FROM control.tenants ORDER BY slug');
});

after(() => server.close());

function aimed(text: string): string {
  const of = (which: string) => names[which === 'a' ? 0 : 1];
  return text
    .replaceAll(/:r([ab])\b/g, (_all, which: string) => of(which)?.role_name ?? '')
    .replaceAll(/:id([ab])\b/g, (_all, which: string) => of(which)?.id ?? '')
    .replaceAll(/:([ab])\b/g, (_all, which: string) => of(which)?.schema_name ?? '')
    .replaceAll(':database', ownDatabase);
}

async function shutGates(): Promise<string[]> {
  const { migrations } = server;
  const findings = await checkPosture({
    url: server.url('gamut_app'),
    deployment: 'here',
    migrations,
    nowMs: Date.now,
  });
  return findings.filter(({ ok }) => !ok).map(({ gate, detail }) => `${gate}: ${detail}`);
}

async function assertFound(sql: string, mend: string, expected: RegExp): Promise<void> {
  await server.run(aimed(sql));
  try {
    const shut = await shutGates();
    assert.match(shut.join('\n'), expected, `${sql} shuts no gate`);
    assert.doesNotMatch(shut.join('\n'), /could not be asked/);
  } finally {
    await server.run(aimed(mend));
  }
}

test('two tenants as they are made: every gate is open', async () => {
  assert.deepEqual(await shutGates(), []);
});

for (const { sql, mend } of plantedBreaches)
  test(`shuts a gate: ${sql}`, () => assertFound(sql, mend, /^database-/m));

test('each was taken back: every gate is open again', async () => {
  assert.deepEqual(await shutGates(), []);
});

interface Fallen {
  readonly sql: string;
  readonly mend: string;
  readonly found: RegExp;
}

const given = (what: string, to: string, found: RegExp): Fallen => ({
  sql: `GRANT ${what} TO ${to}`,
  mend: `REVOKE ${what} FROM ${to}`,
  found,
});
const setConfig = 'EXECUTE ON FUNCTION set_config(text, text, boolean)';
const toXml = 'EXECUTE ON FUNCTION query_to_xml(text, boolean, boolean, text)';
const wallOf = (table: string, condition: string): string =>
  `ALTER POLICY gamut_wall ON control.${table} USING (${condition}) WITH CHECK (${condition})`;
const routing = `current_setting('gamut.scope', true) = 'routing'`;
const own = `current_setting('gamut.tenant', true)`;
const body = (words: string): string =>
  `CREATE OR REPLACE FUNCTION :b.register_agent(agent_id text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $x$
  INSERT INTO control.agent_directory (agent_id, tenant_id) VALUES ($1, ':id${words}');
  UPDATE control.directory_version SET version = version + 1 WHERE one;
$x$`;

/** What a role is that the application takes, and what stands in control and the server's own catalog. */
const fallen: readonly Fallen[] = [
  given(setConfig, ':ra, :rb', /database-grants: .*gt_\w+ is given function set_config/),
  given(toXml, ':ra', /database-grants: .*gt_\w+ is given function query_to_xml/),
  given(setConfig, 'gamut_control', /database-grants: .*gamut_control is given function set_config/),
  given('EXECUTE ON FUNCTION pg_advisory_xact_lock(bigint)', ':ra', /gt_\w+ is given function pg_advisory/),
  given('EXECUTE ON FUNCTION pg_read_file(text)', 'PUBLIC', /database-hardening: .*pg_read_file/),
  given(
    'EXECUTE ON FUNCTION pg_promote(boolean, integer)',
    'PUBLIC',
    /database-grants: .*everybody may EXECUTE on function pg_promote/,
  ),
  given('UPDATE ON pg_settings', ':ra', /gt_\w+ is given view pg_settings/),
  given('UPDATE (setting) ON pg_settings', ':ra', /gt_\w+ is given column setting of view pg_settings/),
  given('SELECT ON pg_authid', 'PUBLIC', /everybody may SELECT on table pg_authid/),
  given('SELECT (rolpassword) ON pg_authid', 'PUBLIC', /everybody may SELECT on column rolpassword/),
  given('USAGE ON LANGUAGE plpgsql', 'gamut_control', /gamut_control is given language plpgsql/),
  given('SET ON PARAMETER session_replication_role', 'PUBLIC', /everybody may SET the parameter/),
  given('TEMP ON DATABASE :database', ':ra', /gt_\w+ may TEMPORARY on the database/),
  given('TRUNCATE ON :b.people', ':rb', /\.people: gt_\w+=arwdD/),
  given('UPDATE, DELETE ON :b.journal_entries', ':rb', /\.journal_entries: gt_\w+=/),
  given('UPDATE (seq) ON :b.journal_entries', ':rb', /\.journal_entries\.seq: gt_\w+=w/),
  {
    sql: 'GRANT SELECT ON control.users TO gamut_control WITH GRANT OPTION',
    mend: 'REVOKE GRANT OPTION FOR SELECT ON control.users FROM gamut_control',
    found: /control\.users: gamut_control=ar\*wd/,
  },
  given('UPDATE (slug) ON control.tenants', 'gamut_control', /control\.tenants\.slug: gamut_control=w/),
  given('EXECUTE ON FUNCTION :b.register_agent(text)', 'PUBLIC', /register_agent\(text\): =X/),
  given('USAGE ON TYPE :b.severity', 'PUBLIC', /severity: =U/),
  given('CREATE ON SCHEMA :b', ':rb', /schema t_\w+: gt_\w+=UC/),
  {
    sql: 'CREATE SCHEMA wide; GRANT USAGE ON SCHEMA wide TO PUBLIC',
    mend: 'DROP SCHEMA wide',
    found: /everybody may USAGE on schema wide/,
  },
  {
    sql: 'CREATE ROLE analyst; GRANT SELECT ON :b.people TO analyst',
    mend: 'DROP OWNED BY analyst; DROP ROLE analyst',
    found: /\.people: analyst=r/,
  },
  {
    sql: 'ALTER DEFAULT PRIVILEGES FOR ROLE gamut_migrator GRANT EXECUTE ON FUNCTIONS TO PUBLIC',
    mend: 'ALTER DEFAULT PRIVILEGES FOR ROLE gamut_migrator REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC',
    found: /everybody will be given the routines that gamut_migrator makes/,
  },
  {
    sql: wallOf('users', `current_user = 'gamut_control' AND true`),
    mend: wallOf(
      'users',
      `current_user = 'gamut_control' AND (${routing} OR EXISTS (SELECT FROM control.memberships m WHERE m.user_id = users.id AND m.tenant_id = ${own}))`,
    ),
    found: /database-walls: .*control\.users/,
  },
  {
    sql: wallOf('sessions', `current_user = 'gamut_control' AND (${routing} OR true)`),
    mend: wallOf('sessions', `current_user = 'gamut_control' AND (${routing} OR tenant_id = ${own})`),
    found: /database-walls: .*control\.sessions/,
  },
  {
    sql: 'ALTER TABLE :b.people OWNER TO postgres',
    mend: 'ALTER TABLE :b.people OWNER TO gamut_migrator',
    found: /database-objects: .*postgres owns t_\w+\.people/,
  },
  {
    sql: 'ALTER FUNCTION :b.forget_agent(text) OWNER TO postgres',
    mend: 'ALTER FUNCTION :b.forget_agent(text) OWNER TO gamut_migrator',
    found: /postgres owns t_\w+\.forget_agent/,
  },
  { sql: body('a'), mend: body('b'), found: /register_agent\(text\) runs with its owner's rights/ },
  {
    sql: 'CREATE FUNCTION control.all_users() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ SELECT 1 $$',
    mend: 'DROP FUNCTION control.all_users()',
    found: /control\.all_users\(\) runs with its owner's rights/,
  },
  {
    sql: 'SET allow_system_table_mods = on; CREATE FUNCTION pg_catalog.peek() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
    mend: 'SET allow_system_table_mods = on; DROP FUNCTION pg_catalog.peek()',
    found: /peek\(\) in pg_catalog/,
  },
  {
    sql: 'ALTER ROLE gamut_control BYPASSRLS',
    mend: 'ALTER ROLE gamut_control NOBYPASSRLS',
    found: /database-roles: .*gamut_control may bypass row security/,
  },
  {
    sql: 'ALTER ROLE gamut_control LOGIN',
    mend: 'ALTER ROLE gamut_control NOLOGIN',
    found: /database-roles: .*gamut_control may log in/,
  },
];

for (const { sql, mend, found } of fallen) test(`found: ${sql}`, () => assertFound(sql, mend, found));

test('and every gate is open again', async () => {
  assert.deepEqual(await shutGates(), []);
});
