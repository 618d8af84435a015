/**
 * GAMUT_HOME: everything that this installation keeps, in one folder (default `.gamut` in the repository). Readable by
 * its owner alone; as root others may pass through but not list, because Postgres and tool servers run as other users
 * and own their folders further down.
 */
import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { AppError } from '@gamut/kernel/app-error';
import { asDiskError, removeDrafts } from './durable-file.ts';

export interface Home {
  readonly path: string;
  readonly keys: string;
  readonly run: string;
  readonly logs: string;
  readonly demo: string;
  readonly witness: string;
  readonly postgres: string;
  readonly cache: string;
  /** Files of tenants that were exported, and that a restore reads. */
  readonly exports: string;
}

/** Where things lie, without touching the disk. */
export function homeAt(
  env: Readonly<Record<string, string | undefined>>,
  repository: string,
  workingFolder: string,
): Home {
  const wanted = env['GAMUT_HOME'];
  const path =
    wanted === undefined || wanted === ''
      ? join(repository, '.gamut')
      : isAbsolute(wanted)
        ? resolve(wanted)
        : resolve(workingFolder, wanted);
  return {
    path,
    keys: join(path, 'keys'),
    run: join(path, 'run'),
    logs: join(path, 'logs'),
    demo: join(path, 'demo'),
    witness: join(path, 'witness'),
    postgres: join(path, 'postgres'),
    cache: join(path, 'cache'),
    exports: join(path, 'exports'),
  };
}

/** Makes the folders, narrows their modes and removes interrupted writes. */
export function prepareHome(home: Home): void {
  const asRoot = process.getuid?.() === 0;
  const passable = asRoot ? 0o711 : 0o700;
  makeFolder(home.path, passable);
  makeFolder(home.demo, passable);
  for (const folder of [home.keys, home.run, home.logs, home.witness, home.cache, home.exports])
    makeFolder(folder, 0o700);
  for (const folder of [home.path, home.run]) removeDrafts(folder);
}

function makeFolder(path: string, mode: number): void {
  try {
    mkdirSync(path, { recursive: true, mode });
    const found = lstatSync(path);
    if (!found.isDirectory()) {
      throw new AppError('conflict', `${path} is in the way: it is not a folder`, {
        fix: `move it aside, or set GAMUT_HOME to another folder`,
      });
    }
    if ((found.mode & 0o777) !== mode) chmodSync(path, mode);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new AppError('conflict', `${path} is in the way: it is not a folder`, {
        fix: 'move it aside, or set GAMUT_HOME to another folder',
      });
    }
    throw asDiskError(error, path);
  }
}
