/** The self-test of processes without a cipher: it passes as things are, and each primitive that is broken is found by name. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failedSigningTest, signingPrimitives } from './self-test-of-signing.ts';

const { hmacSha256, verifyRequest } = signingPrimitives;
const broken: readonly (readonly [string, Partial<typeof signingPrimitives>])[] = [
  ['sha-256', { sha256Hex: () => '00' }],
  [
    'hmac-sha-256',
    { hmacSha256: (key, data) => hmacSha256(key, data).map((byte, at) => (at === 31 ? byte ^ 1 : byte)) },
  ],
  ['hkdf-sha-256', { hkdfSha256: (_key, _salt, _info, length) => new Uint8Array(length) }],
  ['comparison', { equalBytes: () => true }],
  ['randomness', { randomBytes: (size) => new Uint8Array(size) }],
  [
    'signed call round trip',
    {
      verifyRequest: () => {
        throw new Error('broken');
      },
    },
  ],
  [
    'signed call tampered',
    { verifyRequest: (question) => verifyRequest({ ...question, body: new Uint8Array([123, 125]) }) },
  ],
];

test('the primitives of this build pass', () => {
  assert.equal(failedSigningTest(), undefined);
});

for (const [name, change] of broken) {
  test(`${name}, broken, is found`, () => {
    assert.equal(failedSigningTest({ ...signingPrimitives, ...change }), name);
  });
}
