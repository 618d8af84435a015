/** Guarantees of the self-test: it passes on sound primitives and names the one that is broken. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { failedSelfTest, primitives, type Primitives } from './self-test.ts';

const flip = (bytes: Uint8Array): Uint8Array => bytes.map((byte, i) => (i === 0 ? byte ^ 1 : byte));

test('sound primitives pass', () => {
  assert.equal(failedSelfTest(), undefined);
});

test('each broken primitive is named', () => {
  const broken: [string, Partial<Primitives>][] = [
    ['sha-256', { sha256Hex: () => '00' }],
    ['hmac-sha-256', { hmacSha256: (key, data) => flip(primitives.hmacSha256(key, data)) }],
    ['hkdf-sha-256', { hkdfSha256: () => new Uint8Array(42) }],
    ['aes-256-gcm', { sealAead: (key, iv, aad, text) => flip(primitives.sealAead(key, iv, aad, text)) }],
    ['aes-256-gcm round trip', { openAead: () => undefined }],
    [
      'aes-256-gcm tampered',
      {
        openAead: (key, iv, aad, sealed) =>
          primitives.openAead(key, iv, aad, sealed) ?? new Uint8Array([0, 0xff]),
      },
    ],
    ['ed25519', { verifyEd25519: () => true }],
    [
      'ed25519',
      {
        verifyEd25519: () => {
          throw new Error('no library');
        },
      },
    ],
    [
      'ed25519 round trip',
      { ed25519Signer: (seed) => ({ ...primitives.ed25519Signer(seed), sign: () => new Uint8Array(64) }) },
    ],
    ['x25519', { x25519PublicKey: flip }],
  ];
  for (const [name, change] of broken) assert.equal(failedSelfTest({ ...primitives, ...change }), name);
});
