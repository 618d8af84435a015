/**
 * The one door to data (security promise 1): it opens a transaction of exactly one tenant, or of control, under that one's
 * role, path and tenant setting, all local to the transaction and set in the flight of its first statements.
 */
import { connect } from './connection.ts';
import { createConnectionPool } from './connection-pool.ts';
import { quoteLiteral, quoteTenantRole, quoteTenantSchema } from './identifier.ts';
import { createStatementNames } from './statement.ts';
import { mintTenantRef, assertMinted, tenantColumns, type TenantRef, type TenantRow } from './tenant-ref.ts';
import type { ControlReader, ControlTx, TenantReader, TenantTx } from './tenant-transaction.ts';
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

export interface Database {
  tenant<T>(ref: TenantRef, work: (tx: TenantTx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** One moment: every statement sees the same snapshot. */
  readTenant<T>(ref: TenantRef, work: (tx: TenantReader) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Crosses tenants: for sign-in, routing and the platform's own stream alone. */
  control<T>(work: (tx: ControlTx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  readControl<T>(work: (tx: ControlReader) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Control rows that name this tenant, and no others. */
  controlFor<T>(ref: TenantRef, work: (tx: ControlTx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  readControlFor<T>(ref: TenantRef, work: (tx: ControlReader) => Promise<T>, options?: TransactionOptions): Promise<T>;
  findTenant(by: { readonly id: string } | { readonly slug: string }): Promise<TenantRef | undefined>;
  listTenants(): Promise<TenantRef[]>;
  /** Forgets what findTenant remembers of a tenant (for a second at most it would). */
  forgetTenant(id: string): void;
  /** Resolves when Postgres answers. */
  ping(): Promise<void>;
  readonly connections: { readonly open: number; readonly idle: number; readonly waiting: number };
  close(): Promise<void>;
}

const rememberMs = 1_000;
const rememberedMax = 10_000;

export function createDatabase(options: DatabaseOptions): Database {
  const withinMs = options.transactionWithinMs ?? 15_000;
  const names = createStatementNames();
  const connection = {
    url: options.url,
    applicationName: options.applicationName,
    connectTimeoutMs: options.connectTimeoutMs ?? 2_000,
    statementTimeoutMs: options.statementTimeoutMs ?? 10_000,
    lockTimeoutMs: options.lockTimeoutMs ?? 5_000,
    idleTimeoutMs: withinMs,
  };
  const pool = createConnectionPool({
    size: options.poolSize ?? 10,
    tenantsPerConnectionMax: options.tenantsPerConnectionMax ?? 100,
    waitMs: options.acquireWithinMs ?? 5_000,
    waitersMax: 10_000,
    open: (onLost) => connect(connection, onLost),
  });
  const remembered = new Map<string, { readonly ref: TenantRef; readonly untilMs: number }>();

  function open<T, Tx>(scope: Scope, writes: boolean, work: (tx: Tx) => Promise<T>, asked: TransactionOptions = {}): Promise<T> {
    const within = asked.withinMs ?? withinMs;
    const begin = writes ? 'BEGIN' : 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';
    // Postgres gives up just before we cut the connection, so that the cause is its answer
    const sql = `${begin};${scope.sql};SET LOCAL transaction_timeout=${Math.max(1, Math.trunc(within * 0.95))}`;
    return runTransaction(pool, names, { key: scope.key, sql, writes, withinMs: within, tenant: scope.tenant }, (handle: Handle) => work(handle as unknown as Tx));
  }

  async function find(column: 'id' | 'slug', value: string): Promise<TenantRef | undefined> {
    const [row] = await face.readControl((tx) => tx.query<TenantRow>(`SELECT ${tenantColumns} FROM control.tenants WHERE ${column} = $1`, [value]));
    if (row === undefined) return undefined;
    const ref = mintTenantRef(row);
    if (remembered.size >= rememberedMax) remembered.clear();
    remembered.set(ref.id, { ref, untilMs: performance.now() + rememberMs });
    return ref;
  }

  const face: Database = {
    tenant: (ref, work, asked) => open(tenantScope(ref), true, work, asked),
    readTenant: (ref, work, asked) => open(tenantScope(ref), false, work, asked),
    control: (work, asked) => open(controlScope, true, work, asked),
    readControl: (work, asked) => open(controlScope, false, work, asked),
    controlFor: (ref, work, asked) => open(controlScopeOf(ref), true, work, asked),
    readControlFor: (ref, work, asked) => open(controlScopeOf(ref), false, work, asked),
    async findTenant(by) {
      if ('slug' in by) return find('slug', by.slug);
      const known = remembered.get(by.id);
      if (known !== undefined && performance.now() < known.untilMs) return known.ref;
      remembered.delete(by.id);
      return find('id', by.id);
    },
    async listTenants() {
      const rows = await face.readControl((tx) => tx.query<TenantRow>(`SELECT ${tenantColumns} FROM control.tenants ORDER BY id`));
      return rows.map(mintTenantRef);
    },
    forgetTenant: (id) => void remembered.delete(id),
    async ping() {
      await face.readControl((tx) => tx.query('SELECT 1'), { withinMs: 2_000 });
    },
    get connections() {
      return pool.counts;
    },
    close: () => pool.close(),
  };
  return face;
}

interface Scope {
  readonly key: string;
  readonly tenant: string | undefined;
  readonly sql: string;
}

const scopes = new WeakMap<TenantRef, Scope>();

/** The role alone is no wall, nor is the setting: row security asks for both (security.md section 1.4). */
function tenantScope(ref: TenantRef): Scope {
  const known = scopes.get(ref);
  if (known !== undefined) return known;
  assertMinted(ref);
  const sql = [
    `SET LOCAL ROLE ${quoteTenantRole(ref.role)}`,
    // temporary tables are forbidden; named last, one could not shadow a table even so
    `SET LOCAL search_path=${quoteTenantSchema(ref.schema)},pg_temp`,
    `SET LOCAL gamut.tenant=${quoteLiteral(ref.id)}`,
  ].join(';');
  const scope = { key: ref.schema, tenant: ref.id, sql };
  scopes.set(ref, scope);
  return scope;
}

const controlWords = `SET LOCAL ROLE gamut_control;SET LOCAL search_path=control,pg_temp`;
const controlScope: Scope = { key: 'control', tenant: undefined, sql: `${controlWords};SET LOCAL gamut.scope='routing'` };

function controlScopeOf(ref: TenantRef): Scope {
  assertMinted(ref);
  return { key: 'control', tenant: undefined, sql: `${controlWords};SET LOCAL gamut.tenant=${quoteLiteral(ref.id)}` };
}
