/** Time and randomness as parameters: the ground storey never reaches for either, so a test can hold both still. */
export interface Clock {
  /** Milliseconds since the epoch, as the wall clock says. */
  nowMs(): number;
  /** Milliseconds on a clock that never goes back; its zero means nothing. */
  monotonicMs(): number;
}

/** @returns exactly `size` bytes from a cryptographic source */
export type RandomBytes = (size: number) => Uint8Array;
