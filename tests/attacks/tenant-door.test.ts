/**
 * Security promise 1, as a property: whatever mix of reads, writes, failures, cancels, time-outs, killed backends, revoked
 * roles and misused handles goes through a pool of one to four connections, nobody sees another tenant's row, no
 * acknowledged commit is missing, and nothing that was refused is there. `npm run test:long` tries it ten thousand times.
 */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { createDatabase, type Database, type TenantRef } from '@gamut/database/database';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';
import { runs } from '../support/runs.ts';
import { createModel, type Model } from './door-model.ts';
import { steps, type Weather } from './door-steps.ts';

const slugs = ['alpha', 'beta', 'gamma', 'delta'] as const;
const walks = runs(100);

let server: TestDatabase;
let owner: OwnerSession;
let holder: OwnerSession;
let refs: TenantRef[];

before(async () => {
  server = await testDatabase();
  owner = await openOwnerSession(server.superuserUrl, 'chaos');
  holder = await openOwnerSession(server.superuserUrl, 'chaos');
  for (const slug of slugs) await server.createTenant(slug);
  const db = openDoor(1);
  refs = await db.listTenants();
  await db.close();
});

after(async () => {
  await holder.close();
  await owner.close();
  await server.close();
});

function openDoor(poolSize: number): Database {
  return createDatabase({
    url: server.appUrl,
    applicationName: 'door-chaos',
    poolSize,
    statementTimeoutMs: 80,
    lockTimeoutMs: 50,
    transactionWithinMs: 2_000,
    acquireWithinMs: 400,
  });
}

/** The owner's connections take one statement at a time. */
function inTurn(): (work: () => Promise<unknown>) => Promise<unknown> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => (last = last.then(work));
}

const [struck, held] = [inTurn(), inTurn()];

function weatherOf(db: Database, model: Model): Weather {
  return {
    db,
    model,
    all: refs,
    strike: (sql) => struck(() => owner.query(sql)),
    hold: async (ref, ms) =>
      void (await held(() =>
        holder.transaction(async () => {
          await holder.query(`SELECT * FROM ${ref.schema}.facts_state FOR UPDATE`);
          await sleep(ms);
        }),
      )),
  };
}

interface Taken {
  readonly tenant: number;
  readonly step: string;
}

/** @returns what became of the steps */
async function walk(poolSize: number, waves: readonly (readonly Taken[])[], model: Model): Promise<void> {
  await owner.script(refs.map(({ schema }) => `DELETE FROM ${schema}.people`).join(';'));
  const db = openDoor(poolSize);
  try {
    const weather = weatherOf(db, model);
    for (const wave of waves) {
      const outcomes = await Promise.allSettled(
        wave.map(({ tenant, step }) => steps[step]!(weather, refs[tenant]!)),
      );
      // any error of a step is part of the weather, but for what a step saw with its own eyes
      for (const outcome of outcomes)
        if (outcome.status === 'rejected' && outcome.reason instanceof assert.AssertionError)
          throw outcome.reason;
      await model.assertTrue(owner);
      assert.ok(db.connections.open <= poolSize);
      assert.equal(db.connections.waiting, 0);
    }
    for (const ref of refs) await assertUsable(db, ref);
  } finally {
    await db.close();
  }
  await model.assertTrue(owner);
}

/** A backend that was killed while idle may be met once; then the door has a new connection. */
async function assertUsable(db: Database, ref: TenantRef): Promise<void> {
  for (let left = 5; ; left--) {
    const rows = await db
      .readTenant(ref, (tx) => tx.query<{ role: string }>('SELECT current_user AS role'))
      .catch((error: unknown) => {
        if (left === 0) throw error;
        return undefined;
      });
    if (rows !== undefined) return assert.deepEqual(rows, [{ role: ref.role }]);
  }
}

test(
  'no mix of failures leaks a row, loses an acknowledged commit or keeps a refused one',
  { timeout: 7_200_000 },
  async (t) => {
    const taken = fc.record({
      tenant: fc.integer({ min: 0, max: slugs.length - 1 }),
      step: fc.constantFrom(...Object.keys(steps)),
    });
    const waves = fc.array(fc.array(taken, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 });
    const seed = Number(process.env['GAMUT_TEST_SEED'] ?? Date.now() % 2 ** 31);
    t.diagnostic(`seed ${seed}`);
    const sum = { acknowledged: 0, refused: 0, doubtful: 0 };
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), waves, async (poolSize, drawn) => {
        const model = createModel(refs);
        await walk(poolSize, drawn, model);
        for (const key of ['acknowledged', 'refused', 'doubtful'] as const) sum[key] += model.counts[key];
      }),
      { numRuns: walks, seed, endOnFailure: true },
    );
    t.diagnostic(JSON.stringify(sum));
    assert.ok(sum.acknowledged > walks && sum.refused > walks / 2, 'both worlds were met');
    await assertNothingIsLeftOpen();
  },
);

async function assertNothingIsLeftOpen(): Promise<void> {
  for (let left = 50; ; left--) {
    const open = await owner.query(
      "SELECT state FROM pg_stat_activity WHERE application_name = 'door-chaos' AND datname = current_database() AND state LIKE 'idle in%'",
    );
    if (open.length === 0) return;
    assert.ok(left > 0, 'a transaction is left open');
    await sleep(20);
  }
}

test('every kind of step, alone, on a pool of one, ends as it must', async () => {
  for (const step of Object.keys(steps))
    await walk(1, [[{ tenant: 0, step }], [{ tenant: 1, step }]], createModel(refs));
});

test('this property can fail: a leaked row, a phantom and a lost commit are each seen', async () => {
  const [a, b] = refs as [TenantRef, TenantRef];
  const row = (id: string, name: string): string =>
    `INSERT INTO ${a.schema}.people (id, name, email) VALUES ('${id}', '${name}', 'x@example.org')`;
  const faults: readonly (readonly [sql: string, said: RegExp])[] = [
    [row('usr_leak', b.role), /under another tenant’s role/],
    [row('usr_phantom', a.role), /was refused or removed and is there/],
    [`DELETE FROM ${a.schema}.people`, /was acknowledged and is missing/],
  ];
  for (const [sql, said] of faults) {
    const model = createModel(refs);
    await walk(2, [[{ tenant: 0, step: 'write' }]], model);
    await owner.script(sql);
    await assert.rejects(model.assertTrue(owner), said);
  }
});
