/** `gamut stop`: asks the running launcher to stop everything in order, or stops by itself what a killed launcher left. */
import { existsSync, realpathSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@gamut/kernel/app-error';
import { findPostmaster } from '@gamut/postgres/running-server';
import { stopPostmaster } from '@gamut/postgres/stop-postmaster';
import { parseArguments } from '../arguments.ts';
import { prepareHome } from '../home.ts';
import { lockHolder, takeLock } from '../lock.ts';
import { stillRuns, type ProcessIdentity } from '../process-identity.ts';
import { stopOrphans } from '../running-record.ts';
import type { World } from '../world.ts';

const stopWithinMs = 30_000;

export async function stop(args: readonly string[], world: World): Promise<number> {
  parseArguments(args, {}, 0);
  const holder = lockHolder(world.home.path);
  if (holder !== undefined) await stopLauncher(holder);
  const left = existsSync(world.home.path) ? await stopLeftovers(world) : [];
  if (left.length > 0) world.say(`stopped what an interrupted run left: ${left.join(', ')}`);
  else world.say(holder === undefined ? `nothing runs on ${world.home.path}` : 'stopped');
  return 0;
}

async function stopLauncher(holder: ProcessIdentity): Promise<void> {
  process.kill(holder.pid, 'SIGTERM');
  for (let waitedMs = 0; waitedMs < stopWithinMs; waitedMs += 100) {
    if (!stillRuns(holder)) return;
    await delay(100);
  }
  throw new AppError(
    'deadline_exceeded',
    `the launcher (pid ${holder.pid}) has not stopped within ${stopWithinMs / 1000} s`,
    { fix: `end it with kill -9 ${holder.pid}; the next start mends what it leaves` },
  );
}

async function stopLeftovers(world: World): Promise<string[]> {
  prepareHome(world.home);
  const release = takeLock(world.home.path);
  try {
    const stopped = await stopOrphans(world.home.run);
    if (!existsSync(world.home.postgres)) return stopped;
    const directory = realpathSync(world.home.postgres);
    const postmaster = findPostmaster(directory);
    if (postmaster === undefined) return stopped;
    await stopPostmaster(directory, postmaster.pid);
    return [...stopped, 'postgres'];
  } finally {
    release();
  }
}
