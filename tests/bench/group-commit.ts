/** Neighbours share one flush: while one group is under way, those who arrive wait for the next. */
export function groupCommit<T>(
  flush: (entries: readonly T[]) => Promise<void>,
  most = 256,
): (entry: T) => Promise<void> {
  let waiting: { entry: T; resolve: () => void; reject: (error: unknown) => void }[] = [];
  let running = false;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting.slice(0, most);
      waiting = waiting.slice(most);
      try {
        await flush(group.map((one) => one.entry));
        for (const one of group) one.resolve();
      } catch (error) {
        for (const one of group) one.reject(error);
      }
    }
    running = false;
  }

  return (entry) =>
    new Promise((resolve, reject) => {
      waiting.push({ entry, resolve, reject });
      if (running) return;
      running = true;
      setImmediate(() => void drain());
    });
}
