/** `GAMUT_HOME/state.json`: where the running processes are, for the commands beside the launcher. It holds no secret. */
import { join } from 'node:path';
import { AppError } from '@gamut/kernel/app-error';
import { readJsonIfPresent, writeDurably } from './durable-file.ts';
import type { Home } from './home.ts';
import { lockHolder } from './lock.ts';
import { services, type Ports } from './ports.ts';

export interface RunningState {
  readonly launcherPid: number;
  readonly startedAt: string;
  readonly ports: Ports;
  /** Postgres's port when it is the embedded one. */
  readonly postgresPort: number | null;
  /** False while the start is under way. */
  readonly ready: boolean;
}

export function writeRunningState(home: Home, state: RunningState): void {
  writeDurably(join(home.path, 'state.json'), `${JSON.stringify(state, null, 2)}\n`);
}

/** The state of the launcher that runs now; undefined when none does. */
export function findRunningState(home: Home): RunningState | undefined {
  const holder = lockHolder(home.path);
  const state = parseState(readJsonIfPresent(join(home.path, 'state.json')));
  return holder !== undefined && state?.launcherPid === holder.pid ? state : undefined;
}

/** @throws AppError `unavailable` when nothing runs, or it is not up yet */
export function loadRunningState(home: Home): RunningState {
  const state = findRunningState(home);
  if (state?.ready === true) return state;
  throw new AppError(
    'unavailable',
    state === undefined ? `Gamut is not running on ${home.path}` : 'Gamut is still starting',
    {
      fix:
        state === undefined
          ? 'start it with npm start'
          : 'wait until the start has printed the console’s address',
    },
  );
}

function parseState(value: unknown): RunningState | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { launcherPid, startedAt, ports, postgresPort, ready } = value as Record<string, unknown>;
  const numbers = (ports ?? {}) as Record<string, unknown>;
  if (typeof launcherPid !== 'number' || typeof startedAt !== 'string' || typeof ready !== 'boolean')
    return undefined;
  if (!services.every((service) => typeof numbers[service] === 'number')) return undefined;
  return {
    launcherPid,
    startedAt,
    ports: numbers as Ports,
    postgresPort: typeof postgresPort === 'number' ? postgresPort : null,
    ready,
  };
}
