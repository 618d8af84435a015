/**
 * Which children this installation has running, on disk: `GAMUT_HOME/run/<name>.json`. When the launcher was killed, the
 * next start finds its orphans here, proves each by start time and command line, and stops them before it starts anew.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readJsonIfPresent, writeDurably } from './durable-file.ts';
import { findProcess, parseIdentity, stillRuns, type ProcessIdentity } from './process-identity.ts';

export function recordRunning(runFolder: string, name: string, pid: number): void {
  const identity = findProcess(pid);
  if (identity !== undefined) writeDurably(join(runFolder, `${name}.json`), JSON.stringify(identity));
}

export function forgetRunning(runFolder: string, name: string): void {
  rmSync(join(runFolder, `${name}.json`), { force: true });
}

/** Children that were recorded and run now. */
export function listRunning(
  runFolder: string,
): { readonly name: string; readonly identity: ProcessIdentity }[] {
  const found: { name: string; identity: ProcessIdentity }[] = [];
  for (const file of readdirSync(runFolder)) {
    if (!file.endsWith('.json')) continue;
    const identity = parseIdentity(readJsonIfPresent(join(runFolder, file)));
    if (identity !== undefined && stillRuns(identity))
      found.push({ name: file.slice(0, -'.json'.length), identity });
  }
  return found;
}

/** Stops what a killed launcher left behind. @returns names of the processes stopped */
export async function stopOrphans(runFolder: string, graceMs = 5000): Promise<string[]> {
  const orphans = listRunning(runFolder);
  for (const { identity } of orphans) signal(identity, 'SIGTERM');
  const steps = Math.ceil(graceMs / 50);
  for (let step = 0; step < steps && orphans.some(({ identity }) => stillRuns(identity)); step++)
    await delay(50);
  for (const { identity } of orphans) {
    if (stillRuns(identity)) signal(identity, 'SIGKILL');
  }
  for (const { name } of orphans) forgetRunning(runFolder, name);
  return orphans.map(({ name }) => name);
}

function signal(identity: ProcessIdentity, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    if (stillRuns(identity)) process.kill(identity.pid, name);
  } catch {
    // gone between the look and the signal, which is what was wanted
  }
}
