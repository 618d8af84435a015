/** Guarantees of Claw's edge keys: four different ones, the same on both ends for ever. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { clawEdges, deriveEdgeKey } from './edge-key.ts';

test('each edge has a key of its own, and it is the one that HKDF gives anybody', () => {
  const secret = new Uint8Array(32).map((_, i) => i * 11 + 5);
  const keys = clawEdges.map((edge) => Buffer.from(deriveEdgeKey(secret, edge)).toString('hex'));
  assert.equal(new Set(keys).size, 4);
  // computed by another implementation of RFC 5869: extract with salt "gamut", expand with "edge claw_to_platform"
  assert.equal(keys[0], '67f211b042c270397179be53a1c5d993e5852d106964594fd110e8517c8e9d12');
});
