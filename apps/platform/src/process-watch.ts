/** When each neighbour was last heard of, from its signed heartbeats: shown to people, kept in memory, never trusted for a decision. */
import type { Clock } from '@gamut/kernel/time-source';

export interface ProcessWatch {
  heard(process: string, build: string): void;
  list(): { process: string; build: string; quietMs: number }[];
}

export function createProcessWatch(clock: Clock): ProcessWatch {
  const last = new Map<string, { build: string; atMs: number }>();
  return {
    heard: (process, build) => void last.set(process, { build, atMs: clock.monotonicMs() }),
    list: () =>
      [...last].map(([process, { build, atMs }]) => ({
        process,
        build,
        quietMs: Math.round(clock.monotonicMs() - atMs),
      })),
  };
}
