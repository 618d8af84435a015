/** Guarantees of randomness: the size asked for, never the same twice, across the edges of the block it is drawn from. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { randomBytes } from './random.ts';

test('every draw has its size and none comes twice', () => {
  const seen = new Set<string>();
  for (let i = 0; i < 20_000; i++) {
    const size = 16 + (i % 60);
    const drawn = randomBytes(size);
    assert.equal(drawn.length, size);
    seen.add(Buffer.from(drawn.subarray(0, 16)).toString('hex'));
  }
  assert.equal(seen.size, 20_000);
  assert.equal(randomBytes(0).length, 0);
});

test('no draw shares memory with another', () => {
  const first = randomBytes(32);
  const kept = Uint8Array.from(first);
  for (let i = 0; i < 500; i++) randomBytes(32).fill(0);
  assert.deepEqual(first, kept);
  assert.equal(first.buffer.byteLength, 32);
});

test('bits are even: of a million, half are set', () => {
  let set = 0;
  for (let i = 0; i < 3907; i++)
    for (const byte of randomBytes(32))
      set +=
        (byte & 1) +
        ((byte >> 1) & 1) +
        ((byte >> 2) & 1) +
        ((byte >> 3) & 1) +
        ((byte >> 4) & 1) +
        ((byte >> 5) & 1) +
        ((byte >> 6) & 1) +
        (byte >> 7);
  // five standard deviations
  assert.ok(Math.abs(set - 500_096) < 2_500, String(set));
});
