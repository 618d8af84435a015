/** The directory over two cells: every change moves its version, a silent cell keeps its entries and holds up nobody. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { createTenant } from '@gamut/database/create-tenant';
import { createDatabase, type Database, type TenantRef } from '@gamut/database/database';
import { openOwnerSession } from '@gamut/database/owner-session';
import { newId } from '@gamut/kernel/id';
import { FactsSyncAnswer } from '@gamut/protocol/facts';
import { compileSchema } from '@gamut/service/strict-schema';
import { openFickleCell } from '../../../../../../tests/support/fickle-cell.ts';
import { eventually, tellTime } from '../../../../../../tests/support/pace.ts';
import { testDatabase, type TestDatabase } from '../../../../../../tests/support/postgres.ts';
import { createAgentDirectory } from './agent-directory.ts';
import { createFactsDesk } from './facts-desk.ts';

const parseAnswer = compileSchema<FactsSyncAnswer>(FactsSyncAnswer, 'answer');
const newAgent = () => newId('agt', Date.now(), randomBytes(16));
const cellWithinMs = 200;
let home: TestDatabase;
let cell: TestDatabase;
let db: Database;
let near: TenantRef;
let far: TenantRef;

before(async () => {
  [home, cell] = await Promise.all([testDatabase(), testDatabase()]);
  await home.createTenant('near');
  await createTenant(
    home.migratorUrl,
    home.migrations,
    { slug: 'far', name: 'Far', plan: 'enterprise' },
    { cell: { name: 'cell-b', migratorUrl: cell.migratorUrl } },
  );
  db = open(cell.appUrl);
  [near, far] = (await Promise.all(['near', 'far'].map((slug) => db.findTenant({ slug })))) as [
    TenantRef,
    TenantRef,
  ];
});

after(async () => {
  await db.close();
  await Promise.all([home.close(), cell.close()]);
});

const open = (cellUrl: string): Database =>
  createDatabase({
    url: home.appUrl,
    cells: { 'cell-b': cellUrl },
    applicationName: 'directory',
    connectTimeoutMs: 60_000,
  });

async function register(tenant: TenantRef): Promise<string> {
  const agent = newAgent();
  await db.tenant(tenant, (tx) => tx.query('SELECT register_agent($1)', [agent]));
  return agent;
}

test('agents of every cell are routed, and a change in any of them moves the version', async () => {
  const directory = createAgentDirectory(db, cellWithinMs);
  const versions = new Set([(await directory.load()).version]);
  const agents: [string, string][] = [];
  for (const tenant of [near, far, near, far]) {
    agents.push([await register(tenant), tenant.id]);
    const loaded = await directory.load();
    versions.add(loaded.version);
    for (const [agent, id] of agents) assert.equal(loaded.tenants[agent], id);
  }
  assert.equal(versions.size, 5);
  assert.equal(
    (await directory.load()).version,
    [...versions].at(-1),
    'and nothing moves it without a change',
  );
});

test('two platforms that know the same say the same version, so a Gateway between them fetches nothing', async () => {
  const [first, second] = await Promise.all([
    createAgentDirectory(db, cellWithinMs).load(),
    createAgentDirectory(db, cellWithinMs).load(),
  ]);
  assert.equal(first.version, second.version);
});

test('a cell that is restored to an older version of its own is noticed', async () => {
  const directory = createAgentDirectory(db, cellWithinMs);
  const owner = await openOwnerSession(cell.migratorUrl, 'directory');
  const before = await directory.load();
  const agent = await register(far);
  const after = await directory.load();
  await owner.script(
    `DELETE FROM control.agent_directory WHERE agent_id = '${agent}'; UPDATE control.directory_version SET version = version - 1`,
  );
  const restored = await directory.load();
  assert.notEqual(after.version, before.version);
  assert.equal(restored.version, before.version, 'the same entries, the same version');
  assert.equal(restored.tenants[agent], undefined);
  await owner.close();
});

test('a cell can’t claim an agent for a tenant that lives elsewhere', async () => {
  const owner = await openOwnerSession(cell.migratorUrl, 'directory');
  const agent = await register(near);
  const invented = newAgent();
  await owner.script(`INSERT INTO control.tenants (id, slug, name, plan, schema_name, role_name) VALUES ('${near.id}', 'x-near', 'X', 'x', 't_00000000000000ff', 'gt_00000000000000ff');
    INSERT INTO control.agent_directory VALUES ('${invented}', '${near.id}'), ('${agent}', '${far.id}');
    UPDATE control.directory_version SET version = version + 1`);
  const { tenants } = await createAgentDirectory(db, cellWithinMs).load();
  assert.equal(tenants[invented], undefined);
  await owner.script(`DELETE FROM control.agent_directory WHERE agent_id IN ('${invented}', '${agent}');
    DELETE FROM control.tenants WHERE id = '${near.id}'; UPDATE control.directory_version SET version = version + 1`);
  await owner.close();
});

test('a cell that falls silent keeps its last known entries, its tenant is unconfirmed, the others are answered in time', async (t) => {
  const fickle = await openFickleCell(cell.appUrl);
  // whatever is asserted below: a server that stays open would keep this process from ending
  after(() => fickle.close());
  const some = open(fickle.url);
  const desk = createFactsDesk(some, { cellWithinMs });
  const farAgent = await register(far);
  const held = [near, far].map(({ id }) => ({ tenant: id, version: 0 }));
  const ask = async () => parseAnswer(await desk.sync({ instance: 'gwy_test', directoryVersion: 0, held }));
  let whole = await ask();
  // a busy machine may answer later than a cell is waited for: then it is asked again
  const confirmed = async () => (whole = await ask()).unconfirmed === undefined;
  if (whole.unconfirmed !== undefined) await eventually(confirmed, 'the answer of both cells');
  assert.equal(whole.directory?.[farAgent], far.id);
  assert.equal(whole.unconfirmed, undefined);
  assert.deepEqual(
    whole.facts.map(({ tenant, version }) => [tenant, version]),
    [near, far].map(({ id }) => [id, whole.facts[0]?.version]),
    'two tenants at one version are kept apart in memory',
  );
  fickle.silence();
  const nearAgent = await register(near);
  const askedMs = performance.now();
  // a connection is waited for by the minute: it is the cell's own bound that lets the answer out
  const part = parseAnswer(
    await desk.sync({ instance: 'gwy_test', directoryVersion: whole.directoryVersion, held }),
  );
  tellTime(t, 'answered', performance.now() - askedMs);
  assert.deepEqual(part.unconfirmed, [far.id]);
  assert.deepEqual(
    part.inForce.map(({ tenant }) => tenant),
    [near.id],
  );
  assert.equal(part.directory?.[farAgent], far.id, 'kept');
  assert.equal(part.directory?.[nearAgent], near.id, 'and the others’ changes go on');
  await some.close();
});
