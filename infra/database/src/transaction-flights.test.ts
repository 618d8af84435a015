/**
 * What a transaction costs in flights: role, path, tenant and time-outs travel with BEGIN and with the first statements, in
 * one. Seen from between client and server, with every answer held back.
 */
import assert from 'node:assert/strict';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { eventually, patienceMs } from '../../../tests/support/pace.ts';
import { testDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { connect as openConnection } from './connection.ts';
import { createDatabase, type Database, type TenantRef } from './database.ts';
import { openOwnerSession } from './owner-session.ts';

let server: TestDatabase;
let tap: Tap;
let db: Database;
let alpha: TenantRef;

before(async () => {
  server = await testDatabase();
  await server.createTenant('alpha');
  tap = await openTap(server.appUrl);
  db = createDatabase({ url: tap.url, applicationName: 'flights', poolSize: 1 });
  const found = await db.findTenant({ slug: 'alpha' });
  assert.ok(found);
  alpha = found;
});

after(async () => {
  await db.close();
  tap.server.close();
  await server.close();
});

interface Tap {
  readonly url: string;
  readonly server: Server;
  /** From now on no answer passes until the client has said this. */
  holdUntil(word: string): void;
  /** Everything that the client has said since. */
  readonly said: () => string;
}

/** A wire between the pool and Postgres. */
async function openTap(appUrl: string): Promise<Tap> {
  const target = new URL(appUrl);
  let word: string | undefined;
  let said = '';
  const held: (() => void)[] = [];
  const server = createServer((client: Socket) => {
    const upstream = connect(Number(target.port), target.hostname);
    client.on('data', (bytes) => {
      said += bytes.toString('latin1');
      upstream.write(bytes);
      if (word === undefined || !said.includes(word)) return;
      word = undefined;
      for (const pass of held.splice(0)) pass();
    });
    upstream.on('data', (bytes) => {
      if (word === undefined) client.write(bytes);
      else held.push(() => client.write(bytes));
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(appUrl);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    server,
    holdUntil: (next) => {
      word = next;
      said = '';
    },
    said: () => said,
  };
}

const within = { withinMs: patienceMs };

test('BEGIN, role, path, tenant, time-out and the first statements leave before any answer has come', async () => {
  tap.holdUntil('third_of_the_flight');
  const rows = await db.tenant(
    alpha,
    (tx) =>
      Promise.all([
        tx.query('SELECT 1 AS first_of_the_flight'),
        tx.query('SELECT 2 AS second_of_the_flight'),
        tx.query('SELECT 3 AS third_of_the_flight'),
      ]),
    within,
  );
  assert.equal(rows.length, 3);
  const said = tap.said();
  const order = [
    'BEGIN;SET LOCAL ROLE',
    'search_path',
    'gamut.tenant',
    'transaction_timeout',
    'first_of_the_flight',
  ];
  const places = order.map((words) => said.indexOf(words));
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
  assert.ok(places.every((place) => place >= 0));
});

test('the scope is one message, and nothing of it is set for the session', async () => {
  tap.holdUntil('SELECT 4 AS only');
  await db.tenant(alpha, (tx) => tx.query('SELECT 4 AS only'), within);
  const said = tap.said();
  assert.equal(said.split('BEGIN').length - 1, 1);
  assert.equal(said.split('SET LOCAL').length - 1, 4);
  assert.equal(said.replaceAll('SET LOCAL', '').includes('SET '), false);
});

/** The driver's Sync: what follows waits for an answer of its own. */
const sync = 'S\0\0\0\x04';

test('the statements of a turn ask for one answer together', async () => {
  tap.holdUntil('seven_c');
  await db.tenant(
    alpha,
    (tx) => Promise.all(['a', 'b', 'c'].map((letter) => tx.query(`SELECT 7 AS seven_${letter}`))),
    within,
  );
  assert.equal(tap.said().split(sync).length - 1, 2, 'one for the statements, one for the COMMIT');
});

test('a transaction of one flight is committed before any answer has come, and takes no statement afterwards', async () => {
  tap.holdUntil('commit\0');
  const [row] = await db.control((tx) => tx.query<{ eight: number }>('SELECT 8 AS eight'), {
    ...within,
    oneFlight: true,
  });
  assert.equal(row?.eight, 8);
  assert.equal(tap.said().split(sync).length - 1, 1);
  const late = db.control(
    async (tx) => {
      await tx.query('SELECT 9 AS nine');
      return tx.query('SELECT 10 AS ten');
    },
    { ...within, oneFlight: true },
  );
  await assert.rejects(late, /this transaction has ended/);
});

test('what only read is ended by the BEGIN that follows on its connection, or by itself in a moment', async () => {
  await db.readTenant(alpha, (tx) => tx.query('SELECT 11 AS eleven'));
  tap.holdUntil('COMMIT;BEGIN');
  await db.readTenant(alpha, (tx) => tx.query('SELECT 11 AS eleven'), within);
  assert.match(tap.said(), /COMMIT;BEGIN/);
  const owner = await openOwnerSession(server.superuserUrl, 'flights-seen');
  const idle = `SELECT 1 FROM pg_stat_activity WHERE application_name = 'flights' AND state <> 'idle'`;
  await eventually(async () => (await owner.query(idle)).length === 0, 'its end: it is left open');
  await owner.close();
});

test('a value that cannot be sent keeps the COMMIT behind it from being carried out', async () => {
  const circular: unknown[] = [];
  circular.push({ circular });
  const change = db.tenant(alpha, async (tx) => {
    void tx.execute('UPDATE facts_state SET version = version + 1000');
    void tx.query('SELECT $1::text AS unsendable', circular);
    await Promise.resolve();
  });
  await assert.rejects(change, /circular/i);
  const [row] = await db.readTenant(alpha, (tx) =>
    tx.query<{ version: number }>('SELECT version FROM facts_state'),
  );
  assert.ok((row?.version ?? 1000) < 1000);
});

test('a connection that holds too many statements forgets them, and goes on', async () => {
  const times = {
    connectTimeoutMs: patienceMs,
    statementTimeoutMs: patienceMs,
    lockTimeoutMs: patienceMs,
    idleTimeoutMs: patienceMs,
  };
  const options = { ...times, url: server.superuserUrl, applicationName: 'forgetful', preparedMax: 3 };
  const connection = await openConnection(options, undefined, () => undefined);
  const held: number[] = [];
  for (let round = 0; round < 6; round++) {
    void connection.begin('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const count = 'SELECT count(*) AS held FROM pg_prepared_statements';
    const [, { rows }] = await Promise.all([
      connection.statement('public', `s${String(round)}`, `SELECT ${String(round)}`, []),
      connection.statement('public', 'count', count, []),
    ]);
    held.push(Number((rows[0] as { held: number }).held));
    connection.endRead();
  }
  await connection.close();
  assert.ok(Math.max(...held) <= 5, held.join(' '));
  assert.equal(held.length, 6);
});

test('a known statement is not parsed again, and a transaction of control costs the same flight', async () => {
  const known = 'SELECT 5 AS parsed_once';
  await db.readControl((tx) => tx.query(known));
  tap.holdUntil('BEGIN');
  await db.readControl((tx) => tx.query(known), within);
  assert.equal(tap.said().includes('parsed_once'), false);
  tap.holdUntil('six_of_control');
  await db.control((tx) => tx.query('SELECT 6 AS six_of_control'), within);
});
