/** The figures of the platform beside those of its requests, for /metrics: how full the pool is, who was measured out, how late journal and watch are. */
import type { Database } from '@gamut/database/database';
import type { Clock } from '@gamut/kernel/time-source';
import type { Metrics } from '@gamut/service/metrics';
import type { JournalKeeper } from './audit/journal-keeper.ts';
import type { BehaviourWatcher } from './features/agentic/behaviour/watch-regularly.ts';
import type { RateLimits } from './limits/rate-limits.ts';

export interface Measured {
  readonly db: Database;
  readonly clock: Clock;
  readonly limits: RateLimits;
  readonly keeper: Pick<JournalKeeper, 'lastRoundMs'>;
  readonly behaviour: Pick<BehaviourWatcher, 'lagMs'>;
}

export function measurePlatform(metrics: Metrics, { db, clock, limits, keeper, behaviour }: Measured): void {
  metrics.gauge('gamut_database_connections', 'Connections of this process by state.', () =>
    (['open', 'idle', 'waiting'] as const).map((state) => ({
      labels: { state },
      value: db.connections[state],
    })),
  );
  metrics.counted('gamut_rate_refusals_total', 'Requests that a rate limit refused, by class.', () =>
    [...limits.refusals].map(([rateClass, value]) => ({ labels: { class: rateClass }, value })),
  );
  metrics.gauge(
    'gamut_journal_checkpoint_age_seconds',
    'Since every stream was last seen to be signed without a failure.',
    () => {
      const lastMs = keeper.lastRoundMs();
      return lastMs === undefined ? [] : [{ value: (clock.monotonicMs() - lastMs) / 1000 }];
    },
  );
  metrics.gauge(
    'gamut_behaviour_watch_lag_seconds',
    'How old a decision was at most when its agent’s behaviour was looked at, in the last two rounds; 60 is promised.',
    () => [{ value: behaviour.lagMs() / 1000 }],
  );
}
