/** Guarantees of the operator's routes of key rotations: for the operator alone, recorded, refused by name, and carried out while serving. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newDataKey } from '@gamut/crypto/data-key';
import { keyIdOf } from '@gamut/crypto/key-purposes';
import { randomBytes } from '@gamut/crypto/random';
import { encodeBase64url } from '@gamut/kernel/base64url';
import {
  operatorToken,
  testPlatform,
  type AnyJson,
  type PlatformUnderTest,
} from '../../../../../tests/support/platform.ts';

const key = randomBytes(32);
let platform: PlatformUnderTest;

before(async () => {
  platform = await testPlatform({ env: { DATA_ENCRYPTION_KEY: encodeBase64url(key) } });
});

after(() => platform.close());

const path = '/operator/v1/key-rotations';
const authorization = `Bearer ${operatorToken}`;
const post = (body: unknown) =>
  platform.anonymous({ method: 'POST', path, body, headers: { authorization } });
const list = async (): Promise<AnyJson[]> =>
  (await platform.anonymous({ method: 'GET', path, headers: { authorization } })).json.items;

async function journalled(): Promise<{ kind: string; bytes: string }[]> {
  return platform.running.platform.db.readControl((tx) =>
    tx.query("SELECT kind, bytes FROM control.journal_entries WHERE kind LIKE 'key_rotation.%' ORDER BY seq"),
  );
}

test('nobody but the operator begins or sees a rotation', async () => {
  for (const method of ['GET', 'POST'])
    for (const headers of [{}, { authorization: 'Bearer wrong' }]) {
      const body = method === 'POST' ? { kind: 'encryption_key' } : undefined;
      assert.equal((await platform.anonymous({ method, path, body, headers })).status, 401);
    }
  const admin = await platform.as('administrator');
  assert.equal((await admin.call({ method: 'POST', path, body: { kind: 'encryption_key' } })).status, 401);
  assert.deepEqual(await list(), []);
  assert.deepEqual(await journalled(), []);
});

test('a rotation is recorded with its beginning and its end, and the answer names the key', async () => {
  await platform.running.platform.keys.sealerOf(platform.tenant);
  const answer = await post({ kind: 'encryption_key' });
  assert.equal(answer.status, 202, answer.text);
  assert.equal(answer.json.toKeyId, keyIdOf(key));
  while (await platform.running.platform.rotations.round());
  const [first] = await list();
  assert.equal(first.id, answer.json.id);
  assert.equal(first.state, 'done');
  const kinds = (await journalled()).map(({ kind }) => kind);
  assert.deepEqual(kinds, ['key_rotation.requested', 'key_rotation.finished']);
  assert.ok(!JSON.stringify(await journalled()).includes(encodeBase64url(key)));
});

test('a tenant’s data key is replaced by its slug, once at a time; the tenant learns of it in its own stream', async () => {
  const answer = await post({ kind: 'data_key', tenant: 'alpha' });
  assert.equal(answer.status, 202, answer.text);
  const again = await post({ kind: 'data_key', tenant: 'alpha' });
  assert.equal(again.status, 409, again.text);
  const [first] = await list();
  assert.deepEqual(
    [first.kind, first.tenant, first.state, first.phase],
    ['data_key', 'alpha', 'running', 'spread'],
  );
  const carried = await platform.running.platform.db.readControl((tx) =>
    tx.query<{ kind: string }>(
      "SELECT kind FROM control.audit_outbox WHERE tenant_id = $1 AND kind LIKE 'key_rotation.%'",
      [platform.tenant.id],
    ),
  );
  assert.deepEqual(
    carried.map(({ kind }) => kind),
    ['key_rotation.requested'],
  );
});

test('the operator sees how many data keys need another key than the one in force', async () => {
  const { db } = platform.running.platform;
  const under = async () =>
    (await platform.anonymous({ method: 'GET', path, headers: { authorization } })).json.dataKeysUnder;
  assert.deepEqual(await under(), { retiringKey: 0, noHeldKey: 0 });
  const { dataKey, wrapped } = newDataKey(randomBytes(32), platform.other.id, randomBytes);
  const store = (version: number, retiredAt: string | null) =>
    db.control((tx) =>
      tx.query(
        'INSERT INTO control.tenant_keys (tenant_id, version, key_id, wrapped, created_at, retired_at) VALUES ($1, $2, $3, $4, now(), $5)',
        [platform.other.id, version, `${dataKey.id}${String(version)}`, wrapped, retiredAt],
      ),
    );
  await store(90, new Date().toISOString());
  assert.deepEqual(await under(), { retiringKey: 0, noHeldKey: 0 }, 'a retired one is not needed');
  await store(91, null);
  assert.deepEqual(await under(), { retiringKey: 0, noHeldKey: 1 });
});

test('what is no rotation is refused, and nothing is begun', async () => {
  const before = (await list()).length;
  for (const body of [
    {},
    { kind: 'other' },
    { kind: 'data_key' },
    { kind: 'data_key', tenant: '' },
    { kind: 'encryption_key', tenant: 'alpha' },
    { kind: 'encryption_key', more: 1 },
    'text',
    [],
    null,
  ]) {
    const answer = await post(body);
    assert.ok(answer.status >= 400 && answer.status < 500, `${JSON.stringify(body)} ${answer.text}`);
  }
  assert.equal((await post({ kind: 'data_key', tenant: 'nobody' })).status, 404);
  assert.equal((await list()).length, before);
});
