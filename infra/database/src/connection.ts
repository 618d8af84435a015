/**
 * One connection to Postgres, in the driver's pipeline mode: statements leave at once and are answered in order. Two ways to
 * speak: `control` for the door's own words (BEGIN, SET LOCAL, COMMIT), `statement` for a store's one prepared statement.
 */
import pg from 'pg';
import { columnTypes } from './column-values.ts';
import { mapSqlError } from './sql-error.ts';

export interface ConnectionOptions {
  readonly url: string;
  readonly applicationName: string;
  readonly connectTimeoutMs: number;
  readonly statementTimeoutMs: number;
  readonly lockTimeoutMs: number;
  readonly idleTimeoutMs: number;
}

export interface Connection {
  /** The tenant role that it is the login of; undefined: the application's. */
  readonly login: string | undefined;
  /** Tenants this backend has touched: each costs it memory for good. */
  readonly touched: Set<string>;
  /** The schema it served last: its plans are warm for that one. */
  last: string;
  /** Sends text of this room's own making; the answer is the command of the last statement in it. */
  control(sql: string): Promise<string>;
  statement(
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
  return wrap(client, login, () => lost, lose);
}

/** A server that does not answer the goodbye must not hold a place in the pool. */
const closeWithinMs = 500;

/** What this connection holds prepared no longer fits the database (a migration ran meanwhile): its plans can't be trusted. */
function isStalePlan(error: unknown): boolean {
  const { code, message = '' } = error as { code?: string; message?: string };
  return code === '26000' || code === '42P05' || (code === '0A000' && message.startsWith('cached plan'));
}

interface Corked {
  cork(): void;
  uncork(): void;
}

/** What is sent in one turn of the loop leaves in one write: each write is a call into the kernel, and costs more than its bytes. */
function gatherWrites(stream: Corked): () => void {
  let gathering = false;
  return () => {
    if (gathering) return;
    gathering = true;
    stream.cork();
    process.nextTick(() => {
      gathering = false;
      stream.uncork();
    });
  };
}

function wrap(
  client: pg.Client,
  login: string | undefined,
  isLost: () => boolean,
  lose: () => void,
): Connection {
  let stale = false;
  const destroy = (): void => {
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    lose();
  };
  const judge = (error: unknown): never => {
    stale ||= isStalePlan(error);
    throw error;
  };
  const gather = gatherWrites((client as unknown as { connection: { stream: Corked } }).connection.stream);
  return {
    login,
    touched: new Set(),
    last: '',
    async control(sql) {
      gather();
      const answer = (await client.query(sql)) as unknown as pg.QueryResult | pg.QueryResult[];
      return (Array.isArray(answer) ? answer.at(-1)?.command : answer.command) ?? '';
    },
    statement(name, text, values) {
      gather();
      const query = { text, values: values as unknown[], queryMode: 'extended' };
      return client.query(name === undefined ? query : { ...query, name }).catch(judge);
    },
    isClean: () => !isLost() && !stale && client.getTransactionStatus() === 'I',
    destroy,
    async close() {
      if (isLost()) return;
      const tooLong = setTimeout(destroy, closeWithinMs);
      await client.end().catch(lose);
      clearTimeout(tooLong);
    },
  };
}
