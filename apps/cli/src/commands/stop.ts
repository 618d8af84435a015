/** `gamut stop`: asks the running launcher to stop everything in order, and clears what a killed launcher left. */
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@gamut/kernel/app-error';
import { parseArguments } from '../arguments.ts';
import { lockHolder } from '../lock.ts';
import { stillRuns } from '../process-identity.ts';
import { stopOrphans } from '../running-record.ts';
import type { World } from '../world.ts';

const stopWithinMs = 30_000;

export async function stop(args: readonly string[], world: World): Promise<number> {
  parseArguments(args, {}, 0);
  const holder = lockHolder(world.home.path);
  if (holder === undefined) {
    const orphans = await stopOrphans(world.home.run);
    world.say(orphans.length === 0 ? `nothing runs on ${world.home.path}` : `stopped what an interrupted run left: ${orphans.join(', ')}`);
    return 0;
  }
  process.kill(holder.pid, 'SIGTERM');
  for (let waitedMs = 0; waitedMs < stopWithinMs; waitedMs += 100) {
    if (!stillRuns(holder)) {
      world.say('stopped');
      return 0;
    }
    await delay(100);
  }
  throw new AppError('deadline_exceeded', `the launcher (pid ${holder.pid}) has not stopped within ${stopWithinMs / 1000} s`, {
    fix: `end it with kill -9 ${holder.pid}; the next start mends what it leaves`,
  });
}
