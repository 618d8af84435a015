/**
 * The pace of the machine, taken from plain calls of the same run: a machine that others keep busy slows what is measured as it slows
 * them. The promised bound counts; only where plain calls are slow themselves it is so many of them.
 */
export interface Pace {
  note(tookMs: number): void;
  /** The bound, or twenty plain calls where that is longer. */
  within(boundMs: number): number;
}

export function openPace(): Pace {
  const calls: number[] = [];
  return {
    note: (tookMs) => void calls.push(tookMs),
    within(boundMs) {
      const sorted = [...calls].sort((a, b) => a - b);
      return Math.max(boundMs, 20 * (sorted[Math.floor(sorted.length / 2)] ?? 0));
    },
  };
}
