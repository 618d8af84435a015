/**
 * A plain connection for the short-lived provision process: the superuser while bootstrapping, the migrator afterwards. It
 * may run whole scripts, so no serving process ever opens one.
 */
import pg from 'pg';
import { columnTypes } from './column-values.ts';
import { mapSqlError } from './sql-error.ts';

export interface OwnerSession {
  /** @param name keeps the statement prepared under it: for one that is asked a thousand times */
  query<Row extends object>(sql: string, values?: readonly unknown[], name?: string): Promise<Row[]>;
  /** Many statements in one text; with no transaction of its own it is one. */
  script(sql: string): Promise<void>;
  /** All or nothing. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export async function openOwnerSession(
  url: string,
  applicationName: string,
  connectWithinMs = 10_000,
): Promise<OwnerSession> {
  const client = new pg.Client({
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: connectWithinMs,
    types: columnTypes,
  });
  // a lost connection is told by the statement that meets it
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw Object.assign(mapSqlError(error) as Error, { sqlState: (error as { code?: string }).code });
  }
  return {
    async query<Row extends object>(sql: string, values: readonly unknown[] = [], name?: string) {
      const answer = await client
        .query<Row & pg.QueryResultRow>({ text: sql, values: [...values], ...(name ? { name } : {}) })
        .catch(rethrow);
      return answer.rows;
    },
    async script(sql) {
      await client.query(sql).catch(rethrow);
    },
    async transaction(work) {
      await client.query('BEGIN').catch(rethrow);
      try {
        const result = await work();
        await client.query('COMMIT').catch(rethrow);
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    },
    close: () => client.end().catch(() => undefined),
  };
}

function rethrow(error: unknown): never {
  throw mapSqlError(error);
}
