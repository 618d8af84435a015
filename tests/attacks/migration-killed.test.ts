/**
 * Security promise 1, "killed at random points and resumed: no half-made tenant": the real provision process is killed with
 * SIGKILL while it migrates and while it makes tenants. After every kill each tenant is exactly what some version of the list
 * makes, as its ledger says; at the end all are equal to a new one. `npm run test:long` takes many more seeds.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { walledTenant } from '@gamut/database/apply-migration';
import { createTenant } from '@gamut/database/create-tenant';
import { migrateDatabase } from '@gamut/database/migrate';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { formatCatalog, readSchemaCatalog } from '@gamut/database/schema-catalog';
import { compiled } from '../support/compiled.ts';
import { eventually } from '../support/pace.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

const entry = join(import.meta.dirname, '..', '..', 'apps', 'platform', 'src', 'provision.ts');
const seeds = process.env['GAMUT_TEST_LONG'] === '1' ? 60 : 3;
const tenants = 6;

let server: TestDatabase;
let owner: OwnerSession;
/** Where nothing is killed. */
let model: TestDatabase;
let modelOwner: OwnerSession;
/** How a tenant stands after so many migrations, by how many. */
const stages = new Map<number, Promise<string>>();

before(async () => {
  [server, model] = [await testDatabase(), await testDatabase()];
  owner = await openOwnerSession(server.superuserUrl, 'killed');
  modelOwner = await openOwnerSession(model.superuserUrl, 'killed');
});

after(async () => {
  await owner.close();
  await modelOwner.close();
  await server.close();
  await model.close();
});

/** As one that was made with this many and never killed: asked for when a kill leaves a tenant there. */
function stageAt(version: number): Promise<string> {
  const known = stages.get(version);
  if (known !== undefined) return known;
  const made = makeAt(version, `stage-${version}`, model).then(() => shapeOf(`stage-${version}`, modelOwner));
  stages.set(version, made);
  return made;
}

const listOf = (version: number) => ({
  control: server.migrations.control,
  tenant: server.migrations.tenant.slice(0, version),
});

const makeAt = (version: number, slug: string, where = server) =>
  createTenant(where.migratorUrl, listOf(version), { slug, name: slug, plan: 'enterprise' });

async function shapeOf(slug: string, reader = owner): Promise<string> {
  const [row] = await reader.query<Parameters<typeof walledTenant>[0]>(
    'SELECT id, schema_name, role_name FROM control.tenants WHERE slug = $1',
    [slug],
  );
  assert.ok(row);
  return formatCatalog(await readSchemaCatalog(reader, walledTenant(row)));
}

/** A small generator (mulberry32), so that a seed gives the same kills again. */
function draw(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Runs the process until it has said so many lines, then a little longer, then kills it. @returns whether it ended by itself */
function runAndKill(args: readonly string[], lines: number, moreMs: number): Promise<boolean> {
  const child = spawn(process.execPath, [entry, ...args], {
    env: {
      PATH: process.env['PATH'] ?? '',
      ...compiled,
      MIGRATOR_DATABASE_URL: server.migratorUrl,
      GAMUT_DEPLOYMENT: 'killed',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = 0;
  const kill = () => setTimeout(() => child.kill('SIGKILL'), moreMs);
  child.stdout.on('data', (chunk: Buffer) => {
    const before = said;
    said += chunk.toString().split('\n').length - 1;
    if (before < lines && said >= lines) kill();
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  if (lines === 0) kill();
  return new Promise((resolve, reject) =>
    child.on('close', (code) => (errors === '' ? resolve(code === 0) : reject(new Error(errors)))),
  );
}

/** What the server still does for a killed process has ended, one way or the other. */
async function settled(): Promise<void> {
  await eventually(async () => {
    const [row] = await owner.query<{ busy: number }>(
      "SELECT count(*) AS busy FROM pg_stat_activity WHERE application_name = 'gamut-provision' AND datname = current_database()",
    );
    return row?.busy === 0;
  }, 'an end of what was killed');
}

/** Nobody's schema, nobody's role, and each tenant as its ledger says. */
async function assertWhole(label: string): Promise<void> {
  const [left] = await owner.query<{ schemas: number; rows: number }>(
    `SELECT (SELECT count(*) FROM pg_namespace WHERE nspname ~ '^t_' AND nspname NOT IN (SELECT schema_name FROM control.tenants)) AS schemas,
       (SELECT count(*) FROM control.tenants WHERE to_regnamespace(schema_name) IS NULL OR to_regrole(role_name) IS NULL) AS rows`,
  );
  assert.deepEqual(left, { schemas: 0, rows: 0 }, label);
  const standing = await owner.query<{ slug: string; applied: number; last: number }>(
    `SELECT t.slug, count(l.version) AS applied, max(l.version) AS last FROM control.tenants t LEFT JOIN control.migration_ledger l ON l.scope = t.id GROUP BY t.slug`,
  );
  for (const { slug, applied, last } of standing) {
    assert.equal(applied, last, `${label}: ${slug} has a gap`);
    assert.equal(await shapeOf(slug), await stageAt(applied), `${label}: ${slug} is half made`);
  }
}

test('a migration that is killed again and again leaves whole steps, and ends as if it had never been', async (t) => {
  for (let seed = 1; seed <= seeds; seed++) {
    const random = draw(seed);
    for (let at = 0; at < tenants; at++) await makeAt(1 + Math.floor(random() * 2), `m-${seed}-${at}`);
    let finished = false;
    let kills = 0;
    while (!finished) {
      finished = await runAndKill(
        ['migrate'],
        kills < 3 ? 1 + Math.floor(random() * 60) : 9_999,
        random() * 12,
      );
      kills += 1;
      await settled();
      await assertWhole(`seed ${seed}, kill ${kills}`);
    }
    t.diagnostic(
      `seed ${seed}: killed ${kills - 1} times; stages seen so far: ${[...stages.keys()].join(', ')}`,
    );
    for (let at = 0; at < tenants; at++)
      assert.equal(await shapeOf(`m-${seed}-${at}`), await stageAt(server.migrations.tenant.length));
  }
  assert.equal(
    (await migrateDatabase({ migratorUrl: server.migratorUrl, migrations: server.migrations })).applied,
    0,
  );
});

test('the making of a tenant that is killed leaves all of it or nothing, and is made whole when asked again', async () => {
  for (let seed = 1; seed <= seeds; seed++) {
    const random = draw(1_000 + seed);
    const args = ['tenant', 'create', '--slug', `c-${seed}`, '--name', 'Killed', '--plan', 'enterprise'];
    const startedMs = performance.now();
    assert.equal(await runAndKill(['migrate'], 9_999, 0), true);
    const usualMs = performance.now() - startedMs;
    await runAndKill(args, 0, usualMs * (0.5 + random() * 0.7));
    await settled();
    await assertWhole(`seed ${seed}`);
    assert.equal(await runAndKill(args, 9_999, 0), true);
    assert.equal(await shapeOf(`c-${seed}`), await stageAt(server.migrations.tenant.length));
    const told = await owner.query(
      "SELECT 1 AS one FROM control.journal_entries e JOIN control.tenants t ON t.id = e.subject WHERE e.kind = 'tenant.created' AND t.slug = $1",
      [`c-${seed}`],
    );
    assert.equal(told.length, 1, `seed ${seed} is told once`);
  }
});
