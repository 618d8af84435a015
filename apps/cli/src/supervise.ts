/**
 * One child process: started with exactly the environment it is given, in a process group of its own (Ctrl-C reaches the
 * launcher alone, which then stops all in order), restarted with growing pauses when it dies, stopped by SIGTERM and, if
 * it does not listen, SIGKILL. What it prints goes to its log file.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync } from 'node:fs';
import type { LogFile } from './log-file.ts';
import { forgetRunning, recordRunning } from './running-record.ts';

export interface ChildSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

export interface ChildHost {
  readonly log: LogFile;
  readonly runFolder: string;
  readonly say: (line: string) => void;
}

export interface Supervised {
  readonly name: string;
  pid(): number | undefined;
  /** Rejects when the child dies before `settle`; after that a death is answered by a restart. */
  readonly diedEarly: Promise<never>;
  settle(): void;
  stop(graceMs: number): Promise<void>;
}

const pausesMs = [300, 1000, 2000, 4000, 8000, 15_000] as const;
const steadyAfterMs = 30_000;

export function supervise(spec: ChildSpec, host: ChildHost): Supervised {
  let child: ChildProcess | undefined;
  let settled = false;
  let stopping = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  const early = Promise.withResolvers<never>();
  early.promise.catch(() => undefined);

  const launch = (): void => {
    host.log.trim();
    const offset = host.log.size();
    const startedMs = performance.now();
    const handle = host.log.open();
    child = spawn(spec.command, spec.args, {
      cwd: spec.cwd,
      env: spec.env,
      stdio: ['ignore', handle, handle],
      detached: true,
    });
    closeSync(handle);
    if (child.pid !== undefined) recordRunning(host.runFolder, spec.name, child.pid);
    let ended = false;
    const onEnd = (how: string): void => {
      if (ended) return;
      ended = true;
      child = undefined;
      forgetRunning(host.runFolder, spec.name);
      if (stopping) return;
      const reason = lastReason(host.log.since(offset)) ?? how;
      if (!settled)
        return early.reject(new Error(`${spec.name} did not start: ${reason} (log: ${host.log.path})`));
      if (performance.now() - startedMs > steadyAfterMs) failures = 0;
      const pauseMs = pausesMs[Math.min(failures, pausesMs.length - 1)] as number;
      failures++;
      host.say(`${spec.name} died (${reason}); starting it again in ${pauseMs / 1000} s`);
      timer = setTimeout(launch, pauseMs);
    };
    child.on('error', (error) => onEnd(error.message));
    child.on('exit', (code, signal) => onEnd(signal === null ? `exit code ${code}` : `signal ${signal}`));
  };
  launch();

  return {
    name: spec.name,
    pid: () => child?.pid,
    diedEarly: early.promise,
    settle: () => (settled = true),
    stop: async (graceMs) => {
      stopping = true;
      clearTimeout(timer);
      if (child !== undefined) await stopChild(child, graceMs);
    },
  };
}

function stopChild(child: ChildProcess, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const force = setTimeout(() => child.kill('SIGKILL'), graceMs);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

/** The line of a start-up gate, else the last error that a crashing Node printed. */
export function lastReason(log: string): string | undefined {
  const lines = log.split('\n').filter((line) => line.trim() !== '');
  const gate = lines.findLast((line) => line.startsWith('gate '));
  if (gate !== undefined) return gate;
  return lines.findLast((line) => /^(\w*Error\b|Error:|\w+Error \[)/.test(line));
}
