/** A failure that lasts is told when it begins and when it changes, not at each look: a tenant may stay sealed for days. */

export interface ChangeTeller {
  failed(what: string, error: unknown): void;
  /** From here on the next failure is told again. */
  went(what: string): void;
}

export function createChangeTeller(tell: (what: string, error: unknown) => void): ChangeTeller {
  const told = new Map<string, string>();
  return {
    failed(what, error) {
      const why = error instanceof Error ? `${error.name}: ${error.message}` : typeof error;
      if (told.get(what) === why) return;
      told.set(what, why);
      tell(what, error);
    },
    went: (what) => void told.delete(what),
  };
}
