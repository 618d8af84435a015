/** Guarantees of keys in memory: seen anew within five seconds, without a call waiting for it, gone when withdrawn or deleted. */
import assert from 'node:assert/strict';
import { after, beforeEach, before, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { dataKeyCommitment, newDataKey, unwrapDataKey, wrapPortedKey } from '@gamut/crypto/data-key';
import { sealedUnder, type NamedKey } from '@gamut/crypto/envelope';
import { randomBytes } from '@gamut/crypto/random';
import { createDatabase, type Database, type TenantRef } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import { eventually } from '../../../../tests/support/pace.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/postgres.ts';
import { whySentinelStaysShut } from './database-sentinel.ts';
import type { KeyPorts } from './key-ports.ts';
import { keyTimes } from './key-times.ts';
import type { SealedPlace } from './sealed-columns.ts';
import { shredTenantKeys } from './shred-tenant-keys.ts';
import { createTenantKeys } from './tenant-keys.ts';

const encryptionKeys = [randomBytes(32)] as const;
const place: SealedPlace = { table: 'decisions', column: 'arguments_sealed', row: 'dec_1' };
let aheadMs = 0;
const clock = { nowMs: () => Date.now() + aheadMs, monotonicMs: () => performance.now() + aheadMs };
let database: TestDatabase;
let db: Database;
let tenant: TenantRef;
let made = 0;

before(async () => {
  database = await testDatabase();
  db = createDatabase({ url: database.appUrl, applicationName: 'test' });
  assert.equal(await whySentinelStaysShut({ db, encryptionKeys, clock, random: randomBytes }), undefined);
});

beforeEach(async () => {
  const { id } = await database.createTenant(`keys${String(made++)}`);
  tenant = (await db.findTenant({ id })) as TenantRef;
});

after(async () => {
  await db.close();
  await database.close();
});

const open = (ports?: KeyPorts) => createTenantKeys(db, encryptionKeys, clock, randomBytes, ports);

/** The same database, which counts how often keys are read and can be away. */
function watched(): { db: Database; reads: () => number; away: (is: boolean) => void } {
  let [reads, isAway] = [0, false];
  const readControlFor: Database['readControlFor'] = (ref, work, asked) => {
    reads++;
    if (isAway) return Promise.reject(new AppError('unavailable', 'away'));
    return db.readControlFor(ref, work, asked);
  };
  return {
    db: Object.create(db, { readControlFor: { value: readControlFor } }) as Database,
    reads: () => reads,
    away: (is) => {
      isAway = is;
    },
  };
}

const until = (holds: () => boolean): Promise<true> => eventually(holds, 'what was waited for', 0);

async function storeVersion(version: number, createdAt: number): Promise<string> {
  const { dataKey, wrapped } = newDataKey(encryptionKeys[0], tenant.id, randomBytes);
  await db.control((tx) =>
    tx.query(
      'INSERT INTO control.tenant_keys (tenant_id, version, key_id, wrapped, created_at) VALUES ($1, $2, $3, $4, $5)',
      [tenant.id, version, dataKey.id, wrapped, new Date(createdAt).toISOString()],
    ),
  );
  return dataKey.id;
}

test('two processes that come first at once share one key', async () => {
  const [one, two] = await Promise.all([open().sealerOf(tenant), open().sealerOf(tenant)]);
  assert.equal(two.open(place, one.seal(place, 'text')), 'text');
});

test('a tenant in use never waits: keys are read again in the background, and a new version is seen within five seconds', async () => {
  const seen = watched();
  const keys = createTenantKeys(seen.db, encryptionKeys, clock, randomBytes);
  const sealer = await keys.sealerOf(tenant);
  const first = seen.reads();
  await keys.sealerOf(tenant);
  assert.equal(seen.reads(), first, 'fresh keys are not read again');
  const later = await storeVersion(2, clock.nowMs() - keyTimes.spreadMs);
  aheadMs += keyTimes.refreshAfterMs;
  assert.equal(await keys.sealerOf(tenant), sealer, 'the sealer in hand is given at once');
  await until(() => sealedUnder(sealer.seal(place, 'text')) === later);
  assert.equal(seen.reads(), first + 1);
});

test('with the database away keys live out their five seconds, then nothing is handed out', async () => {
  const seen = watched();
  const keys = createTenantKeys(seen.db, encryptionKeys, clock, randomBytes);
  await keys.sealerOf(tenant);
  seen.away(true);
  aheadMs += keyTimes.rememberMs - 100;
  (await keys.sealerOf(tenant)).seal(place, 'still');
  aheadMs += 200;
  await assert.rejects(async () => keys.sealerOf(tenant), { code: 'unavailable' });
  seen.away(false);
  (await keys.sealerOf(tenant)).seal(place, 'again');
});

test('an unknown key id in an envelope is refused, and makes the keys be read once', async () => {
  const seen = watched();
  const keys = createTenantKeys(seen.db, encryptionKeys, clock, randomBytes);
  const sealer = await keys.sealerOf(tenant);
  const later = await storeVersion(2, clock.nowMs() - keyTimes.spreadMs);
  const sealed = (await open().sealerOf(tenant)).seal(place, 'text');
  assert.equal(sealedUnder(sealed), later);
  const before = seen.reads();
  assert.throws(() => sealer.open(place, sealed), { code: 'integrity_failed' });
  await until(() => seen.reads() > before);
  await keys.sealerOf(tenant);
  for (let left = 100; left > 0; left--) {
    assert.throws(() => sealer.open(place, sealed.replace(later, 'AAAAAAAAAAA')), {
      code: 'integrity_failed',
    });
    await setImmediate();
  }
  await until(() => {
    try {
      return sealer.open(place, sealed) === 'text';
    } catch {
      return false;
    }
  });
  assert.ok(seen.reads() <= before + 2, 'one reading for each unknown id');
});

test('what is forgotten is overwritten, and whoever still holds a sealer is told why', async () => {
  const keys = open();
  const sealer = await keys.sealerOf(tenant);
  const sealed = sealer.seal(place, 'text');
  const why = new AppError('tenant_sealed', 'The key was taken back.');
  keys.forget(tenant.id, why);
  assert.throws(() => sealer.seal(place, 'text'), why);
  assert.throws(() => sealer.open(place, sealed), why);
  assert.equal((await keys.sealerOf(tenant)).open(place, sealed), 'text', 'the next one reads anew');
});

/** A customer's key service as far as this room sees it. */
function customersKey(): KeyPorts & { answers: AppError | undefined; opened: number } {
  const held = new Map<string, Uint8Array>();
  const port: KeyPorts & { answers: AppError | undefined; opened: number } = {
    answers: undefined,
    opened: 0,
    open: (_ref, row) => {
      port.opened++;
      const key = held.get(row.keyId);
      if (port.answers !== undefined) return Promise.reject(port.answers);
      return key === undefined ? Promise.reject(new Error('unknown')) : Promise.resolve(Uint8Array.from(key));
    },
    wrap: (_ref, { id, key }: NamedKey) => {
      held.set(id, Uint8Array.from(key));
      return Promise.resolve({ port: 'service/key', theirs: `wrapped ${id}` });
    },
  };
  return port;
}

test('a key under the customer’s own key is asked for at each reading, and taken back it is gone at the next one', async () => {
  const port = customersKey();
  const keys = open(port);
  const sealer = await keys.sealerOf(tenant);
  const [row] = await db.readControlFor(tenant, (tx) =>
    tx.query<{ key_id: string; wrapped: string; port: string; commitment: string }>(
      'SELECT key_id, wrapped, port, commitment FROM tenant_keys',
      [],
    ),
  );
  assert.ok(row !== undefined);
  assert.equal(row.port, 'service/key');
  assert.throws(() => unwrapDataKey(encryptionKeys, tenant.id, row.key_id, row.wrapped), {
    code: 'integrity_failed',
  });
  const asked = port.opened;
  aheadMs += keyTimes.refreshAfterMs;
  await keys.sealerOf(tenant);
  await until(() => port.opened > asked);
  port.answers = new AppError('tenant_sealed', 'The key was taken back.');
  aheadMs += keyTimes.rememberMs;
  await assert.rejects(async () => keys.sealerOf(tenant), { code: 'tenant_sealed' });
  assert.throws(() => sealer.seal(place, 'text'), { code: 'tenant_sealed' });
  port.answers = undefined;
  (await keys.sealerOf(tenant)).seal(place, 'open again');
});

test('a key service that gives back another key is not believed', async () => {
  const port = customersKey();
  await open(port).sealerOf(tenant);
  const lying: KeyPorts = { ...port, open: () => Promise.resolve(randomBytes(32)) };
  await assert.rejects(async () => open(lying).sealerOf(tenant), { code: 'integrity_failed' });
  const short: KeyPorts = { ...port, open: () => Promise.resolve(randomBytes(16)) };
  await assert.rejects(async () => open(short).sealerOf(tenant), { code: 'integrity_failed' });
});

test('a stored key that was exchanged for one that somebody else made is not believed', async () => {
  await open().sealerOf(tenant);
  const { dataKey } = newDataKey(encryptionKeys[0], tenant.id, randomBytes);
  const foreign = wrapPortedKey(encryptionKeys[0], tenant.id, dataKey.id, 'theirs', randomBytes);
  const store = (sql: string, value: string) => db.control((tx) => tx.query(sql, [tenant.id, value]));
  await store(
    'UPDATE control.tenant_keys SET commitment = $2 WHERE tenant_id = $1',
    dataKeyCommitment(tenant.id, dataKey),
  );
  await assert.rejects(async () => open().sealerOf(tenant), { code: 'integrity_failed' });
  await store('UPDATE control.tenant_keys SET wrapped = $2 WHERE tenant_id = $1', foreign);
  await assert.rejects(async () => open().sealerOf(tenant), { code: 'integrity_failed' });
});

test('a retired key that stands under a DATA_ENCRYPTION_KEY of long ago shuts what it sealed, and nothing else', async () => {
  const sealed = (await open().sealerOf(tenant)).seal(place, 'text');
  const { dataKey, wrapped } = newDataKey(randomBytes(32), tenant.id, randomBytes);
  await db.control((tx) =>
    tx.query(
      'INSERT INTO control.tenant_keys (tenant_id, version, key_id, wrapped, created_at, retired_at) VALUES ($1, 2, $2, $3, now(), now())',
      [tenant.id, dataKey.id, wrapped],
    ),
  );
  const sealer = await open().sealerOf(tenant);
  assert.equal(sealer.open(place, sealed), 'text');
  assert.equal(sealedUnder(sealer.seal(place, 'text')), sealedUnder(sealed));
  // one that is not retired is what the tenant seals with: then it stays shut as a whole
  await db.control((tx) =>
    tx.query('UPDATE control.tenant_keys SET retired_at = NULL WHERE tenant_id = $1', [tenant.id]),
  );
  await assert.rejects(async () => open().sealerOf(tenant), { code: 'integrity_failed' });
});

test('a deleted tenant’s keys are gone for good: nothing opens, and no first key is made again', async () => {
  const keys = open();
  const sealer = await keys.sealerOf(tenant);
  const sealed = sealer.seal(place, 'text');
  await db.control((tx) =>
    tx.query("UPDATE control.tenants SET status = 'deleting' WHERE id = $1", [tenant.id]),
  );
  assert.equal(await db.control((tx) => shredTenantKeys(tx, tenant.id)), 1);
  aheadMs += keyTimes.rememberMs;
  await assert.rejects(async () => keys.sealerOf(tenant), { code: 'tenant_not_active' });
  assert.throws(() => sealer.open(place, sealed), { code: 'tenant_not_active' });
  const left = await db.readControlFor(tenant, (tx) => tx.query('SELECT FROM tenant_keys', []));
  assert.equal(left.length, 0);
});
