/** Guarantees of derived keys: one per purpose, frozen, and a name that tells nothing. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { keyIdOf, keyPurposes, purposeKey, type KeyPurpose } from './key-purposes.ts';

const secret = new Uint8Array(32).map((_, i) => i * 11 + 5);

test('each purpose has a key of its own, and none is the secret', () => {
  const keys = (Object.keys(keyPurposes) as KeyPurpose[]).map((purpose) =>
    Buffer.from(purposeKey(secret, purpose)).toString('hex'),
  );
  assert.equal(new Set([...keys, Buffer.from(secret).toString('hex')]).size, keys.length + 1);
  assert.equal(new Set(Object.values(keyPurposes)).size, keys.length);
});

test('labels are frozen: what was sealed yesterday opens tomorrow', () => {
  // computed by another implementation of RFC 5869
  assert.equal(
    Buffer.from(purposeKey(secret, 'dataKeyWrap')).toString('hex'),
    'f85e7f9b3530c8f1fd0a25b8ee32ca153e9b3943b589e558dd3e6c1c296f3512',
  );
  assert.equal(keyIdOf(secret), 'mlk15NIBoOo');
});
