/**
 * Who a process id really is: its start time and command line. A pid alone is reused by the system, and the launcher
 * signals nothing that it can't prove to be its own. On Linux from /proc, elsewhere from ps.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface ProcessIdentity {
  readonly pid: number;
  /** Opaque; equal for the same process and for no other, across reboots too. */
  readonly started: string;
  readonly command: string;
}

/** The process that has this id now, or undefined when there is none (a zombie is none). */
export function findProcess(pid: number): ProcessIdentity | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

/** The recorded process still runs, and it is that one. */
export function stillRuns(recorded: ProcessIdentity): boolean {
  const now = findProcess(recorded.pid);
  return now !== undefined && now.started === recorded.started && now.command === recorded.command;
}

/** A record as it was written by this launcher; undefined for anything else. */
export function parseIdentity(value: unknown): ProcessIdentity | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { pid, started, command } = value as Record<string, unknown>;
  if (typeof pid !== 'number' || typeof started !== 'string' || typeof command !== 'string') return undefined;
  return { pid, started, command };
}

function fromProc(pid: number): ProcessIdentity | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // the command in parentheses may itself hold spaces and parentheses: count from the last one
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { pid, started: `${boot}:${fields[19] ?? ''}`, command };
  } catch {
    return undefined;
  }
}

function fromPs(pid: number): ProcessIdentity | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=,command=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '/bin:/usr/bin', LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    const match = /^(\S+)\s+(\w+ \w+ +\d+ [\d:]+ \d+)\s+(.*)$/.exec(line);
    if (match === null || match[1]?.startsWith('Z') === true) return undefined;
    return { pid, started: match[2] ?? '', command: match[3] ?? '' };
  } catch {
    return undefined;
  }
}
