/** Guarantees of the cipher: a second implementation agrees with it on random cases, and no shortened tag opens. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { gcm } from '@noble/ciphers/aes.js';
import { openAead, sealAead } from './aead.ts';
import { randomBytes } from './random.ts';

const cases = 10_000;

test(`a second implementation agrees on ${String(cases)} random cases, both ways`, () => {
  for (let i = 0; i < cases; i++) {
    const [key, iv, aad, text] = [
      randomBytes(32),
      randomBytes(12),
      randomBytes(i % 37),
      randomBytes((i * 7) % 257),
    ];
    const sealed = sealAead(key, iv, aad, text);
    assert.deepEqual(new Uint8Array(gcm(key, iv, aad).encrypt(text)), sealed);
    assert.deepEqual(openAead(key, iv, aad, new Uint8Array(gcm(key, iv, aad).encrypt(text))), text);
  }
});

test('a tag shorter than 16 bytes, other associated data, another IV or key does not open', () => {
  const [key, iv, aad, text] = [randomBytes(32), randomBytes(12), randomBytes(5), randomBytes(40)];
  const sealed = sealAead(key, iv, aad, text);
  for (let cut = 1; cut <= sealed.length; cut++)
    assert.equal(openAead(key, iv, aad, sealed.subarray(0, sealed.length - cut)), undefined);
  assert.equal(openAead(key, iv, randomBytes(5), sealed), undefined);
  assert.equal(openAead(key, randomBytes(12), aad, sealed), undefined);
  assert.equal(openAead(randomBytes(32), iv, aad, sealed), undefined);
});

test('a key or an IV of another size is a fault of ours and throws', () => {
  assert.throws(() => sealAead(randomBytes(16), randomBytes(12), randomBytes(0), randomBytes(1)), RangeError);
  assert.throws(
    () => openAead(randomBytes(32), randomBytes(16), randomBytes(0), randomBytes(17)),
    RangeError,
  );
});
