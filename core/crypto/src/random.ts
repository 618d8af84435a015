/**
 * The one source of randomness: the operating system's, through node:crypto. Small draws come out of a block that is fetched
 * at once, for a system call per nonce was the dearest part of a signed call; what has been handed out is wiped from the block.
 */
import { randomFillSync } from 'node:crypto';
import type { RandomBytes } from '@gamut/kernel/time-source';

const block = new Uint8Array(4096);
const smallMax = 64;
let at = block.length;

export const randomBytes: RandomBytes = (size) => {
  if (size > smallMax) return randomFillSync(new Uint8Array(size));
  if (at + size > block.length) {
    randomFillSync(block);
    at = 0;
  }
  const drawn = block.slice(at, at + size);
  block.fill(0, at, at + size);
  at += size;
  return drawn;
};
