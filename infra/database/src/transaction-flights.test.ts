/**
 * What a transaction costs in flights: role, path, tenant and time-outs travel with BEGIN and with the first statements, in
 * one. Seen from between client and server, with every answer held back.
 */
import assert from 'node:assert/strict';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { createDatabase, type Database, type TenantRef } from './database.ts';

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

const within = { withinMs: 3_000 };

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

test('a known statement is not parsed again, and a transaction of control costs the same flight', async () => {
  const known = 'SELECT 5 AS parsed_once';
  await db.readControl((tx) => tx.query(known));
  tap.holdUntil('BEGIN');
  await db.readControl((tx) => tx.query(known), within);
  assert.equal(tap.said().includes('parsed_once'), false);
  tap.holdUntil('six_of_control');
  await db.control((tx) => tx.query('SELECT 6 AS six_of_control'), within);
});
