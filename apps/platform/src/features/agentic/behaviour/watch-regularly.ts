/**
 * When the watch over behaviour looks: a tenant whose decisions were just made durable is looked at within five seconds, every
 * tenant at least every half minute (another process may have died before it looked), in turns, so that one with many decisions
 * keeps nobody waiting for longer than its turn. It waits behind no other sweep. Alerts come within 60 s (product.md section 3).
 */
import type { TenantRef } from '@gamut/database/database';
import type { Logger } from '@gamut/service/logger';
import type { Ledger } from '../decisions/commit-ledger.ts';
import { decisionsAtOnce, unwatchedMs, watchBehaviour, type WatchParts } from './watch-behaviour.ts';

export interface BehaviourWatcher {
  /** Decisions of this tenant are durable. */
  tell(tenant: TenantRef): void;
  /** What the timer does: looks at whoever was told, and at everybody when that is due. */
  tick(): Promise<void>;
  /** Looks at every tenant now. @returns how many decisions were looked at */
  round(): Promise<number>;
  /** How old a decision was at most when the watch got to it, or is that it could not look at, in this round and the one before. */
  lagMs(): number;
  start(): void;
  stop(): Promise<void>;
}

export interface WatcherParts extends WatchParts {
  readonly logger: Logger;
}

/** Both together, and the turns of others, have to stay below the minute. */
export const tickMs = 5_000;
const everybodyMs = 30_000;
const promisedMs = 60_000;

export function createBehaviourWatcher(parts: WatcherParts): BehaviourWatcher {
  const { db, clock, logger } = parts;
  const turns = createTurns(parts);
  let everybodyAtMs = -Infinity;
  let timer: NodeJS.Timeout | undefined;

  async function addEverybody(): Promise<void> {
    for (const tenant of await db.listTenants()) turns.add(tenant);
    everybodyAtMs = clock.monotonicMs();
  }

  async function tick(): Promise<void> {
    try {
      if (clock.monotonicMs() - everybodyAtMs >= everybodyMs) await addEverybody();
      await turns.take();
    } catch (error) {
      logger.warn({ err: error }, 'behaviour could not be looked at');
    }
  }

  return {
    tell: turns.add,
    tick,
    async round() {
      await turns.ended();
      await addEverybody();
      return turns.take();
    },
    lagMs: turns.lagMs,
    start() {
      timer = setInterval(() => void tick(), tickMs);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      await turns.stop();
    },
  };
}

/** Tenants in the order in which they were told: whoever has more goes behind the others. One round at a time. */
function createTurns(parts: WatcherParts) {
  const due = new Map<string, TenantRef>();
  let [lagMs, lagBeforeMs, stopped] = [0, 0, false];
  let round: Promise<number> | undefined;

  function countLag(tenant: TenantRef, ms: number): void {
    lagMs = Math.max(lagMs, ms);
    if (ms > promisedMs)
      parts.logger.warn({ tenant: tenant.id, lagMs: ms }, 'behaviour was looked at later than promised');
  }

  /** @returns how many decisions were looked at; a failure leaves the tenant due, and what waits there counts as late */
  async function takeOne(tenant: TenantRef, failed: TenantRef[]): Promise<number> {
    try {
      const turn = await watchBehaviour(parts, tenant);
      countLag(tenant, turn.lagMs);
      if (turn.looked === decisionsAtOnce) due.set(tenant.id, tenant);
      return turn.looked;
    } catch (error) {
      parts.logger.warn({ err: error, tenant: tenant.id }, 'behaviour could not be looked at');
      failed.push(tenant);
      // where not even that can be read there is no figure, and the line above says so
      countLag(tenant, await unwatchedMs(parts, tenant).catch(() => 0));
      return 0;
    }
  }

  async function takeAll(): Promise<number> {
    [lagMs, lagBeforeMs] = [0, lagMs];
    let looked = 0;
    const failed: TenantRef[] = [];
    // what is put in again, or added meanwhile, comes last
    for (const [id, tenant] of due) {
      if (stopped) break;
      due.delete(id);
      looked += await takeOne(tenant, failed);
    }
    for (const tenant of failed) due.set(tenant.id, tenant);
    return looked;
  }

  return {
    add: (tenant: TenantRef) => void due.set(tenant.id, tenant),
    /** Whoever comes while a round is under way is in it. */
    take: (): Promise<number> => (round ??= takeAll().finally(() => (round = undefined))),
    lagMs: () => Math.max(lagMs, lagBeforeMs),
    ended: async () => void (await round),
    async stop() {
      stopped = true;
      await round;
    },
  };
}

/** The ledger whose batches the watch hears of, also those whose answer was lost. */
export function toldOf(ledger: Ledger, { tell }: Pick<BehaviourWatcher, 'tell'>): Ledger {
  return {
    async commit(tenant, batch, requestNonce) {
      try {
        return await ledger.commit(tenant, batch, requestNonce);
      } finally {
        tell(tenant);
      }
    },
  };
}
