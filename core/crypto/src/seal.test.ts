/** Guarantees of sealed credentials: anybody may seal, only the vault opens, and only where the credential was approved for. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { randomBytes } from './random.ts';
import { openCredential, sealCredential, vaultKeyId, vaultPublicKey, type CredentialPlace } from './seal.ts';
import { x25519, x25519PublicKey } from './x25519.ts';
import { runs } from '../../../tests/support/runs.ts';

const vaultKey = randomBytes(32);
const publicKey = vaultPublicKey(vaultKey);
const place: CredentialPlace = {
  tenant: 'tnt_a',
  connector: 'con_1',
  field: 'token',
  destination: 'https://api.example authorization',
};
const shut = { code: 'integrity_failed', message: 'A sealed credential could not be opened.' };

test('whatever is sealed opens with the vault key, and two sealings of it differ', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (value) => {
      const text = sealCredential(publicKey, place, value, randomBytes);
      assert.deepEqual(openCredential(vaultKey, place, text), value);
      assert.notEqual(sealCredential(publicKey, place, value, randomBytes), text);
    }),
    { numRuns: runs(50) },
  );
});

test('another tenant, connector, field or destination does not open it', () => {
  const text = sealCredential(publicKey, place, 'secret', randomBytes);
  for (const part of Object.keys(place) as (keyof CredentialPlace)[]) {
    assert.throws(() => openCredential(vaultKey, { ...place, [part]: `${place[part]}x` }, text), shut, part);
  }
});

test('the public key, another vault key, or any changed character does not open it', () => {
  const text = sealCredential(publicKey, place, 'secret', randomBytes);
  assert.throws(() => openCredential(publicKey, place, text), shut);
  assert.throws(() => openCredential(randomBytes(32), place, text), shut);
  for (let at = 0; at < text.length; at++) {
    const mutant = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
    assert.throws(() => openCredential(vaultKey, place, mutant), shut, String(at));
  }
  for (let size = 0; size < text.length; size += 3)
    assert.throws(() => openCredential(vaultKey, place, text.slice(0, size)), shut);
});

test('a public key of small order, which would make the shared secret known, is refused', () => {
  for (const weak of [
    '00'.repeat(32),
    `01${'00'.repeat(31)}`,
    'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
    `ecff${'ff'.repeat(29)}7f`,
  ]) {
    assert.throws(
      () => sealCredential(new Uint8Array(Buffer.from(weak, 'hex')), place, 'x', randomBytes),
      RangeError,
      weak,
    );
  }
  assert.equal(x25519(vaultKey, new Uint8Array(31)), undefined);
});

test('two parties agree, and the key id names the public key', () => {
  const other = randomBytes(32);
  assert.deepEqual(x25519(vaultKey, x25519PublicKey(other)), x25519(other, publicKey));
  assert.match(vaultKeyId(publicKey), /^[A-Za-z0-9_-]{11}$/);
  assert.ok(
    sealCredential(publicKey, place, 'x', randomBytes).startsWith(`gs1.x25519.${vaultKeyId(publicKey)}.`),
  );
});
