/** What the launcher says: one line a step, with the time it took. Everything on stderr; stdout is for answers. */
export interface Progress {
  say(line: string): void;
  /** Runs a step and prints its name with the time it took; a failure is printed by whoever catches it. */
  step<T>(name: string, work: () => Promise<T> | T, note?: (result: T) => string | undefined): Promise<T>;
}

export function createProgress(write: (text: string) => void, monotonicMs: () => number): Progress {
  const say = (line: string): void => write(`${line}\n`);
  return {
    say,
    step: async (name, work, note) => {
      const startedMs = monotonicMs();
      const slow = setTimeout(() => say(`  … ${name}`), 1500);
      try {
        const result = await work();
        const detail = note?.(result);
        const seconds = ((monotonicMs() - startedMs) / 1000).toFixed(1);
        say(`  ✓ ${name.padEnd(34)} ${seconds.padStart(5)} s${detail === undefined ? '' : `  ${detail}`}`);
        return result;
      } finally {
        clearTimeout(slow);
      }
    },
  };
}
