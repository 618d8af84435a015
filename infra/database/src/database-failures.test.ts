/** The door in bad weather, on a real Postgres: deadlines, lost connections, recycled and wrong ones. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { createDatabase, type Database, type TenantRef } from './database.ts';
import { openOwnerSession } from './owner-session.ts';
import { isCommitInDoubt } from './sql-error.ts';

let server: TestDatabase;
let db: Database;
let a: TenantRef;

before(async () => {
  server = await testDatabase();
  db = createDatabase({ url: server.appUrl, applicationName: 'door', poolSize: 2 });
  await server.createTenant('alpha');
  await server.createTenant('beta');
  const found = await db.findTenant({ slug: 'alpha' });
  assert.ok(found);
  a = found;
});

after(async () => {
  await db.close();
  await server.close();
});

const addPerson = 'INSERT INTO people (id, name, email) VALUES ($1, $2, $3)';

test('a statement past its time is stopped by name, a transaction past its deadline is cut', async () => {
  const hasty = createDatabase({
    url: server.appUrl,
    applicationName: 'door',
    statementTimeoutMs: 50,
    poolSize: 1,
  });
  await assert.rejects(
    hasty.readControl((tx) => tx.query('SELECT pg_sleep(5)')),
    { code: 'deadline_exceeded' },
  );
  await hasty.close();
  await assert.rejects(
    db.tenant(a, (tx) => tx.query('SELECT pg_sleep(5)'), { withinMs: 60 }),
    { code: 'deadline_exceeded' },
  );
  const idle = db.tenant(
    a,
    async (tx) => {
      await tx.query('SELECT 1');
      await new Promise<void>((resolve) => setTimeout(resolve, 120));
      await tx.query('SELECT 2');
    },
    { withinMs: 60 },
  );
  await assert.rejects(idle, { code: 'deadline_exceeded' });
  assert.equal((await db.tenant(a, (tx) => tx.query('SELECT 1'))).length, 1);
});

test('a connection lost during the commit leaves the outcome in doubt, and says so', async () => {
  const owner = await openOwnerSession(server.superuserUrl, 'door');
  // the commit itself waits: a deferred foreign key's trigger runs at that moment
  await owner.script(`CREATE FUNCTION ${a.schema}.slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(30); RETURN NULL; END $$;
    GRANT EXECUTE ON FUNCTION ${a.schema}.slow() TO ${a.role};
    CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON ${a.schema}.people DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ${a.schema}.slow()`);
  try {
    const change = db.tenant(a, (tx) => tx.execute(addPerson, ['usr_g', 'G', 'g@example.org']));
    const outcome = assert.rejects(
      change,
      (error) => isCommitInDoubt(error) && (error as { code?: string }).code === 'unavailable',
    );
    for (let killed = 0; killed === 0;) {
      const rows = await owner.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'door' AND datname = current_database() AND query = 'COMMIT' AND state = 'active'",
      );
      killed = rows.length;
    }
    await outcome;
  } finally {
    await owner.script(`DROP TRIGGER slow ON ${a.schema}.people; DROP FUNCTION ${a.schema}.slow()`);
    await owner.close();
  }
});

test('a connection is recycled once it has touched its share of tenants', async () => {
  const small = createDatabase({
    url: server.appUrl,
    applicationName: 'door',
    poolSize: 1,
    tenantsPerConnectionMax: 1,
  });
  const refs = [await small.findTenant({ slug: 'alpha' }), await small.findTenant({ slug: 'beta' })];
  const pids = new Set<number>();
  for (let round = 0; round < 4; round++) {
    for (const ref of refs) {
      assert.ok(ref);
      const [row] = await small.readTenant(ref, (tx) =>
        tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid'),
      );
      pids.add(row?.pid ?? 0);
    }
  }
  assert.ok(pids.size >= 4);
  await small.close();
});

test('a wrong address, a wrong password and a missing database are told apart', async () => {
  const cases = [
    [(url: URL) => (url.port = '1'), /is away/],
    [(url: URL) => (url.password = 'wrong'), /refused the login/],
    [(url: URL) => (url.pathname = '/nowhere'), /no such database/],
  ] as const;
  for (const [change, message] of cases) {
    const url = new URL(server.appUrl);
    change(url);
    const away = createDatabase({ url: url.href, applicationName: 'door' });
    await assert.rejects(away.ping(), { code: 'unavailable', message });
    await away.close();
  }
});

test('when every connection is busy for too long the caller is told so, and nobody else suffers', async () => {
  const small = createDatabase({
    url: server.appUrl,
    applicationName: 'door',
    poolSize: 1,
    acquireWithinMs: 40,
  });
  const slow = small.readControl((tx) => tx.query('SELECT pg_sleep(0.3)'));
  await assert.rejects(small.ping(), { code: 'unavailable', message: /every database connection is in use/ });
  await slow;
  await small.ping();
  await small.close();
  await assert.rejects(small.ping(), { code: 'unavailable', message: /closed/ });
});

test('a migration meanwhile makes a known statement fail once as unavailable, then it works', async () => {
  const owner = await openOwnerSession(server.superuserUrl, 'door');
  const single = createDatabase({ url: server.appUrl, applicationName: 'door', poolSize: 1 });
  const ref = await single.findTenant({ slug: 'beta' });
  assert.ok(ref);
  const read = () => single.readTenant(ref, (tx) => tx.query('SELECT * FROM facts_state'));
  await read();
  await owner.script(`ALTER TABLE ${ref.schema}.facts_state ADD COLUMN added text`);
  await assert.rejects(read(), { code: 'unavailable', message: /migrated a moment ago/ });
  assert.equal((await read()).length, 1);
  await single.close();
  await owner.close();
});

test('a full disk is told as such', async () => {
  const owner = await openOwnerSession(server.superuserUrl, 'door');
  await owner.script(
    `CREATE FUNCTION ${a.schema}.full() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
     GRANT EXECUTE ON FUNCTION ${a.schema}.full() TO ${a.role}`,
  );
  await assert.rejects(
    db.tenant(a, (tx) => tx.query('SELECT "full"()')),
    { code: 'storage_full' },
  );
  await owner.close();
});
