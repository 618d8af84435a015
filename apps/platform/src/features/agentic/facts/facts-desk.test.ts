/** Facts as they leave the database are exactly what the contract says, and move when, and only when, something changed. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { createDatabase, type Database, type TenantRef } from '@gamut/database/database';
import { newId } from '@gamut/kernel/id';
import { FactsSyncAnswer } from '@gamut/protocol/facts';
import { compileSchema } from '@gamut/service/strict-schema';
import { testDatabase, type TestDatabase } from '../../../../../../tests/support/postgres.ts';
import { bumpFacts } from './bump-facts.ts';
import { createFactsDesk, type FactsDesk } from './facts-desk.ts';

const parseAnswer = compileSchema<FactsSyncAnswer>(FactsSyncAnswer, 'answer');
const id = (prefix: Parameters<typeof newId>[0]) => newId(prefix, Date.now(), randomBytes(16));
let database: TestDatabase;
let db: Database;
let tenant: TenantRef;
let desk: FactsDesk;
const agent = id('agt');

before(async () => {
  database = await testDatabase();
  const created = await database.createTenant('facts');
  db = createDatabase({ url: database.appUrl, applicationName: 'test' });
  tenant = (await db.findTenant({ id: created.id })) as TenantRef;
  desk = createFactsDesk(db);
  await db.tenant(tenant, fill);
});
after(async () => {
  await db.close();
  await database.close();
});

async function fill(tx: Parameters<Parameters<Database['tenant']>[1]>[0]): Promise<void> {
  const [person, connector, tool] = [id('usr'), id('con'), id('tol')];
  const rows: [string, unknown[]][] = [
    [`INSERT INTO people VALUES ($1, 'A Person', 'person@facts.example')`, [person]],
    [
      `INSERT INTO agents (id, name, purpose, human_owner_id, level, status, created_at, updated_at) VALUES ($1, 'reader', 'reads', $2, 'intern', 'active', now(), now())`,
      [agent, person],
    ],
    ['SELECT register_agent($1)', [agent]],
    [
      `INSERT INTO agent_credentials (id, agent_id, name, sha256, created_at, expires_at) VALUES ($1, $2, 'first', repeat('a', 64), now(), now() + interval '1 day')`,
      [id('crd'), agent],
    ],
    [
      `INSERT INTO agent_credentials (id, agent_id, name, sha256, created_at, revoked_at) VALUES ($1, $2, 'revoked', repeat('b', 64), now(), now())`,
      [id('crd'), agent],
    ],
    [
      `INSERT INTO connectors (id, name, title, transport, url, created_at, updated_at) VALUES ($1, 'crm', 'CRM', 'http', 'https://crm.example/mcp', now(), now())`,
      [connector],
    ],
    [
      `INSERT INTO tools (id, connector_id, name, title, description, input_schema, schema_sha256, action_type, data_class, risk, target_classes, safe_form, pinned_at)
       VALUES ($1, $2, 'find', 'Find', '', '{"type":"object"}', repeat('c', 64), 'read', 'personal', 'low', '[{"under":"x","dataClass":"public"}]', '{"rowsMax":5,"mask":true}', now())`,
      [tool, connector],
    ],
    [
      `INSERT INTO tool_permissions (id, agent_id, tool_id, created_at) VALUES ($1, $2, $3, now())`,
      [id('prm'), agent, tool],
    ],
    [`INSERT INTO data_flows VALUES ($1, $2, 'personal', 'safe_form', now())`, [id('dfl'), agent]],
    [
      `INSERT INTO approval_gates (id, name, action_types, mode, approver_role, created_at) VALUES ($1, 'gate', '{external}', 'each_time', 'agent_operator', now())`,
      [id('gat')],
    ],
    [`INSERT INTO incident_playbooks VALUES ($1, 'playbook', '{read}', 'call', now())`, [id('pbk')]],
    [
      `INSERT INTO red_team_tests VALUES ($1, $2, 'failed', 'old', now() - interval '9 days', now())`,
      [id('rtt'), agent],
    ],
    [`INSERT INTO red_team_tests VALUES ($1, $2, 'passed', 'new', now(), now())`, [id('rtt'), agent]],
    [
      `INSERT INTO findings VALUES ($1, $2, 'critical', 'open one', 'open', now(), now())`,
      [id('fnd'), agent],
    ],
    [
      `INSERT INTO findings VALUES ($1, $2, 'critical', 'closed one', 'closed', now(), now())`,
      [id('fnd'), agent],
    ],
  ];
  for (const [sql, values] of rows) await tx.query(sql, values);
}

const ask = async (version: number, directoryVersion = 0) =>
  parseAnswer(
    await desk.sync({ instance: 'gwy_test', directoryVersion, held: [{ tenant: tenant.id, version }] }),
  );

test('the snapshot has exactly the shape of the contract and leaves out what no longer counts', async () => {
  const answer = await ask(0);
  const [facts] = answer.facts;
  assert.ok(facts !== undefined);
  assert.equal(facts.agenticEntitled, true);
  assert.deepEqual(
    facts.agents[0]?.credentials.map((credential) => credential.name),
    ['first'],
  );
  assert.match(facts.agents[0]?.credentials[0]?.expiresAt ?? '', /^\d{4}-.*Z$/);
  assert.equal(facts.agents[0]?.securityOwner, null);
  assert.deepEqual(facts.connectors[0]?.transport, {
    kind: 'http',
    url: 'https://crm.example/mcp',
    origin: 'https://crm.example',
  });
  assert.deepEqual(
    facts.redTeamTests.map((one) => one.result),
    ['passed'],
  );
  assert.deepEqual(
    facts.openFindings.map((one) => one.title),
    ['open one'],
  );
  assert.equal(answer.directory?.[agent], tenant.id);
});

test('a Gateway that holds the version in force gets no body, and after a change it gets one', async () => {
  const [known] = (await ask(0)).inForce;
  const version = known?.version ?? 0;
  assert.deepEqual((await ask(version)).facts, []);
  await db.tenant(tenant, (tx) => bumpFacts(tx));
  const later = await ask(version);
  assert.equal(later.facts[0]?.version, version + 1);
});

test('the directory travels only when it changed', async () => {
  const { directoryVersion } = await ask(0);
  assert.equal((await ask(0, directoryVersion)).directory, null);
});

test('a tenant that is not there is left out of the answer', async () => {
  const answer = await desk.sync({
    instance: 'gwy_test',
    directoryVersion: 0,
    held: [{ tenant: id('tnt'), version: 3 }],
  });
  assert.deepEqual(answer.inForce, []);
});

test('a version never travels with the standing of before it, however lately the tenant was looked up', async () => {
  const remembered = (await db.findTenant({ id: tenant.id })) as TenantRef;
  assert.equal(remembered.status, 'active');
  await db.control((tx) =>
    tx.execute("UPDATE control.tenants SET status = 'suspended' WHERE id = $1", [tenant.id]),
  );
  await db.tenant(remembered, bumpFacts);
  const [facts] = (await ask(0)).facts;
  assert.equal(facts?.tenantStatus, 'suspended');
  await db.control((tx) =>
    tx.execute("UPDATE control.tenants SET status = 'active' WHERE id = $1", [tenant.id]),
  );
});
