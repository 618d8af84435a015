/**
 * Inclusion and consistency proofs of RFC 6962 sections 2.1.1 and 2.1.2, built and verified (verification as RFC 9162
 * sections 2.1.3.2 and 2.1.4.2 describe it). A size of zero is refused everywhere: an empty tree proves nothing.
 */
import type { Sha256 } from './journal-crypto.ts';
import { equalHashes, type Frontier, nodeHash, splitPoint } from './merkle.ts';

type Hashes = readonly Uint8Array[];

/** Root of the tree over these leaf hashes. */
export function treeRoot(leaves: Hashes, sha256: Sha256): Uint8Array {
  if (leaves.length === 0) throw new RangeError('a tree without leaves has no root here');
  if (leaves.length === 1) return leaves[0] as Uint8Array;
  const k = splitPoint(leaves.length);
  return nodeHash(treeRoot(leaves.slice(0, k), sha256), treeRoot(leaves.slice(k), sha256), sha256);
}

/** @param index of the leaf, from 0 */
export function inclusionProof(leaves: Hashes, index: number, sha256: Sha256): Uint8Array[] {
  if (!Number.isSafeInteger(index) || index < 0 || index >= leaves.length)
    throw new RangeError('no such leaf');
  if (leaves.length === 1) return [];
  const k = splitPoint(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return index < k
    ? [...inclusionProof(left, index, sha256), treeRoot(right, sha256)]
    : [...inclusionProof(right, index - k, sha256), treeRoot(left, sha256)];
}

/**
 * That the tree of the frontier is a beginning of the tree which the later leaves make of it. Needs nothing of the old
 * tree but its frontier. Empty when nothing was added.
 */
export function consistencyProof(old: Frontier, later: Hashes, sha256: Sha256): Uint8Array[] {
  const m = old.size;
  if (m === 0) throw new RangeError('nothing is consistent with a tree without leaves');
  const peaks = new Map<number, Uint8Array>();
  let start = 0;
  for (const peak of old.peaks) {
    peaks.set(start, peak);
    start += perfectBelow(m - start);
  }
  const laterRoot = (from: number, to: number) => treeRoot(later.slice(from - m, to - m), sha256);
  const prove = (from: number, to: number, whole: boolean): Uint8Array[] => {
    if (m === to) return whole ? [] : [peaks.get(from) as Uint8Array];
    const middle = from + splitPoint(to - from);
    return m <= middle
      ? [...prove(from, middle, whole), laterRoot(middle, to)]
      : [...prove(middle, to, false), peaks.get(from) as Uint8Array];
  };
  return prove(0, m + later.length, true);
}

/** The largest power of two that is at most n. */
function perfectBelow(n: number): number {
  return n === 1 ? 1 : splitPoint(n + 1);
}

export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leaf: Uint8Array;
  readonly root: Uint8Array;
  readonly proof: Hashes;
}

export function verifyInclusion(claim: InclusionClaim, sha256: Sha256): boolean {
  const { index, size, leaf, root, proof } = claim;
  if (!isSize(size) || !Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  if (![leaf, root, ...proof].every((hash) => hash.length === 32)) return false;
  let fn = index;
  let sn = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sibling, hash, sha256);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      hash = nodeHash(hash, sibling, sha256);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && equalHashes(hash, root);
}

export interface ConsistencyClaim {
  readonly size1: number;
  readonly size2: number;
  readonly root1: Uint8Array;
  readonly root2: Uint8Array;
  readonly proof: Hashes;
}

export function verifyConsistency(claim: ConsistencyClaim, sha256: Sha256): boolean {
  const { size1, size2, root1, root2, proof } = claim;
  if (!isSize(size1) || !isSize(size2) || size1 > size2) return false;
  if (size1 === size2) return proof.length === 0 && equalHashes(root1, root2);
  if (![root1, root2, ...proof].every((hash) => hash.length === 32)) return false;
  const path = isPowerOfTwo(size1) ? [root1, ...proof] : [...proof];
  const seed = path[0];
  if (seed === undefined || proof.length === 0) return false;
  let fn = size1 - 1;
  let sn = size2 - 1;
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
  let [first, second] = [seed, seed];
  for (const node of path.slice(1)) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      first = nodeHash(node, first, sha256);
      second = nodeHash(node, second, sha256);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      second = nodeHash(second, node, sha256);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && equalHashes(first, root1) && equalHashes(second, root2);
}

function isSize(size: number): boolean {
  return Number.isSafeInteger(size) && size > 0;
}

function isPowerOfTwo(n: number): boolean {
  while (n % 2 === 0) n /= 2;
  return n === 1;
}

function half(n: number): number {
  return Math.floor(n / 2);
}
