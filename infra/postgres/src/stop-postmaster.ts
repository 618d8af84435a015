/** Ends a cluster's processes: in order when it runs (SIGINT, then SIGQUIT), and the leftovers of one that was killed. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPostmaster, judgePidFile, processesIn } from './running-server.ts';

/** Does nothing when that postmaster is no longer this cluster's. */
export async function stopPostmaster(directory: string, pid: number): Promise<void> {
  for (const [signal, waitMs] of [
    ['SIGINT', 15_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (findPostmaster(directory)?.pid !== pid) return;
    send(pid, signal);
    if (
      await until(
        () => findPostmaster(directory)?.pid !== pid && !processesIn(directory).includes(pid),
        waitMs,
      )
    )
      return;
  }
}

/**
 * Makes the directory startable after its postmaster was killed: its backends leave by themselves within moments, and its
 * corpse may still answer to its pid until it is reaped. Only a pid file whose holder is no Postgres of ours is removed.
 */
export async function clearForStart(directory: string): Promise<void> {
  if (!(await until(() => processesIn(directory).length === 0, 3_000))) {
    for (const pid of processesIn(directory)) send(pid, 'SIGQUIT');
    if (!(await until(() => processesIn(directory).length === 0, 3_000)))
      for (const pid of processesIn(directory)) send(pid, 'SIGKILL');
    await until(() => processesIn(directory).length === 0, 3_000);
  }
  await until(() => judgePidFile(directory) !== 'corpse', 3_000);
  if (judgePidFile(directory) !== 'free' && processesIn(directory).length === 0)
    rmSync(join(directory, 'postmaster.pid'), { force: true });
}

async function until(done: () => boolean, waitMs: number): Promise<boolean> {
  const deadline = performance.now() + waitMs;
  while (!done()) {
    if (performance.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
