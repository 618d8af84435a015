/** What the worker of the provision process stands on: the migrator's addresses of the cells, the lists, the clock, the handlers. */
import type { MigrationLists } from '@gamut/database/migration';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { AppError } from '@gamut/kernel/app-error';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import type { JobHandler, JobKind } from './job.ts';

export interface ProvisionParts {
  readonly migratorUrl: string;
  /** Cells beside home, by name. */
  readonly cellUrls: Readonly<Record<string, string>>;
  readonly tenantLoginSecret: Uint8Array | undefined;
  readonly migrations: MigrationLists;
  readonly exportFolder: string;
  readonly handlers: Readonly<Partial<Record<JobKind, JobHandler>>>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly random: RandomBytes;
  readonly say: (text: string) => void;
  /** The gates of a cell beside home, before each use of it. @throws AppError */
  readonly assertCell?: (name: string) => Promise<void>;
  /** Named places between two steps, where a test kills the process. */
  readonly kill?: (point: string) => void | Promise<void>;
}

export function cellNames(parts: Pick<ProvisionParts, 'cellUrls'>): readonly string[] {
  return ['home', ...Object.keys(parts.cellUrls)];
}

/**
 * The migrator's session in a cell. The server ends it when the worker falls silent for half a minute (stopped, unplugged), so
 * that the locks that it holds are never held by nobody.
 */
export async function openCellSession(parts: ProvisionParts, name: string): Promise<OwnerSession> {
  const url = name === 'home' ? parts.migratorUrl : parts.cellUrls[name];
  if (url === undefined || (name !== 'home' && !Object.hasOwn(parts.cellUrls, name)))
    throw new AppError('conflict', `this provision process has no address of the cell ${name}`, {
      fix: 'name the cell in MIGRATOR_CELL_DATABASE_URLS and start provision again',
      who: 'whoever operates Gamut',
    });
  const session = await openOwnerSession(url, 'gamut-provision');
  await session.script("SET idle_session_timeout = '30s'; SET idle_in_transaction_session_timeout = '30s'");
  return session;
}
