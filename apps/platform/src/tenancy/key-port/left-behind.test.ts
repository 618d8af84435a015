/** A retired version under a DATA_ENCRYPTION_KEY of long ago, beside one in use: with a customer's key as without, the tenant works, and every change of its keys goes through. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newDataKey, wrapPortedKey } from '@gamut/crypto/data-key';
import { randomBytes } from '@gamut/crypto/random';
import {
  acme,
  keyPortPlatform,
  portPath,
  type KeyPortPlatform,
} from '../../../../../tests/support/key-port-platform.ts';

const place = { table: 'decisions', column: 'arguments_sealed', row: 'dec_1' } as const;
let at: KeyPortPlatform;
let sealed: string;

before(async () => {
  at = await keyPortPlatform();
  sealed = (await platform().keys.sealerOf(at.under.tenant)).seal(place, 'a secret');
});
after(() => at.close());

const platform = () => at.under.running.platform;

/** As a restore puts it beside what home has. */
async function leaveBehind(version: number, port: string | null, retired = true): Promise<void> {
  const { id } = at.under.tenant;
  const lost = randomBytes(32);
  const { dataKey, wrapped } = newDataKey(lost, id, randomBytes);
  const text = port === null ? wrapped : wrapPortedKey(lost, id, dataKey.id, 'vault:v1:AAAA', randomBytes);
  await platform().db.control((tx) =>
    tx.query(
      `INSERT INTO control.tenant_keys (tenant_id, version, key_id, wrapped, port, commitment, created_at, retired_at)
       VALUES ($1, $2, $3, $4, $5, repeat('0', 64), now(), CASE WHEN $6 THEN now() END)`,
      [id, version, dataKey.id, text, port, retired],
    ),
  );
}

async function assertWorks(what: string): Promise<void> {
  platform().keys.forget(at.under.tenant.id);
  await at.round();
  assert.equal(await platform().sealing.isSealed(at.under.tenant.id), false, what);
  const { open, seal } = await platform().keys.sealerOf(at.under.tenant);
  assert.equal(open(place, sealed), 'a secret', what);
  assert.equal(open(place, seal(place, 'another')), 'another', what);
}

test('set, taken away, set again and rotated beside versions that were left behind, under ours alone and under theirs', async () => {
  await leaveBehind(80, null);
  await leaveBehind(81, 'vault/acme');
  await leaveBehind(82, 'gone/key');
  const behind = async () => (await at.storedKeys()).filter(({ version }) => version >= 80);
  const were = await behind();
  await assertWorks('without a key of their own');
  for (const [method, body] of [
    ['PUT', acme],
    ['PUT', acme],
    ['DELETE', undefined],
    ['PUT', acme],
  ] as const) {
    const answer = await at.operator(method, portPath, body);
    assert.equal(answer.status, 200, `${method} ${answer.text}`);
    await assertWorks(method);
    assert.deepEqual(await behind(), were, 'they lie as they lay');
  }
  const rotated = await at.operator('POST', '/operator/v1/key-rotations', {
    kind: 'data_key',
    tenant: 'alpha',
  });
  assert.equal(rotated.status, 202, rotated.text);
  await assertWorks('while the data key is replaced');
});

test('a version in use that does not open still seals the tenant', async () => {
  await leaveBehind(90, 'vault/acme', false);
  platform().keys.forget(at.under.tenant.id);
  at.pass(60_000);
  await at.round();
  assert.equal(await platform().sealing.isSealed(at.under.tenant.id), true);
});
