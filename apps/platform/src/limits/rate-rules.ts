/** How often a caller may ask, by rate class: in plain numbers, since they are shown to people before they bite. */
import type { RateClass } from '@gamut/access/permission-row';

export interface RateRule {
  /** How many may come at once. */
  readonly burst: number;
  readonly perMinute: number;
}
export type RateRules = Readonly<Record<RateClass, RateRule>>;

export const rateRules: RateRules = {
  read: { burst: 240, perMinute: 1200 },
  change: { burst: 60, perMinute: 240 },
  sensitive: { burst: 60, perMinute: 240 },
  heavy: { burst: 6, perMinute: 12 },
  sign_in: { burst: 30, perMinute: 60 },
};

/** Microseconds from one request to the next when they come evenly. */
export function spacingUs({ perMinute }: RateRule): number {
  return Math.max(1, Math.round(60_000_000 / perMinute));
}
