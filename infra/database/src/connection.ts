/**
 * One connection to Postgres, in the driver's pipeline mode: statements leave at once and are answered in order. Two ways to
 * speak: the door's own words (BEGIN with SET LOCAL, COMMIT, ROLLBACK), and `statement` for a store's one prepared statement.
 */
import pg from 'pg';
import { columnTypes } from './column-values.ts';
import type { DriverConnection } from './flight.ts';
import { createFlights, type Flights } from './flights.ts';
import { PreparedNames } from './prepared-names.ts';
import { mapSqlError } from './sql-error.ts';

export interface ConnectionOptions {
  readonly url: string;
  readonly applicationName: string;
  readonly connectTimeoutMs: number;
  readonly statementTimeoutMs: number;
  readonly lockTimeoutMs: number;
  readonly idleTimeoutMs: number;
  /** How many statements it holds prepared before all are forgotten. */
  readonly preparedMax?: number;
}

export interface Connection {
  /** The tenant role that it is the login of; undefined: the application's. */
  readonly login: string | undefined;
  /** Tenants this backend has touched: each costs it memory for good. */
  readonly touched: Set<string>;
  /** The schema it served last: its plans are warm for that one. */
  last: string;
  /** Whether it has prepared statements of this schema. */
  knows(key: string): boolean;
  /** Opens a transaction in words of this room's own making; the answer is the command of the last statement in it. */
  begin(sql: string): Promise<string>;
  /** Leaves with the statements of this turn, and is carried out only if none of them fails. @returns the command that answered */
  commit(): Promise<string>;
  /** Ends a transaction that wrote nothing: its COMMIT leaves with whatever comes next here, or by itself in a moment. */
  endRead(): void;
  rollBack(): Promise<string>;
  /** @param key the schema in which it is planned; @param name of its text, under which it stays prepared */
  statement(
    key: string,
    name: string | undefined,
    text: string,
    values: readonly unknown[],
  ): Promise<pg.QueryResult<pg.QueryResultRow>>;
  /** False once the socket or the session can't be trusted to be clean. */
  isClean(): boolean;
  /** Cuts the socket: everything in flight fails now. */
  destroy(): void;
  close(): Promise<void>;
}

export async function connect(
  options: ConnectionOptions,
  login: string | undefined,
  onLost: () => void,
): Promise<Connection> {
  const client = new pg.Client({
    connectionString: options.url,
    application_name: options.applicationName,
    connectionTimeoutMillis: options.connectTimeoutMs,
    statement_timeout: options.statementTimeoutMs,
    lock_timeout: options.lockTimeoutMs,
    idle_in_transaction_session_timeout: options.idleTimeoutMs,
    keepAlive: true,
    pipeline: true,
    types: columnTypes,
  });
  let lost = false;
  const lose = (): void => {
    if (lost) return;
    lost = true;
    onLost();
  };
  client.on('error', lose);
  client.on('end', lose);
  try {
    await client.connect();
  } catch (error) {
    throw mapSqlError(error);
  }
  return wrap(client, { login, isLost: () => lost, lose, prepared: new PreparedNames(options.preparedMax) });
}

/** A server that does not answer the goodbye must not hold a place in the pool. */
const closeWithinMs = 500;
/** So long a transaction that only read stays open for the next one to end it. */
const readEndsWithinMs = 2;

/** What this connection holds prepared no longer fits the database (a migration ran meanwhile): its plans can't be trusted. */
function isStalePlan(error: unknown): boolean {
  const { code, message = '' } = error as { code?: string; message?: string };
  return code === '26000' || code === '42P05' || (code === '0A000' && message.startsWith('cached plan'));
}

interface Speaking {
  readonly flights: Flights;
  readonly prepared: PreparedNames;
  readonly destroy: () => void;
}

/** The door's own words. A COMMIT that is owed goes before the next of them. */
function speak(client: pg.Client, driver: DriverConnection, { flights, prepared, destroy }: Speaking) {
  let owed: NodeJS.Timeout | undefined;
  const say = async (sql: string): Promise<string> => {
    flights.depart();
    const answer = (await client.query(sql)) as unknown as pg.QueryResult | pg.QueryResult[];
    return (Array.isArray(answer) ? answer.at(-1)?.command : answer.command) ?? '';
  };
  /** What has to be said before a BEGIN; DEALLOCATE apart from it, since a BEGIN behind another statement can't choose its isolation. */
  const before = (): string => {
    const commit = owed === undefined ? '' : 'COMMIT;';
    clearTimeout(owed);
    owed = undefined;
    if (!prepared.isFull()) return commit;
    prepared.clear(driver);
    say(`${commit}DEALLOCATE ALL`).catch(destroy);
    return '';
  };
  return {
    owesCommit: () => owed !== undefined,
    begin: (sql: string) => say(`${before()}${sql}`),
    commit: async () => (await flights.add({ name: 'commit', text: 'COMMIT', values: [] })).command,
    endRead() {
      owed = setTimeout(() => {
        owed = undefined;
        say('COMMIT').catch(destroy);
      }, readEndsWithinMs);
    },
    rollBack: () => say('ROLLBACK'),
  };
}

interface Wrapped {
  readonly login: string | undefined;
  readonly isLost: () => boolean;
  readonly lose: () => void;
  readonly prepared: PreparedNames;
}

function wrap(client: pg.Client, { login, isLost, lose, prepared }: Wrapped): Connection {
  const driver = (client as unknown as { connection: DriverConnection }).connection;
  let stale = false;
  const destroy = (): void => {
    driver.stream.destroy();
    lose();
  };
  const judge = (error: unknown): never => {
    stale ||= isStalePlan(error);
    // says who asked, where the driver knows only who read the answer
    if (error instanceof Error) Error.captureStackTrace(error);
    throw error;
  };
  const flights = createFlights(client, driver);
  const { owesCommit, ...words } = speak(client, driver, { flights, prepared, destroy });
  return {
    login,
    touched: new Set(),
    last: '',
    knows: (key) => prepared.knows(key),
    ...words,
    statement(key, name, text, values) {
      return flights.add({ name: prepared.nameOf(key, name), text, values }).catch(judge);
    },
    isClean: () => !isLost() && !stale && (owesCommit() || client.getTransactionStatus() === 'I'),
    destroy,
    async close() {
      if (isLost()) return;
      const tooLong = setTimeout(destroy, closeWithinMs);
      await client.end().catch(lose);
      clearTimeout(tooLong);
    },
  };
}
