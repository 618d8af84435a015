/**
 * Security promise 1: walls that each hold alone. Every payload is sent as tenant A with all walls up, then with each wall as
 * the only one that stands, then with none. What stops it must be what the table says, and with none standing the payloads
 * that a wall is needed for do bite: a proof that cannot fail would show nothing.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openText, sealValue } from '@gamut/crypto/envelope';
import { randomBytes } from '@gamut/crypto/random';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';
import { openArena, type Arena, type Effect } from './escape-arena.ts';
import { payloads, type Payload } from './escape-payloads.ts';
import { canary } from './escape-state.ts';
import { walls, type Wall } from './escape-walls.ts';

let server: TestDatabase;
let arena: Arena;

before(async () => {
  server = await testDatabase();
  arena = await openArena(server);
});

after(async () => {
  await arena.close();
  await server.close();
});

/** Sends every payload with these walls standing. */
async function charge(standing: readonly Wall[]): Promise<Map<Payload, ReadonlySet<Effect>>> {
  await arena.setWalls(standing);
  const effects = new Map<Payload, ReadonlySet<Effect>>();
  for (const payload of payloads)
    effects.set(payload, await arena.attack(payload.sql, !standing.includes('P')));
  return effects;
}

test('there are at least 200 payloads in at least fifteen families, and no two are the same', () => {
  assert.ok(payloads.length >= 200, String(payloads.length));
  assert.ok(new Set(payloads.map(({ family }) => family)).size >= 15);
  assert.equal(new Set(payloads.map(({ sql }) => sql)).size, payloads.length);
});

test('with all walls up, no payload reads, writes, lingers or calls', async () => {
  for (const [{ family, sql }, effects] of await charge(walls))
    assert.deepEqual([...effects], [], `${family}: ${sql}`);
});

for (const wall of walls) {
  test(`wall ${wall} alone stops exactly the payloads that the table says`, async () => {
    for (const [payload, effects] of await charge([wall])) {
      const stops = payload.stops === 'X' || payload.stops.includes(wall);
      assert.equal(
        effects.size === 0,
        stops,
        `${payload.family}: ${payload.sql}: ${[...effects].join(', ')}`,
      );
    }
  });
}

test('this proof can fail: with no wall standing, every payload that a wall is needed for bites', async () => {
  for (const [{ stops, family, sql }, effects] of await charge([])) {
    assert.equal(effects.size > 0, stops !== 'X', `${family}: ${sql}`);
  }
});

test('no wall is there for nothing: each stops payloads that another lets pass', () => {
  const kinds = new Set(payloads.map(({ stops }) => stops));
  for (const wall of ['R', 'F', 'P']) assert.ok(kinds.has(wall), `nothing is stopped by ${wall} alone`);
  for (const other of ['F', 'P'])
    assert.ok(
      kinds.has(`W${other}`) || kinds.has(`${other}W`),
      'row security holds where a role was hopped to',
    );
});

test('with no wall standing, what was sealed in B stays shut: it opens under no key and in no place of A’s', async () => {
  await arena.setWalls([]);
  const { owner, a, b, db } = arena;
  const [ownKey, theirKey] = ['a', 'b'].map((id) => ({ id, key: randomBytes(32) }));
  assert.ok(ownKey && theirKey);
  const place = {
    tenant: b.id,
    table: 'decisions',
    column: 'arguments_sealed',
    row: 'dec_1',
    purpose: 'arguments',
  };
  const sealed = sealValue(theirKey, place, `{"secret":"${canary}"}`, randomBytes);
  const insert = (schema: string, text: string): Promise<void> =>
    owner.script(
      `INSERT INTO ${schema}.decisions (id, seq, at, agent_id, agent_name, tool, kind, reason_codes, arguments_sealed) VALUES ('dec_1', 1, now(), 'agt_x', 'x', 'x', 'block', '{}', '${text}')`,
    );
  await insert(b.schema, sealed);
  const [row] = await db.tenant(a, (tx) =>
    tx.query<{ stolen: string }>(`SELECT arguments_sealed AS stolen FROM ${b.schema}.decisions`),
  );
  assert.equal(row?.stolen, sealed, 'the walls are down: the text was read');
  assert.ok(!row.stolen.includes(canary));
  const keys = [ownKey, { ...ownKey, id: theirKey.id }];
  for (const key of keys)
    for (const tenant of [a.id, b.id])
      assert.throws(
        () => openText((id) => (id === key.id ? key : undefined), { ...place, tenant }, row.stolen),
        {
          code: 'integrity_failed',
        },
      );
  // even the right key refuses it in A's place: a row copied into A's schema does not open there
  assert.throws(() => openText(() => theirKey, { ...place, tenant: a.id }, row.stolen), {
    code: 'integrity_failed',
  });
  assert.ok(openText(() => theirKey, place, row.stolen).includes(canary), 'and B reads it');
});

test('forms that no table can hold: a very long text, a text that is not one, values that are code', async () => {
  await arena.setWalls(walls);
  const { a, b, db } = arena;
  const huge = `SELECT 1${' '.repeat(5_000_000)}; TABLE ${b.schema}.people`;
  assert.equal((await arena.attack(huge, false)).size, 0);
  const hostile: readonly unknown[] = [
    { text: `TABLE ${b.schema}.people` },
    { toString: () => 'SELECT 1', text: `TABLE ${b.schema}.people` },
    Object.assign([], { toString: () => `SELECT name FROM ${b.schema}.people` }),
    undefined,
    null,
    42,
  ];
  for (const text of hostile) {
    const answer = await db
      .tenant(a, (tx) => tx.query(text as string))
      .then(JSON.stringify, (error: unknown) => String(error));
    assert.ok(!answer.includes(canary), String(answer));
  }
  const values: readonly unknown[] = [
    `'; SET ROLE ${b.role}; --`,
    { toPostgres: () => `(SELECT name FROM ${b.schema}.people)` },
    [[`${b.schema}.people`]],
    Symbol('x'),
    () => `TABLE ${b.schema}.people`,
  ];
  for (const value of values) {
    const answer = await db
      .tenant(a, (tx) => tx.query('SELECT $1::text AS given', [value]))
      .then(JSON.stringify, (error: unknown) => String(error));
    assert.ok(!answer.includes(canary), answer);
  }
});
