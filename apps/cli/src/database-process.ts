/**
 * The database of this run: the embedded Postgres under GAMUT_HOME, started or adopted and started again when it dies, or
 * the operator's own. Writes the addresses into the files of those who need them, and never opens a connection itself.
 */
import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { startPostgres, type RunningPostgres } from '@gamut/postgres/start-postgres';
import {
  addressesFrom,
  externalAddresses,
  type DatabaseAddresses,
  type Passwords,
} from './database-addresses.ts';
import { readIfPresent, writeDurably } from './durable-file.ts';
import { secretFiles } from './environments.ts';
import type { Home } from './home.ts';
import type { Keys } from './keys.ts';

export interface DatabaseProcess {
  /** Null when the database is the operator's own. */
  readonly port: number | null;
  /** The two working logins still have to be made. */
  readonly needsBootstrap: boolean;
  readonly described: string;
  stop(): Promise<void>;
}

const restartPauseMs = 500;

export async function openDatabaseProcess(
  env: Readonly<Record<string, string | undefined>>,
  home: Home,
  keys: Keys,
  say: (line: string) => void,
): Promise<DatabaseProcess> {
  const passwords: Passwords = {
    application: keys.text('provision', 'GAMUT_APP_PASSWORD'),
    migrator: keys.text('provision', 'GAMUT_MIGRATOR_PASSWORD'),
  };
  const external = externalAddresses(env, passwords, say);
  if (external !== undefined) {
    writeAddresses(home, external);
    return {
      port: null,
      needsBootstrap: external.administrator !== undefined,
      described: 'your own',
      stop: () => Promise.resolve(),
    };
  }
  const server = await startPostgres({ home: home.path, onProgress: (text) => say(`    ${text}`) });
  writeAddresses(home, addressesFrom(server.superuserUrl(), passwords));
  const keeper = keepRunning(server, home, say);
  return {
    port: server.port,
    needsBootstrap: true,
    described: `127.0.0.1:${server.port}${server.adopted ? ', was still running' : ''}`,
    stop: keeper.stop,
  };
}

/** Starts Postgres again on the same port when it dies under us: addresses handed out stay good. */
function keepRunning(
  first: RunningPostgres,
  home: Home,
  say: (line: string) => void,
): { stop: () => Promise<void> } {
  let server = first;
  let stopping = false;
  let restarting: Promise<void> = Promise.resolve();
  const restart = async (): Promise<void> => {
    say('postgres died; starting it again');
    while (!stopping) {
      try {
        server = await startPostgres({ home: home.path, port: first.port });
        watch();
        return;
      } catch (error) {
        say(`postgres does not start: ${(error as Error).message}`);
        await delay(restartPauseMs * 4);
      }
    }
  };
  const watch = (): void => {
    void server.exited.then(() => {
      if (!stopping) restarting = restart();
    });
  };
  watch();
  return {
    stop: async () => {
      stopping = true;
      await restarting;
      await server.stop();
    },
  };
}

function writeAddresses(home: Home, addresses: DatabaseAddresses): void {
  const files = secretFiles(home);
  writeIfChanged(files.applicationUrl, addresses.application);
  writeIfChanged(files.migratorUrl, addresses.migrator);
  if (addresses.administrator === undefined) rmSync(files.administratorUrl, { force: true });
  else writeIfChanged(files.administratorUrl, addresses.administrator);
}

function writeIfChanged(path: string, text: string): void {
  if (readIfPresent(path) !== text) writeDurably(path, text);
}
