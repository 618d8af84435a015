/** The clock of the machine, for the edge of each program; everything inside takes a clock as a parameter. */
import type { Clock } from '@gamut/kernel/time-source';

export const systemTime: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};
