/** Words and hashes are shortened for the eye at fixed places, and terms of the product become words. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { controlNames } from '@gamut/protocol/decision';
import { controlText, count, firstWords, plural, shortHash, shortId } from './wording.ts';

test('every control of the contract has a name of its own', () => {
  assert.equal(new Set(controlNames.map(controlText)).size, controlNames.length);
});

test('hashes and ids keep head and tail, and short ones stay whole', () => {
  assert.equal(shortHash('9ac1000000000077'), '9ac1…77');
  assert.equal(shortHash('9ac1'), '9ac1');
  assert.equal(shortId('dec_01jxaaaaaaaaaaaaaaaaaaaak4zz'), 'dec_01jx…k4zz');
  assert.equal(shortId('new'), 'new');
});

test('a long line is cut at a word, and a short one is left alone', () => {
  assert.equal(firstWords('Reads a file.\nMore.', 40), 'Reads a file.');
  assert.equal(firstWords('Reads the whole of a file, and more', 28), 'Reads the whole of a file …');
});

test('numbers are grouped and nouns agree with them', () => {
  assert.equal(count(18204), '18,204');
  assert.equal(plural(1, 'entry', 'entries'), 'entry');
  assert.equal(plural(0, 'entry', 'entries'), 'entries');
});
