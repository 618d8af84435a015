/**
 * When checks of customers' keys begin: each tenant's within its time, few at once at each service. Services never wait for each
 * other, so one that hangs delays its own tenants alone.
 */
import type { Monotonic } from './key-port.ts';
import type { KeyChecks, Watched } from './key-checks.ts';
import type { CheckTimes } from './sealing-parts.ts';

export interface CheckSchedule {
  /** Reads which tenants there are, and checks each once. */
  round(): Promise<void>;
  /** What time alone does: seals what was not seen for too long, pays what is owed, begins what is due. */
  tick(): void;
  start(): void;
  stop(): Promise<void>;
}

const tickMs = 1000;
const listEveryMs = 5000;
const atOncePerService = 16;

export function createCheckSchedule(checks: KeyChecks, clock: Monotonic, times: CheckTimes): CheckSchedule {
  let timer: NodeJS.Timeout | undefined;
  let listing: Promise<void> | undefined;
  let listedMs = Number.NEGATIVE_INFINITY;

  function list(): void {
    listedMs = clock.monotonicMs();
    listing ??= checks
      .list()
      .catch(() => undefined)
      .finally(() => {
        listing = undefined;
      });
  }

  function begin(due: readonly Watched[]): void {
    const busy = new Map<string, number>();
    for (const { service, checking } of checks.all())
      if (checking !== undefined) busy.set(service, (busy.get(service) ?? 0) + 1);
    for (const watched of due) {
      const running = busy.get(watched.service) ?? 0;
      if (running >= atOncePerService) continue;
      busy.set(watched.service, running + 1);
      void checks.check(watched);
    }
  }

  function tick(): void {
    const nowMs = clock.monotonicMs();
    if (nowMs - listedMs >= Math.min(listEveryMs, times.checkEveryMs)) list();
    for (const watched of checks.all()) checks.pass(watched);
    begin(
      checks
        .all()
        .filter(
          ({ checking, checkedMs }) => checking === undefined && nowMs - checkedMs >= times.checkEveryMs,
        )
        .sort((a, b) => a.checkedMs - b.checkedMs),
    );
  }

  return {
    tick,
    async round() {
      await checks.list();
      await Promise.all(checks.all().map((watched) => checks.check(watched)));
      await checks.settled();
    },
    start() {
      timer = setInterval(tick, Math.min(tickMs, times.checkEveryMs));
      timer.unref();
      tick();
    },
    async stop() {
      clearInterval(timer);
      await listing;
      await checks.settled();
      for (const { standing } of checks.all()) standing.seal('this process is stopping');
    },
  };
}
