/** Drift: whatever somebody changed by hand, in a tenant or in control, is named with what is expected and what was found. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startOwnServer, type OwnServer } from '../../../tests/support/own-server.ts';
import { createTenant } from './create-tenant.ts';
import { driftLine, reportDrift, type Drift } from './drift.ts';
import { openOwnerSession, type OwnerSession } from './owner-session.ts';

let server: OwnServer;
let owner: OwnerSession;
let schema: string;
let role: string;
let other: string;
let tenantId: string;

before(async () => {
  // roles belong to the whole server: what is loosened here would shut the platforms of other tests
  server = await startOwnServer();
  await createTenant(server.url('gamut_migrator'), server.migrations, {
    slug: 'beta',
    name: 'Beta',
    plan: 'enterprise',
  });
  owner = await openOwnerSession(server.url('postgres'), 'drift');
  const rows = await owner.query<{ id: string; schema_name: string; role_name: string }>(
    'SELECT id, schema_name, role_name FROM control.tenants ORDER BY slug',
  );
  schema = rows[0]?.schema_name ?? '';
  role = rows[0]?.role_name ?? '';
  tenantId = rows[0]?.id ?? '';
  other = rows[1]?.role_name ?? '';
});

after(async () => {
  await owner.close();
  await server.close();
});

const drift = (): Promise<readonly Drift[]> =>
  reportDrift({ migratorUrl: server.url('gamut_migrator'), migrations: server.migrations });

test('a database as migrated has no drift, and asking leaves nothing behind', async () => {
  const before = await counts();
  assert.deepEqual((await drift()).map(driftLine), []);
  assert.deepEqual(await counts(), before);
});

async function counts() {
  return owner.query(
    `SELECT (SELECT count(*) FROM pg_namespace) AS schemas, (SELECT count(*) FROM pg_class WHERE relnamespace = 'control'::regnamespace) AS relations,
       (SELECT count(*) FROM control.migration_ledger) AS ledger, (SELECT count(*) FROM pg_auth_members WHERE member = 'gamut_app'::regrole AND roleid = $1::text::regrole) AS members`,
    [role],
  );
}

/** What somebody does, how it is mended, and the line that names it. */
const changes: readonly (readonly [string, () => string, () => string, RegExp])[] = [
  [
    'a dropped index',
    () => `DROP INDEX ${schema}.agent_credentials_agent_id_idx`,
    () => `CREATE INDEX ON ${schema}.agent_credentials (agent_id)`,
    /^alpha: index agent_credentials_agent_id_idx is missing \(CREATE INDEX/,
  ],
  [
    'an added column',
    () => `ALTER TABLE ${schema}.people ADD COLUMN extra text`,
    () => `ALTER TABLE ${schema}.people DROP COLUMN extra`,
    /^alpha: column people\.extra should not be there \(\d+ text\)$/,
  ],
  [
    'a changed type',
    () => `ALTER TABLE ${schema}.people ALTER COLUMN name TYPE varchar(200)`,
    () => `ALTER TABLE ${schema}.people ALTER COLUMN name TYPE text`,
    /^alpha: column people\.name should be 2 text not null; it is 2 character varying\(200\) not null$/m,
  ],
  [
    'a lost default',
    () => `ALTER TABLE ${schema}.agents ALTER COLUMN status DROP DEFAULT`,
    () => `ALTER TABLE ${schema}.agents ALTER COLUMN status SET DEFAULT 'proposed'`,
    /^alpha: column agents\.status should be .*default 'proposed'/,
  ],
  [
    'a dropped constraint',
    () => `ALTER TABLE ${schema}.agents DROP CONSTRAINT agents_tier_check`,
    () =>
      `ALTER TABLE ${schema}.agents ADD CONSTRAINT agents_tier_check CHECK (tier IN ('undetermined', 'low', 'medium', 'high', 'critical'))`,
    /^alpha: constraint agents\.agents_tier_check is missing/,
  ],
  [
    'a loosened policy',
    () => `ALTER POLICY gamut_wall ON ${schema}.people USING (true)`,
    () =>
      `ALTER POLICY gamut_wall ON ${schema}.people USING (current_user = '${role}' AND current_setting('gamut.tenant', true) = '${tenantId}')`,
    /^alpha: policy people\.gamut_wall should be permissive .*; it is permissive \* \{:role\} using true check /,
  ],
  [
    'one more policy',
    () => `CREATE POLICY wide ON ${schema}.people USING (true)`,
    () => `DROP POLICY wide ON ${schema}.people`,
    /^alpha: policy people\.wide should not be there/,
  ],
  [
    'row security no longer forced',
    () => `ALTER TABLE ${schema}.people NO FORCE ROW LEVEL SECURITY`,
    () => `ALTER TABLE ${schema}.people FORCE ROW LEVEL SECURITY`,
    /^alpha: table people should be .* forced/,
  ],
  [
    'a table granted to another tenant',
    () => `GRANT SELECT ON ${schema}.people TO ${other}`,
    () => `REVOKE ALL ON ${schema}.people FROM ${other}`,
    /^alpha: table people should be .*; it is .*gt_[0-9a-f]{16}=r\/gamut_migrator/,
  ],
  [
    'a column granted to everybody',
    () => `GRANT SELECT (name) ON ${schema}.people TO PUBLIC`,
    () => `REVOKE SELECT (name) ON ${schema}.people FROM PUBLIC`,
    /^alpha: column people\.name should be .*; it is .*acl \{=r\/gamut_migrator\}/,
  ],
  [
    'a function that anybody may call, and one that is changed',
    () => `GRANT EXECUTE ON FUNCTION ${schema}.forget_agent(text) TO PUBLIC`,
    () => `REVOKE EXECUTE ON FUNCTION ${schema}.forget_agent(text) FROM PUBLIC`,
    /^alpha: function forget_agent\(agent_id text\) should be/,
  ],
  [
    'another owner',
    () => `ALTER TABLE ${schema}.people OWNER TO postgres`,
    () => `ALTER TABLE ${schema}.people OWNER TO gamut_migrator`,
    /^alpha: table people should be r p owner gamut_migrator/,
  ],
  [
    'a trigger',
    () =>
      `CREATE TRIGGER sly BEFORE UPDATE ON ${schema}.people FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
    () => `DROP TRIGGER sly ON ${schema}.people`,
    /^alpha: trigger people\.sly should not be there/,
  ],
  [
    'a comment that would change the grants',
    () => `COMMENT ON TABLE ${schema}.journal_entries IS 'journal'`,
    () => `COMMENT ON TABLE ${schema}.journal_entries IS 'append-only: journal'`,
    /^alpha: table journal_entries should be/,
  ],
  [
    'a role that inherits into the application',
    () => `GRANT ${role} TO gamut_app WITH INHERIT TRUE`,
    () => `GRANT ${role} TO gamut_app WITH INHERIT FALSE`,
    /^alpha: membership of gamut_app in :role should be inherit f/,
  ],
  [
    'a role that may log in',
    () => `ALTER ROLE ${role} LOGIN`,
    () => `ALTER ROLE ${role} NOLOGIN`,
    /^alpha: role should be as migrated; it is login as migrated/,
  ],
  [
    'a column added to control',
    () => 'ALTER TABLE control.users ADD COLUMN extra text',
    () => 'ALTER TABLE control.users DROP COLUMN extra',
    /^control: column users\.extra should not be there/,
  ],
  [
    'control opened to the application’s login',
    () => 'GRANT SELECT ON control.users TO gamut_app',
    () => 'REVOKE SELECT ON control.users FROM gamut_app',
    /^control: table users should be/,
  ],
  [
    'a tenant behind by one migration',
    () =>
      `UPDATE control.migration_ledger SET version = version + 100 WHERE scope = '${tenantId}' AND version = 1`,
    () => 'UPDATE control.migration_ledger SET version = version - 100 WHERE version > 100',
    /^alpha: migrations should be \d+ applied, as this build has them; it is .*does not know it/,
  ],
  [
    'a schema of no tenant',
    () => 'CREATE SCHEMA t_0123456789abcdef AUTHORIZATION gamut_migrator',
    () => 'DROP SCHEMA t_0123456789abcdef',
    /^t_0123456789abcdef: schema should not be there/,
  ],
];

for (const [name, change, mend, expected] of changes) {
  test(`named: ${name}`, async () => {
    await owner.script(change());
    try {
      const lines = (await drift()).map(driftLine);
      assert.ok(
        lines.some((line) => expected.test(line)),
        lines.join('\n') || 'no drift was found',
      );
      assert.ok(!lines.some((line) => line.startsWith('beta:')), 'the other tenant is as it was');
    } finally {
      await owner.script(mend());
    }
  });
}

test('a tenant whose row says that it lives here and whose schema is gone is named', async () => {
  await owner.script(`ALTER SCHEMA ${schema} RENAME TO t_aaaaaaaaaaaaaaaa`);
  try {
    const lines = (await drift()).map(driftLine);
    assert.deepEqual(lines, [
      'alpha: schema is missing (as migrated)',
      't_aaaaaaaaaaaaaaaa: schema should not be there (owned by gamut_migrator, of no tenant)',
    ]);
  } finally {
    await owner.script(`ALTER SCHEMA t_aaaaaaaaaaaaaaaa RENAME TO ${schema}`);
  }
});
