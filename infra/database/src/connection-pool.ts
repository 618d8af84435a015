/**
 * A bounded pool that prefers the connection which served this tenant last, recycles one that has touched many tenants (each
 * costs a backend 0.4 MB for good), and drops every one that is not certainly clean. Where each tenant has a login of its
 * own, an idle connection of another login makes room. When Postgres comes back it works again by itself: nothing is
 * remembered of a failure.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { Connection } from './connection.ts';

export interface PoolOptions {
  readonly size: number;
  readonly tenantsPerConnectionMax: number;
  readonly waitMs: number;
  readonly waitersMax: number;
  readonly open: (login: string | undefined, onLost: () => void) => Promise<Connection>;
}

export interface Want {
  /** The schema that it will work in: a connection warm for it is preferred. */
  readonly key: string;
  /** Counted against the connection; undefined for control. */
  readonly tenant: string | undefined;
  /** A connection of any other login will not do. */
  readonly login: string | undefined;
}

interface Waiter {
  readonly want: Want;
  readonly timer: NodeJS.Timeout;
  readonly resolve: (connection: Connection) => void;
  readonly reject: (error: unknown) => void;
  /** How many that came later were served before it. */
  passed: number;
}

/** A waiter with a warm connection may go first so often; then the eldest is served, whatever it costs. */
const passedMax = 64;
const lookedAtMax = 64;

export class ConnectionPool {
  readonly #options: PoolOptions;
  readonly #all = new Set<Connection>();
  /** The one that was used last stands last. */
  readonly #idle: Connection[] = [];
  readonly #waiters: Waiter[] = [];
  /** Where a schema was served first: its plans are there, and it comes back there while that one is free. */
  readonly #homes = new Map<string, Connection>();
  /** Places of connections that are being opened or closed. */
  #reserved = 0;
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  get counts(): { readonly open: number; readonly idle: number; readonly waiting: number } {
    return { open: this.#all.size, idle: this.#idle.length, waiting: this.#waiters.length };
  }

  /** @throws AppError `unavailable` when Postgres is away, or every connection stays busy for too long */
  async acquire(want: Want): Promise<Connection> {
    if (this.#closed) throw closed();
    const first = this.#waiters.length === 0;
    const ready = first ? this.#takeIdle(want) : undefined;
    if (ready !== undefined) return this.#mark(ready, want);
    const evicted = first && !this.#hasRoom() ? this.#evict() : undefined;
    if (evicted === undefined && !this.#hasRoom()) return this.#wait(want);
    try {
      return this.#mark(await this.#open(want.login, evicted), want);
    } finally {
      this.#serveWaiters();
    }
  }

  release(connection: Connection): void {
    if (!this.#all.has(connection)) return;
    if (this.#closed || !connection.isClean()) {
      connection.destroy();
      this.#forget(connection);
    } else if (connection.touched.size > this.#options.tenantsPerConnectionMax) {
      void this.#retire(connection);
    } else {
      this.#idle.push(connection);
      this.#serveWaiters();
    }
  }

  /** The server has fallen silent: each idle connection would keep one more caller waiting to find that out. */
  distrust(): void {
    for (const connection of [...this.#idle]) connection.destroy();
  }

  /** Connections in use are closed as they come back. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const waiter of this.#waiters.splice(0)) {
      clearTimeout(waiter.timer);
      waiter.reject(closed());
    }
    await Promise.all(this.#idle.splice(0).map((connection) => connection.close()));
  }

  #hasRoom(): boolean {
    return this.#all.size + this.#reserved < this.#options.size;
  }

  /** @param evicted gives up its place, and is gone from the server before the new one is opened */
  async #open(login: string | undefined, evicted: Connection | undefined): Promise<Connection> {
    if (evicted !== undefined) {
      this.#all.delete(evicted);
      this.#leave(evicted);
    }
    this.#reserved += 1;
    let connection: Connection | undefined;
    try {
      await evicted?.close();
      connection = await this.#options.open(login, () => {
        if (connection !== undefined) this.#forget(connection);
      });
      this.#all.add(connection);
      return connection;
    } finally {
      this.#reserved -= 1;
    }
  }

  async #retire(connection: Connection): Promise<void> {
    this.#all.delete(connection);
    this.#leave(connection);
    this.#reserved += 1;
    await connection.close();
    this.#reserved -= 1;
    this.#serveWaiters();
  }

  #forget(connection: Connection): void {
    this.#all.delete(connection);
    this.#leave(connection);
    const at = this.#idle.indexOf(connection);
    if (at >= 0) this.#idle.splice(at, 1);
    this.#serveWaiters();
  }

  /** Nobody is at home on a connection that is gone. */
  #leave(connection: Connection): void {
    for (const [key, home] of this.#homes) if (home === connection) this.#homes.delete(key);
  }

  #takeIdle(want: Want): Connection | undefined {
    const home = this.#homes.get(want.key);
    const homeAt = home === undefined ? -1 : this.#idle.indexOf(home);
    const at = homeAt >= 0 ? homeAt : warmest(this.#idle, want);
    return at >= 0 ? this.#idle.splice(at, 1)[0] : undefined;
  }

  /** The idle connection that nobody has used for longest. */
  #evict(): Connection | undefined {
    return this.#idle.shift();
  }

  #serveWaiters(): void {
    while (!this.#closed && (this.#idle.length > 0 || this.#hasRoom())) {
      const waiter = this.#nextWaiter();
      if (waiter === undefined) return;
      clearTimeout(waiter.timer);
      const ready = this.#takeIdle(waiter.want);
      if (ready !== undefined) waiter.resolve(this.#mark(ready, waiter.want));
      else void this.#openFor(waiter, this.#hasRoom() ? undefined : this.#evict());
    }
  }

  /** The eldest, unless a later one can have an idle connection as it is. */
  #nextWaiter(): Waiter | undefined {
    const [eldest] = this.#waiters;
    if (eldest === undefined || eldest.passed >= passedMax) return this.#waiters.shift();
    const near = this.#waiters.slice(0, lookedAtMax);
    const nearest = (fits: (connection: Connection, want: Want) => boolean): number =>
      near.findIndex(({ want }) => this.#idle.some((connection) => fits(connection, want)));
    let at = nearest((connection, { key }) => this.#homes.get(key) === connection);
    if (at < 0) at = nearest(isWarm);
    if (at < 0) at = nearest(({ login }, want) => login === want.login);
    if (at <= 0) return this.#waiters.shift();
    for (const passedOver of near.slice(0, at)) passedOver.passed += 1;
    return this.#waiters.splice(at, 1)[0];
  }

  async #openFor(waiter: Waiter, evicted: Connection | undefined): Promise<void> {
    try {
      waiter.resolve(this.#mark(await this.#open(waiter.want.login, evicted), waiter.want));
    } catch (error) {
      waiter.reject(error);
    }
    this.#serveWaiters();
  }

  #mark(connection: Connection, { key, tenant }: Want): Connection {
    connection.last = key;
    if (tenant === undefined) return connection;
    connection.touched.add(tenant);
    if (!this.#homes.has(key)) this.#homes.set(key, connection);
    return connection;
  }

  #wait(want: Want): Promise<Connection> {
    if (this.#waiters.length >= this.#options.waitersMax) throw busy();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const at = this.#waiters.indexOf(waiter);
        if (at >= 0) this.#waiters.splice(at, 1);
        reject(busy());
      }, this.#options.waitMs);
      const waiter: Waiter = { want, timer, resolve, reject, passed: 0 };
      this.#waiters.push(waiter);
    });
  }
}

function isWarm(connection: Connection, { key, tenant, login }: Want): boolean {
  if (connection.login !== login) return false;
  return tenant === undefined ? connection.knows(key) : connection.touched.has(tenant);
}

/** The place of the one that served it last, else of one that knows it, else of the one that knows the fewest tenants; -1: none will do. */
function warmest(idle: readonly Connection[], want: Want): number {
  let [knowing, fewest] = [-1, -1];
  for (let at = idle.length - 1; at >= 0; at--) {
    const connection = idle[at] as Connection;
    if (connection.login !== want.login) continue;
    if (connection.last === want.key) return at;
    if (knowing < 0 && isWarm(connection, want)) knowing = at;
    if (fewest < 0 || connection.touched.size < (idle[fewest] as Connection).touched.size) fewest = at;
  }
  return knowing >= 0 ? knowing : fewest;
}

function busy(): AppError {
  return new AppError('unavailable', 'every database connection is in use', {
    fix: 'try again in a moment',
    who: 'the caller',
  });
}

function closed(): AppError {
  return new AppError('unavailable', 'the database pool is closed', {
    fix: 'start the process again',
    who: 'whoever operates Gamut',
  });
}
