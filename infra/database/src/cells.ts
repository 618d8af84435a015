/**
 * The cells (databases that hold tenants) that this process opens, one bounded pool for each: a cell that is not configured,
 * away or slow is so for its own tenants alone. An address stands in no table and no message.
 */
import { AppError } from '@gamut/kernel/app-error';
import { connect, type Connection, type ConnectionOptions } from './connection.ts';
import { ConnectionPool } from './connection-pool.ts';
import { asTenantRefusal, isTenantRefused } from './tenant-refusal.ts';
import { tenantLoginUrl } from './tenant-logins.ts';
import { homeCell } from './tenant-ref.ts';

export interface DatabaseOptions {
  /** Home: the cell that holds the authoritative control. */
  readonly url: string;
  /** The other cells, by name. */
  readonly cells?: Readonly<Record<string, string>> | undefined;
  /** Set: the posture "own logins", in which each tenant's connections are opened as its own role. */
  readonly tenantLoginSecret?: Uint8Array | undefined;
  readonly applicationName: string;
  /** Connections to each cell, over all logins. */
  readonly poolSize?: number;
  /** One statement, at the server. */
  readonly statementTimeoutMs?: number;
  /** Waiting for a row or table that another transaction holds. */
  readonly lockTimeoutMs?: number;
  /** A whole transaction; then its connection is cut. */
  readonly transactionWithinMs?: number;
  /** Waiting for a connection of the pool. */
  readonly acquireWithinMs?: number;
  readonly connectTimeoutMs?: number;
  readonly tenantsPerConnectionMax?: number;
}

export interface CellPools {
  readonly names: readonly string[];
  /** @throws AppError `unavailable` for a cell that is not configured here, or shut */
  poolOf(cell: string): ConnectionPool;
  /** A cell beside home whose posture does not hold, or could not be asked, serves nobody. */
  shut(cell: string, why: string): void;
  open(cell: string): void;
  /** Who a connection for this tenant role must be logged in as: undefined for the application itself. */
  loginOf(role: string | undefined): string | undefined;
  readonly counts: { readonly open: number; readonly idle: number; readonly waiting: number };
  close(): Promise<void>;
}

const cellPattern = /^[a-z][a-z0-9-]{0,30}$/;
/** So long nobody knocks again at a cell that did not answer: a round over all tenants does not stand still at each of its. */
const awayMs = 500;

/** @throws TypeError for a name that is none */
export function createCellPools(options: DatabaseOptions, withinMs: number): CellPools {
  const pools = new Map([[homeCell, createPool(options, options.url, withinMs)]]);
  for (const [name, url] of Object.entries(options.cells ?? {})) {
    if (!cellPattern.test(name) || name === homeCell)
      throw new TypeError(`${JSON.stringify(name)} is not a cell beside home`);
    pools.set(name, createPool(options, url, withinMs, name));
  }
  const shut = new Map<string, string>();
  const all = [...pools.values()];
  const sum = (part: 'open' | 'idle' | 'waiting') =>
    all.reduce((total, { counts }) => total + counts[part], 0);
  return {
    names: [...pools.keys()],
    poolOf(cell) {
      const pool = pools.get(cell);
      if (pool === undefined) throw notConfigured(cell);
      const why = shut.get(cell);
      if (why !== undefined) throw shutCell(cell, why);
      return pool;
    },
    shut(cell, why) {
      if (cell === homeCell) throw new TypeError('home is not shut: the process is');
      shut.set(cell, why);
    },
    open: (cell) => void shut.delete(cell),
    loginOf: (role) => (options.tenantLoginSecret === undefined ? undefined : role),
    get counts() {
      return { open: sum('open'), idle: sum('idle'), waiting: sum('waiting') };
    },
    async close() {
      await Promise.all(all.map((pool) => pool.close()));
    },
  };
}

function createPool(options: DatabaseOptions, url: string, withinMs: number, cell?: string): ConnectionPool {
  const connection = {
    applicationName: options.applicationName,
    connectTimeoutMs: options.connectTimeoutMs ?? 2_000,
    statementTimeoutMs: options.statementTimeoutMs ?? 10_000,
    lockTimeoutMs: options.lockTimeoutMs ?? 5_000,
    idleTimeoutMs: withinMs,
  };
  const secret = options.tenantLoginSecret;
  const urlOf = (login: string | undefined): string =>
    login === undefined || secret === undefined ? url : tenantLoginUrl(url, secret, login);
  const open = (login: string | undefined, onLost: () => void): Promise<Connection> => {
    const asLogin: ConnectionOptions = { ...connection, url: urlOf(login) };
    return connect(asLogin, login, onLost).catch((error: unknown) => {
      throw login === undefined ? error : asTenantRefusal(error);
    });
  };
  return new ConnectionPool({
    size: options.poolSize ?? 10,
    tenantsPerConnectionMax: options.tenantsPerConnectionMax ?? 100,
    waitMs: options.acquireWithinMs ?? 5_000,
    waitersMax: 10_000,
    open: cell === undefined ? open : sparing(cell, open),
  });
}

type Open = (login: string | undefined, onLost: () => void) => Promise<Connection>;

function sparing(cell: string, open: Open): Open {
  let awayUntilMs = 0;
  return async (login, onLost) => {
    if (performance.now() < awayUntilMs) throw away(cell);
    try {
      return await open(login, onLost);
    } catch (error) {
      // one tenant's login that is refused says nothing about the cell
      if (isTenantRefused(error)) throw error;
      awayUntilMs = performance.now() + awayMs;
      throw away(cell, error);
    }
  };
}

function away(cell: string, cause?: unknown): AppError {
  return new AppError('unavailable', `the cell ${cell} is away`, {
    fix: 'start its Postgres, or correct its address in CELL_DATABASE_URLS; other cells go on',
    who: 'whoever operates the database',
    cause,
  });
}

/** Said to whoever asks for a tenant of it: why may name other organisations, and is told to the operator by the log. */
function shutCell(cell: string, why: string): AppError {
  return new AppError('unavailable', `the cell ${cell} is shut`, {
    fix: 'see in the log what has to be mended; it opens by itself when its gates hold again',
    who: 'whoever operates Gamut',
    cause: new Error(why),
  });
}

function notConfigured(cell: string): AppError {
  return new AppError('unavailable', `the cell ${cell} is not configured here`, {
    fix: 'name it and its address in CELL_DATABASE_URLS, and start the process again',
    who: 'whoever operates Gamut',
  });
}
