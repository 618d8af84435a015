/**
 * How long a tenant's keys live in a process, and how long a rotation waits because of it. The later ones follow from the
 * earlier: nothing may be sealed under a version that is being retired once its last text has been looked for.
 */
export const keyTimes = {
  /** A key is handed out for this long after it was read. */
  rememberMs: 5_000,
  /** From here on it is read again in the background. */
  refreshAfterMs: 2_500,
  /** A sealer in hand works for this long: a call waits for a connection and runs its transaction with it. */
  usableMs: 15_000,
  /** A new version seals only now: longer than a key is remembered, with room for clocks that differ by two seconds. */
  spreadMs: 10_000,
  /** After the spread, until nothing sealed under the old version is still on its way: a sealer in hand, a wait, a transaction, clocks. */
  settleMs: 45_000,
} as const;
