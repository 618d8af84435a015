/**
 * Starts the embedded Postgres of one home, or adopts the one that already runs there: the launcher of `npm start` and of
 * the tests. A killed start, server or launcher is mended by the next call; two calls at once give one server.
 */
import { existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clusterPath, passwordPath, prepareDataDirectory } from './data-directory.ts';
import { acquireFileLock } from './file-lock.ts';
import { launch } from './launch-server.ts';
import { mendPassword } from './mend-password.ts';
import { prepareNativeFiles } from './native-files.ts';
import { exists, findPostmaster } from './running-server.ts';
import { serverAnswers } from './server-answers.ts';
import { serverArguments } from './server-settings.ts';
import { chooseServerUser } from './server-user.ts';
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

const lockWithinMs = 60_000;

export async function startPostgres(options: StartPostgres): Promise<RunningPostgres> {
  const onProgress = options.onProgress ?? (() => undefined);
  mkdirSync(options.home, { recursive: true, mode: 0o700 });
  const home = realpathSync(options.home);
  const lock = await acquireFileLock(join(home, 'postgres.lock'), lockWithinMs);
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
async function adopt(
  home: string,
  directory: string,
  port: number | undefined,
): Promise<{ pid: number; port: number } | undefined> {
  const deadline = performance.now() + 5_000;
  for (;;) {
    const found = findPostmaster(directory);
    if (found === undefined) return undefined;
    const suits =
      (port === undefined || port === found.port) &&
      existsSync(passwordPath(home)) &&
      sameSettings(directory, found.port);
    if (
      found.ready &&
      suits &&
      (await serverAnswers(found.port, 2_000)) &&
      findPostmaster(directory)?.pid === found.pid
    )
      return found;
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
  const wanted = serverArguments(directory, port)
    .map((text) => `"${text}"`)
    .join(' ');
  return readFileSync(options, 'utf8').trimEnd().endsWith(wanted);
}

function running(
  home: string,
  directory: string,
  pid: number,
  port: number,
  adopted: boolean,
): RunningPostgres {
  const password = readFileSync(passwordPath(home), 'utf8');
  return {
    pid,
    port,
    adopted,
    superuserUrl: (database = 'postgres') =>
      `postgres://postgres:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`,
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
