/**
 * Security promise 1: walls that each hold alone. Every payload is sent as tenant A through the one door with all walls up,
 * then with each wall in turn taken down; and the proof can fail: with the hardening undone, the known hop does leak.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createDatabase, type Database, type TenantRef } from '@gamut/database/database';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';
import { payloads } from './escape-payloads.ts';

const canary = 'CANARY_OF_TENANT_B';
const agentOfB = 'agt_00000000000000000000000bbb';

let server: TestDatabase;
let db: Database;
let owner: OwnerSession;
let a: TenantRef;
let b: TenantRef;

before(async () => {
  server = await testDatabase();
  await server.createTenant('alpha');
  await server.createTenant('beta');
  db = createDatabase({ url: server.appUrl, applicationName: 'escapes', poolSize: 1 });
  owner = await openOwnerSession(server.superuserUrl, 'escapes');
  a = await tenant('alpha');
  b = await tenant('beta');
  for (const [ref, name] of [
    [a, 'own'],
    [b, canary],
  ] as const) {
    await db.tenant(ref, (tx) =>
      tx.execute('INSERT INTO people (id, name, email) VALUES ($1, $2, $3)', [
        'usr_1',
        name,
        'p@example.org',
      ]),
    );
  }
  await db.tenant(b, (tx) => tx.query('SELECT register_agent($1)', [agentOfB]));
  await owner.script('ANALYZE');
});

after(async () => {
  await db.close();
  await owner.close();
  await server.close();
});

async function tenant(slug: string): Promise<TenantRef> {
  const found = await db.findTenant({ slug });
  assert.ok(found);
  return found;
}

function aimed(sql: string): string {
  return sql
    .replaceAll(':rb', b.role)
    .replaceAll(':ib', b.id)
    .replaceAll(':ab', agentOfB)
    .replaceAll(':b', b.schema);
}

/** Whatever came back to the attacker, error texts and details included, as one text. */
async function attack(sql: string): Promise<string> {
  try {
    return JSON.stringify(await db.tenant(a, (tx) => tx.query(aimed(sql))));
  } catch (error) {
    return JSON.stringify(error, Object.getOwnPropertyNames(error)) + String((error as Error).message);
  }
}

/** All that belongs to B and to control, to be the same after as before. */
async function foreignState(): Promise<string> {
  const rows = await owner.query(
    `SELECT (SELECT json_agg(p ORDER BY p.id) FROM ${b.schema}.people p) AS people, (SELECT json_agg(t ORDER BY t.id) FROM control.tenants t) AS tenants,
       (SELECT json_agg(d ORDER BY d.agent_id) FROM control.agent_directory d) AS directory,
       (SELECT count(*) FROM pg_largeobject_metadata) AS large_objects,
       (SELECT json_agg(c.oid::regclass::text ORDER BY 1) FROM pg_class c WHERE c.relnamespace::regnamespace::text ~ '^(public|control|t_|pg_temp)' AND relkind IN ('r', 'v')) AS relations,
       (SELECT json_agg(r.rolpassword ORDER BY 1) FROM pg_authid r WHERE rolname LIKE 'gamut%') AS passwords`,
  );
  return JSON.stringify(rows);
}

/** The very next transaction of the same, only connection is A's own and nothing else. */
async function assertCleanSession(after: string): Promise<void> {
  const [row] = await db.tenant(a, (tx) =>
    tx.query<{ role: string; path: string; tenant: string; names: string[]; locks: number }>(
      `SELECT current_user AS role, current_setting('search_path') AS path, current_setting('gamut.tenant') AS tenant,
         (SELECT array_agg(name) FROM people) AS names, (SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()) AS locks`,
    ),
  );
  assert.deepEqual(
    row,
    { role: a.role, path: `${a.schema}, pg_temp`, tenant: a.id, names: ['own'], locks: 0 },
    `after ${after}`,
  );
}

async function assertAllBlocked(): Promise<void> {
  const before = await foreignState();
  for (const { family, sql } of payloads) {
    const seen = await attack(sql);
    assert.ok(!seen.includes(canary), `${family}: ${sql} leaked`);
    await assertCleanSession(sql);
  }
  assert.equal(await foreignState(), before);
}

test('there are at least 60 payloads in at least ten families', () => {
  assert.ok(payloads.length >= 60);
  assert.ok(new Set(payloads.map(({ family }) => family)).size >= 10);
});

test('no payload reaches the other tenant, control or the session, with all walls up', assertAllBlocked);

test('none does with row security off: the role wall holds alone', async () => {
  const tables = await owner.query<{ name: string }>(
    "SELECT oid::regclass::text AS name FROM pg_class WHERE relnamespace IN ($1::regnamespace, $2::regnamespace) AND relkind = 'r'",
    [a.schema, b.schema],
  );
  const all = (words: string) =>
    owner.script(tables.map(({ name }) => `ALTER TABLE ${name} ${words} ROW LEVEL SECURITY`).join(';'));
  await all('DISABLE');
  try {
    await assertAllBlocked();
  } finally {
    await all('ENABLE');
  }
});

test('none does when the other tenant’s schema was granted by mistake: row security holds alone', async () => {
  await owner.script(
    `GRANT USAGE ON SCHEMA ${b.schema} TO ${a.role}; GRANT SELECT, UPDATE, DELETE, INSERT ON ALL TABLES IN SCHEMA ${b.schema} TO ${a.role}`,
  );
  try {
    assert.deepEqual(await db.tenant(a, (tx) => tx.query(`SELECT * FROM ${b.schema}.people`)), []);
    assert.equal(await db.tenant(a, (tx) => tx.execute(`DELETE FROM ${b.schema}.people`)), 0);
    await assertAllBlocked();
  } finally {
    await owner.script(
      `REVOKE ALL ON SCHEMA ${b.schema} FROM ${a.role}; REVOKE ALL ON ALL TABLES IN SCHEMA ${b.schema} FROM ${a.role}`,
    );
  }
});

test('a hop to the other role alone reads nothing: row security asks for the tenant as well', async () => {
  const app = await openOwnerSession(server.appUrl, 'escapes');
  try {
    for (const [role, setting] of [
      [b.role, a.id],
      [a.role, b.id],
    ] as const) {
      const rows = await app
        .transaction(async () => {
          await app.script(`SET LOCAL ROLE ${role}; SET LOCAL gamut.tenant = '${setting}'`);
          return app.query(`SELECT * FROM ${b.schema}.people`);
        })
        .catch(() => []);
      assert.deepEqual(rows, []);
    }
  } finally {
    await app.close();
  }
});

test('this proof can fail: with the built-in functions given back, the known hop leaks', async () => {
  const doors = ['set_config(text,text,boolean)', 'query_to_xml(text,boolean,boolean,text)'];
  await owner.script(doors.map((door) => `GRANT EXECUTE ON FUNCTION pg_catalog.${door} TO PUBLIC`).join(';'));
  try {
    const hop =
      "SELECT set_config('role', ':rb', true), set_config('gamut.tenant', ':ib', true), query_to_xml('SELECT * FROM :b.people', true, true, '')";
    assert.ok((await attack(hop)).includes(canary));
    await assertCleanSession(hop);
  } finally {
    await owner.script(
      doors.map((door) => `REVOKE EXECUTE ON FUNCTION pg_catalog.${door} FROM PUBLIC`).join(';'),
    );
  }
});
