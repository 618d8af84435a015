/**
 * Old tenant upgraded = new tenant: a tenant as the first build made it, with rows in every table that a build could fill,
 * taken through every migration one by one, is object by object what a new one is; and its rows are all there.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { walledTenant } from './apply-migration.ts';
import { createTenant } from './create-tenant.ts';
import { migrateDatabase } from './migrate.ts';
import { openOwnerSession, type OwnerSession } from './owner-session.ts';
import { readSchemaCatalog, type SchemaCatalog } from './schema-catalog.ts';

let server: TestDatabase;
let owner: OwnerSession;

before(async () => {
  server = await testDatabase();
  owner = await openOwnerSession(server.superuserUrl, 'upgrade');
});

after(async () => {
  await owner.close();
  await server.close();
});

const upTo = (version: number) => ({
  control: server.migrations.control,
  tenant: server.migrations.tenant.slice(0, version),
});

async function catalogOf(slug: string): Promise<{ schema: string; catalog: SchemaCatalog }> {
  const [row] = await owner.query<Parameters<typeof walledTenant>[0]>(
    'SELECT id, schema_name, role_name FROM control.tenants WHERE slug = $1',
    [slug],
  );
  assert.ok(row);
  return { schema: row.schema_name, catalog: await readSchemaCatalog(owner, walledTenant(row)) };
}

/** A row in every table of the first version but the one that has its own. */
const rows = (schema: string) => `
INSERT INTO ${schema}.people VALUES ('usr_1', 'An Owner', 'owner@old.example');
INSERT INTO ${schema}.agents (id, name, purpose, human_owner_id, created_at, updated_at) VALUES ('agt_1', 'old-agent', 'was here before', 'usr_1', now(), now());
INSERT INTO ${schema}.agent_credentials (id, agent_id, name, sha256, created_at) VALUES ('crd_1', 'agt_1', 'old', repeat('a', 64), now());
INSERT INTO ${schema}.connectors (id, name, title, transport, catalogue, created_at, updated_at) VALUES ('con_1', 'files', 'Files', 'stdio', 'files', now(), now());
INSERT INTO ${schema}.tools (id, connector_id, name, title, description, input_schema, schema_sha256, action_type, data_class, risk, pinned_at)
  VALUES ('tol_1', 'con_1', 'read', 'Read', '', '{}', repeat('b', 64), 'read', 'internal', 'low', now());
INSERT INTO ${schema}.tool_permissions (id, agent_id, tool_id, created_at) VALUES ('prm_1', 'agt_1', 'tol_1', now());
INSERT INTO ${schema}.data_flows VALUES ('dfl_1', 'agt_1', 'internal', 'full', now());
INSERT INTO ${schema}.approval_gates (id, name, action_types, mode, approver_role, created_at) VALUES ('gat_1', 'gate', '{read}', 'covers', 'owner', now());
INSERT INTO ${schema}.incident_playbooks VALUES ('pbk_1', 'book', '{read}', 'stop', now());
INSERT INTO ${schema}.red_team_tests VALUES ('rtt_1', 'agt_1', 'passed', 'well', now(), now());
INSERT INTO ${schema}.findings (id, agent_id, severity, title, created_at, updated_at) VALUES ('fnd_1', 'agt_1', 'low', 'a finding', now(), now());
INSERT INTO ${schema}.incidents (id, agent_id, severity, title, opened_at) VALUES ('inc_1', 'agt_1', 'high', 'an incident', now());
INSERT INTO ${schema}.approvals (id, decision_id, agent_id, tool, tool_id, action_sha256, schema_sha256, arguments_sealed, reason_codes, approver_role, requested_at, expires_at)
  VALUES ('apr_1', 'dec_1', 'agt_1', 'files_read', 'tol_1', repeat('c', 64), repeat('d', 64), 'sealed', '{}', 'owner', now(), now());
INSERT INTO ${schema}.decisions (id, seq, at, agent_id, agent_name, tool, kind, reason_codes) VALUES ('dec_1', 1, now(), 'agt_1', 'old-agent', 'files_read', 'allow', '{}');
INSERT INTO ${schema}.nonces VALUES ('nonce', now());`;

async function contentOf(schema: string): Promise<Map<string, string>> {
  const tables = await owner.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = $1::text::regnamespace AND relkind = 'r' ORDER BY 1",
    [schema],
  );
  const content = new Map<string, string>();
  for (const { name } of tables) {
    const [row] = await owner.query<{ ids: string }>(
      `SELECT COALESCE(string_agg(t::text, E'\\n' ORDER BY t::text), '') AS ids FROM ${schema}.${name} t`,
    );
    content.set(name, row?.ids ?? '');
  }
  return content;
}

test('a tenant of the first version with rows inside, migrated one by one, equals a new tenant and has lost no row', async () => {
  const tenant = { slug: 'first', name: 'First', plan: 'enterprise' };
  await createTenant(server.migratorUrl, upTo(1), tenant);
  const { schema } = await catalogOf('first');
  await owner.script(rows(schema));
  const before = await contentOf(schema);
  assert.ok(
    [...before.values()].every((content) => content !== ''),
    'every table of the first version holds a row',
  );
  for (let version = 2; version <= server.migrations.tenant.length; version++) {
    const result = await migrateDatabase({ migratorUrl: server.migratorUrl, migrations: upTo(version) });
    assert.equal(result.applied, 1);
  }
  await server.createTenant('new');
  assert.deepEqual((await catalogOf('first')).catalog, (await catalogOf('new')).catalog);
  const now = await contentOf(schema);
  for (const [table, content] of before)
    assert.equal(countLines(now.get(table)), countLines(content), `${table} has as many rows as before`);
});

const countLines = (text = ''): number => (text === '' ? 0 : text.split('\n').length);
