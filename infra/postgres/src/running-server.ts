/**
 * Which processes work in a cluster's directory now. `postmaster.pid` alone is not believed: its number may belong to a
 * corpse that waits to be reaped or, after a reboot, to a stranger.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** What `postmaster.pid` says, when the process it names is truly this cluster's postmaster. */
export function findPostmaster(directory: string): Postmaster | undefined {
  const lines = readLines(join(directory, 'postmaster.pid'));
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !worksIn(pid, directory)) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

export type PidFile = 'free' | 'corpse' | 'stranger';

/** Who answers to the pid in `postmaster.pid` once this cluster has no process: nobody, one not yet reaped, or another program. */
export function judgePidFile(directory: string): PidFile {
  const pid = Number(readLines(join(directory, 'postmaster.pid'))[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !exists(pid)) return 'free';
  if (process.platform !== 'linux') return 'corpse';
  const state = /^State:\s+(\S)/m.exec(readLines(`/proc/${pid}/status`).join('\n'))?.[1];
  return state === undefined || state === 'Z' || state === 'X' ? 'corpse' : 'stranger';
}

/** Every process of this cluster, orphaned backends included. On macOS only the postmaster can be told. */
export function processesIn(directory: string): number[] {
  if (process.platform !== 'linux') {
    const postmaster = findPostmaster(directory);
    return postmaster === undefined ? [] : [postmaster.pid];
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => worksIn(pid, directory));
}

export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function worksIn(pid: number, directory: string): boolean {
  try {
    if (process.platform === 'linux') {
      return (
        readlinkSync(`/proc/${pid}/cwd`) === directory &&
        readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
      );
    }
    return execFileSync('/bin/ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(
      `-D ${directory}`,
    );
  } catch {
    return false;
  }
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
}
