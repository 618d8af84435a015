/** Guarantees of blind indexes: equal texts meet, others don't, and without the key nobody can try a guess. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { blindIndex, blindIndexes, type IndexPlace } from './blind-index.ts';
import { randomBytes } from './random.ts';

const key = randomBytes(32);
const place: IndexPlace = { tenant: '-', table: 'sign_in_attempts', column: 'account_hash' };

test('one text in its several spellings has one index, another text another', () => {
  const index = blindIndex(key, place, 'person@meridian.example');
  assert.match(index, /^[0-9a-f]{64}$/);
  for (const same of ['Person@Meridian.example', ' person@meridian.example ', 'ｐerson@meridian.example'])
    assert.equal(blindIndex(key, place, same), index, same);
  for (const other of ['person@meridian.exampl', 'person@meridian.example.', 'p erson@meridian.example'])
    assert.notEqual(blindIndex(key, place, other), index, other);
});

test('tenant, table, column and key each give another index, and parts cannot slide into each other', () => {
  const all = [
    blindIndex(key, place, 'ab'),
    blindIndex(randomBytes(32), place, 'ab'),
    blindIndex(key, { ...place, tenant: 'tnt_a' }, 'ab'),
    blindIndex(key, { ...place, table: 'sign_in_attempt', column: 'saccount_hash' }, 'ab'),
    blindIndex(key, { ...place, column: 'account_hasha' }, 'b'),
  ];
  assert.equal(new Set(all).size, all.length);
});

test('while a key retires, what was written under it is found, and new values are written under the new one', () => {
  const next = randomBytes(32);
  assert.deepEqual(blindIndexes([next, key], place, 'a'), [
    blindIndex(next, place, 'a'),
    blindIndex(key, place, 'a'),
  ]);
  assert.deepEqual(blindIndexes([key, key], place, 'a'), [blindIndex(key, place, 'a')]);
});

test('another implementation of HMAC and HKDF computes the same, from docs/envelopes.md', () => {
  const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'));
  const prefixed = (parts: readonly string[]): Uint8Array => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(parts.length);
    const each = parts.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes(part).length);
      return [length, bytes(part)];
    });
    return new Uint8Array(Buffer.concat([count, ...each]));
  };
  const indexKey = hkdf(sha256, key, bytes('gamut'), bytes('purpose blind-index'), 32);
  const expected = hmac(
    sha256,
    indexKey,
    prefixed(['-', 'sign_in_attempts', 'account_hash', 'person@meridian.example']),
  );
  assert.equal(blindIndex(key, place, 'PERSON@meridian.example'), Buffer.from(expected).toString('hex'));
});
