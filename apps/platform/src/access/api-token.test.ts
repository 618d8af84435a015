/** The text of an API token: one spelling, a checksum that catches a typo, and a stored form that opens nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { newId } from '@gamut/kernel/id';
import { isSameMac, newApiToken, parseApiToken } from './api-token.ts';

const pepper = randomBytes(32);
const make = () => {
  const id = newId('tok', 1_760_000_000_000, randomBytes(16));
  return { id, ...newApiToken(id, randomBytes, pepper) };
};

test('a token is found by its own id and proven by the keyed hash alone', () => {
  for (let n = 0; n < 200; n++) {
    const { id, token, mac } = make();
    assert.match(token, /^gmt_tok_[0-9a-z]{26}_[A-Za-z0-9_-]{49}$/);
    const parsed = parseApiToken(token, pepper);
    assert.equal(parsed?.id, id);
    assert.ok(isSameMac(parsed?.mac ?? '', mac));
    assert.ok(!mac.includes(token.slice(35)));
    assert.ok(!isSameMac(parseApiToken(token, randomBytes(32))?.mac ?? '', mac), 'another pepper');
  }
});

test('every change of one character, every cut and every other spelling is no token or another one', () => {
  const { token, mac } = make();
  for (let at = 0; at < token.length; at++) {
    for (const letter of ['A', 'a', '0', '_', '-', ' ', '=', '+', '\0', 'é']) {
      if (token[at] === letter) continue;
      const parsed = parseApiToken(token.slice(0, at) + letter + token.slice(at + 1), pepper);
      assert.equal(parsed, undefined, `${at} ${letter}`);
    }
    assert.equal(parseApiToken(token.slice(0, at), pepper), undefined);
  }
  for (const other of [
    `${token}A`,
    ` ${token}`,
    `${token}\n`,
    token.toUpperCase(),
    token.replace('gmt_', 'gma_'),
    '',
  ])
    assert.equal(parseApiToken(other, pepper), undefined, JSON.stringify(other));
  assert.ok(!isSameMac('', mac) && !isSameMac(mac.slice(2), mac));
});
