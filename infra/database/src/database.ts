/**
 * The one door to data (security promise 1): it opens a transaction of exactly one tenant, or of control, under that one's
 * role, path and tenant setting, all local to the transaction and set in the flight of its first statements.
 */
import { connect } from './connection.ts';
import { ConnectionPool } from './connection-pool.ts';
import { createStatementNames } from './statement.ts';
import { createTenantLookup, type TenantLookup } from './tenant-lookup.ts';
import type { TenantRef } from './tenant-ref.ts';
import type { ControlReader, ControlTx, TenantReader, TenantTx } from './tenant-transaction.ts';
import { controlScope, controlScopeOf, tenantScope, type Scope } from './transaction-scope.ts';
import { runTransaction, type Handle } from './transaction.ts';

export type { TenantRef } from './tenant-ref.ts';

export interface DatabaseOptions {
  readonly url: string;
  readonly applicationName: string;
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

export interface TransactionOptions {
  readonly withinMs?: number;
}

export interface Database extends TenantLookup {
  tenant<T>(ref: TenantRef, work: (tx: TenantTx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** One moment: every statement sees the same snapshot. */
  readTenant<T>(
    ref: TenantRef,
    work: (tx: TenantReader) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T>;
  /** Crosses tenants: for sign-in, routing and the platform's own stream alone. */
  control<T>(work: (tx: ControlTx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  readControl<T>(work: (tx: ControlReader) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Control rows that name this tenant, and no others. */
  controlFor<T>(
    ref: TenantRef,
    work: (tx: ControlTx) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T>;
  readControlFor<T>(
    ref: TenantRef,
    work: (tx: ControlReader) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T>;
  /** Resolves when Postgres answers. */
  ping(): Promise<void>;
  readonly connections: { readonly open: number; readonly idle: number; readonly waiting: number };
  close(): Promise<void>;
}

export function createDatabase(options: DatabaseOptions): Database {
  const withinMs = options.transactionWithinMs ?? 15_000;
  const names = createStatementNames();
  const pool = createPool(options, withinMs);

  function open<T, Tx>(
    scope: Scope,
    writes: boolean,
    work: (tx: Tx) => Promise<T>,
    asked: TransactionOptions = {},
  ): Promise<T> {
    const within = asked.withinMs ?? withinMs;
    const begin = writes ? 'BEGIN' : 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';
    // Postgres gives up just before we cut the connection, so that the cause is its answer
    const sql = `${begin};${scope.sql};SET LOCAL transaction_timeout=${Math.max(1, Math.trunc(within * 0.95))}`;
    return runTransaction(
      pool,
      names,
      { key: scope.key, sql, writes, withinMs: within, tenant: scope.tenant },
      (handle: Handle) => work(handle as unknown as Tx),
    );
  }

  const readControl: Database['readControl'] = (work, asked) => open(controlScope, false, work, asked);
  return {
    tenant: (ref, work, asked) => open(tenantScope(ref), true, work, asked),
    readTenant: (ref, work, asked) => open(tenantScope(ref), false, work, asked),
    control: (work, asked) => open(controlScope, true, work, asked),
    readControl,
    controlFor: (ref, work, asked) => open(controlScopeOf(ref), true, work, asked),
    readControlFor: (ref, work, asked) => open(controlScopeOf(ref), false, work, asked),
    ...createTenantLookup(readControl),
    async ping() {
      await readControl((tx) => tx.query('SELECT 1'), { withinMs: 2_000 });
    },
    get connections() {
      return pool.counts;
    },
    close: () => pool.close(),
  };
}

function createPool(options: DatabaseOptions, withinMs: number): ConnectionPool {
  const connection = {
    url: options.url,
    applicationName: options.applicationName,
    connectTimeoutMs: options.connectTimeoutMs ?? 2_000,
    statementTimeoutMs: options.statementTimeoutMs ?? 10_000,
    lockTimeoutMs: options.lockTimeoutMs ?? 5_000,
    idleTimeoutMs: withinMs,
  };
  return new ConnectionPool({
    size: options.poolSize ?? 10,
    tenantsPerConnectionMax: options.tenantsPerConnectionMax ?? 100,
    waitMs: options.acquireWithinMs ?? 5_000,
    waitersMax: 10_000,
    open: (onLost) => connect(connection, onLost),
  });
}
