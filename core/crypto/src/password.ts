/**
 * Passwords as scrypt in the PHC string form, `$scrypt$ln=17,r=8,p=1$salt$hash` (RFC 7914; OWASP asks for 2^17). One hash
 * needs 128 MiB: at most a few run at once and the queue is bounded, so guessing can't take the machine's memory. A user who
 * does not exist costs the same as one who does.
 */
import { scrypt } from 'node:crypto';
import { AppError } from '@gamut/kernel/app-error';
import type { RandomBytes } from '@gamut/kernel/time-source';
import { equalBytes } from './mac.ts';

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** @param stored undefined for a user who does not exist or has no password; the work is done all the same */
  verify(password: string, stored: string | undefined): Promise<PasswordVerdict>;
}

export interface PasswordVerdict {
  readonly matches: boolean;
  /** The stored hash is weaker than what is asked for now: hash again while the password is at hand. */
  readonly needsRehash: boolean;
}

export interface PasswordHasherOptions {
  readonly random: RandomBytes;
  readonly concurrent?: number;
  readonly waitingMax?: number;
  /** log2 of scrypt's cost; only tests lower it. */
  readonly costLog2?: number;
}

interface Stored {
  readonly costLog2: number;
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

const blockSize = 8;
const passwordBytesMax = 1024;
const phcPattern = /^\$scrypt\$ln=([1-9][0-9]?),r=8,p=1\$([A-Za-z0-9+/]{22,43})\$([A-Za-z0-9+/]{43})$/;

export function createPasswordHasher(options: PasswordHasherOptions): PasswordHasher {
  const costLog2 = options.costLog2 ?? 17;
  const limited = createSemaphore(options.concurrent ?? 2, options.waitingMax ?? 64);
  const decoy: Stored = { costLog2, salt: options.random(16), hash: options.random(32) };
  return {
    hash: async (password) => {
      const salt = options.random(16);
      const hash = await limited(() => derive(password, salt, costLog2));
      return `$scrypt$ln=${String(costLog2)},r=8,p=1$${unpadded(salt)}$${unpadded(hash)}`;
    },
    verify: async (password, stored) => {
      const parsed = stored === undefined ? undefined : parsePhc(stored);
      const against = parsed ?? decoy;
      const hash = await limited(() => derive(password, against.salt, against.costLog2));
      const matches = equalBytes(hash, against.hash) && parsed !== undefined;
      return { matches, needsRehash: matches && against.costLog2 < costLog2 };
    },
  };
}

/** Canonical spelling only, and a cost that neither was never ours nor would let a planted hash take the memory. */
function parsePhc(text: string): Stored | undefined {
  const match = phcPattern.exec(text);
  if (match === null) return undefined;
  const costLog2 = Number(match[1]);
  const salt = Buffer.from(match[2] as string, 'base64');
  const hash = Buffer.from(match[3] as string, 'base64');
  if (costLog2 < 10 || costLog2 > 20 || unpadded(salt) !== match[2] || unpadded(hash) !== match[3])
    return undefined;
  return { costLog2, salt: new Uint8Array(salt), hash: new Uint8Array(hash) };
}

function derive(password: string, salt: Uint8Array, costLog2: number): Promise<Uint8Array> {
  const bytes = Buffer.from(password.normalize('NFKC'), 'utf8');
  if (bytes.length > passwordBytesMax) {
    return Promise.reject(
      new AppError('validation_failed', 'The password is longer than 1024 bytes.', {
        fix: 'Use a shorter one.',
        who: 'the person',
      }),
    );
  }
  const cost = 2 ** costLog2;
  const maxmem = 128 * cost * blockSize + 1_048_576;
  return new Promise((resolve, reject) => {
    scrypt(bytes, salt, 32, { cost, blockSize, parallelization: 1, maxmem }, (error, hash) => {
      bytes.fill(0);
      if (error) reject(error);
      else resolve(new Uint8Array(hash));
    });
  });
}

type Limited = <T>(work: () => Promise<T>) => Promise<T>;

function createSemaphore(concurrent: number, waitingMax: number): Limited {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= concurrent) {
      if (waiting.length >= waitingMax) throw busy();
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}

function busy(): AppError {
  return new AppError('too_many_requests', 'Too many sign-ins are being checked at this moment.', {
    fix: 'Try again in a few seconds.',
    who: 'the person',
  });
}

function unpadded(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}
