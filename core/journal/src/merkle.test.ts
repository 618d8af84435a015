/** Tree, frontier and proofs against a tree computed the slow way, for every size and every pair of sizes up to 40. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { sha256 } from '@gamut/crypto/hash';
import { Frontier, leafHash, splitPoint } from './merkle.ts';
import {
  consistencyProof,
  inclusionProof,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from './merkle-proof.ts';
import { toHex } from './hex.ts';

const sizeMax = 40;
const leaves = Array.from({ length: sizeMax }, (_, i) => leafHash(Uint8Array.of(i), sha256));

/** RFC 6962 section 2.1, by its words and with another hash call. */
function slowRoot(hashes: readonly Uint8Array[]): Buffer {
  if (hashes.length === 1) return Buffer.from(hashes[0] as Uint8Array);
  let k = 1;
  while (k << 1 < hashes.length) k <<= 1;
  return createHash('sha256')
    .update('\u0001')
    .update(slowRoot(hashes.slice(0, k)))
    .update(slowRoot(hashes.slice(k)))
    .digest();
}

function frontierOf(size: number): Frontier {
  const frontier = Frontier.empty(sha256);
  for (const leaf of leaves.slice(0, size)) frontier.append(leaf);
  return frontier;
}

const roots = leaves.map((_, i) => new Uint8Array(slowRoot(leaves.slice(0, i + 1))));
const rootOf = (size: number) => roots[size - 1] as Uint8Array;

test('a leaf is hashed with 0x00 before it, as RFC 6962 says of the empty leaf', () => {
  const empty = '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d';
  assert.equal(toHex(leafHash(new Uint8Array(), sha256)), empty);
});

test('frontier and tree give the root at every size, also after being stored and read back', () => {
  for (let size = 1; size <= sizeMax; size++) {
    const frontier = frontierOf(size);
    assert.deepEqual(frontier.root(), rootOf(size));
    assert.deepEqual(treeRoot(leaves.slice(0, size), sha256), rootOf(size));
    const read = Frontier.parse(frontier.serialise(), sha256);
    assert.deepEqual(read?.root(), rootOf(size));
    assert.equal(read?.size, size);
  }
});

test('every inclusion proof verifies, for its leaf and place alone', () => {
  for (let size = 1; size <= sizeMax; size++) {
    for (let index = 0; index < size; index++) {
      const proof = inclusionProof(leaves.slice(0, size), index, sha256);
      const claim = { index, size, leaf: leaves[index] as Uint8Array, root: rootOf(size), proof };
      assert.ok(verifyInclusion(claim, sha256), `${index} of ${size}`);
      const other = (index + 1) % size;
      if (other !== index) assert.ok(!verifyInclusion({ ...claim, index: other }, sha256));
      assert.ok(!verifyInclusion({ ...claim, proof: [...proof, rootOf(1)] }, sha256));
      if (proof.length > 0) assert.ok(!verifyInclusion({ ...claim, proof: proof.slice(1) }, sha256));
    }
  }
});

test('every consistency proof from a frontier verifies, for its two trees alone', () => {
  for (let size1 = 1; size1 <= sizeMax; size1++) {
    for (let size2 = size1; size2 <= sizeMax; size2++) {
      const proof = consistencyProof(frontierOf(size1), leaves.slice(size1, size2), sha256);
      const claim = { size1, size2, root1: rootOf(size1), root2: rootOf(size2), proof };
      assert.ok(verifyConsistency(claim, sha256), `${size1} to ${size2}`);
      assert.ok(!verifyConsistency({ ...claim, root1: rootOf(size1 === 1 ? 2 : size1 - 1) }, sha256));
      assert.ok(!verifyConsistency({ ...claim, proof: [...proof, rootOf(1)] }, sha256));
      if (proof.length > 0) assert.ok(!verifyConsistency({ ...claim, proof: proof.slice(1) }, sha256));
    }
  }
});

test('a tree without leaves proves nothing: every way to ask is refused', () => {
  const none = new Uint8Array(32);
  assert.throws(() => Frontier.empty(sha256).root(), RangeError);
  assert.throws(() => treeRoot([], sha256), RangeError);
  assert.throws(() => inclusionProof([], 0, sha256), RangeError);
  assert.throws(() => consistencyProof(Frontier.empty(sha256), leaves, sha256), RangeError);
  assert.ok(!verifyInclusion({ index: 0, size: 0, leaf: none, root: none, proof: [] }, sha256));
  assert.ok(!verifyConsistency({ size1: 0, size2: 0, root1: none, root2: none, proof: [] }, sha256));
  assert.ok(!verifyConsistency({ size1: 0, size2: 3, root1: none, root2: rootOf(3), proof: [] }, sha256));
});

test('sizes and hashes that are none are refused', () => {
  const claim = { index: 0, size: 1, leaf: rootOf(1), root: rootOf(1), proof: [] };
  for (const change of [
    { index: -1 },
    { index: 0.5 },
    { index: 2 ** 60 },
    { size: 1.5 },
    { size: Number.NaN },
    { leaf: new Uint8Array(31) },
  ]) {
    assert.ok(!verifyInclusion({ ...claim, ...change }, sha256));
  }
  assert.throws(() => Frontier.empty(sha256).append(new Uint8Array(31)), RangeError);
});

test('a frontier is read back only from exactly what was stored', () => {
  const text = frontierOf(5).serialise();
  for (const other of [
    '',
    '5',
    `${text} `,
    ` ${text}`,
    text.toUpperCase(),
    text.replace('5', '7'),
    text.replace('5', '05'),
    text.slice(0, -1),
    '-1',
    '1e3',
  ]) {
    assert.equal(Frontier.parse(other, sha256), undefined, other);
  }
  assert.equal(Frontier.parse('0', sha256)?.size, 0);
});

test('a tree splits at the largest power of two below its size', () => {
  assert.deepEqual([2, 3, 4, 5, 8, 9].map(splitPoint), [1, 2, 2, 4, 4, 8]);
});
