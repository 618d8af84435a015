/** Sizes and sums of the picture of the last hours. */
import type { HourCount } from './overview.ts';

export const step = 13;
const barMax = 56;
export const baseline = 62;

export interface Sums {
  readonly allowed: number;
  readonly degraded: number;
  readonly waiting: number;
  readonly blocked: number;
}

/** Pure: totals over all hours. */
export function sumHours(hours: readonly HourCount[]): Sums {
  const sum = (pick: (hour: HourCount) => number) => hours.reduce((total, hour) => total + pick(hour), 0);
  return {
    allowed: sum((h) => h.allowed),
    degraded: sum((h) => h.degraded),
    waiting: sum((h) => h.waiting),
    blocked: sum((h) => h.blocked),
  };
}

/** Pure: height of a bar; anything above zero is at least two units, so that one action is never invisible. */
export const barHeight = (value: number, max: number): number =>
  value === 0 ? 0 : Math.max(2, Math.round((value / Math.max(max, 1)) * barMax));
