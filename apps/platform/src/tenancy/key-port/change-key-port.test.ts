/** Setting and taking away a tenant's own key: all of it or nothing, and what a service does wrong changes nothing. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { unwrapDataKey, unwrapPortedKey } from '@gamut/crypto/data-key';
import { sealedUnder } from '@gamut/crypto/envelope';
import { keyServiceModes } from '../../../../../tests/support/key-service.ts';
import {
  acme,
  keyPortPlatform,
  portPath,
  type KeyPortPlatform,
} from '../../../../../tests/support/key-port-platform.ts';

let at: KeyPortPlatform;
before(async () => {
  at = await keyPortPlatform();
});
after(() => at.close());
beforeEach(async () => {
  at.service.mode = 'well';
  await at.operator('DELETE', portPath);
});

const place = { table: 'decisions', column: 'arguments_sealed', row: 'dec_1' } as const;
const platform = () => at.under.running.platform;

async function events(stream: 'platform' | 'tenant'): Promise<string[]> {
  const { db } = platform();
  const rows =
    stream === 'platform'
      ? await db.readControl((tx) =>
          tx.query<{ kind: string }>('SELECT kind FROM control.journal_entries ORDER BY seq'),
        )
      : await db.readControl((tx) =>
          tx.query<{ kind: string }>(
            'SELECT kind FROM control.audit_outbox WHERE tenant_id = $1 ORDER BY id',
            [at.under.tenant.id],
          ),
        );
  return rows.map(({ kind }) => kind);
}

test('what was sealed before opens under the customer’s key, and ours alone opens it no more', async () => {
  const { keys } = platform();
  const sealed = (await keys.sealerOf(at.under.tenant)).seal(place, 'a secret');
  const [ours] = await at.storedKeys();
  const { encryptionKeys } = at.under.secrets;
  const answer = await at.operator('PUT', portPath, acme);
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(
    { ...answer.json, opened_at: null },
    { ...acme, state: 'open', reason: null, opened_at: null, sealed_at: null },
  );
  const rows = await at.storedKeys();
  assert.equal(rows.length, 1, 'the old row is overwritten');
  assert.equal(rows[0]?.port, 'vault/acme');
  assert.notEqual(rows[0]?.wrapped, ours?.wrapped);
  const id = sealedUnder(sealed) ?? '';
  assert.throws(() => unwrapDataKey(encryptionKeys, at.under.tenant.id, id, rows[0]?.wrapped ?? ''));
  const theirs = unwrapPortedKey(encryptionKeys, at.under.tenant.id, id, rows[0]?.wrapped ?? '');
  assert.match(theirs, /^vault:v1:/, 'below our layer lies theirs');
  assert.equal((await keys.sealerOf(at.under.tenant)).open(place, sealed), 'a secret');
  assert.deepEqual((await at.operator('GET', portPath)).json, answer.json);
  assert.equal((await events('platform')).at(-1), 'key_port.set');
  assert.equal((await events('tenant')).at(-1), 'key_port.set');
});

test('taking it away puts the keys back under ours alone, and needs the customer’s key one last time', async () => {
  const { keys } = platform();
  await at.setPort();
  const sealed = (await keys.sealerOf(at.under.tenant)).seal(place, 'a secret');
  at.service.revoke('acme');
  const before_ = await at.storedKeys();
  const refused = await at.operator('DELETE', portPath);
  assert.ok([412, 423].includes(refused.status), refused.text);
  assert.deepEqual(await at.storedKeys(), before_);
  at.service.restore('acme');
  assert.equal((await at.operator('DELETE', portPath)).status, 200);
  assert.equal((await at.storedKeys())[0]?.port, null);
  await at.service.kill();
  assert.equal(
    (await keys.sealerOf(at.under.tenant)).open(place, sealed),
    'a secret',
    'nobody is asked any more',
  );
  await at.service.revive();
  const gone = await at.operator('GET', portPath);
  assert.deepEqual([gone.status, gone.json.code], [404, 'not_found']);
  assert.equal((await at.operator('DELETE', portPath)).status, 404);
  assert.equal((await events('platform')).at(-1), 'key_port.removed');
});

test(
  'a service that fails in any way leaves everything as it was, and the operator is told what to mend',
  { timeout: 120_000 },
  async () => {
    const { keys } = platform();
    await keys.sealerOf(at.under.tenant);
    const [before_, entries] = [await at.storedKeys(), await events('platform')];
    const attempt = async (what: string): Promise<void> => {
      const answer = await at.operator('PUT', portPath, acme);
      assert.deepEqual(
        [answer.status, answer.json.code],
        [412, 'precondition_failed'],
        `${what}: ${answer.text}`,
      );
      assert.doesNotMatch(answer.text, /127\.0\.0\.1|token-of/, what);
      assert.deepEqual(await at.storedKeys(), before_, what);
      assert.equal(await at.storedPort(), undefined, what);
      assert.deepEqual(await events('platform'), entries, what);
      await at.under.running.platform.sealing.assertOpen(at.under.tenant.id);
    };
    for (const mode of keyServiceModes.filter((one) => one !== 'well')) {
      at.service.mode = mode;
      await attempt(mode);
    }
    at.service.mode = 'well';
    at.service.revoke('acme');
    await attempt('revoked');
    at.service.restore('acme');
    await at.service.kill();
    await attempt('killed');
    await at.service.revive();
  },
);

test('another key of the customer takes the place of the first; the first is needed for it', async () => {
  await at.setPort();
  at.service.createKey('acme-2');
  const sealed = (await platform().keys.sealerOf(at.under.tenant)).seal(place, 'a secret');
  assert.equal((await at.operator('PUT', portPath, { ...acme, key_name: 'acme-2' })).status, 200);
  at.service.revoke('acme');
  await at.round();
  assert.equal((await platform().keys.sealerOf(at.under.tenant)).open(place, sealed), 'a secret');
  at.service.revoke('acme-2');
  at.service.restore('acme');
  const refused = await at.operator('PUT', portPath, acme);
  assert.ok([412, 423].includes(refused.status), refused.text);
  at.service.restore('acme-2');
  await at.round();
});

test('bad input: a service that is not there, a name that no key has, a tenant that is nowhere, a caller without the token', async () => {
  const cases: readonly (readonly [unknown, number])[] = [
    [{ service: 'nowhere', key_name: 'acme' }, 422],
    [{ service: 'Vault', key_name: 'acme' }, 422],
    [{ service: 'vault', key_name: '../acme' }, 422],
    [{ service: 'vault', key_name: '' }, 422],
    [{ service: 'vault', key_name: 'a'.repeat(128) }, 422],
    [{ service: 'vault' }, 422],
    [{ ...acme, token: 'x' }, 422],
    [{ service: 'vault', key_name: 7 }, 422],
  ];
  for (const [body, status] of cases)
    assert.equal((await at.operator('PUT', portPath, body)).status, status, JSON.stringify(body));
  assert.equal((await at.operator('PUT', '/operator/v1/tenants/nobody/key-port', acme)).status, 404);
  for (const method of ['GET', 'DELETE'])
    assert.equal((await at.under.anonymous({ method, path: portPath })).status, 401);
  assert.equal(await at.storedPort(), undefined);
});

test('while the tenant’s data key is being replaced its port is not touched', async () => {
  const { db } = platform();
  await platform().keys.sealerOf(at.under.tenant);
  const insert = `INSERT INTO control.key_rotations (id, kind, tenant_id, to_key_id, started_at, updated_at) VALUES ('rot_x', 'data_key', $1, 'k', now(), now())`;
  await db.control((tx) => tx.query(insert, [at.under.tenant.id]));
  const answer = await at.operator('PUT', portPath, acme);
  assert.deepEqual([answer.status, answer.json.code], [409, 'conflict'], answer.text);
  await db.control((tx) => tx.query("DELETE FROM control.key_rotations WHERE id = 'rot_x'"));
  await at.setPort();
});

test('the data key is replaced under the port: the new version lies at the service, the old one is gone', async () => {
  await at.setPort();
  const { keys, rotations } = platform();
  const sealed = (await keys.sealerOf(at.under.tenant)).seal(place, 'a secret');
  const begun = await at.operator('POST', '/operator/v1/key-rotations', {
    kind: 'data_key',
    tenant: 'alpha',
  });
  assert.equal(begun.status, 202, begun.text);
  assert.deepEqual(
    (await at.storedKeys()).map(({ port }) => port),
    ['vault/acme', 'vault/acme'],
  );
  assert.equal((await keys.sealerOf(at.under.tenant)).open(place, sealed), 'a secret');
  at.service.revoke('acme');
  await at.round();
  assert.equal(
    (await at.operator('POST', '/operator/v1/key-rotations', { kind: 'data_key', tenant: 'alpha' })).status,
    423,
  );
  await rotations.round();
  at.service.restore('acme');
  await at.round();
  for (let round = 0; round < 12; round++) {
    at.pass(20_000);
    await at.round();
    while (await rotations.round());
  }
  const stored = await at.storedKeys();
  assert.deepEqual(
    stored.map(({ wrapped }) => wrapped === 'shredded'),
    [true, false],
    JSON.stringify(stored),
  );
  const { seal, open } = await keys.sealerOf(at.under.tenant);
  assert.equal(open(place, seal(place, 'another')), 'another');
  assert.throws(
    () => open(place, sealed),
    { code: 'integrity_failed' },
    'it stood in no declared row, so it was not sealed again',
  );
});

test('a key that a restore brought back opens where it lies, watched like the others, and a PUT brings all under one', async () => {
  await at.setPort();
  const { db, keys, sealing } = platform();
  const sealed = (await keys.sealerOf(at.under.tenant)).seal(place, 'a secret');
  const early = (await at.storedKeys()).find(({ port }) => port !== null);
  assert.equal((await at.operator('DELETE', portPath)).status, 200);
  // as a restore of a file that was written meanwhile does
  await db.control((tx) =>
    tx.query(
      "UPDATE control.tenant_keys SET wrapped = $3, port = 'vault/acme' WHERE tenant_id = $1 AND version = $2",
      [at.under.tenant.id, early?.version, early?.wrapped],
    ),
  );
  keys.forget(at.under.tenant.id);
  await at.round();
  assert.equal((await keys.sealerOf(at.under.tenant)).open(place, sealed), 'a secret');
  at.service.revoke('acme');
  await at.round();
  assert.equal(await sealing.isSealed(at.under.tenant.id), true);
  at.service.restore('acme');
  await at.round();
  at.service.createKey('acme-3');
  assert.equal((await at.operator('PUT', portPath, { ...acme, key_name: 'acme-3' })).status, 200);
  at.service.revoke('acme');
  await at.round();
  assert.equal((await keys.sealerOf(at.under.tenant)).open(place, sealed), 'a secret');
  at.service.restore('acme');
});
