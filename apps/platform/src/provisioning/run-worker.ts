/**
 * `provision work`: gates first, then jobs as they come, and once in a while the sweep of spent nonces in every cell. It listens
 * on no port. Told to stop it ends the step that it is in; without its database it waits and says so.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { assertMigrator } from '@gamut/database/assert-migrator';
import { assertControlCurrent } from '@gamut/database/migration-ledger';
import type { OwnerSession } from '@gamut/database/owner-session';
import { sweepNonces } from '@gamut/database/sweep-nonces';
import { AppError } from '@gamut/kernel/app-error';
import { keepCells } from './keep-cells.ts';
import { cellNames, openCellSession, type ProvisionParts } from './provision-parts.ts';
import { workOnce } from './work-jobs.ts';

export interface WorkerPace {
  readonly pollMs: number;
  readonly sweepEveryMs: number;
  readonly reopenMs: number;
}

const usualPace: WorkerPace = { pollMs: 250, sweepEveryMs: 5 * 60_000, reopenMs: 1_000 };

/** Each cell as it must be, before any job is taken. @throws AppError naming the cell */
export async function passWorkerGates(parts: ProvisionParts): Promise<void> {
  for (const name of cellNames(parts)) await passCellGates(parts, name).catch(awayIsSaid(parts, name));
}

/** A cell beside home that is away keeps only its own tenants waiting, where its gates are asked again before its use. */
function awayIsSaid(parts: ProvisionParts, name: string): (error: unknown) => void {
  return (error) => {
    const away = error instanceof AppError && error.code === 'unavailable';
    if (!away || name === 'home' || parts.assertCell === undefined) throw error;
    parts.say(`${error.message}; its tenants wait`);
  };
}

/** @throws AppError that names a cell beside home */
export async function passCellGates(parts: ProvisionParts, name: string): Promise<void> {
  const session = await openCellSession(parts, name);
  try {
    await assertMigrator(session, { ownLogins: parts.tenantLoginSecret !== undefined });
    await assertControlCurrent(session, parts.migrations);
    if (name === 'home') await keepCells(session, cellNames(parts));
  } catch (error) {
    if (name === 'home' || !(error instanceof AppError)) throw error;
    const { code, message, fix, who } = error;
    throw new AppError(code, `cell ${name}: ${message}`, {
      ...(fix === undefined ? {} : { fix }),
      ...(who === undefined ? {} : { who }),
      cause: error,
    });
  } finally {
    await session.close();
  }
}

/** Works what is due and returns. @returns how many jobs were worked */
export async function drainJobs(
  parts: ProvisionParts,
  stopping: () => boolean = () => false,
): Promise<number> {
  const home = await openCellSession(parts, 'home');
  try {
    let worked = 0;
    while (!stopping() && (await workOnce(parts, home, stopping))) worked++;
    return worked;
  } finally {
    await home.close();
  }
}

/**
 * Until told to stop. While a gate is shut it takes no job, and the one in hand is put back after the step that it is in.
 * @param isShut what the watch of the gates says @see watch-worker-gates.ts
 */
export async function workUntilStopped(
  parts: ProvisionParts,
  signal: AbortSignal,
  pace: WorkerPace = usualPace,
  isShut: () => boolean = () => false,
): Promise<void> {
  const stopping = (): boolean => signal.aborted || isShut();
  let sweptMs = Number.NEGATIVE_INFINITY;
  while (!signal.aborted) {
    let home: OwnerSession | undefined;
    try {
      home = await openCellSession(parts, 'home');
      while (!signal.aborted) {
        if (isShut()) {
          await pause(pace.reopenMs, signal);
          continue;
        }
        if (performance.now() - sweptMs > pace.sweepEveryMs) {
          sweptMs = performance.now();
          await sweepCells(parts);
        }
        if (!(await workOnce(parts, home, stopping))) await pause(pace.pollMs, signal);
      }
    } catch (error) {
      parts.say(`home is away: ${error instanceof AppError ? error.message : 'an unexpected fault'}`);
      await pause(pace.reopenMs, signal);
    } finally {
      await home?.close();
    }
  }
}

/** In all cells; one that is away is swept the next time. */
export async function sweepCells(parts: ProvisionParts): Promise<number> {
  let swept = 0;
  for (const name of cellNames(parts)) {
    try {
      if (name !== 'home') await parts.assertCell?.(name);
      const session = await openCellSession(parts, name);
      swept += await sweepNonces(session).finally(() => session.close());
    } catch (error) {
      parts.say(`nonces in ${name}: ${error instanceof AppError ? error.message : 'an unexpected fault'}`);
    }
  }
  return swept;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}
