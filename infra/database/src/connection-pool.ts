/**
 * A bounded pool that prefers the connection which served this tenant last, recycles one that has touched many tenants (each
 * costs a backend 0.4 MB for good), and drops every one that is not certainly clean. When Postgres comes back it works again
 * by itself: nothing is remembered of a failure.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { Connection } from './connection.ts';

export interface PoolOptions {
  readonly size: number;
  readonly tenantsPerConnectionMax: number;
  readonly waitMs: number;
  readonly waitersMax: number;
  readonly open: (onLost: () => void) => Promise<Connection>;
}

interface Waiter {
  readonly key: string;
  readonly timer: NodeJS.Timeout;
  readonly resolve: (connection: Connection) => void;
  readonly reject: (error: unknown) => void;
}

export class ConnectionPool {
  readonly #options: PoolOptions;
  readonly #all = new Set<Connection>();
  readonly #idle: Connection[] = [];
  readonly #waiters: Waiter[] = [];
  #opening = 0;
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  get counts(): { readonly open: number; readonly idle: number; readonly waiting: number } {
    return { open: this.#all.size, idle: this.#idle.length, waiting: this.#waiters.length };
  }

  /** @throws AppError `unavailable` when Postgres is away, or every connection stays busy for too long */
  async acquire(key: string): Promise<Connection> {
    if (this.#closed) throw closed();
    const ready = this.#waiters.length === 0 ? this.#takeIdle(key) : undefined;
    if (ready !== undefined) return mark(ready, key);
    if (!this.#hasRoom()) return this.#wait(key);
    try {
      return mark(await this.#open(), key);
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
      this.#all.delete(connection);
      void connection.close();
      this.#serveWaiters();
    } else {
      this.#idle.push(connection);
      this.#serveWaiters();
    }
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
    return this.#all.size + this.#opening < this.#options.size;
  }

  async #open(): Promise<Connection> {
    this.#opening += 1;
    let connection: Connection | undefined;
    try {
      connection = await this.#options.open(() => {
        if (connection !== undefined) this.#forget(connection);
      });
      this.#all.add(connection);
      return connection;
    } finally {
      this.#opening -= 1;
    }
  }

  #forget(connection: Connection): void {
    this.#all.delete(connection);
    const at = this.#idle.indexOf(connection);
    if (at >= 0) this.#idle.splice(at, 1);
    this.#serveWaiters();
  }

  #takeIdle(key: string): Connection | undefined {
    const warm = this.#idle.findLastIndex((connection) => connection.last === key);
    return this.#idle.splice(warm >= 0 ? warm : this.#idle.length - 1, 1)[0];
  }

  #serveWaiters(): void {
    while (!this.#closed && (this.#idle.length > 0 || this.#hasRoom())) {
      const waiter = this.#waiters.shift();
      if (waiter === undefined) return;
      clearTimeout(waiter.timer);
      const ready = this.#takeIdle(waiter.key);
      if (ready !== undefined) waiter.resolve(mark(ready, waiter.key));
      else void this.#openFor(waiter);
    }
  }

  async #openFor(waiter: Waiter): Promise<void> {
    try {
      waiter.resolve(mark(await this.#open(), waiter.key));
    } catch (error) {
      waiter.reject(error);
    }
    this.#serveWaiters();
  }

  #wait(key: string): Promise<Connection> {
    if (this.#waiters.length >= this.#options.waitersMax) throw busy();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const at = this.#waiters.indexOf(waiter);
        if (at >= 0) this.#waiters.splice(at, 1);
        reject(busy());
      }, this.#options.waitMs);
      const waiter: Waiter = { key, timer, resolve, reject };
      this.#waiters.push(waiter);
    });
  }
}

function mark(connection: Connection, key: string): Connection {
  connection.last = key;
  connection.touched.add(key);
  return connection;
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
