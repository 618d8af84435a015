/**
 * The one door to data (security promise 1): it opens a transaction of exactly one tenant, or of control, under that one's
 * role, path and tenant setting, all local to the transaction and set in the flight of its first statements.
 */
import { createCellPools, type CellPools, type DatabaseOptions } from './cells.ts';
import { createStatementNames } from './statement.ts';
import { createTenantLookup, type TenantLookup } from './tenant-lookup.ts';
import { isTenantRefused, mayHaveMoved, tenantRefusal } from './tenant-refusal.ts';
import { homeCell, type TenantRef } from './tenant-ref.ts';
import type { ControlReader, ControlTx, TenantReader, TenantTx } from './tenant-transaction.ts';
import { controlScopeIn, controlScopeOf, tenantScope, type Scope } from './transaction-scope.ts';
import { runTransaction, type Handle } from './transaction.ts';

export type { DatabaseOptions } from './cells.ts';
export { homeCell, type TenantRef } from './tenant-ref.ts';

export interface TransactionOptions {
  readonly withinMs?: number;
  /** All its statements start in its first turn, and the COMMIT leaves with them: what the work decides after that undoes nothing. */
  readonly oneFlight?: boolean;
  /** A statement keeps one plan whatever its values are, where Postgres would plan it anew for each: for short statements by key. */
  readonly onePlan?: boolean;
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
  /** The control schema of one cell, of which home's alone is authoritative: for the agent directory of each cell. */
  readCellControl<T>(
    cell: string,
    work: (tx: ControlReader) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T>;
  /** `home` first, then every other cell that is configured. */
  readonly cells: readonly string[];
  /** Resolves when home answers. */
  ping(): Promise<void>;
  /** Resolves when this cell answers. @throws AppError `unavailable` */
  pingCell(cell: string): Promise<void>;
  /** The gates shut a cell beside home whose posture does not hold; its tenants get `unavailable` until it opens again. */
  shutCell(cell: string, why: string): void;
  openCell(cell: string): void;
  readonly connections: { readonly open: number; readonly idle: number; readonly waiting: number };
  close(): Promise<void>;
}

type Open = <T, Tx>(
  scope: Scope,
  writes: boolean,
  work: (tx: Tx) => Promise<T>,
  asked?: TransactionOptions,
) => Promise<T>;

export function createDatabase(options: DatabaseOptions): Database {
  const withinMs = options.transactionWithinMs ?? 15_000;
  const cells = createCellPools(options, withinMs);
  const open = createOpening(cells, withinMs);
  const home = controlScopeIn(homeCell);
  const readControl: Database['readControl'] = (work, asked) => open(home, false, work, asked);
  const lookup = createTenantLookup(readControl);
  const readCellControl: Database['readCellControl'] = (cell, work, asked) =>
    open(controlScopeIn(cell), false, work, asked);
  const pingCell = async (cell: string): Promise<void> => {
    await readCellControl(cell, (tx) => tx.query('SELECT 1'), { withinMs: 2_000 });
  };
  /** A reference that Postgres refuses is out of date: the next look goes to control. */
  const forgetting = (ref: TenantRef) => async (error: unknown) => {
    const moved = mayHaveMoved(error);
    if (moved || isTenantRefused(error)) lookup.forgetTenant(ref.id);
    if (moved && !isSamePlace(ref, await lookup.findTenant({ id: ref.id }).catch(() => ref)))
      throw tenantRefusal(error);
    throw error;
  };
  return {
    tenant: (ref, work, asked) => open(tenantScope(ref), true, work, asked).catch(forgetting(ref)),
    readTenant: (ref, work, asked) => open(tenantScope(ref), false, work, asked).catch(forgetting(ref)),
    control: (work, asked) => open(home, true, work, asked),
    readControl,
    controlFor: (ref, work, asked) => open(controlScopeOf(ref), true, work, asked),
    readControlFor: (ref, work, asked) => open(controlScopeOf(ref), false, work, asked),
    ...lookup,
    readCellControl,
    cells: cells.names,
    ping: () => pingCell(homeCell),
    pingCell,
    shutCell: cells.shut,
    openCell: cells.open,
    get connections() {
      return cells.counts;
    },
    close: () => cells.close(),
  };
}

/** Whether the tenant is where the reference says, and nobody is moving it. */
function isSamePlace(ref: TenantRef, now: TenantRef | undefined): boolean {
  return (
    now?.cell === ref.cell && now.schema === ref.schema && now.role === ref.role && now.status !== 'moving'
  );
}

/**
 * A plan that is made once is made while its tables are young, when a scan from end to end looks as cheap as an index; it is
 * kept when they have grown a thousandfold. So such a plan takes an index wherever there is one, and follows it: a bitmap would be
 * gathered whole before the first row of it is taken.
 */
const keptPlans =
  ';SET LOCAL plan_cache_mode=force_generic_plan;SET LOCAL enable_seqscan=off;SET LOCAL enable_bitmapscan=off';

function createOpening(cells: CellPools, withinMs: number): Open {
  const names = createStatementNames();
  return async (scope, writes, work, asked = {}) => {
    const within = asked.withinMs ?? withinMs;
    const begin = writes ? 'BEGIN' : 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';
    // Postgres gives up just before we cut the connection, so that the cause is its answer
    const timeout = `SET LOCAL transaction_timeout=${Math.max(1, Math.trunc(within * 0.95))}`;
    const plans = asked.onePlan === true ? keptPlans : '';
    const sql = `${begin};${scope.sql};${timeout}${plans}`;
    const { key, tenant, wider } = scope;
    const login = cells.loginOf(scope.login);
    return runTransaction(
      cells.poolOf(scope.cell),
      names,
      { key, sql, writes, oneFlight: asked.oneFlight ?? false, withinMs: within, tenant, login, wider },
      (handle: Handle) => work(handle as never),
    );
  };
}
