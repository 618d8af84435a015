/** A connection is recycled by the number of tenants that it touched, and by nothing else. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { createDatabase, type Database, type TenantRef } from './database.ts';

let server: TestDatabase;
let db: Database;
const refs: TenantRef[] = [];

before(async () => {
  server = await testDatabase();
  db = createDatabase({
    url: server.appUrl,
    applicationName: 'recycling',
    poolSize: 1,
    tenantsPerConnectionMax: 2,
  });
  for (const slug of ['alpha', 'beta', 'gamma']) {
    await server.createTenant(slug);
    const found = await db.findTenant({ slug });
    assert.ok(found);
    refs.push(found);
  }
});

after(async () => {
  await db.close();
  await server.close();
});

const pidQuery = 'SELECT pg_backend_pid() AS pid';

async function backendOf(ref: TenantRef): Promise<number> {
  const [row] = await db.readTenant(ref, (tx) => tx.query<{ pid: number }>(pidQuery));
  return row?.pid ?? 0;
}

test('one tenant may use a connection for ever, and control counts as none', async () => {
  const [alpha] = refs;
  assert.ok(alpha);
  const first = await backendOf(alpha);
  for (let round = 0; round < 20; round++) {
    await db.readControl((tx) => tx.query('SELECT 1'));
    await db.readControlFor(alpha, (tx) => tx.query('SELECT 1'));
    assert.equal(await backendOf(alpha), first);
  }
});

test('the connection that served one tenant too many is the last thing that it did', async () => {
  const [alpha, beta, gamma] = refs;
  assert.ok(alpha && beta && gamma);
  const first = await backendOf(alpha);
  assert.equal(await backendOf(beta), first);
  assert.equal(await backendOf(gamma), first, 'the third is over the limit of two, and served');
  const next = await backendOf(alpha);
  assert.notEqual(next, first);
  assert.equal(await backendOf(beta), next, 'the count began anew');
});

test('many tenants through a pool of one: every answer is the tenant’s own, and one connection is open at a time', async () => {
  const answers = await Promise.all(
    Array.from({ length: 60 }, async (_, at) => {
      const ref = refs[at % refs.length];
      assert.ok(ref);
      const [row] = await db.readTenant(ref, (tx) =>
        tx.query<{ role: string; open: number }>(
          `SELECT current_user AS role, (SELECT count(*) FROM pg_stat_activity WHERE application_name = 'recycling' AND datname = current_database()) AS open`,
        ),
      );
      return [row?.role === ref.role, row?.open];
    }),
  );
  assert.ok(
    answers.every(([own, open]) => own === true && open === 1),
    JSON.stringify(answers),
  );
});

test('a tenant comes back to the connection that knows it, while others are idle too', async () => {
  const own = createDatabase({ url: server.appUrl, applicationName: 'affinity', poolSize: 3 });
  const on = async (ref: TenantRef | undefined): Promise<number> => {
    assert.ok(ref);
    const [row] = await own.readTenant(ref, (tx) => tx.query<{ pid: number }>(pidQuery));
    return row?.pid ?? 0;
  };
  try {
    const homes = await Promise.all(refs.map((ref) => on(ref)));
    assert.equal(new Set(homes).size, 3);
    for (let round = 0; round < 4; round++)
      for (const [at, ref] of refs.entries()) assert.equal(await on(ref), homes[at]);
    for (let round = 0; round < 4; round++)
      assert.deepEqual(await Promise.all([...refs].reverse().map((ref) => on(ref))), [...homes].reverse());
  } finally {
    await own.close();
  }
});
