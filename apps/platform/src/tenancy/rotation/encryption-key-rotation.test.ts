/** Guarantees of replacing DATA_ENCRYPTION_KEY: whole after any kill, by any process, and then the old key opens nothing. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  dataKeyCommitment,
  newDataKey,
  unwrapDataKey,
  unwrapPortedKey,
  wrapPortedKey,
} from '@gamut/crypto/data-key';
import { sealedUnder } from '@gamut/crypto/envelope';
import { keyIdOf } from '@gamut/crypto/key-purposes';
import { randomBytes } from '@gamut/crypto/random';
import { createDatabase, type Database } from '@gamut/database/database';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { newId } from '@gamut/kernel/id';
import { testDatabase, type TestDatabase } from '../../../../../tests/support/postgres.ts';
import { tellTime } from '../../../../../tests/support/pace.ts';
import { whySentinelStaysShut } from '../database-sentinel.ts';
import { noKeyPorts } from '../key-ports.ts';
import { createTenantKeys } from '../tenant-keys.ts';
import { createKeyRotations, type KeyRotations } from './key-rotations.ts';
import { listRotations } from './rotation-store.ts';
import type { RotationParts } from './rotation.ts';

type Keys = readonly [Uint8Array, ...Uint8Array[]];

const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
const tenantsMax = 1_000;
let database: TestDatabase;
let db: Database;
let owner: OwnerSession;
/** What each tenant's key really is: found again at the end. */
const truth = new Map<string, { id: string; key: Uint8Array; ported: boolean }>();
let current = randomBytes(32);

before(async () => {
  database = await testDatabase();
  db = createDatabase({ url: database.appUrl, applicationName: 'test' });
  owner = await openOwnerSession(database.superuserUrl, 'test');
  assert.equal(await sentinel([current]), undefined);
  await manyTenants(tenantsMax);
});

after(async () => {
  await owner.close();
  await db.close();
  await database.close();
});

const sentinel = (encryptionKeys: Keys): Promise<string | undefined> =>
  whySentinelStaysShut({ db, encryptionKeys, clock, random: randomBytes });

/** Rows of control alone: what is rotated here lives there. Every fifth has a customer's key below ours. */
async function manyTenants(count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, i) => {
    const hex = i.toString(16).padStart(16, '0');
    const id = newId('tnt', clock.nowMs() + i, randomBytes(16));
    const { dataKey, wrapped } = newDataKey(current, id, randomBytes);
    const ported = i % 5 === 0;
    truth.set(id, { ...dataKey, ported });
    return {
      id,
      slug: `many-${String(i)}`,
      schema_name: `t_${hex}`,
      role_name: `gt_${hex}`,
      key_id: dataKey.id,
      wrapped: ported ? wrapPortedKey(current, id, dataKey.id, theirsOf(dataKey.key), randomBytes) : wrapped,
      port: ported ? 'service/key' : null,
      commitment: dataKeyCommitment(id, dataKey),
    };
  });
  await owner.query(
    `INSERT INTO control.tenants (id, slug, name, plan, schema_name, role_name)
     SELECT id, slug, slug, 'enterprise', schema_name, role_name FROM jsonb_to_recordset($1::jsonb) AS r (id text, slug text, schema_name text, role_name text)`,
    [JSON.stringify(rows)],
  );
  await owner.query(
    `INSERT INTO control.tenant_keys (tenant_id, version, key_id, wrapped, port, commitment, created_at)
     SELECT id, 1, key_id, wrapped, port, commitment, now() FROM jsonb_to_recordset($1::jsonb) AS r (id text, key_id text, wrapped text, port text, commitment text)`,
    [JSON.stringify(rows)],
  );
}

const theirsOf = (key: Uint8Array): string => `theirs:${Buffer.from(key).toString('hex')}`;

function rotationsOf(
  encryptionKeys: Keys,
  kill?: (point: string) => void,
  failed: unknown[] = [],
): KeyRotations {
  const keys = createTenantKeys(db, encryptionKeys, clock, randomBytes);
  const parts: RotationParts = { db, encryptionKeys, clock, random: randomBytes, keys, ports: noKeyPorts };
  return createKeyRotations({ ...parts, ...(kill === undefined ? {} : { kill }) }, (_, error) => {
    failed.push(error);
  });
}

const begin = (rotations: KeyRotations) => db.control((tx) => rotations.beginEncryptionKey(tx));

async function newest() {
  const [first] = await db.readControl((tx) => listRotations(tx));
  assert.ok(first !== undefined);
  return first;
}

async function storedKeys() {
  return owner.query<{ tenant_id: string; key_id: string; wrapped: string; port: string | null }>(
    'SELECT tenant_id, key_id, wrapped, port FROM control.tenant_keys',
  );
}

/** How many stored keys open with these, each being the very key that the tenant had. */
async function readable(keys: Keys): Promise<number> {
  let count = 0;
  for (const { tenant_id: tenant, key_id: id, wrapped, port } of await storedKeys()) {
    const expected = truth.get(tenant);
    if (expected === undefined) continue;
    try {
      if (port === null) assert.deepEqual(unwrapDataKey(keys, tenant, id, wrapped).key, expected.key);
      else assert.equal(unwrapPortedKey(keys, tenant, id, wrapped), theirsOf(expected.key));
      count++;
    } catch (error) {
      assert.equal((error as { code?: string }).code, 'integrity_failed');
    }
  }
  return count;
}

test('1,000 tenants are rewrapped in a few rounds, and the key before opens none of them', async (t) => {
  const [old, next] = [current, randomBytes(32)];
  const rotations = rotationsOf([next, old]);
  const { toKeyId } = await begin(rotations);
  assert.equal(toKeyId, keyIdOf(next));
  const startedMs = performance.now();
  let rounds = 1;
  while (await rotations.round()) rounds++;
  tellTime(t, `${String(rounds)} rounds`, performance.now() - startedMs);
  assert.ok(rounds <= 15, `${String(rounds)} rounds`);
  const done = await newest();
  assert.deepEqual([done.state, Number(done.sealedAgain)], ['done', tenantsMax]);
  assert.equal(await readable([next]), tenantsMax);
  assert.equal(await readable([old]), 0);
  assert.match((await sentinel([old])) ?? '', /not the key that sealed this database/);
  assert.equal(await sentinel([next]), undefined);
  current = next;
});

test('killed before and after every commit, it goes on where it was, and loses nothing', async () => {
  const [old, next] = [current, randomBytes(32)];
  await begin(rotationsOf([next, old]));
  const seen = new Set<string>();
  let kills = 0;
  for (let left = 100; left > 0 && (await newest()).state === 'running'; left--) {
    // a new process each time; it is killed at every point that it reaches for the first time in a batch
    let reached = 0;
    const killed: unknown[] = [];
    const dieAt = left % 2;
    const process = rotationsOf(
      [next, old],
      (point) => {
        if (reached++ === dieAt) {
          kills++;
          seen.add(point);
          throw new Error(`killed ${point}`);
        }
      },
      killed,
    );
    await process.round();
    assert.equal(
      await readable([next, old]),
      tenantsMax,
      'at every moment both keys together open everything',
    );
  }
  assert.deepEqual([...seen].sort(), ['after commit rewrap', 'before commit rewrap']);
  assert.ok(kills >= 8, String(kills));
  assert.equal((await newest()).state, 'done');
  assert.equal(Number((await newest()).sealedAgain), tenantsMax);
  assert.deepEqual([await readable([next]), await readable([old])], [tenantsMax, 0]);
  current = next;
});

test('two processes share one rotation: each key is wrapped again once', async () => {
  const [old, next] = [current, randomBytes(32)];
  const both = [rotationsOf([next, old]), rotationsOf([next, old])];
  await begin(both[0] as KeyRotations);
  while ((await newest()).state === 'running') await Promise.all(both.map((one) => one.round()));
  assert.equal(Number((await newest()).sealedAgain), tenantsMax);
  assert.equal(await readable([next]), tenantsMax);
  current = next;
});

test('a process that was left behind wraps nothing under the old key, from the first batch on', async () => {
  const [old, next] = [current, randomBytes(32)];
  const created = await database.createTenant('late');
  const late = await db.findTenant({ id: created.id });
  assert.ok(late !== undefined);
  const rotations = rotationsOf([next, old]);
  await begin(rotations);
  await rotations.round();
  await assert.rejects(createTenantKeys(db, [old], clock, randomBytes).sealerOf(late), {
    code: 'unavailable',
  });
  // one that still prefers the old key but holds both takes the one in force
  await createTenantKeys(db, [old, next], clock, randomBytes).sealerOf(late);
  const stored = (await storedKeys()).find((row) => row.tenant_id === late.id);
  assert.equal(sealedUnder(stored?.wrapped ?? ''), keyIdOf(next));
  while (await rotations.round());
  current = next;
});

test('while it is not finished, a start without the retiring key is refused and says so', async () => {
  const [old, next] = [current, randomBytes(32)];
  const rotations = rotationsOf([next, old]);
  await begin(rotations);
  await rotations.round();
  assert.match((await sentinel([next])) ?? '', /rotation is not finished, and \d+ data keys/);
  assert.equal(await sentinel([next, old]), undefined);
  while (await rotations.round());
  assert.equal(await sentinel([next]), undefined);
  current = next;
});

test('a second one is refused while one runs; a process with other keys leaves it alone', async () => {
  const [old, next] = [current, randomBytes(32)];
  const rotations = rotationsOf([next, old]);
  await begin(rotations);
  await assert.rejects(begin(rotations), { code: 'conflict' });
  assert.equal(await rotationsOf([old]).round(), false);
  assert.equal(Number((await newest()).sealedAgain), 0);
  while (await rotations.round());
  current = next;
});

test('a retired key that a restore brought back from under a key of long ago holds nothing up', async () => {
  const [old, next] = [current, randomBytes(32)];
  const [some] = truth.keys();
  const { dataKey, wrapped } = newDataKey(randomBytes(32), some as string, randomBytes);
  await owner.query(
    'INSERT INTO control.tenant_keys (tenant_id, version, key_id, wrapped, created_at, retired_at) VALUES ($1, 9, $2, $3, now(), now())',
    [some, dataKey.id, wrapped],
  );
  const rotations = rotationsOf([next, old]);
  await begin(rotations);
  await rotations.round();
  assert.equal(await sentinel([next, old]), undefined);
  while (await rotations.round());
  assert.equal((await newest()).state, 'done');
  await owner.query('DELETE FROM control.tenant_keys WHERE version = 9');
  assert.equal(await readable([next]), tenantsMax);
  current = next;
});

test('a key that nothing opens fails the rotation by name, and every other is moved', async () => {
  const [old, next] = [current, randomBytes(32)];
  const [victim] = await owner.query<{ tenant_id: string; wrapped: string }>(
    'SELECT tenant_id, wrapped FROM control.tenant_keys ORDER BY tenant_id LIMIT 1',
  );
  assert.ok(victim !== undefined);
  const changed = `${victim.wrapped.slice(0, -4)}AAAA`;
  await owner.query('UPDATE control.tenant_keys SET wrapped = $2 WHERE tenant_id = $1', [
    victim.tenant_id,
    changed,
  ]);
  const rotations = rotationsOf([next, old]);
  await begin(rotations);
  while (await rotations.round());
  const failed = await newest();
  assert.equal(failed.state, 'failed');
  assert.match(failed.failure ?? '', new RegExp(`^1 data keys open under none .* ${victim.tenant_id};`));
  assert.equal(await readable([next]), tenantsMax - 1);
  const [entry] = await owner.query<{ kind: string; bytes: string }>(
    'SELECT kind, bytes FROM control.journal_entries ORDER BY seq DESC LIMIT 1',
  );
  assert.equal(entry?.kind, 'key_rotation.failed');
  // mended from a backup, it goes through
  await owner.query('UPDATE control.tenant_keys SET wrapped = $2 WHERE tenant_id = $1', [
    victim.tenant_id,
    victim.wrapped,
  ]);
  await begin(rotations);
  while (await rotations.round());
  assert.deepEqual([(await newest()).state, Number((await newest()).sealedAgain)], ['done', 1]);
  assert.equal(await readable([next]), tenantsMax);
  current = next;
});
