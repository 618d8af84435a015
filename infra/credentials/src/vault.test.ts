/** Guarantees of the vault: all or nothing, only where approved, one header stays one header, secrets are named to the redactor. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { randomBytes } from '@gamut/crypto/random';
import { headerDestination, sealCredential } from '@gamut/crypto/seal';
import { createVault } from './vault.ts';

const vault = createVault(randomBytes(32));
const origin = 'https://api.example';
const seal = (header: string, value: string, to = origin): string =>
  sealCredential(
    vault.publicKey,
    {
      tenant: 'tnt_a',
      connector: 'con_1',
      field: header.toLowerCase(),
      destination: headerDestination(to, header),
    },
    value,
    randomBytes,
  );
const ask = { tenant: 'tnt_a', connector: 'con_1', origin };

test('a credential is lent for its own tenant, connector, header and origin, and its bare part is named to the redactor', async () => {
  const sealed = {
    Authorization: seal('Authorization', 'Bearer tok-12345678'),
    'x-key': seal('X-Key', 'k-1'),
  };
  const loan = await vault.lend({ ...ask, sealed }, async (lent) => lent);
  assert.deepEqual(loan.headers, { authorization: 'Bearer tok-12345678', 'x-key': 'k-1' });
  assert.deepEqual(loan.secrets, ['Bearer tok-12345678', 'tok-12345678', 'k-1']);
  const basic = {
    authorization: seal('authorization', `Basic ${Buffer.from('user:pass word').toString('base64')}`),
  };
  assert.ok(
    (await vault.lend({ ...ask, sealed: basic }, async (lent) => lent)).secrets.includes('pass word'),
  );
});

test('when one of several does not open, none is lent', async () => {
  let lent = 0;
  const cases = [
    { ...ask, sealed: { a: seal('a', 'x'), b: seal('b', 'x', 'https://other.example') } },
    { ...ask, origin: 'https://other.example', sealed: { a: seal('a', 'x') } },
    { ...ask, tenant: 'tnt_b', sealed: { a: seal('a', 'x') } },
    { ...ask, connector: 'con_2', sealed: { a: seal('a', 'x') } },
    { ...ask, sealed: { b: seal('a', 'x') } },
    { ...ask, sealed: { a: 'x' } },
  ];
  for (const request of cases)
    await assert.rejects(
      vault.lend(request, async () => void lent++),
      { code: 'integrity_failed' },
    );
  assert.equal(lent, 0);
});

test('a value or a name that would break out of its header is refused', async () => {
  for (const value of ['a\r\nx-admin: 1', 'a\nb', ' a', 'a ', '', 'ü', '\0']) {
    await assert.rejects(
      vault.lend({ ...ask, sealed: { a: seal('a', value) } }, async () => undefined),
      { code: 'integrity_failed' },
      JSON.stringify(value),
    );
  }
  await assert.rejects(
    vault.lend({ ...ask, sealed: { 'a: b\r\nc': seal('a', 'x') } }, async () => undefined),
    { code: 'integrity_failed' },
  );
});
