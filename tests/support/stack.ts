/** The real stack for journeys: the launcher itself, all processes, a home of its own, ports of its own. Nothing stands in for anything. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoCredentials } from '../../apps/cli/src/demo-credentials.ts';
import { compiled, fillCompiled, keepCompiled } from './compiled.ts';
import { signInPerson, type PersonSession } from './person-session.ts';

const repository = join(import.meta.dirname, '..', '..');
export const launcher = join(repository, 'apps/cli/src/main.ts');
const readyMs = 240_000;

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Stack {
  readonly home: string;
  readonly platform: string;
  readonly gateway: string;
  /** All that the launcher has said so far. */
  said(): string;
  /** `gamut …` beside the running stack. */
  gamut(...args: string[]): Promise<CommandResult>;
  /** Minted anew at each call, as `gamut demo credentials --json` does. */
  credentials(): Promise<DemoCredentials>;
  agentToken(name: string): string;
  signIn(email: string): Promise<PersonSession>;
  pidOf(process: string): number;
  launcherPid(): number;
  /** Ends the launcher as the system would, without a chance to clean up. */
  killLauncher(): Promise<void>;
  stop(): Promise<void>;
}

export interface StackOptions {
  /** A home that is kept; otherwise one that goes with the stack. */
  readonly home?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'gamut-stack-'));
  fillCompiled(home);
  const env = {
    PATH: process.env['PATH'] ?? '',
    ...compiled,
    GAMUT_HOME: home,
    GAMUT_PLATFORM_PORT: '0',
    GAMUT_GATEWAY_PORT: '0',
    GAMUT_CLAW_PORT: '0',
    GAMUT_WITNESS_PORT: '0',
    ...options.env,
  };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', launcher, 'up'], {
    env,
    cwd: repository,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  await untilReady(child, () => said);
  const gamut = (...args: string[]): Promise<CommandResult> => runCommand(args, env);
  const credentials = async (): Promise<DemoCredentials> => {
    const { code, stdout, stderr } = await gamut('demo', 'credentials', '--json');
    if (code !== 0) throw new Error(`gamut demo credentials: ${stderr}`);
    return JSON.parse(stdout) as DemoCredentials;
  };
  const first = await credentials();
  return {
    home,
    platform: first.platform,
    gateway: first.gateway,
    said: () => said,
    gamut,
    credentials,
    agentToken: (name) => {
      const agent = first.agents.find((one) => one.name === name);
      if (agent === undefined) throw new Error(`the demo has no agent ${name}`);
      return agent.token;
    },
    signIn: async (email) => {
      const person = (await credentials()).people.find((one) => one.email === email);
      if (person === undefined) throw new Error(`the demo has no person ${email}`);
      return signInPerson(person.signIn);
    },
    pidOf: (process_) =>
      (JSON.parse(readFileSync(join(home, 'run', `${process_}.json`), 'utf8')) as { pid: number }).pid,
    launcherPid: () => child.pid as number,
    killLauncher: () => end(child, 'SIGKILL'),
    stop: async () => {
      await end(child, 'SIGTERM');
      keepCompiled(home);
      if (options.home === undefined) rmSync(home, { recursive: true, force: true });
    },
  };
}

/** One command of `gamut`, to its end. */
export function runCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', launcher, ...args], {
      env: { ...compiled, ...env },
      cwd: repository,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
}

function untilReady(child: ChildProcess, said: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => settle(new Error(`the stack was not ready in ${readyMs / 1000} s:\n${said()}`)),
      readyMs,
    );
    const look = setInterval(() => {
      if (said().includes('Ctrl-C stops all of it')) settle();
    }, 20);
    const onExit = (code: number | null): void =>
      settle(new Error(`the launcher ended with ${code ?? 'a signal'}:\n${said()}`));
    child.once('exit', onExit);
    function settle(error?: Error): void {
      clearTimeout(late);
      clearInterval(look);
      child.off('exit', onExit);
      if (error === undefined) return resolve();
      child.kill('SIGTERM');
      reject(error);
    }
  });
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}
