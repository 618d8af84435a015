/** A short-lived process (provisioning, seeding, building): runs to its end, its output kept in a log; a failure names its own last reason. */
import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { AppError } from '@gamut/kernel/app-error';
import type { ChildSpec, ChildHost } from './supervise.ts';
import { lastReason } from './supervise.ts';
import { forgetRunning, recordRunning } from './running-record.ts';

/**
 * @param signal kills the process when the launcher is asked to stop
 * @returns what it said, its last 16 kB
 */
export async function runOnce(spec: ChildSpec, host: ChildHost, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  host.log.trim();
  const offset = host.log.size();
  const handle = host.log.open();
  const child = spawn(spec.command, spec.args, {
    cwd: spec.cwd,
    env: spec.env,
    stdio: ['ignore', handle, handle],
    detached: true,
    signal,
    killSignal: 'SIGTERM',
  });
  closeSync(handle);
  if (child.pid !== undefined) recordRunning(host.runFolder, spec.name, child.pid);
  const how = await new Promise<string | undefined>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, killedBy) => resolve(code === 0 ? undefined : (killedBy ?? `exit code ${code}`)));
  });
  forgetRunning(host.runFolder, spec.name);
  signal.throwIfAborted();
  const said = host.log.since(offset);
  if (how === undefined) return said;
  const reason = lastReason(said) ?? how;
  throw failureOf(spec.name, reason, host.log.path);
}

/** A process that names its own fix keeps it; the log is where the rest stands. */
export function failureOf(name: string, reason: string, log: string): AppError {
  const said = /^(.*\S)\s+Fix: (.+)$/s.exec(reason);
  const fix = said === null ? `read ${log}` : `${said[2] as string} (more in ${log})`;
  return new AppError('unavailable', `${name} failed: ${said?.[1] ?? reason}`, { fix });
}
