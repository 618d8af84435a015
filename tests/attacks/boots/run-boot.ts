/**
 * One start of a real process with a given environment, until it ends or says that it is up: how it ended, how long it took,
 * what it said, and whether the port that it would have taken was ever open meanwhile.
 */
import { spawn } from 'node:child_process';
import { createServer, connect } from 'node:net';
import { join } from 'node:path';

export const repository = join(import.meta.dirname, '..', '..', '..');

export interface Boot {
  /** Of the repository. */
  readonly entry: string;
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Where Node keeps compiled code, as the launcher tells it. */
  readonly cache: string;
  /** Left out: it would take none, or one that is taken already. */
  readonly port?: number;
}

export interface Ended {
  readonly code: number | null;
  readonly ms: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly portOpened: boolean;
  /** It came up, and was told to stop. */
  readonly up: boolean;
}

const probeEveryMs = 25;
const givenUpMs = 120_000;
/** Processes that run beside this one begin elsewhere. */
let nextPort = process.pid * 131;

/**
 * Below the ports that systems give out by themselves: there another test's server would come upon it, and a probe that is given this
 * very port to ask from would reach itself.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_240 + (nextPort++ % 21_000);
    const server = createServer();
    const taken = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(true)).listen(port, '127.0.0.1', () => resolve(false));
    });
    if (taken) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

/** @param upSign text on stdout by which a start that should succeed is known; it is then told to stop */
export function runBoot(boot: Boot, upSign?: RegExp): Promise<Ended> {
  const startedMs = performance.now();
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(repository, boot.entry), ...(boot.args ?? [])],
    {
      env: { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: boot.cache, ...boot.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let [stdout, stderr, portOpened, up] = ['', '', false, false];
  const { port } = boot;
  const probe = setInterval(() => {
    if (port !== undefined) void answers(port).then((open) => (portOpened ||= open));
  }, probeEveryMs);
  const giveUp = setTimeout(() => child.kill('SIGKILL'), givenUpMs);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    if (up || upSign?.test(stdout) !== true) return;
    up = true;
    const probed = port === undefined ? Promise.resolve(false) : answers(port);
    void probed.then((open) => {
      portOpened ||= open;
      child.kill('SIGTERM');
    });
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(probe);
      clearTimeout(giveUp);
      const ms = performance.now() - startedMs;
      const last = port === undefined ? Promise.resolve(false) : answers(port);
      void last.then((open) => resolve({ code, ms, stdout, stderr, portOpened: portOpened || open, up }));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** At most so many at once: each is a whole process. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at] as Item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
