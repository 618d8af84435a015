/**
 * One launcher at a time works on a GAMUT_HOME. The lock names its holder by pid, start time and command line, so a lock
 * left by a killed launcher is taken over and a reused pid fools nobody. It is made by link(2), which one of two racers
 * wins.
 */
import { linkSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@gamut/kernel/app-error';
import { asDiskError, readJsonIfPresent, writeDurably } from './durable-file.ts';
import { findProcess, parseIdentity, stillRuns, type ProcessIdentity } from './process-identity.ts';

const lockName = 'launcher.lock';

/** @returns releases the lock; throws AppError `conflict` naming the pid when another launcher holds it */
export function takeLock(homePath: string): () => void {
  const path = join(homePath, lockName);
  const self = findProcess(process.pid);
  if (self === undefined) throw new Error('this process can not see itself in the process table');
  const draft = join(homePath, `.${lockName}.${process.pid}.tmp`);
  for (let attempt = 0; attempt < 3; attempt++) {
    writeDurably(`${draft}.own`, JSON.stringify(self));
    try {
      linkSync(`${draft}.own`, path);
      return () => releaseLock(path, self);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw asDiskError(error, path);
      refuseIfHeld(path, homePath);
    } finally {
      rmSync(`${draft}.own`, { force: true });
    }
  }
  throw new AppError('conflict', `the lock ${path} changes hands too quickly`, {
    fix: 'start again in a moment',
  });
}

/** The launcher that holds the lock now, if one does. */
export function lockHolder(homePath: string): ProcessIdentity | undefined {
  const holder = parseIdentity(readJsonIfPresent(join(homePath, lockName)));
  return holder !== undefined && stillRuns(holder) ? holder : undefined;
}

function refuseIfHeld(path: string, homePath: string): void {
  const holder = lockHolder(homePath);
  if (holder !== undefined) throw heldBy(holder, homePath);
  removeStale(path, homePath);
}

/**
 * Its holder is gone: a killed launcher's lock means nothing. Moved aside before it is judged, so that of two starters
 * who both saw the stale lock the slower one can't remove the faster one's new lock.
 */
function removeStale(path: string, homePath: string): void {
  const aside = join(homePath, `.${lockName}.stale.${process.pid}.tmp`);
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw asDiskError(error, path);
  }
  const moved = parseIdentity(readJsonIfPresent(aside));
  if (moved !== undefined && stillRuns(moved)) {
    linkSync(aside, path);
    rmSync(aside, { force: true });
    throw heldBy(moved, homePath);
  }
  rmSync(aside, { force: true });
}

function heldBy(holder: ProcessIdentity, homePath: string): AppError {
  return new AppError(
    'conflict',
    `Gamut is already running on ${homePath} (pid ${holder.pid}), or is just starting`,
    {
      fix: 'use it as it is (npx gamut status), stop it first (npx gamut stop), or set GAMUT_HOME to another folder',
      who: 'you',
    },
  );
}

function releaseLock(path: string, self: ProcessIdentity): void {
  const holder = parseIdentity(readJsonIfPresent(path));
  if (holder?.pid === self.pid && holder.started === self.started) rmSync(path, { force: true });
}
