/**
 * SHA-256 (FIPS 180-4 section 6.2) in plain TypeScript, for the one place that has no streaming hash: a browser, whose
 * WebCrypto takes a whole message at once. Servers and the command line hand in node:crypto. It hashes public bytes only, so
 * its timing tells nothing.
 */
import type { StartSha256 } from './journal-crypto.ts';

/** First 32 bits of the fractional parts of the cube roots (or, for the start, square roots) of the first primes. */
function fractions(count: number, power: number): Int32Array {
  const words = new Int32Array(count);
  for (let n = 2, found = 0; found < count; n++) {
    if (!isPrime(n)) continue;
    words[found++] = fractionBits(BigInt(n), power);
  }
  return words;
}

function isPrime(n: number): boolean {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return true;
}

/** floor(n^(1/power) · 2^32) mod 2^32, in whole numbers, so that no rounding can enter. */
function fractionBits(n: bigint, power: number): number {
  const target = n << BigInt(32 * power);
  let [low, high] = [0n, n << 32n];
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** BigInt(power) <= target) low = middle;
    else high = middle - 1n;
  }
  return Number(low & 0xffffffffn);
}

const roundConstants = fractions(64, 3);
const initialState = fractions(8, 2);
const blockBytes = 64;

export const startPortableSha256: StartSha256 = () => {
  const state = Int32Array.from(initialState);
  const schedule = new Int32Array(64);
  const block = new Uint8Array(blockBytes);
  const view = new DataView(block.buffer);
  let filled = 0;
  let length = 0;
  const update = (data: Uint8Array): void => {
    length += data.length;
    for (let at = 0; at < data.length;) {
      const taken = Math.min(blockBytes - filled, data.length - at);
      block.set(data.subarray(at, at + taken), filled);
      filled += taken;
      at += taken;
      if (filled === blockBytes) {
        compress(state, schedule, view);
        filled = 0;
      }
    }
  };
  const digest = (): Uint8Array => {
    const bits = length * 8;
    update(Uint8Array.of(0x80));
    if (filled > blockBytes - 8) update(new Uint8Array(blockBytes - filled));
    update(new Uint8Array(blockBytes - 8 - filled));
    const tail = new DataView(new ArrayBuffer(8));
    tail.setUint32(0, Math.floor(bits / 2 ** 32));
    tail.setUint32(4, bits >>> 0);
    update(new Uint8Array(tail.buffer));
    const out = new DataView(new ArrayBuffer(32));
    state.forEach((word, i) => out.setInt32(4 * i, word));
    return new Uint8Array(out.buffer);
  };
  return { update, digest };
};

export function portableSha256(data: Uint8Array): Uint8Array {
  const running = startPortableSha256();
  running.update(data);
  return running.digest();
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function compress(state: Int32Array, w: Int32Array, block: DataView): void {
  for (let t = 0; t < 16; t++) w[t] = block.getInt32(4 * t);
  for (let t = 16; t < 64; t++) {
    const before15 = w[t - 15] as number;
    const before2 = w[t - 2] as number;
    const s0 = rotate(before15, 7) ^ rotate(before15, 18) ^ (before15 >>> 3);
    const s1 = rotate(before2, 17) ^ rotate(before2, 19) ^ (before2 >>> 10);
    w[t] = (w[t - 16] as number) + s0 + (w[t - 7] as number) + s1;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let t = 0; t < 64; t++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = (e & f) ^ (~e & g);
    const t1 = (h + s1 + choice + (roundConstants[t] as number) + (w[t] as number)) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + s0 + majority) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i] = (state[i] as number) + word;
  });
}
