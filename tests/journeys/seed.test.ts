/** The demo's seed: killed at any moment and run again it ends as if it had never been killed, and a further run changes nothing. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createDatabase, type Database } from '@gamut/database/database';
import { demoEnvironment, secretFiles, type Deployment } from '../../apps/cli/src/environments.ts';
import { writeDurably } from '../../apps/cli/src/durable-file.ts';
import { homeAt, prepareHome } from '../../apps/cli/src/home.ts';
import { openKeys } from '../../apps/cli/src/keys.ts';
import { derivePublicKeys } from '../../apps/cli/src/public-keys.ts';
import { readPinnedTools } from '../../apps/platform/src/demo/seed-connectors.ts';
import { toolClasses } from '../../apps/platform/src/demo/tool-classes.ts';
import { testDatabase } from '../support/postgres.ts';

const seedEntry = join(import.meta.dirname, '../../apps/platform/src/demo/main.ts');

interface Bench {
  readonly tokens: string;
  readonly db: Database;
  /** @param killAfterMs ends it by SIGKILL then; @returns its exit code, null when killed */
  seed(killAfterMs?: number): Promise<number | null>;
  contents(): Promise<Record<string, readonly string[]>>;
}

async function bench(t: TestContext): Promise<Bench> {
  const database = await testDatabase();
  const home = homeAt({ GAMUT_HOME: mkdtempSync(join(tmpdir(), 'gamut-seed-')) }, '/', '/');
  prepareHome(home);
  const keys = openKeys(home.keys);
  writeDurably(secretFiles(home).applicationUrl, database.appUrl);
  const ports = { platform: 1, gateway: 2, claw: 3, witness: 4 };
  const at: Deployment = {
    home,
    keys,
    publicKeys: derivePublicKeys(keys, home.path),
    ports,
    inherited: { PATH: process.env['PATH'] ?? '' },
    handedOn: { platform: {}, gateway: {}, provision: {} },
  };
  const env = demoEnvironment(at);
  const db = createDatabase({ url: database.appUrl, applicationName: 'seed-test', poolSize: 2 });
  t.after(async () => {
    await db.close();
    await database.close();
    rmSync(home.path, { recursive: true, force: true });
  });
  await database.createTenant('demo', { name: 'Meridian Mutual', plan: 'enterprise' });
  return {
    tokens: join(home.demo, 'agents.json'),
    db,
    seed: (killAfterMs) => runSeed(env, killAfterMs),
    contents: () => readContents(db),
  };
}

function runSeed(env: Record<string, string>, killAfterMs: number | undefined): Promise<number | null> {
  const child = spawn(process.execPath, [seedEntry], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}

const queries = {
  people: 'SELECT name || email AS row FROM people',
  agents: `SELECT concat_ws('|', name, level, tier, status, status_reason) AS row FROM agents`,
  permissions: `SELECT concat_ws('|', a.name, t.name, p.targets_under::text) AS row FROM tool_permissions p JOIN agents a ON a.id = p.agent_id JOIN tools t ON t.id = p.tool_id`,
  flows: `SELECT concat_ws('|', a.name, f.data_class, f.handling) AS row FROM data_flows f JOIN agents a ON a.id = f.agent_id`,
  tools: `SELECT concat_ws('|', c.name, t.name, t.action_type, t.data_class, t.risk, t.schema_sha256) AS row FROM tools t JOIN connectors c ON c.id = t.connector_id`,
  gates: 'SELECT name AS row FROM approval_gates',
  playbooks: 'SELECT name AS row FROM incident_playbooks',
  tests: 'SELECT a.name AS row FROM red_team_tests r JOIN agents a ON a.id = r.agent_id',
  findings: `SELECT concat_ws('|', a.name, f.severity, f.status) AS row FROM findings f JOIN agents a ON a.id = f.agent_id`,
  periods: `SELECT concat_ws('|', a.name, o.ended_at IS NULL, o.reason) AS row FROM observe_periods o JOIN agents a ON a.id = o.agent_id`,
  toolsets: `SELECT concat_ws('|', s.name, s.version, a.name) AS row FROM toolsets s JOIN agent_capabilities c ON c.toolset_id = s.id JOIN agents a ON a.id = c.agent_id`,
  skills: `SELECT concat_ws('|', s.name, s.version, s.status, a.name) AS row FROM skills s JOIN agent_capabilities c ON c.skill_id = s.id JOIN agents a ON a.id = c.agent_id`,
  plans: `SELECT concat_ws('|', w.name, w.status, w.stage, a.name) AS row FROM workflow_plans w JOIN agents a ON a.id = w.agent_id`,
  credentials:
    'SELECT a.name AS row FROM agent_credentials c JOIN agents a ON a.id = c.agent_id WHERE c.revoked_at IS NULL',
} as const;

async function readContents(db: Database): Promise<Record<string, readonly string[]>> {
  const tenant = await db.findTenant({ slug: 'demo' });
  assert.ok(tenant);
  return db.readTenant(tenant, async (tx) => {
    const found: Record<string, readonly string[]> = {};
    for (const [name, sql] of Object.entries(queries))
      found[name] = (await tx.query<{ row: string }>(sql)).map(({ row }) => row).sort();
    return found;
  });
}

async function auditSize(db: Database): Promise<number> {
  const tenant = await db.findTenant({ slug: 'demo' });
  assert.ok(tenant);
  const rows = await db.readTenant(tenant, (tx) =>
    tx.query<{ seq: number }>("SELECT seq FROM journal_heads WHERE stream = 'audit'"),
  );
  return Number(rows[0]?.seq ?? 0);
}

test('a seed killed again and again ends exactly as one that never was', async (t) => {
  const whole = await bench(t);
  assert.equal(await whole.seed(), 0);
  const broken = await bench(t);
  for (let killAfterMs = 250; (await broken.seed(killAfterMs)) === null; killAfterMs += 120);
  const contents = await whole.contents();
  assert.deepEqual(await broken.contents(), contents);
  assert.deepEqual(
    contents['periods']?.map((row) => row.split('|').slice(0, 2)),
    [['broker-copilot', 't']],
  );
  assert.deepEqual(contents['plans'], ['Renewals of this quarter|active|1|renewals-desk']);
  assert.deepEqual(contents['skills'], ['Write renewal letters|1|approved|renewals-desk']);
  const agents = (
    JSON.parse(readFileSync(broken.tokens, 'utf8')) as { agents: { name: string }[] }
  ).agents.map(({ name }) => name);
  assert.deepEqual(agents, [
    'report-reader',
    'broker-copilot',
    'claims-triage',
    'fraud-scorer',
    'dormant',
    'renewals-desk',
  ]);
});

test('a second seed writes nothing, not even an audit record', async (t) => {
  const seeded = await bench(t);
  assert.equal(await seeded.seed(), 0);
  const before = { size: await auditSize(seeded.db), tokens: readFileSync(seeded.tokens, 'utf8') };
  assert.ok(before.size > 50, 'every operation of the seed left its record');
  assert.equal(statSync(seeded.tokens).mode & 0o777, 0o600);
  assert.equal(await seeded.seed(), 0);
  assert.deepEqual({ size: await auditSize(seeded.db), tokens: readFileSync(seeded.tokens, 'utf8') }, before);
});

test('lost tokens are revoked and issued anew, and what people changed since is left as it is', async (t) => {
  const seeded = await bench(t);
  assert.equal(await seeded.seed(), 0);
  const tenant = await seeded.db.findTenant({ slug: 'demo' });
  assert.ok(tenant);
  await seeded.db.tenant(tenant, (tx) =>
    tx.execute("UPDATE agents SET level = 'intern' WHERE name = 'claims-triage'"),
  );
  const before = await seeded.contents();
  const old = readFileSync(seeded.tokens, 'utf8');
  writeFileSync(seeded.tokens, '{"agents": [{"name": "report-reader", "le');
  assert.equal(await seeded.seed(), 0);
  assert.deepEqual(await seeded.contents(), before, 'one working credential each, and the demotion stands');
  const renewed = readFileSync(seeded.tokens, 'utf8');
  for (const token of old.match(/gma_[\w-]+/g) ?? []) assert.ok(!renewed.includes(token));
});

test('every pinned tool of the demo is classified, and nothing is classified that is not pinned', () => {
  for (const [connector, tools] of Object.entries(readPinnedTools())) {
    assert.deepEqual(
      tools.map((tool) => tool.name).sort(),
      Object.keys(toolClasses[connector as keyof typeof toolClasses]).sort(),
    );
  }
});
