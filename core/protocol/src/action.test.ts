/** Guarantees of what names an action: its digest is over exactly its seven members, in canonical JSON, and over nothing beside them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256Hex } from '@gamut/crypto/hash';
import { actionDigest, type Action } from './action.ts';

const action: Action = {
  tenant: 'tnt_1',
  agent: 'agt_1',
  actionType: 'financial',
  tool: 'payments_pay',
  dataClass: 'confidential',
  target: 'claimant:7',
  arguments: { to: 'claimant:7', amount: 1 },
};

test('the digest of an action is SHA-256 over the canonical JSON of its members', () => {
  assert.equal(
    actionDigest(action),
    sha256Hex(
      '{"actionType":"financial","agent":"agt_1","arguments":{"amount":1,"to":"claimant:7"},"dataClass":"confidential","target":"claimant:7","tenant":"tnt_1","tool":"payments_pay"}',
    ),
  );
});

test('whatever else an object carries is no part of its digest', () => {
  assert.equal(actionDigest({ ...action, note: 'x' } as Action), actionDigest(action));
});
