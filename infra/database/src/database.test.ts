/** The door, on a real Postgres: what a transaction sees, what it refuses, and what it leaves behind. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { createDatabase, type Database, type TenantRef } from './database.ts';
import { isUniqueViolation } from './sql-error.ts';

let server: TestDatabase;
let db: Database;
let a: TenantRef;
let b: TenantRef;

before(async () => {
  server = await testDatabase();
  db = createDatabase({ url: server.appUrl, applicationName: 'door', poolSize: 2 });
  a = await tenant('alpha');
  b = await tenant('beta');
});

after(async () => {
  await db.close();
  await server.close();
});

async function tenant(slug: string): Promise<TenantRef> {
  await server.createTenant(slug);
  const found = await db.findTenant({ slug });
  assert.ok(found);
  return found;
}

const addPerson = 'INSERT INTO people (id, name, email) VALUES ($1, $2, $3)';
const countPeople = 'SELECT count(*) AS count FROM people';

async function people(ref: TenantRef): Promise<number> {
  const [row] = await db.readTenant(ref, (tx) => tx.query<{ count: number }>(countPeople));
  return row?.count ?? -1;
}

test('a transaction works as its tenant’s role, in its schema, under its id', async () => {
  const [row] = await db.tenant(a, (tx) =>
    tx.query(
      "SELECT current_user AS role, current_schema() AS schema, current_setting('gamut.tenant') AS tenant",
    ),
  );
  assert.deepEqual(row, { role: a.role, schema: a.schema, tenant: a.id });
});

test('statements started together are answered each with its own rows', async () => {
  const rows = await db.readTenant(a, (tx) =>
    Promise.all([1, 2, 3, 4, 5].map((n) => tx.query<{ n: number }>('SELECT $1::int AS n', [n]))),
  );
  assert.deepEqual(
    rows.flat().map(({ n }) => n),
    [1, 2, 3, 4, 5],
  );
});

test('a change that resolves is committed; one that throws is rolled back', async () => {
  await db.tenant(a, (tx) => tx.execute(addPerson, ['usr_a', 'A', 'a@example.org']));
  assert.equal(await people(a), 1);
  const thrown = db.tenant(a, async (tx) => {
    await tx.execute(addPerson, ['usr_b', 'B', 'b@example.org']);
    throw new Error('changed my mind');
  });
  await assert.rejects(thrown, /changed my mind/);
  assert.equal(await people(a), 1);
  assert.equal(await people(b), 0);
});

test('a statement that fails rolls all back, even when its error was caught or never awaited', async () => {
  const caught = db.tenant(a, async (tx) => {
    await tx.execute(addPerson, ['usr_c', 'C', 'c@example.org']);
    await tx.execute(addPerson, ['usr_a', 'again', 'a@example.org']).catch(() => undefined);
    return 'done';
  });
  await assert.rejects(caught, (error) => isUniqueViolation(error, 'people_pkey'));
  const unawaited = db.tenant(a, async (tx) => {
    void tx.execute(addPerson, ['usr_d', 'D', 'd@example.org']);
    void tx.execute(addPerson, ['usr_a', 'again', 'a@example.org']);
  });
  await assert.rejects(unawaited, (error) => isUniqueViolation(error));
  assert.equal(await people(a), 1);
});

test('a statement that nobody awaited is part of the commit', async () => {
  await db.tenant(a, async (tx) => {
    void tx.execute(addPerson, ['usr_e', 'E', 'e@example.org']);
  });
  assert.equal(await people(a), 2);
});

test('the first failure is the one that is told, not that the transaction is aborted', async () => {
  const both = db.tenant(a, async (tx) => {
    const first = tx.query('SELECT 1 / 0');
    first.catch(() => undefined);
    await tx.query('SELECT 2');
  });
  await assert.rejects(both, { code: '22012' });
});

test('a statement whose parse or run failed works again later on the same connection', async () => {
  const single = createDatabase({ url: server.appUrl, applicationName: 'door', poolSize: 1 });
  const ref = await single.findTenant({ slug: 'alpha' });
  assert.ok(ref);
  const divide = (by: number) =>
    single.tenant(ref, (tx) => tx.query<{ n: number }>('SELECT 10 / $1::int AS n', [by]));
  await assert.rejects(divide(0));
  assert.deepEqual(await divide(5), [{ n: 2 }]);
  const fresh = 'SELECT 4 AS four';
  const aborted = single.tenant(ref, async (tx) => {
    void tx.query('SELECT 1 / 0');
    await tx.query(fresh);
  });
  await assert.rejects(aborted);
  assert.deepEqual(await single.tenant(ref, (tx) => tx.query(fresh)), [{ four: 4 }]);
  await single.close();
});

test('a reader has no way to write, and the database would refuse it', async () => {
  await db
    .readTenant(a, async (tx) => {
      assert.equal('execute' in tx, false);
      await assert.rejects(tx.query("UPDATE people SET name = 'x'"), { code: '25006' });
    })
    .catch((error: unknown) => assert.equal((error as { code?: string }).code, '25006'));
});

test('a reader sees one moment across its statements', async () => {
  const seen = await db.readTenant(a, async (tx) => {
    const before = await tx.query(countPeople);
    await db.tenant(a, (writer) => writer.execute(addPerson, ['usr_f', 'F', 'f@example.org']));
    return [before, await tx.query(countPeople)];
  });
  assert.deepEqual(seen[0], seen[1]);
});

test('a handle refuses after its transaction has ended', async () => {
  const kept = await db.tenant(a, (tx) => Promise.resolve(tx));
  await assert.rejects(async () => kept.query('SELECT 1'), /has ended/);
});

test('an object that only looks like a tenant opens nothing', () => {
  const forged = { ...a } as TenantRef;
  assert.throws(() => db.tenant(forged, () => Promise.resolve()), /findTenant returned/);
  assert.throws(() => db.controlFor(forged, () => Promise.resolve()), /findTenant returned/);
});

test('undefined is not sent as NULL', async () => {
  await assert.rejects(
    db.tenant(a, async (tx) => tx.query('SELECT $1::text', [undefined])),
    /undefined/,
  );
});

test('whole numbers of 64 bits are exact or refused', async () => {
  const [row] = await db.tenant(a, (tx) =>
    tx.query("SELECT 9007199254740991::bigint AS n, ARRAY[1, 2]::bigint[] AS list, '{}'::bigint[] AS none"),
  );
  assert.deepEqual(row, { n: 9007199254740991, list: [1, 2], none: [] });
  await assert.rejects(
    db.tenant(a, (tx) => tx.query('SELECT 9007199254740992::bigint AS n')),
    RangeError,
  );
});

test('a text with NUL is the caller’s fault, and the connection goes on', async () => {
  await assert.rejects(
    db.tenant(a, (tx) => tx.query('SELECT $1::text', ['a\0b'])),
    { code: 'bad_request' },
  );
  assert.equal((await db.tenant(a, (tx) => tx.query('SELECT 1'))).length, 1);
});

test('rows of control that name another tenant are not seen in a tenant’s own control transaction', async () => {
  const now = new Date();
  await db.control(async (tx) => {
    for (const [id, ref] of [
      ['usr_of_a', a],
      ['usr_of_b', b],
    ] as const) {
      await tx.execute(
        'INSERT INTO users (id, email, name, created_at, updated_at) VALUES ($1, $2, $1, $3, $3)',
        [id, `${id}@example.org`, now],
      );
      await tx.execute(
        "INSERT INTO memberships (user_id, tenant_id, role, created_at) VALUES ($1, $2, 'standard', $3)",
        [id, ref.id, now],
      );
    }
  });
  const seen = await db.readControlFor(a, async (tx) => [
    await tx.query('SELECT id FROM users ORDER BY id'),
    await tx.query('SELECT user_id FROM memberships ORDER BY user_id'),
    await tx.query('SELECT slug FROM tenants'),
    await tx.query('SELECT * FROM directory_version'),
  ]);
  assert.deepEqual(seen, [[{ id: 'usr_of_a' }], [{ user_id: 'usr_of_a' }], [{ slug: 'alpha' }], []]);
  const smuggled = db.controlFor(a, (tx) =>
    tx.execute(
      "INSERT INTO memberships (user_id, tenant_id, role, created_at) VALUES ('usr_of_a', $1, 'administrator', $2)",
      [b.id, now],
    ),
  );
  await assert.rejects(smuggled, { code: '42501' });
  assert.equal(
    (await db.readControl((tx) => tx.query("SELECT id FROM users WHERE id LIKE 'usr_of_%'"))).length,
    2,
  );
});

test('an agent and its routing row are made in one transaction, and only by its own tenant', async () => {
  const id = 'agt_0000000000000000000000000a';
  const undone = db.tenant(a, async (tx) => {
    await tx.query('SELECT register_agent($1)', [id]);
    throw new Error('no');
  });
  await assert.rejects(undone, /no/);
  const routes = () => db.readControl((tx) => tx.query('SELECT * FROM agent_directory'));
  assert.deepEqual(await routes(), []);
  await db.tenant(a, (tx) => tx.query('SELECT register_agent($1)', [id]));
  await assert.rejects(
    db.tenant(b, (tx) => tx.query('SELECT register_agent($1)', [id])),
    (error) => isUniqueViolation(error),
  );
  await db.tenant(b, (tx) => tx.query('SELECT forget_agent($1)', [id]));
  assert.deepEqual(await routes(), [{ agent_id: id, tenant_id: a.id }]);
});
