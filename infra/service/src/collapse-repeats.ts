/**
 * What is put on record once in ten minutes, so that a loop of refusals can't fill a journal: whether this one is told, and how many
 * of the same were left out since the last one that was. Bounded: beyond it the one that was told longest ago is forgotten.
 */
import type { Clock } from '@gamut/kernel/time-source';

const collapseMs = 10 * 60_000;
const rememberedMax = 10_000;

export class CollapsedRepeats {
  readonly #seen = new Map<string, { readonly toldMs: number; leftOut: number }>();
  readonly #clock: Pick<Clock, 'monotonicMs'>;

  constructor(clock: Pick<Clock, 'monotonicMs'>) {
    this.#clock = clock;
  }

  /**
   * @param more of the same, which whoever tells us of this one has left out
   * @returns how many were left out since the last one; undefined: so is this one
   */
  tellNow(key: string, more = 0): number | undefined {
    const nowMs = this.#clock.monotonicMs();
    const last = this.#seen.get(key);
    if (last !== undefined && nowMs - last.toldMs < collapseMs) {
      last.leftOut += 1 + more;
      return undefined;
    }
    this.#remember(key, nowMs, 0);
    return (last?.leftOut ?? 0) + more;
  }

  /** It could not be told after all, so the next one is, and says as many more. */
  notTold(key: string, leftOut: number): void {
    const since = this.#seen.get(key)?.leftOut ?? 0;
    this.#remember(key, -Infinity, leftOut + since + 1);
  }

  forget(key: string): void {
    this.#seen.delete(key);
  }

  #remember(key: string, toldMs: number, leftOut: number): void {
    this.#seen.delete(key);
    const [oldest] = this.#seen.size < rememberedMax ? [] : this.#seen.keys();
    if (oldest !== undefined) this.#seen.delete(oldest);
    this.#seen.set(key, { toldMs, leftOut });
  }
}

/** Stands in a record only where something was left out. */
export const repeatsLeftOut = (leftOut: number): { readonly repeatsLeftOut?: number } =>
  leftOut === 0 ? {} : { repeatsLeftOut: leftOut };
