/** Ends the embedded server of a home from any process, and when asked removes its cluster for good. */
import { existsSync, readdirSync, realpathSync, rmSync, rmdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { clusterPath, outsidePrefix, passwordPath } from './data-directory.ts';
import { acquireFileLock } from './file-lock.ts';
import { findPostmaster } from './running-server.ts';
import { stopPostmaster } from './stop-postmaster.ts';

const lockWithinMs = 60_000;

/** Does nothing when none runs. */
export async function stopPostgres(home: string): Promise<void> {
  if (!existsSync(home)) return;
  await underLock(realpathSync(home), stopHere);
}

/** Stops it and removes cluster, password and log: every row is gone. The empty lock file stays, since others may wait on it. */
export async function removePostgres(home: string): Promise<void> {
  if (!existsSync(home)) return;
  await underLock(realpathSync(home), async (place) => {
    await stopHere(place);
    if (existsSync(clusterPath(place))) removeCluster(realpathSync(clusterPath(place)));
    for (const path of [clusterPath(place), passwordPath(place), join(place, 'postgres.log')])
      rmSync(path, { force: true });
  });
}

/** A cluster outside its home stands alone in a directory that was made for it. */
function removeCluster(directory: string): void {
  rmSync(directory, { recursive: true });
  const around = dirname(directory);
  if (basename(around).startsWith(outsidePrefix) && readdirSync(around).length === 0) rmdirSync(around);
}

async function underLock(home: string, work: (home: string) => Promise<void>): Promise<void> {
  const lock = await acquireFileLock(join(home, 'postgres.lock'), lockWithinMs);
  try {
    await work(home);
  } finally {
    lock.release();
  }
}

async function stopHere(home: string): Promise<void> {
  if (!existsSync(clusterPath(home))) return;
  const directory = realpathSync(clusterPath(home));
  const found = findPostmaster(directory);
  if (found !== undefined) await stopPostmaster(directory, found.pid);
}
