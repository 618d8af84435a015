/** A key that stands in our documents, tests or fixtures is refused by the start gates, and the list of them is current. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseKey, weaknessOf } from '../../infra/service/src/key-strength.ts';
import { keysIn, publishedKeysFile, publishedKeysSource } from '../../tools/published-keys.ts';

test('the list of published keys is current: run `node tools/published-keys.ts` after adding one', async () => {
  assert.equal(readFileSync(publishedKeysFile, 'utf8'), await publishedKeysSource());
});

test('a key is found in a text however it is written, and an identifier is not taken for one', () => {
  const key = Buffer.from('q5Tg0m1Zr8oWcYxU7nLkS2dVhJfEaB3pQiR6vN9tX4M', 'base64url');
  const spellings = [key.toString('base64url'), key.toString('base64'), key.toString('hex')];
  for (const spelling of spellings) assert.deepEqual(keysIn(`KEY="${spelling}"`), [key], spelling);
  assert.deepEqual(keysIn('a_name_of_a_test_that_has_forty_three_signs'), []);
  assert.deepEqual(keysIn(`${'a'.repeat(20)}${key.toString('base64url')}`), []);
});

test('the key of this very test is refused as published', () => {
  const key = parseKey('q5Tg0m1Zr8oWcYxU7nLkS2dVhJfEaB3pQiR6vN9tX4M');
  assert.ok(key !== undefined);
  assert.equal(weaknessOf(key), 'it stands in a public document');
});
