/**
 * Rate limits by GCRA: one number per caller and class says when its bucket would be empty again. Answers carry the RateLimit
 * fields (draft-ietf-httpapi-ratelimit-headers), refusals Retry-After. Kept in this process, bounded, never shared between tenants.
 */
import type { RateClass } from '@gamut/access/permissions';
import type { Clock } from '@gamut/kernel/time-source';

export interface RateRule {
  /** How many may come at once. */
  readonly burst: number;
  readonly perMinute: number;
}

export const rateRules: Readonly<Record<RateClass, RateRule>> = {
  read: { burst: 240, perMinute: 1200 },
  change: { burst: 60, perMinute: 240 },
  sensitive: { burst: 60, perMinute: 240 },
  heavy: { burst: 6, perMinute: 12 },
  sign_in: { burst: 30, perMinute: 60 },
};

export interface RateVerdict {
  readonly allowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}
export type RateLimiter = (rateClass: RateClass, caller: string) => RateVerdict;

const callersMax = 100_000;

export function createRateLimiter(
  clock: Clock,
  rules: Readonly<Record<RateClass, RateRule>> = rateRules,
): RateLimiter {
  /** Theoretical arrival time in monotonic milliseconds, by class and caller. */
  const arrivals = new Map<string, number>();

  return (rateClass, caller) => {
    const { burst, perMinute } = rules[rateClass];
    const spacingMs = 60_000 / perMinute;
    const toleranceMs = spacingMs * (burst - 1);
    const now = clock.monotonicMs();
    const key = `${rateClass} ${caller}`;
    const due = Math.max(arrivals.get(key) ?? now, now);
    const earlyMs = due - now;
    const allowed = earlyMs <= toleranceMs;
    const after = allowed ? due + spacingMs : due;
    if (allowed) keep(arrivals, key, after, now);
    const left = Math.max(0, Math.floor((toleranceMs - (after - now)) / spacingMs) + 1);
    const headers: Record<string, string> = {
      'ratelimit-policy': `"${rateClass}";q=${String(burst)};w=${String(Math.ceil((burst * spacingMs) / 1000))}`,
      ratelimit: `"${rateClass}";r=${String(left)};t=${String(Math.ceil((after - now) / 1000))}`,
    };
    if (!allowed) headers['retry-after'] = String(Math.max(1, Math.ceil((earlyMs - toleranceMs) / 1000)));
    return { allowed, headers };
  };
}

/** Past the bound, callers whose bucket is full again are forgotten; if none is, the oldest. */
function keep(arrivals: Map<string, number>, key: string, due: number, now: number): void {
  arrivals.delete(key);
  arrivals.set(key, due);
  if (arrivals.size <= callersMax) return;
  for (const [other, otherDue] of arrivals) if (otherDue <= now) arrivals.delete(other);
  const oldest = arrivals.keys().next().value;
  if (arrivals.size > callersMax && oldest !== undefined) arrivals.delete(oldest);
}
