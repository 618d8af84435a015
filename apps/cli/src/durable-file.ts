/**
 * Every file of GAMUT_HOME is written whole or not at all: temporary file, fsync, rename, fsync of the folder. A kill at
 * any moment leaves the old content or the new, and a leftover temporary file that the next start removes.
 */
import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '@gamut/kernel/app-error';

const temporary = /^\.[^/]+\.\d+\.tmp$/;

/** @param mode permissions of the file; secrets are 0600, which is also the default */
export function writeDurably(path: string, content: string, mode = 0o600): void {
  const folder = dirname(path);
  const draft = join(folder, `.${basename(path)}.${process.pid}.tmp`);
  try {
    rmSync(draft, { force: true });
    const file = openSync(draft, 'wx', mode);
    try {
      writeSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
    syncFolder(folder);
  } catch (error) {
    rmSync(draft, { force: true });
    throw asDiskError(error, path);
  }
}

/** The content, or undefined when there is no such file. */
export function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw asDiskError(error, path);
  }
}

/** The JSON in the file; undefined when it is absent or is no JSON, as a half-written record of another program may be. */
export function readJsonIfPresent(path: string): unknown {
  const text = readIfPresent(path);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Removes what an interrupted write left in a folder. */
export function removeDrafts(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (temporary.test(name)) rmSync(join(folder, name), { force: true });
  }
}

/** The same failure with its cause and fix in words, for the disk errors that a person can mend. */
export function asDiskError(error: unknown, path: string): Error {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('storage_full', `the disk is full: ${path} can not be written`, {
      fix: 'free at least 500 MB and start again; nothing was lost',
      who: 'who runs this machine',
      cause: error,
    });
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new AppError('unavailable', `${path} can not be read or written by this user (${code})`, {
      fix: 'run as the user who owns it, or set GAMUT_HOME to a folder of yours',
      who: 'who runs this machine',
      cause: error,
    });
  }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new AppError('not_found', `there is no folder for ${path}`, {
      fix: 'make the folder first, or name another place',
      who: 'the caller',
      cause: error,
    });
  }
  return error instanceof Error ? error : new Error(String(error));
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
