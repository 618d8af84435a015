/**
 * The Merkle tree of RFC 6962 section 2.1: domain-separated leaf and node hashes, and a frontier that grows by one leaf in
 * constant memory. The frontier holds the roots of the perfect subtrees that make up the tree, largest first; it can be
 * stored as text beside the stream's head and gives the root at any moment.
 */
import { fromHex, toHex } from './hex.ts';
import type { Sha256 } from './journal-crypto.ts';

/** SHA-256(0x00 ‖ data) */
export function leafHash(data: Uint8Array, sha256: Sha256): Uint8Array {
  const input = new Uint8Array(data.length + 1);
  input.set(data, 1);
  return sha256(input);
}

/** SHA-256(0x01 ‖ left ‖ right) */
export function nodeHash(left: Uint8Array, right: Uint8Array, sha256: Sha256): Uint8Array {
  const input = new Uint8Array(65);
  input[0] = 1;
  input.set(left, 1);
  input.set(right, 33);
  return sha256(input);
}

export function equalHashes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** The largest power of two below n, for n ≥ 2: where RFC 6962 splits a tree of n leaves. */
export function splitPoint(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

export class Frontier {
  readonly #sha256: Sha256;
  /** Roots of perfect subtrees, one for each binary digit 1 of the size, largest first. */
  readonly #peaks: Uint8Array[];
  #size: number;

  private constructor(sha256: Sha256, size: number, peaks: Uint8Array[]) {
    this.#sha256 = sha256;
    this.#size = size;
    this.#peaks = peaks;
  }

  static empty(sha256: Sha256): Frontier {
    return new Frontier(sha256, 0, []);
  }

  /** Reads back what `serialise` wrote; undefined for anything else. */
  static parse(text: string, sha256: Sha256): Frontier | undefined {
    const [sizeText, ...hashes] = text.split(' ');
    const size = Number(sizeText);
    if (!Number.isSafeInteger(size) || size < 0 || String(size) !== sizeText) return undefined;
    if (hashes.length !== onesOf(size)) return undefined;
    const peaks: Uint8Array[] = [];
    for (const hash of hashes) {
      const bytes = fromHex(hash);
      if (bytes?.length !== 32) return undefined;
      peaks.push(bytes);
    }
    return new Frontier(sha256, size, peaks);
  }

  get size(): number {
    return this.#size;
  }

  /** The perfect subtrees' roots, largest first: all that a consistency proof from this size needs of the old tree. */
  get peaks(): readonly Uint8Array[] {
    return this.#peaks;
  }

  append(leaf: Uint8Array): void {
    if (leaf.length !== 32) throw new RangeError('a leaf hash has 32 bytes');
    let node = leaf;
    for (let rest = this.#size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      node = nodeHash(this.#peaks.pop() as Uint8Array, node, this.#sha256);
    }
    this.#peaks.push(node);
    this.#size++;
  }

  /** @throws RangeError for a tree without leaves: nothing is ever claimed of it */
  root(): Uint8Array {
    const last = this.#peaks.at(-1);
    if (last === undefined) throw new RangeError('a tree without leaves has no root here');
    return this.#peaks.slice(0, -1).reduceRight((right, left) => nodeHash(left, right, this.#sha256), last);
  }

  /** `size hash hash …`, at most 3.5 kB. */
  serialise(): string {
    return [String(this.#size), ...this.#peaks.map(toHex)].join(' ');
  }

  copy(): Frontier {
    return new Frontier(this.#sha256, this.#size, [...this.#peaks]);
  }
}

function onesOf(size: number): number {
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
}
