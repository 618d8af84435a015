/**
 * Starts the embedded Postgres of one home, or adopts the one that already runs there: the launcher of `npm start` and of
 * the tests. A killed start, server or launcher is mended by the next call; two calls at once give one server.
 */
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, realpathSync, statSync, truncateSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@gamut/kernel/app-error';
import { clusterPath, passwordPath, prepareDataDirectory } from './data-directory.ts';
import { explainFailure } from './explain-failure.ts';
import { acquireFileLock } from './file-lock.ts';
import { mendPassword } from './mend-password.ts';
import { prepareNativeFiles, type NativeFiles } from './native-files.ts';
import { exists, findPostmaster } from './running-server.ts';
import { serverAnswers } from './server-answers.ts';
import { serverArguments } from './server-settings.ts';
import { chooseServerUser, type ServerUser } from './server-user.ts';
import { clearForStart, stopPostmaster } from './stop-postmaster.ts';

export interface StartPostgres {
  /** Gamut's home; the cluster lives in `postgres` below it. */
  readonly home: string;
  /** Taken when given (a taken port is then an error); otherwise the last one, or a free one. */
  readonly port?: number;
  readonly onProgress?: (text: string) => void;
}

export interface RunningPostgres {
  readonly pid: number;
  readonly port: number;
  /** True when the server was already running. */
  readonly adopted: boolean;
  /** A URL with the superuser's password: for provisioning and tests, never for a serving process. */
  superuserUrl(database?: string): string;
  /** Resolves when the server is gone, whoever ended it; does not by itself keep this process alive. */
  readonly exited: Promise<void>;
  /** Ends it in order (checkpoint, then gone). */
  stop(): Promise<void>;
}

const startWithinMs = 60_000;

export async function startPostgres(options: StartPostgres): Promise<RunningPostgres> {
  const onProgress = options.onProgress ?? (() => undefined);
  mkdirSync(options.home, { recursive: true, mode: 0o700 });
  const home = realpathSync(options.home);
  const lock = await acquireFileLock(join(home, 'postgres.lock'), startWithinMs);
  try {
    const user = chooseServerUser([clusterPath(home), home]);
    const native = prepareNativeFiles(user);
    const directory = await prepareDataDirectory(home, user, native, onProgress);
    const adopted = await adopt(home, directory, options.port);
    if (adopted !== undefined) return running(home, directory, adopted.pid, adopted.port, true);
    await clearForStart(directory);
    if (!existsSync(passwordPath(home))) {
      onProgress('renewing the lost password of Postgres');
      await mendPassword(home, directory, user, native);
    }
    onProgress('starting Postgres');
    const started = await launch({ home, directory, user, native }, options.port);
    return running(home, directory, started.pid, started.port, false);
  } finally {
    lock.release();
  }
}

/** A server that runs here already and is ready on a port that suits; one that does not suit is stopped. */
async function adopt(home: string, directory: string, port: number | undefined): Promise<{ pid: number; port: number } | undefined> {
  const deadline = performance.now() + 5_000;
  for (;;) {
    const found = findPostmaster(directory);
    if (found === undefined) return undefined;
    const suits = (port === undefined || port === found.port) && existsSync(passwordPath(home)) && sameSettings(directory, found.port);
    if (found.ready && suits && (await serverAnswers(found.port, 2_000)) && findPostmaster(directory)?.pid === found.pid) return found;
    if (found.ready || performance.now() > deadline) {
      await stopPostmaster(directory, found.pid);
      return undefined;
    }
    await sleep(20);
  }
}

function sameSettings(directory: string, port: number): boolean {
  const options = join(directory, 'postmaster.opts');
  if (!existsSync(options)) return false;
  const wanted = serverArguments(directory, port).map((text) => `"${text}"`).join(' ');
  return readFileSync(options, 'utf8').trimEnd().endsWith(wanted);
}

interface Launch {
  readonly home: string;
  readonly directory: string;
  readonly user: ServerUser;
  readonly native: NativeFiles;
}

async function launch(at: Launch, wanted: number | undefined): Promise<{ pid: number; port: number }> {
  const deadline = performance.now() + startWithinMs;
  for (let attempt = 0; ; attempt++) {
    const port = wanted ?? (await choosePort(at.directory, attempt));
    const outcome = await launchOnce(at, port, deadline);
    if (outcome.pid !== undefined) return { pid: outcome.pid, port };
    const passing = /pre-existing shared memory|lock file .* already exists|Address already in use/i.test(outcome.output);
    if (!passing || (wanted !== undefined && attempt >= 3) || attempt >= 10) {
      throw explainFailure('Postgres did not start', outcome.output, at.directory);
    }
    await sleep(300);
    await clearForStart(at.directory);
  }
}

async function launchOnce(at: Launch, port: number, deadline: number): Promise<{ pid: number | undefined; output: string }> {
  const log = join(at.home, 'postgres.log');
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) truncateSync(log);
  const from = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  const fd = openSync(log, 'a', 0o600);
  // its own process group: Ctrl-C in a terminal must not stop it before those who use it
  const child = spawn(at.native.postgres, serverArguments(at.directory, port), {
    cwd: '/',
    env: { LC_ALL: 'C', PATH: '/usr/bin:/bin', TZ: 'UTC' },
    detached: true,
    stdio: ['ignore', fd, fd],
    ...(at.user.switched ? { uid: at.user.uid, gid: at.user.gid } : {}),
  });
  closeSync(fd);
  let gone = false;
  let failure = '';
  child.once('exit', () => (gone = true));
  child.once('error', (error) => {
    gone = true;
    failure = error.message;
  });
  child.unref();
  for (;;) {
    const found = findPostmaster(at.directory);
    if (found?.ready && found.pid === child.pid) return { pid: found.pid, output: '' };
    if (gone) return { pid: undefined, output: failure + readFileSync(log, 'utf8').slice(from) };
    if (performance.now() > deadline) {
      child.kill('SIGQUIT');
      throw new AppError('unavailable', 'Postgres was not ready within a minute', { fix: `read ${log}`, who: 'whoever runs Gamut on this machine' });
    }
    await sleep(10);
  }
}

/** The port of the last run when it is free, so that addresses handed out stay good; otherwise any free one. */
async function choosePort(directory: string, attempt: number): Promise<number> {
  const options = join(directory, 'postmaster.opts');
  const last = existsSync(options) ? /port=(\d+)/.exec(readFileSync(options, 'utf8'))?.[1] : undefined;
  if (last !== undefined && attempt === 0 && (await freePort(Number(last))) !== undefined) return Number(last);
  const port = await freePort(0);
  if (port === undefined) throw new AppError('unavailable', 'no free port on 127.0.0.1');
  return port;
}

function freePort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}

function running(home: string, directory: string, pid: number, port: number, adopted: boolean): RunningPostgres {
  const password = readFileSync(passwordPath(home), 'utf8');
  return {
    pid,
    port,
    adopted,
    superuserUrl: (database = 'postgres') => `postgres://postgres:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`,
    exited: watch(pid),
    stop: () => stopPostmaster(directory, pid),
  };
}

function watch(pid: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (exists(pid)) return;
      clearInterval(timer);
      resolve();
    }, 250);
    timer.unref();
  });
}
