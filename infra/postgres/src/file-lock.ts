/**
 * A lock between processes that the operating system itself gives up when its holder dies, kill -9 included: an exclusive
 * transaction on an empty SQLite file, since Node has no flock of its own. Guards "two starts at once".
 */
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@gamut/kernel/app-error';

export interface FileLock {
  release(): void;
}

const SQLITE_BUSY = 5;

/** @throws AppError `unavailable` when another process has held the lock for all of `waitMs` */
export async function acquireFileLock(path: string, waitMs: number): Promise<FileLock> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const lock = tryFileLock(path);
    if (lock !== undefined) return lock;
    if (performance.now() >= deadline) {
      throw new AppError('unavailable', `another process holds ${path}`, {
        fix: 'wait for the other start to finish, or stop it',
        who: 'whoever runs Gamut on this machine',
      });
    }
    await sleep(20);
  }
}

/** The lock, or undefined when another process (or this one) has it now. */
export function tryFileLock(path: string): FileLock | undefined {
  const file = new DatabaseSync(path, { timeout: 0 });
  try {
    file.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    file.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return undefined;
    throw error;
  }
  return {
    release() {
      if (file.isOpen) file.close();
    },
  };
}
