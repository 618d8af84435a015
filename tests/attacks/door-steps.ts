/**
 * What can happen to a transaction of the door, each as one step: all that goes well, all that goes wrong, and all that a
 * store could do wrong. Every transaction looks whose it is before and after its own statements.
 */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, TenantRef, TransactionOptions } from '@gamut/database/database';
import type { TenantTx } from '@gamut/database/tenant-transaction';
import type { Model } from './door-model.ts';

export interface Weather {
  readonly db: Database;
  readonly model: Model;
  readonly all: readonly TenantRef[];
  /** As the superuser, one after the other. */
  strike(sql: string): Promise<unknown>;
  /** Holds the tenant's row of facts_state for so long, from another session. */
  hold(ref: TenantRef, ms: number): Promise<void>;
}

type Step = (weather: Weather, ref: TenantRef) => Promise<unknown>;

const look = `SELECT current_user AS role, current_setting('gamut.tenant') AS tenant, current_schema() AS schema,
  (SELECT count(*) FROM people WHERE name <> (SELECT current_user)) AS foreign`;
const insert = 'INSERT INTO people (id, name, email) VALUES ($1, current_user, $2)';

/** Who am I, and is anything here that is not mine? A wrong answer is a failed assertion, which no step swallows. */
async function assertOwn(ref: TenantRef, tx: Pick<TenantTx, 'query'>): Promise<void> {
  const rows = await tx.query<object>(look);
  assert.deepEqual(rows, [{ role: ref.role, tenant: ref.id, schema: ref.schema, foreign: 0 }]);
}

const put = (tx: TenantTx, id: string): Promise<number> => tx.execute(insert, [id, `${id}@example.org`]);

/** Adds one row, then does what the step is about. */
function adding(
  ending: (tx: TenantTx, weather: Weather, ref: TenantRef) => Promise<unknown>,
  options?: TransactionOptions,
): Step {
  return (weather, ref) => {
    const id = weather.model.newId();
    const work = async (tx: TenantTx): Promise<void> => {
      void put(tx, id);
      await assertOwn(ref, tx);
      await ending(tx, weather, ref);
    };
    return weather.model.follow(ref, { adds: [id] }, weather.db.tenant(ref, work, options));
  };
}

/** One backend of this run, whoever's it is at this moment. */
const signal =
  (name: string): Step =>
  ({ strike }) =>
    strike(
      `SELECT ${name}(pid) FROM pg_stat_activity WHERE application_name = 'door-chaos' AND datname = current_database() ORDER BY random() LIMIT 1`,
    );

let ended: TenantTx | undefined;

export const steps: Readonly<Record<string, Step>> = {
  read: ({ db }, ref) => db.readTenant(ref, (tx) => assertOwn(ref, tx)),
  readTwice: ({ db }, ref) =>
    db.readTenant(ref, async (tx) => {
      const first = await tx.query('SELECT id FROM people ORDER BY id');
      await sleep(3);
      assert.deepEqual(await tx.query('SELECT id FROM people ORDER BY id'), first, 'one moment');
      await assertOwn(ref, tx);
    }),
  write: adding(async () => undefined),
  writeTwice: adding(async (tx, _weather, ref) => {
    await sleep(2);
    await assertOwn(ref, tx);
  }),
  remove: ({ db, model }, ref) => {
    const id = model.someOf(ref);
    if (id === undefined) return Promise.resolve();
    const removing = db.tenant(ref, (tx) => tx.execute('DELETE FROM people WHERE id = $1', [id]));
    return model.follow(ref, { removes: [id] }, removing);
  },
  throws: adding(() => Promise.reject(new Error('changed my mind'))),
  fails: adding((tx) => tx.query('SELECT 1 / 0')),
  failsUnawaited: adding(async (tx) => void tx.query('SELECT 1 / 0')),
  writesUnawaited: ({ db, model }, ref) => {
    const id = model.newId();
    return model.follow(
      ref,
      { adds: [id] },
      db.tenant(ref, async (tx) => void put(tx, id)),
    );
  },
  swallowsAndGoesOn: adding(async (tx) => {
    await tx.query('SELECT 1 / 0').catch(() => undefined);
    await put(tx, 'usr_after_an_error').catch(() => undefined);
  }),
  tooSlow: adding((tx) => tx.query('SELECT pg_sleep(5)')),
  waitsForALock: (weather, ref) =>
    Promise.all([
      weather.hold(ref, 120),
      sleep(5).then(() =>
        adding((tx) => tx.execute('UPDATE facts_state SET version = version + 1'))(weather, ref),
      ),
    ]),
  cut: adding((tx) => tx.query('SELECT pg_sleep(5)'), { withinMs: 30 }),
  cutWhileThinking: adding(() => sleep(60), { withinMs: 25 }),
  usesAnEndedHandle: adding(async (tx) => {
    const before = ended;
    ended = tx;
    if (before === undefined) return;
    await assert.rejects(put(before, 'usr_through_an_ended_handle'), TypeError);
  }),
  opensAnotherInside: adding(async (tx, { db, all }, ref) => {
    const other = all[(all.indexOf(ref) + 1) % all.length]!;
    // with a pool of one there is none left to open it on
    await db
      .readTenant(other, (inner) => assertOwn(other, inner))
      .catch((error: unknown) => {
        if (error instanceof assert.AssertionError) throw error;
      });
    await assertOwn(ref, tx);
  }),
  control: ({ db }) =>
    db.readControl(async (tx) =>
      assert.deepEqual(
        await tx.query("SELECT current_user AS role, current_setting('gamut.scope') AS scope"),
        [{ role: 'gamut_control', scope: 'routing' }],
      ),
    ),
  controlOfOne: ({ db }, ref) =>
    db.readControlFor(ref, async (tx) =>
      assert.deepEqual(await tx.query('SELECT id FROM control.tenants'), [{ id: ref.id }]),
    ),
  cancelled: signal('pg_cancel_backend'),
  killed: signal('pg_terminate_backend'),
  revoked: async ({ strike }, ref) => {
    await strike(`REVOKE ${ref.role} FROM gamut_app`);
    await sleep(5);
    await strike(`GRANT ${ref.role} TO gamut_app WITH INHERIT FALSE, SET TRUE, ADMIN FALSE`);
  },
};
