/** The one source of randomness: the operating system's, through node:crypto. */
import { randomBytes as nodeRandomBytes } from 'node:crypto';
import type { RandomBytes } from '@gamut/kernel/time-source';

export const randomBytes: RandomBytes = (size) => new Uint8Array(nodeRandomBytes(size));
