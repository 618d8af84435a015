/**
 * What Postgres shows every role, whatever is revoked, measured: each catalog and view that a tenant's role can read is read
 * whole through the door, each function without parameters is called. Nothing of another tenant's contents is in any of it;
 * which of them name another tenant's opaque schema, role or id stands in a list here, and in docs/threat-model.md.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { createDatabase, type Database, type TenantRef } from '@gamut/database/database';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

const canaries = ['CANARY_NAME', 'canary@example.org', 'CANARY_PURPOSE', 'CANARY_HASH'];

/** They name schemas, tables, policies and functions of all tenants: names that are random, and shapes that are all the same. */
const naming = [
  'information_schema.udt_privileges',
  'pg_catalog.pg_class',
  'pg_catalog.pg_group',
  'pg_catalog.pg_indexes',
  'pg_catalog.pg_namespace',
  'pg_catalog.pg_policies',
  'pg_catalog.pg_proc',
  'pg_catalog.pg_roles',
  'pg_catalog.pg_stat_xact_all_tables',
  'pg_catalog.pg_stat_xact_user_tables',
  'pg_catalog.pg_stats',
  'pg_catalog.pg_tables',
  'pg_catalog.pg_type',
];

let server: TestDatabase;
let db: Database;
let owner: OwnerSession;
let a: TenantRef;
let b: TenantRef;

before(async () => {
  server = await testDatabase();
  for (const slug of ['alpha', 'beta-the-customer']) await server.createTenant(slug);
  db = createDatabase({
    url: server.appUrl,
    applicationName: 'shared',
    poolSize: 2,
    statementTimeoutMs: 20_000,
  });
  owner = await openOwnerSession(server.superuserUrl, 'shared');
  a = (await db.findTenant({ slug: 'alpha' })) as TenantRef;
  b = (await db.findTenant({ slug: 'beta-the-customer' })) as TenantRef;
  // many times the same, so that it stands among the most common values of the statistics
  await db.tenant(b, async (tx) => {
    await tx.execute(
      "INSERT INTO people (id, name, email) SELECT 'usr_' || n, $1, $2 FROM generate_series(1, 500) n",
      [canaries[0], canaries[1]],
    );
    await tx.execute(
      "INSERT INTO agents (id, name, purpose, created_at, updated_at) SELECT 'agt_' || n, 'agent-' || n, $1, now(), now() FROM generate_series(1, 500) n",
      [canaries[2]],
    );
  });
  await owner.script(
    `INSERT INTO control.users (id, email, name, password_hash, created_at, updated_at) SELECT 'usr_' || n, n || 'canary@example.org', 'CANARY_NAME', 'CANARY_HASH', now(), now() FROM generate_series(1, 500) n; ANALYZE`,
  );
});

after(async () => {
  await db.close();
  await owner.close();
  await server.close();
});

/** As A, through the door; a refusal tells nothing. */
const ask = (sql: string): Promise<string> =>
  db
    .readTenant(a, (tx) => tx.query<{ text: string }>(sql))
    .then(
      (rows) => rows.map(({ text }) => text).join('\n'),
      (error: unknown) => `refused: ${(error as Error).message}`,
    );

const mentions = (text: string): boolean => [b.schema, b.role, b.id].some((name) => text.includes(name));
const leaks = (text: string): boolean => [...canaries, b.slug].some((canary) => text.includes(canary));

test('no catalog and no view that every role may read holds another tenant’s contents; these name it, and no others', async () => {
  const relations = await owner.query<{ name: string }>(
    "SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ('pg_catalog', 'information_schema') AND c.relkind IN ('r', 'v') ORDER BY 1",
  );
  assert.ok(relations.length > 200);
  const named: string[] = [];
  for (const { name } of relations) {
    const text = await ask(`SELECT x::text AS text FROM ${name} AS x`);
    assert.ok(!leaks(text), `${name} leaks`);
    if (mentions(text)) named.push(name);
  }
  assert.deepEqual(named, naming);
});

test('no function without parameters tells another tenant’s contents', async () => {
  const functions = await owner.query<{ call: string }>(
    `SELECT format('%I.%I()', n.nspname, p.proname) AS call FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE p.pronargs = 0 AND p.prokind = 'f' AND p.provolatile <> 'v' AND n.nspname = 'pg_catalog' AND p.prorettype <> ALL (ARRAY['trigger', 'internal', 'event_trigger']::regtype[])`,
  );
  assert.ok(functions.length > 50);
  for (const { call } of functions) {
    const text = await ask(`SELECT (${call})::text AS text`);
    assert.ok(!leaks(text), call);
  }
});

test('how many rows another tenant has can be guessed from pg_class alone', async () => {
  const [counted] = await db.readTenant(a, (tx) =>
    tx.query<{ rows: number }>(
      "SELECT c.reltuples::int AS rows FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relname = 'people' AND n.nspname = $1",
      [b.schema],
    ),
  );
  assert.equal(counted?.rows, 500, 'the planner’s estimate; it is named in the threat model');
  for (const refused of [
    'SELECT n_live_tup::text AS text FROM pg_stat_user_tables',
    'SELECT xact_commit::text AS text FROM pg_stat_database',
    `SELECT pg_total_relation_size(c.oid)::text AS text FROM pg_class c WHERE relname = 'people'`,
    'SELECT pg_advisory_xact_lock(1)::text AS text',
    'SELECT pg_try_advisory_xact_lock(1)::text AS text',
  ])
    assert.match(await ask(refused), /^refused: permission denied/, refused);
});

test('of other sessions a tenant sees that they are there, and neither what they ask nor for whom', async () => {
  const working = db.tenant(b, (tx) => tx.query("SELECT 'CANARY_NAME', pg_sleep(0.5)"));
  const seen = await ask(
    'SELECT x::text AS text FROM pg_stat_activity AS x WHERE datname = current_database()',
  );
  await working;
  assert.match(seen, /gamut_app/);
  assert.ok(!leaks(seen) && !mentions(seen), seen);
  assert.match(seen, /insufficient privilege/);
});

test('the threat model names each of them', () => {
  const text = readFileSync(new URL('../../docs/threat-model.md', import.meta.url), 'utf8');
  for (const name of naming) assert.ok(text.includes(`\`${name.split('.')[1] ?? name}\``), name);
});
