/**
 * One transaction on one connection: opened in the same flight as its first statements, committed only when every statement
 * was answered without error, rolled back otherwise. After its end the handle refuses, and nothing of the session remains.
 */
import { AppError } from '@gamut/kernel/app-error';
import { assertParameters } from './column-values.ts';
import type { Connection } from './connection.ts';
import type { ConnectionPool } from './connection-pool.ts';
import { commitInDoubt, isCommitInDoubt, isConnectionLost, mapSqlError } from './sql-error.ts';
import type { StatementNames } from './statement.ts';
import { asTenantRefusal } from './tenant-refusal.ts';

export interface Opening {
  /** The connection's affinity: the schema it will work in. */
  readonly key: string;
  /** BEGIN and every SET LOCAL, as one text. */
  readonly sql: string;
  readonly writes: boolean;
  /** All its statements start in one turn, and its COMMIT leaves with them. */
  readonly oneFlight: boolean;
  readonly withinMs: number;
  /** The tenant whose transaction it is; control's has none. */
  readonly tenant: string | undefined;
  /** The tenant role that the connection must be the login of; undefined: the application's own. */
  readonly login: string | undefined;
  /** What `crossTenants` says to Postgres; undefined: nothing is left to be said. */
  readonly wider: string | undefined;
}

export interface Handle {
  readonly tenant: string | undefined;
  query(sql: string, values?: readonly unknown[]): Promise<unknown[]>;
  execute?(sql: string, values?: readonly unknown[]): Promise<number>;
  crossTenants?(): Promise<void>;
}

interface State {
  open: boolean;
  /** Whether Postgres has said anything yet. */
  answered: boolean;
  failure: unknown;
  failed: boolean;
  readonly pending: Set<Promise<unknown>>;
}

export async function runTransaction<T>(
  pool: ConnectionPool,
  names: StatementNames,
  opening: Opening,
  work: (handle: Handle) => Promise<T>,
): Promise<T> {
  const connection = await pool.acquire(opening);
  const state: State = { open: true, answered: false, failure: undefined, failed: false, pending: new Set() };
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    connection.destroy();
    // a server that does not even answer BEGIN is silent on every other connection too
    if (!state.answered) pool.distrust();
  }, opening.withinMs);
  try {
    void track(state, openScope(connection, opening, state));
    const working = work(makeHandle(connection, names, state, opening));
    const early = opening.oneFlight ? commitWith(connection, state) : undefined;
    const result = await working;
    if (opening.writes) {
      if (state.failed) throw state.failure;
      // statements that nobody waits for are answered with it
      await settleCommit(early ?? commitWith(connection, state), state);
    } else {
      await settle(state);
      if (state.failed) throw state.failure;
      connection.endRead();
    }
    return result;
  } catch (error) {
    state.open = false;
    await settle(state);
    await rollBack(connection);
    throw late && !isAppError(error) ? tooLate(error) : mapSqlError(firstFailure(state, error));
  } finally {
    clearTimeout(timer);
    pool.release(connection);
  }
}

/** The first words of the transaction; when the role of the tenant is refused, that is the answer to everything after. */
async function openScope(connection: Connection, opening: Opening, state: State): Promise<string> {
  try {
    const command = await connection.begin(opening.sql);
    state.answered = true;
    return command;
  } catch (error) {
    state.answered = true;
    throw opening.tenant === undefined ? error : asTenantRefusal(error);
  }
}

function makeHandle(connection: Connection, names: StatementNames, state: State, opening: Opening): Handle {
  const { tenant, writes, wider } = opening;
  function send(sql: string, values: readonly unknown[] = []) {
    if (!state.open) throw new TypeError('this transaction has ended');
    assertParameters(values);
    return track(state, connection.statement(opening.key, names.nameOf(sql), sql, values));
  }
  const query = async (sql: string, values?: readonly unknown[]): Promise<unknown[]> =>
    (await send(sql, values)).rows;
  if (!writes) return Object.freeze({ tenant, query: guarded(query) });
  const execute = async (sql: string, values?: readonly unknown[]): Promise<number> =>
    (await send(sql, values)).rowCount ?? 0;
  const crossTenants = async (): Promise<void> => {
    if (!state.open) throw new TypeError('this transaction has ended');
    if (wider !== undefined) await track(state, connection.statement(opening.key, undefined, wider, []));
  };
  return Object.freeze({
    tenant,
    query: guarded(query),
    execute: guarded(execute),
    crossTenants: guarded(crossTenants),
  });
}

/** A statement that nobody awaited must not end the process: its failure is seen by `settle` and rolls back. */
function guarded<T, A extends unknown[]>(send: (...what: A) => Promise<T>) {
  return (...what: A): Promise<T> => {
    const answer = send(...what);
    answer.catch(() => undefined);
    return answer;
  };
}

function track<T>(state: State, answer: Promise<T>): Promise<T> {
  state.pending.add(answer);
  answer.then(
    () => state.pending.delete(answer),
    (error: unknown) => {
      state.pending.delete(answer);
      // in one flight the echo of a failure may be heard before the failure itself
      if (state.failed && !isEcho(state.failure)) return;
      state.failed = true;
      state.failure = error;
    },
  );
  return answer;
}

async function settle(state: State): Promise<void> {
  while (state.pending.size > 0) await Promise.allSettled(state.pending);
}

async function commit(connection: Connection): Promise<void> {
  let command: string;
  try {
    command = await connection.commit();
  } catch (error) {
    if (isConnectionLost(error)) throw commitInDoubt(error);
    throw error;
  }
  if (command !== 'COMMIT') throw new Error(`COMMIT was answered with ${command}`);
}

/** The COMMIT leaves with what was sent in this turn, and nothing can be sent after it. */
function commitWith(connection: Connection, state: State): Promise<void> {
  state.open = false;
  const committed = commit(connection);
  committed.catch(() => undefined);
  return committed;
}

/** @throws what went wrong first; a commit in doubt before all else */
async function settleCommit(committed: Promise<void>, state: State): Promise<void> {
  try {
    await committed;
  } catch (error) {
    await settle(state);
    throw state.failed && !isCommitInDoubt(error) ? state.failure : error;
  }
  await settle(state);
  if (state.failed) throw state.failure;
}

async function rollBack(connection: Connection): Promise<void> {
  try {
    await connection.rollBack();
  } catch {
    connection.destroy();
  }
}

/** Statements after the first failure only say that the transaction is aborted: the first one says why. */
function firstFailure(state: State, error: unknown): unknown {
  return state.failed && isEcho(error) ? state.failure : error;
}

function isEcho(error: unknown): boolean {
  return (error as { code?: string } | undefined)?.code === '25P02';
}

function isAppError(error: unknown): boolean {
  return error instanceof AppError;
}

function tooLate(cause: unknown): AppError {
  return new AppError('deadline_exceeded', 'the database did not finish in time', {
    fix: 'try again',
    who: 'the caller',
    cause,
  });
}
