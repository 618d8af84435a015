/** Invariants: what must be true if our own code is right. A failure is a fault of ours, never a refusal to a caller. */
export class BrokenInvariant extends Error {
  override readonly name = 'BrokenInvariant';
}

export function assertInvariant(holds: boolean, what: string): asserts holds {
  if (!holds) throw new BrokenInvariant(what);
}

export function assertPresent<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new BrokenInvariant(`${what} is absent`);
  return value;
}

/** For the default branch of a switch that must name every case: adding a case then does not compile here. */
export function assertNever(value: never, what: string): never {
  throw new BrokenInvariant(`${what} has a case that nobody handles: ${JSON.stringify(value)}`);
}
