/** Guarantees of the sentinel: planted once in a database that nothing was sealed in; gone from one that holds keys, no key is taken for the right one. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { newDataKey } from '@gamut/crypto/data-key';
import { randomBytes } from '@gamut/crypto/random';
import { createDatabase, type Database, type TenantRef } from '@gamut/database/database';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { testDatabase, type TestDatabase } from '../../../../tests/support/postgres.ts';
import { whySentinelStaysShut } from './database-sentinel.ts';
import { noKeyPorts } from './key-ports.ts';
import { createKeyRotations } from './rotation/key-rotations.ts';
import { createTenantKeys } from './tenant-keys.ts';

type Keys = readonly [Uint8Array, ...Uint8Array[]];

const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
const [right, wrong] = [randomBytes(32), randomBytes(32)];
let database: TestDatabase;
let db: Database;
let owner: OwnerSession;
let tenant: TenantRef;

before(async () => {
  database = await testDatabase();
  db = createDatabase({ url: database.appUrl, applicationName: 'test' });
  owner = await openOwnerSession(database.superuserUrl, 'test');
  const { id } = await database.createTenant('sealed');
  tenant = (await db.findTenant({ id })) as TenantRef;
});

beforeEach(() =>
  owner.script(
    'DELETE FROM control.sentinels; DELETE FROM control.tenant_keys; DELETE FROM control.key_rotations',
  ),
);

after(async () => {
  await owner.close();
  await db.close();
  await database.close();
});

const look = (encryptionKeys: Keys): Promise<string | undefined> =>
  whySentinelStaysShut({ db, encryptionKeys, clock, random: randomBytes });
const keysOf = (encryptionKeys: Keys) => createTenantKeys(db, encryptionKeys, clock, randomBytes);
const stored = async (): Promise<string> =>
  JSON.stringify([
    await owner.query('SELECT * FROM control.sentinels'),
    await owner.query('SELECT * FROM control.tenant_keys'),
    await owner.query('SELECT * FROM control.key_rotations'),
  ]);

async function storeKey(under: Uint8Array, version: number, retired = false): Promise<void> {
  const { dataKey, wrapped } = newDataKey(under, tenant.id, randomBytes);
  await owner.query(
    `INSERT INTO control.tenant_keys (tenant_id, version, key_id, wrapped, created_at, retired_at)
     VALUES ($1, $2, $3, $4, now(), CASE WHEN $5 THEN now() END)`,
    [tenant.id, version, dataKey.id, wrapped, retired],
  );
}

test('it is planted in a database of before its first start, tenants or not, and then holds the key', async () => {
  assert.equal(await look([right]), undefined);
  assert.equal(await look([right]), undefined);
  assert.match((await look([wrong])) ?? '', /not the key that sealed this database/);
});

test('gone from a database in which a key stands, retired or not, it is not planted anew: under no key, and nothing is written', async () => {
  for (const retired of [false, true]) {
    await storeKey(right, retired ? 2 : 1, retired);
    const before = await stored();
    for (const keys of [[wrong], [right], [right, wrong], [wrong, right]] as const)
      assert.match((await look(keys)) ?? '', /the sentinel is gone .* data keys stand/);
    assert.equal(await stored(), before);
    await owner.query('DELETE FROM control.tenant_keys');
  }
});

test('where every key was shredded nothing is sealed any more, so it is planted', async () => {
  await storeKey(right, 1, true);
  await owner.query("UPDATE control.tenant_keys SET wrapped = 'shredded'");
  assert.equal(await look([wrong]), undefined);
});

test('several processes that start at once plant one, and all that hold its key go on', async () => {
  const looks = await Promise.all(Array.from({ length: 8 }, () => look([right])));
  assert.deepEqual(new Set(looks), new Set([undefined]));
});

test('without it a process that holds another key than the stored ones stand under makes no key', async () => {
  await keysOf([right]).sealerOf(tenant);
  const other = await database.createTenant('other');
  const ref = (await db.findTenant({ id: other.id })) as TenantRef;
  const before = await stored();
  await assert.rejects(keysOf([wrong]).sealerOf(ref), { code: 'unavailable' });
  assert.equal(await stored(), before);
});

test('without it no replacement of DATA_ENCRYPTION_KEY moves anything', async () => {
  await look([right]);
  await keysOf([right]).sealerOf(tenant);
  const failed: unknown[] = [];
  const encryptionKeys = [wrong, right] as const;
  const parts = { db, encryptionKeys, clock, random: randomBytes, keys: keysOf(encryptionKeys) };
  const rotations = createKeyRotations({ ...parts, ports: noKeyPorts }, (_, error) => failed.push(error));
  await db.control((tx) => rotations.beginEncryptionKey(tx));
  await owner.query('DELETE FROM control.sentinels');
  const before = await stored();
  assert.equal(await rotations.round(), false);
  assert.match(String(failed[0]), /sentinel of this database is gone/);
  assert.equal(await stored(), before);
});

test('a key in use under one that is not held shuts it and is counted, a retired one is left where it is', async () => {
  assert.equal(await look([right]), undefined);
  await storeKey(right, 1);
  await storeKey(wrong, 2, true);
  assert.equal(await look([right]), undefined);
  await storeKey(wrong, 3);
  assert.match((await look([right])) ?? '', /^1 data keys still need the key before/);
  assert.equal(await look([right, wrong]), undefined);
});
