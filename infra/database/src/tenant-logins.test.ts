/** The posture "own logins", on a real server whose dangerous functions stand open: there is no other role to hop to. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { createTenant } from './create-tenant.ts';
import { createDatabase, type Database, type DatabaseOptions, type TenantRef } from './database.ts';
import { openOwnerSession, type OwnerSession } from './owner-session.ts';
import { tenantLoginPassword, tenantLoginUrl } from './tenant-logins.ts';

const tenantLoginSecret = new Uint8Array(32).map((_, at) => (at * 37 + 11) % 256);
const slugs = ['alpha', 'beta', 'gamma', 'delta'];
let server: TestDatabase;
let owner: OwnerSession;
let db: Database;
let refs: TenantRef[];

before(async () => {
  server = await testDatabase();
  owner = await openOwnerSession(server.superuserUrl, 'logins');
  // what a managed Postgres does not let anybody take away
  await owner.script(`GRANT EXECUTE ON FUNCTION set_config(text, text, boolean), query_to_xml(text, boolean, boolean, text) TO PUBLIC;
    GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC;
    GRANT CONNECT ON DATABASE ${server.name} TO PUBLIC`);
  for (const slug of slugs)
    await createTenant(
      server.migratorUrl,
      server.migrations,
      { slug, name: slug, plan: 'enterprise' },
      { tenantLoginSecret },
    );
  db = open({ poolSize: 2 });
  refs = await Promise.all(slugs.map((slug) => find(db, slug)));
});

after(async () => {
  await db.close();
  await owner.close();
  await server.close();
});

function open(change: Partial<DatabaseOptions> = {}): Database {
  return createDatabase({ url: server.appUrl, tenantLoginSecret, applicationName: 'own-logins', ...change });
}

async function find(from: Database, slug: string): Promise<TenantRef> {
  const found = await from.findTenant({ slug });
  assert.ok(found);
  return found;
}

function ref(at: number): TenantRef {
  const found = refs[at % refs.length];
  assert.ok(found);
  return found;
}

const whoSql = `SELECT session_user AS login, current_user AS role, current_setting('gamut.tenant') AS tenant, pg_backend_pid() AS pid`;
interface Who {
  readonly login: string;
  readonly role: string;
  readonly tenant: string;
  readonly pid: number;
}
const whoIn = async (from: Database, of: TenantRef): Promise<Who | undefined> =>
  (await from.readTenant(of, (tx) => tx.query<Who>(whoSql)))[0];

test('the password is HKDF-SHA-256 of the secret, for this role alone, and the vector does not move', () => {
  const role = 'gt_0123456789abcdef';
  // computed apart, with Python's hmac: extract with the salt "gamut", expand with "tenant login gt_0123456789abcdef"
  assert.equal(tenantLoginPassword(tenantLoginSecret, role), 'sTep2qV4JfdAhwB5jIOnrXBEBmPPHLz3xLuhY7dJUFw');
  assert.notEqual(
    tenantLoginPassword(tenantLoginSecret, 'gt_0123456789abcdee'),
    tenantLoginPassword(tenantLoginSecret, role),
  );
  for (const bad of ['gamut_app', '', 'gt_0123456789abcdef; DROP', 'gt_0123456789ABCDEF'])
    assert.throws(() => tenantLoginPassword(tenantLoginSecret, bad), TypeError);
});

test('a transaction runs in a connection that is logged in as the tenant’s own role', async () => {
  for (const one of refs) {
    const who = await whoIn(db, one);
    assert.deepEqual([who?.login, who?.role, who?.tenant], [one.role, one.role, one.id]);
  }
  const [control] = await db.readControl((tx) => tx.query<{ login: string }>('SELECT session_user AS login'));
  assert.equal(control?.login, 'gamut_app');
});

test('with set_config, XML and plpgsql open, a tenant still becomes nobody else', async () => {
  const [a, b] = [ref(0), ref(1)];
  const payloads = [
    `SELECT set_config('role', '${b.role}', true)`,
    `SELECT set_config('role', 'gamut_control', true)`,
    `SELECT set_config('role', 'gamut_app', true)`,
    `SELECT set_config('session_authorization', '${b.role}', true)`,
    `SELECT query_to_xml('SELECT count(*) FROM ${b.schema}.people', true, false, '')`,
    `SELECT count(*) FROM ${b.schema}.people`,
    'SELECT count(*) FROM control.users',
  ];
  for (const sql of payloads)
    await assert.rejects(
      db.tenant(a, (tx) => tx.query(sql)),
      { code: '42501' },
      sql,
    );
  const stolen = await db.tenant(a, async (tx) => {
    await tx.query(`SELECT set_config('gamut.tenant', '${b.id}', true)`);
    return tx.query('SELECT * FROM facts_state');
  });
  assert.deepEqual(stolen, [], 'another’s id in the setting shows nothing, not even one’s own');
  await assert.rejects(
    openOwnerSession(tenantLoginUrl(server.appUrl, tenantLoginSecret, a.role), 'logins').then(
      async (session) => {
        try {
          await session.script(`DO $$ BEGIN EXECUTE 'SET LOCAL ROLE ${b.role}'; END $$`);
        } finally {
          await session.close();
        }
      },
    ),
    { code: '42501' },
  );
});

test('a setting that a tenant left in its session reaches no other tenant', async () => {
  const single = open({ poolSize: 1 });
  await single.tenant(ref(0), (tx) => tx.query("SELECT set_config('gamut.tenant', 'left behind', false)"));
  for (const one of refs) assert.equal((await whoIn(single, one))?.tenant, one.id);
  await single.close();
});

test('connections of all logins together stay under one cap, and the one idle for longest makes room', async () => {
  const small = open({ poolSize: 2, applicationName: 'capped' });
  const first = await whoIn(small, ref(0));
  const second = await whoIn(small, ref(1));
  assert.equal((await whoIn(small, ref(0)))?.pid, first?.pid, 'both are kept');
  await whoIn(small, ref(2));
  assert.equal((await whoIn(small, ref(0)))?.pid, first?.pid, 'the one that was used last is kept');
  assert.notEqual((await whoIn(small, ref(1)))?.pid, second?.pid, 'the other made room');
  const counted = await Promise.all(
    Array.from({ length: 40 }, async (_, at) => {
      await whoIn(small, ref(at));
      return small.connections.open;
    }),
  );
  assert.ok(Math.max(...counted) <= 2);
  const [row] = await owner.query<{ open: number }>(
    "SELECT count(*) AS open FROM pg_stat_activity WHERE application_name = 'capped' AND datname = current_database()",
  );
  assert.ok((row?.open ?? 9) <= 2, 'the server counts no more');
  await small.close();
});

test('a pool of one serves all tenants and control at once, each as itself, without a deadlock', async () => {
  const single = open({ poolSize: 1 });
  const answers = await Promise.all(
    Array.from({ length: 60 }, async (_, at) => {
      if (at % 7 === 0) return (await single.readControl((tx) => tx.query('SELECT 1'))).length === 1;
      return (await whoIn(single, ref(at)))?.login === ref(at).role;
    }),
  );
  assert.ok(answers.every(Boolean));
  assert.equal(single.connections.waiting, 0);
  await single.close();
});

test('a tenant that never stops asking does not keep another waiting for ever', async () => {
  const single = open({ poolSize: 1 });
  await whoIn(single, ref(0));
  let done = 0;
  let servedBefore = -1;
  const greedy = Array.from({ length: 100 }, () => whoIn(single, ref(0)).then(() => (done += 1)));
  const other = whoIn(single, ref(1)).then(() => (servedBefore = done));
  const later = Array.from({ length: 100 }, () => whoIn(single, ref(0)).then(() => (done += 1)));
  await Promise.all([...greedy, other, ...later]);
  // those that were there before it, and at most sixty-four that came later
  assert.ok(servedBefore >= 0 && servedBefore <= 165, `served after ${String(servedBefore)} of the other's`);
  await single.close();
});

test('a secret that is not the one, and a login that was shut, are refused and told apart', async () => {
  const wrong = open({ tenantLoginSecret: new Uint8Array(32).fill(9) });
  await assert.rejects(whoIn(wrong, ref(0)), {
    code: 'unavailable',
    message: /refused the login of a tenant/,
  });
  await wrong.close();
  const fresh = open();
  await owner.script(`ALTER ROLE ${ref(3).role} NOLOGIN`);
  await assert.rejects(whoIn(fresh, ref(3)), { code: 'unavailable', message: /moved or is gone/ });
  assert.equal((await whoIn(fresh, ref(0)))?.login, ref(0).role);
  await owner.script(`ALTER ROLE ${ref(3).role} LOGIN`);
  assert.equal((await whoIn(fresh, ref(3)))?.login, ref(3).role);
  await fresh.close();
});
