/** Guarantees of replacing a tenant's data key under load: nothing lost, nothing left under the old key, whoever is killed when. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sealedUnder } from '@gamut/crypto/envelope';
import { randomBytes } from '@gamut/crypto/random';
import type { Database, TenantRef } from '@gamut/database/database';
import type { TenantTx } from '@gamut/database/tenant-transaction';
import { openLedger, nonce, type LedgerFixture } from '../../../../../tests/support/ledger.ts';
import { eventually } from '../../../../../tests/support/pace.ts';
import { createLedger } from '../../features/agentic/decisions/commit-ledger.ts';
import { openAsked } from '../../features/agentic/decisions/asked-action.ts';
import { noKeyPorts } from '../key-ports.ts';
import { keyTimes } from '../key-times.ts';
import { dataKeyColumns, type SealedPlace } from '../sealed-columns.ts';
import { createTenantKeys, type TenantKeys } from '../tenant-keys.ts';
import { createKeyRotations, type KeyRotations } from './key-rotations.ts';
import { listRotations } from './rotation-store.ts';
import type { RotationParts } from './rotation.ts';

const encryptionKeys = [randomBytes(32)] as const;
let aheadMs = 0;
const clock = { nowMs: () => Date.now() + aheadMs, monotonicMs: () => performance.now() + aheadMs };
let fixture: LedgerFixture;
let db: Database;
let tenant: TenantRef;

before(async () => {
  fixture = await openLedger();
  ({ db, tenant } = fixture);
});

after(() => fixture.close());

interface Process {
  readonly keys: TenantKeys;
  readonly rotations: KeyRotations;
  readonly failed: unknown[];
  write(count: number): Promise<string[]>;
}

/** A platform process as far as keys go: its own memory, its own ledger, the same database. */
function startProcess(kill?: (point: string) => void): Process {
  const keys = createTenantKeys(db, encryptionKeys, clock, randomBytes);
  const failed: unknown[] = [];
  const parts: RotationParts = { db, encryptionKeys, clock, random: randomBytes, keys, ports: noKeyPorts };
  const rotations = createKeyRotations({ ...parts, ...(kill === undefined ? {} : { kill }) }, (_, error) => {
    failed.push(error);
  });
  const ledger = createLedger({ db, clock, random: randomBytes, keys });
  const write = async (count: number): Promise<string[]> => {
    const [state] = await db.readTenant(tenant, (tx) =>
      tx.query<{ version: number }>('SELECT version FROM facts_state', []),
    );
    const entries = Array.from({ length: count }, () => ({
      ...fixture.decision(),
      factsVersion: state?.version ?? 0,
    }));
    const { results } = await ledger.commit(
      tenant,
      { tenant: tenant.id, instance: 'gwy_test', entries },
      nonce(),
    );
    for (const { status } of results) assert.equal(status, 'committed');
    return entries.map((entry) => entry.id);
  };
  return { keys, rotations, failed, write };
}

const begin = (process: Process) => db.control((tx) => process.rotations.beginDataKey(tx, tenant));

async function newest() {
  const [first] = await db.readControl((tx) => listRotations(tx));
  assert.ok(first !== undefined);
  return first;
}

async function storedKeys() {
  return db.readControl((tx) =>
    tx.query<{ version: number; key_id: string; wrapped: string; retired_at: Date | null }>(
      'SELECT version, key_id, wrapped, retired_at FROM control.tenant_keys WHERE tenant_id = $1 ORDER BY version',
      [tenant.id],
    ),
  );
}

async function sealedValues(): Promise<{ place: SealedPlace; sealed: string }[]> {
  const found: { place: SealedPlace; sealed: string }[] = [];
  for (const { table, column, rowId } of dataKeyColumns) {
    const rows = await db.readTenant(tenant, (tx) =>
      tx.query<{ id: string; sealed: string }>(
        `SELECT ${rowId} AS id, ${column} AS sealed FROM ${table} WHERE ${column} IS NOT NULL`,
      ),
    );
    for (const { id, sealed } of rows)
      found.push({ place: { table, column, row: id } as SealedPlace, sealed });
  }
  return found;
}

/** All decisions open with the keys as they are stored now. */
async function assertAllOpen(written: readonly string[]): Promise<void> {
  const { open } = await startProcess().keys.sealerOf(tenant);
  const values = await sealedValues();
  const decisions = new Map(
    values.filter(({ place }) => place.table === 'decisions').map(({ place, sealed }) => [place.row, sealed]),
  );
  for (const id of written)
    assert.equal(openAsked(open, id, decisions.get(id) ?? '').target, 'a.txt', `${id} is lost`);
  for (const { place, sealed } of values) open(place, sealed);
}

async function roundsOf(process: Process): Promise<void> {
  while (await process.rotations.round());
}

/** Until somebody waits for a row that this transaction holds. */
async function untilSomebodyWaits(tx: TenantTx): Promise<void> {
  const waiting = 'SELECT FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid';
  await eventually(async () => (await tx.query(waiting)).length > 0, 'somebody who waits');
}

/** Moves the clock on through the waits of a rotation while `also` goes on. */
async function carryThrough(next: () => Process, also: () => Promise<void>): Promise<string[]> {
  const phases: string[] = [];
  for (let left = 400; left > 0; left--) {
    const { state, phase } = await newest();
    if (phases.at(-1) !== phase) phases.push(phase);
    if (state !== 'running') return phases;
    await Promise.all([next().rotations.round(), also()]);
    aheadMs += 1_000;
  }
  throw new Error(`the rotation does not end: ${phases.join(' ')}`);
}

test('under load by two processes with memories of their own, killed at every commit: none lost, none under the old key', async () => {
  const [one, two] = [startProcess(), startProcess()];
  const written = [...(await one.write(600)), ...(await two.write(20))];
  const [first] = await storedKeys();
  const { toKeyId } = await begin(one);
  const killed = new Set<string>();
  let turn = 0;
  const phases = await carryThrough(
    () => {
      let reached = 0;
      const dieAt = turn++ % 4;
      return startProcess((point) => {
        // at each point at least once, however the batches fall, and here and there again
        if (reached++ !== dieAt && killed.has(point)) return;
        killed.add(point);
        throw new Error(`killed ${point}`);
      });
    },
    async () => {
      written.push(...(await one.write(2)), ...(await two.write(2)));
    },
  );
  assert.deepEqual(phases, ['spread', 'reseal', 'settle', 'check']);
  for (const point of [
    'reseal decisions',
    'before commit reseal',
    'after commit reseal',
    'before commit check',
  ])
    assert.ok(killed.has(point), point);
  const { state, failure } = await newest();
  assert.deepEqual([state, failure], ['done', null]);
  await assertAllOpen(written);
  for (const { place, sealed } of await sealedValues()) assert.equal(sealedUnder(sealed), toKeyId, place.row);
  const [old, current] = await storedKeys();
  assert.deepEqual([old?.key_id, old?.wrapped, current?.key_id], [first?.key_id, 'shredded', toKeyId]);
  assert.ok(old?.retired_at instanceof Date && current?.retired_at === null);
});

test('no process meets a text that it cannot open: a new version seals only when all know it', async () => {
  const [one, two] = [startProcess(), startProcess()];
  await Promise.all([one.write(1), two.write(1)]);
  const { toKeyId } = await begin(one);
  const place: SealedPlace = { table: 'decisions', column: 'arguments_sealed', row: 'dec_x' };
  const seen = new Set<string>();
  for (let step = 0; step < 24; step++) {
    // `two` is asked so rarely that it reads its keys at the last possible moment
    const sealed = (await one.keys.sealerOf(tenant)).seal(place, 'text');
    seen.add(sealedUnder(sealed) ?? '');
    assert.equal((await two.keys.sealerOf(tenant)).open(place, sealed), 'text', `after ${String(step)} s`);
    aheadMs += step % 2 === 0 ? 4_900 : 100;
  }
  assert.equal(seen.size, 2);
  assert.ok(seen.has(toKeyId));
  await carryThrough(
    () => one,
    async () => undefined,
  );
});

test('a sealer kept from before seals nothing once its keys are old, so nothing can come under a retired key', async () => {
  const stale = startProcess();
  const { seal } = await stale.keys.sealerOf(tenant);
  const place: SealedPlace = { table: 'decisions', column: 'arguments_sealed', row: 'dec_y' };
  seal(place, 'fits');
  aheadMs += keyTimes.usableMs;
  assert.throws(() => seal(place, 'too late'), { code: 'unavailable' });
  assert.ok(keyTimes.settleMs >= keyTimes.usableMs + 5_000 + 15_000 + 2 * 2_000);
});

test('a writer that comes between wins: its value is not overwritten by an older one', async () => {
  const one = startProcess();
  const [id] = await one.write(1);
  assert.ok(id !== undefined);
  await begin(one);
  aheadMs += keyTimes.spreadMs;
  const place: SealedPlace = { table: 'decisions', column: 'arguments_sealed', row: id };
  const fresh = (await startProcess().keys.sealerOf(tenant)).seal(
    place,
    '{"target":"b.txt","argumentsShown":"{}"}',
  );
  // the rotation has read the row and waits for its lock while the writer commits
  const slow = startProcess();
  await slow.rotations.round();
  const round = await db.tenant(tenant, async (tx) => {
    await tx.query('UPDATE decisions SET arguments_sealed = $2 WHERE id = $1', [id, fresh]);
    const waiting = roundsOf(slow);
    await untilSomebodyWaits(tx);
    return { waiting };
  });
  await round.waiting;
  await carryThrough(
    () => slow,
    async () => undefined,
  );
  const { open } = await startProcess().keys.sealerOf(tenant);
  const [row] = (await sealedValues()).filter((value) => value.place.row === id);
  assert.equal(openAsked(open, id, row?.sealed ?? '').target, 'b.txt');
});

test('a value that no key opens keeps the old key, and says where it stands', async () => {
  const one = startProcess();
  const [id] = await one.write(1);
  assert.ok(id !== undefined);
  const [value] = (await sealedValues()).filter(({ place }) => place.row === id);
  const damaged = `${value?.sealed.slice(0, -4) ?? ''}AAAA`;
  const store = (text: string | undefined) =>
    db.tenant(tenant, (tx) =>
      tx.query('UPDATE decisions SET arguments_sealed = $2 WHERE id = $1', [id, text]),
    );
  await store(damaged);
  await begin(one);
  await carryThrough(
    () => one,
    async () => undefined,
  );
  const { state, failure } = await newest();
  assert.equal(state, 'failed');
  assert.match(failure ?? '', new RegExp(`^1 sealed values .* decisions ${id}; the old key is kept`));
  await store(value?.sealed);
  await begin(one);
  await carryThrough(
    () => one,
    async () => undefined,
  );
  assert.equal((await newest()).state, 'done');
  await assertAllOpen([id]);
  assert.equal((await storedKeys()).filter(({ wrapped }) => wrapped !== 'shredded').length, 1);
});
