/** A notice says why it was told, and marking all marks no more than what was shown and what came before it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressedText, allUpTo } from './notice.ts';

test('it says as what the reader was told', () => {
  assert.equal(addressedText({ addressedAs: ['security_owner'] }), 'told to you as its security owner');
  assert.equal(
    addressedText({ addressedAs: ['human_owner', 'security_owner'] }),
    'told to you as its human owner and security owner',
  );
});

test('all is up to the newest that is shown, so what comes in meanwhile stays new', () => {
  assert.deepEqual(allUpTo([{ seq: 9 }, { seq: 4 }]), { seq: 9, andBefore: true });
  assert.equal(allUpTo([]), undefined);
});
