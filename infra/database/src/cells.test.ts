/** Cells, on two databases of a real server: each tenant in its own, and a cell's trouble is its own tenants' alone. */
import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { after, before, test } from 'node:test';
import { openFickleCell } from '../../../tests/support/fickle-cell.ts';
import { eventually } from '../../../tests/support/pace.ts';
import { testDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { createTenant } from './create-tenant.ts';
import { createDatabase, type Database, type DatabaseOptions, type TenantRef } from './database.ts';
import { openOwnerSession } from './owner-session.ts';

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
  db = open();
  [near, far] = await Promise.all([find(db, 'near'), find(db, 'far')]);
});

after(async () => {
  await db.close();
  await Promise.all([home.close(), cell.close()]);
});

function open(change: Partial<DatabaseOptions> = {}): Database {
  return createDatabase({
    url: home.appUrl,
    cells: { 'cell-b': cell.appUrl },
    applicationName: 'cells',
    poolSize: 2,
    ...change,
  });
}

async function find(from: Database, slug: string): Promise<TenantRef> {
  const found = await from.findTenant({ slug });
  assert.ok(found);
  return found;
}

const whereAmI = 'SELECT current_database() AS name';
const placeOf = async (from: Database, ref: TenantRef): Promise<string | undefined> => {
  const [row] = await from.readTenant(ref, (tx) => tx.query<{ name: string }>(whereAmI));
  return row?.name;
};

test('a tenant is opened in the cell that home names, and says its cell and its authority epoch', async () => {
  assert.deepEqual([near.cell, far.cell, far.authorityEpoch], ['home', 'cell-b', 1]);
  assert.equal(await placeOf(db, near), home.name);
  assert.equal(await placeOf(db, far), cell.name);
  await db.tenant(far, (tx) =>
    tx.execute("INSERT INTO people (id, name, email) VALUES ('usr_f', 'F', 'f@example.org')"),
  );
  assert.equal((await db.readTenant(far, (tx) => tx.query('SELECT id FROM people'))).length, 1);
  assert.deepEqual(db.cells, ['home', 'cell-b']);
});

test('control is home’s, and a cell’s own is read by its name', async () => {
  const slugs = await db.readControl((tx) =>
    tx.query<{ slug: string }>('SELECT slug FROM tenants ORDER BY slug'),
  );
  assert.deepEqual(
    slugs.map(({ slug }) => slug),
    ['far', 'near'],
  );
  const mirrored = await db.readCellControl('cell-b', (tx) => tx.query('SELECT slug FROM tenants'));
  assert.deepEqual(mirrored, [{ slug: 'far' }]);
  await Promise.all([db.ping(), db.pingCell('home'), db.pingCell('cell-b')]);
});

test('a cell that is away or not configured refuses its own tenants and no others', async () => {
  const lost = new URL(cell.appUrl);
  lost.port = '1';
  for (const [cells, message] of [
    [{ 'cell-b': lost.href }, /the cell cell-b is away/],
    [{}, /the cell cell-b is not configured/],
  ] as const) {
    const some = open({ cells });
    await assert.rejects(placeOf(some, far), { code: 'unavailable', message });
    await assert.rejects(some.pingCell('cell-b'), { code: 'unavailable' });
    assert.equal(await placeOf(some, near), home.name);
    await some.close();
  }
});

test('no refusal shows an address or a password', async () => {
  const lost = new URL(cell.appUrl);
  lost.port = '1';
  const some = open({ cells: { 'cell-b': lost.href } });
  const error = await placeOf(some, far).catch((reason: unknown) => reason as Error & { fix?: string });
  assert.ok(error instanceof Error);
  const shown = `${error.message} ${error.fix ?? ''}`;
  for (const part of [lost.password, lost.hostname, cell.name]) assert.equal(shown.includes(part), false);
  await some.close();
});

/** Accepts and never says a word, as a machine that hangs. */
async function silentServer(): Promise<Server> {
  const server = createServer((socket) => socket.on('error', () => undefined));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

test('a cell that hangs keeps no other waiting, and is knocked at by few', async () => {
  const silent = await silentServer();
  let knocks = 0;
  silent.on('connection', () => (knocks += 1));
  const url = new URL(cell.appUrl);
  url.port = String((silent.address() as AddressInfo).port);
  const some = open({ cells: { 'cell-b': url.href }, connectTimeoutMs: 2_000, poolSize: 2 });
  const order: string[] = [];
  const refused = Promise.all(
    Array.from({ length: 50 }, () => assert.rejects(placeOf(some, far), { code: 'unavailable' })),
  ).then(() => order.push('refused'));
  assert.equal(await placeOf(some, near), home.name);
  order.push('answered');
  await refused;
  assert.deepEqual(order, ['answered', 'refused']);
  assert.ok(knocks <= 2, `${String(knocks)} knocks`);
  await some.close();
  silent.close();
});

test('of a cell that freezes only those in flight wait: its idle connections keep nobody any more', async () => {
  const fickle = await openFickleCell(cell.appUrl);
  const some = open({
    cells: { 'cell-b': fickle.url },
    connectTimeoutMs: 2_000,
    poolSize: 5,
    transactionWithinMs: 2_000,
  });
  await Promise.all(
    Array.from({ length: 5 }, () => some.readTenant(far, (tx) => tx.query('SELECT pg_sleep(0.05)'))),
  );
  assert.equal(some.connections.idle, 5);
  fickle.silence();
  const knocks = fickle.taken();
  const codes: unknown[] = [];
  for (let call = 0; call < 20; call++)
    await placeOf(some, far).catch((error: { code?: string }) => codes.push(error.code));
  assert.equal(codes.length, 20);
  assert.ok(
    codes.filter((code) => code === 'deadline_exceeded').length <= 1,
    'one deadline, not one for each',
  );
  assert.ok(fickle.taken() - knocks <= 1, 'and one knock');
  assert.equal(await placeOf(some, near), home.name);
  await some.close();
  fickle.close();
});

test('a cell that comes back serves again without a restart', async () => {
  const owner = await openOwnerSession(home.superuserUrl, 'cells');
  const some = open();
  await owner.script(`ALTER DATABASE ${cell.name} WITH ALLOW_CONNECTIONS false`);
  await assert.rejects(placeOf(some, far), { code: 'unavailable' });
  await owner.script(`ALTER DATABASE ${cell.name} WITH ALLOW_CONNECTIONS true`);
  const place = await eventually(() => placeOf(some, far).catch(() => undefined), 'the cell');
  assert.equal(place, cell.name);
  await some.close();
  await owner.close();
});

test('a cell that the gates shut serves nobody until they open it, home is never shut alone', async () => {
  db.shutCell('cell-b', 'a table without its wall');
  // why may name others, and who asks for a tenant may be anybody
  await assert.rejects(placeOf(db, far), { code: 'unavailable', message: 'the cell cell-b is shut' });
  assert.equal(await placeOf(db, near), home.name);
  db.openCell('cell-b');
  assert.equal(await placeOf(db, far), cell.name);
  assert.throws(() => {
    db.shutCell('home', 'no');
  }, TypeError);
});

test('a name that is no cell’s, or home’s, is refused before anything is opened', () => {
  for (const name of ['home', 'Cell', '', 'a b', 'x'.repeat(32)])
    assert.throws(() => open({ cells: { [name]: cell.appUrl } }), TypeError);
});

test('a stale reference is refused by Postgres itself, forgotten, and found anew', async () => {
  const created = await home.createTenant('mover');
  const stale = await find(db, 'mover');
  const owner = await openOwnerSession(home.migratorUrl, 'cells');
  await owner.script(`REVOKE ${stale.role} FROM gamut_app`);
  await owner.script(`UPDATE control.tenants SET cell = 'cell-b' WHERE id = '${created.id}'`);
  assert.equal((await db.findTenant({ id: created.id }))?.cell, 'home', 'it is remembered for a second');
  const write = db.tenant(stale, (tx) =>
    tx.execute("INSERT INTO people (id, name, email) VALUES ('usr_m', 'M', 'm@example.org')"),
  );
  await assert.rejects(write, { code: 'unavailable', message: /moved or is gone/ });
  assert.equal((await db.findTenant({ id: created.id }))?.cell, 'cell-b');
  assert.equal((await owner.query(`SELECT FROM ${stale.schema}.people`)).length, 0);
  await owner.close();
});

test('a statement that meets a schema which was fenced is told that the tenant moved; a fault of its own stays one', async () => {
  const created = await home.createTenant('fenced');
  const stale = await find(db, 'fenced');
  const owner = await openOwnerSession(home.migratorUrl, 'cells');
  const faulty = () => db.readTenant(stale, (tx) => tx.query('SELECT * FROM nothing_of_that_name'));
  await assert.rejects(faulty(), { code: '42P01' });
  await owner.script(
    `REVOKE USAGE ON SCHEMA ${stale.schema} FROM ${stale.role}; UPDATE control.tenants SET status = 'moving' WHERE id = '${created.id}'`,
  );
  const read = db.readTenant(stale, (tx) => tx.query('SELECT id FROM people'));
  await assert.rejects(read, { code: 'unavailable', message: /moved or is gone/ });
  const write = db.tenant(stale, (tx) => tx.execute(`DELETE FROM ${stale.schema}.people`));
  await assert.rejects(write, { code: 'unavailable' });
  await owner.close();
});
