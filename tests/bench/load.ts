/** A closed loop: so many calls in flight, each followed by the next, for a bounded time; latencies of all of them. */
import { performance } from 'node:perf_hooks';

export interface LoadFigures {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly calls: number;
}

/** @param work one call; a rejection ends the run */
export async function runLoad(
  inFlight: number,
  durationMs: number,
  work: (call: number) => Promise<void>,
): Promise<LoadFigures> {
  const latencies: number[] = [];
  const began = performance.now();
  const until = began + durationMs;
  let call = 0;
  async function lane(): Promise<void> {
    while (performance.now() < until) {
      const started = performance.now();
      await work(call++);
      latencies.push(performance.now() - started);
    }
  }
  await Promise.all(Array.from({ length: inFlight }, lane));
  const seconds = (performance.now() - began) / 1000;
  latencies.sort((a, b) => a - b);
  return {
    perSecond: latencies.length / seconds,
    p50Ms: quantile(latencies, 0.5),
    p95Ms: quantile(latencies, 0.95),
    p99Ms: quantile(latencies, 0.99),
    calls: latencies.length,
  };
}

/** @param sorted ascending, not empty */
export function quantile(sorted: readonly number[], share: number): number {
  const at = Math.min(sorted.length - 1, Math.floor(sorted.length * share));
  return sorted[at] as number;
}

/** The run with the median rate of several. */
export function medianRun(runs: readonly LoadFigures[]): LoadFigures {
  const sorted = [...runs].sort((a, b) => a.perSecond - b.perSecond);
  return sorted[Math.floor(sorted.length / 2)] as LoadFigures;
}
