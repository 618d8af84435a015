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

export interface ConnectionPool {
  acquire(key: string): Promise<Connection>;
  release(connection: Connection): void;
  close(): Promise<void>;
  readonly counts: { readonly open: number; readonly idle: number; readonly waiting: number };
}

interface Waiter {
  readonly key: string;
  readonly timer: NodeJS.Timeout;
  readonly resolve: (connection: Connection) => void;
  readonly reject: (error: unknown) => void;
}

export function createConnectionPool(options: PoolOptions): ConnectionPool {
  const idle: Connection[] = [];
  const all = new Set<Connection>();
  const waiters: Waiter[] = [];
  let opening = 0;
  let closed = false;

  async function open(): Promise<Connection> {
    opening += 1;
    let connection: Connection | undefined;
    try {
      connection = await options.open(() => {
        if (connection !== undefined) forget(connection);
      });
      all.add(connection);
      return connection;
    } finally {
      opening -= 1;
    }
  }

  function forget(connection: Connection): void {
    all.delete(connection);
    const at = idle.indexOf(connection);
    if (at >= 0) idle.splice(at, 1);
    serveWaiters();
  }

  function mark(connection: Connection, key: string): Connection {
    connection.last = key;
    connection.touched.add(key);
    return connection;
  }

  function takeIdle(key: string): Connection | undefined {
    const warm = idle.findLastIndex((connection) => connection.last === key);
    return idle.splice(warm >= 0 ? warm : idle.length - 1, 1)[0];
  }

  function serveWaiters(): void {
    while (waiters.length > 0 && !closed) {
      const ready = idle.length > 0 ? takeIdle(waiters[0]!.key) : undefined;
      if (ready === undefined && all.size + opening >= options.size) return;
      const waiter = waiters.shift()!;
      clearTimeout(waiter.timer);
      if (ready !== undefined) waiter.resolve(mark(ready, waiter.key));
      else open().then((connection) => waiter.resolve(mark(connection, waiter.key)), waiter.reject).finally(serveWaiters);
    }
  }

  function wait(key: string): Promise<Connection> {
    if (waiters.length >= options.waitersMax) throw busy();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const at = waiters.indexOf(waiter);
        if (at >= 0) waiters.splice(at, 1);
        reject(busy());
      }, options.waitMs);
      const waiter: Waiter = { key, timer, resolve, reject };
      waiters.push(waiter);
    });
  }

  return {
    async acquire(key) {
      if (closed) throw new AppError('unavailable', 'the database pool is closed');
      const ready = waiters.length === 0 ? takeIdle(key) : undefined;
      if (ready !== undefined) return mark(ready, key);
      if (all.size + opening >= options.size) return wait(key);
      try {
        return mark(await open(), key);
      } finally {
        serveWaiters();
      }
    },
    release(connection) {
      if (!all.has(connection)) return;
      if (closed || !connection.isClean()) {
        connection.destroy();
        forget(connection);
      } else if (connection.touched.size > options.tenantsPerConnectionMax) {
        all.delete(connection);
        void connection.close();
        serveWaiters();
      } else {
        idle.push(connection);
        serveWaiters();
      }
    },
    async close() {
      closed = true;
      for (const waiter of waiters.splice(0)) {
        clearTimeout(waiter.timer);
        waiter.reject(new AppError('unavailable', 'the database pool is closed'));
      }
      await Promise.all(idle.splice(0).map((connection) => connection.close()));
    },
    get counts() {
      return { open: all.size, idle: idle.length, waiting: waiters.length };
    },
  };
}

function busy(): AppError {
  return new AppError('unavailable', 'every database connection is in use', { fix: 'try again in a moment', who: 'the caller' });
}
