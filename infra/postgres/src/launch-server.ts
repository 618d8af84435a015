/**
 * Starts the server's process on a free port and waits until it is ready, as its own pid file says. A port that was taken in
 * the meantime, or a corpse that still holds the directory, is tried again; anything else is explained.
 */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@gamut/kernel/app-error';
import { explainFailure } from './explain-failure.ts';
import type { NativeFiles } from './native-files.ts';
import { findPostmaster } from './running-server.ts';
import { serverArguments } from './server-settings.ts';
import type { ServerUser } from './server-user.ts';
import { clearForStart } from './stop-postmaster.ts';

const startWithinMs = 60_000;

export interface Launch {
  readonly home: string;
  readonly directory: string;
  readonly user: ServerUser;
  readonly native: NativeFiles;
}

export async function launch(at: Launch, wanted: number | undefined): Promise<{ pid: number; port: number }> {
  const deadline = performance.now() + startWithinMs;
  for (let attempt = 0; ; attempt++) {
    const port = wanted ?? (await choosePort(at.directory, attempt));
    const outcome = await launchOnce(at, port, deadline);
    if (outcome.pid !== undefined) return { pid: outcome.pid, port };
    const passing = /pre-existing shared memory|lock file .* already exists|Address already in use/i.test(
      outcome.output,
    );
    if (!passing || (wanted !== undefined && attempt >= 3) || attempt >= 10) {
      throw explainFailure('Postgres did not start', outcome.output, at.directory);
    }
    await sleep(300);
    await clearForStart(at.directory);
  }
}

async function launchOnce(
  at: Launch,
  port: number,
  deadline: number,
): Promise<{ pid: number | undefined; output: string }> {
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
      throw new AppError('unavailable', 'Postgres was not ready within a minute', {
        fix: `read ${log}`,
        who: 'whoever runs Gamut on this machine',
      });
    }
    await sleep(10);
  }
}

/** The port of the last run when it is free, so that addresses handed out stay good; otherwise any free one. */
async function choosePort(directory: string, attempt: number): Promise<number> {
  const options = join(directory, 'postmaster.opts');
  const last = existsSync(options) ? /port=(\d+)/.exec(readFileSync(options, 'utf8'))?.[1] : undefined;
  if (last !== undefined && attempt === 0 && (await freePort(Number(last))) !== undefined)
    return Number(last);
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
