/**
 * Counts calls over the last minute, per tenant and agent and per tool of it, in sixty one-second cells that slide. Counts
 * are this process's own; every attempt counts, performed or not, so that a refused agent can't hammer.
 */
import type { Clock } from '@gamut/kernel/time-source';

export interface Usage {
  readonly agentCalls: number;
  readonly toolCalls: number;
}

interface Cells {
  readonly counts: Uint32Array;
  lastSecond: number;
  total: number;
}

const cellCount = 60;
const forgetAfterSeconds = cellCount;
/** Tool names are the caller's words. Those beyond the length of any real one are counted as one. */
const toolCharsMax = 256;
const sweepEvery = 4096;

export class UsageCounter {
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  readonly #cells = new Map<string, Cells>();
  #counted = 0;

  constructor(clock: Pick<Clock, 'monotonicMs'>) {
    this.#clock = clock;
  }

  /** Counts one call and says how many there were before it in the running minute. */
  count(tenant: string, agentId: string, tool: string): Usage {
    const second = Math.floor(this.#clock.monotonicMs() / 1000);
    if (++this.#counted % sweepEvery === 0) this.#sweep(second);
    return {
      agentCalls: this.#add(`${tenant}/${agentId}`, second),
      toolCalls: this.#add(`${tenant}/${agentId}/${tool.slice(0, toolCharsMax)}`, second),
    };
  }

  /** How many there are in the running minute, without counting one: for a question, which is no call. */
  peek(tenant: string, agentId: string, tool: string): Usage {
    const second = Math.floor(this.#clock.monotonicMs() / 1000);
    return {
      agentCalls: this.#total(`${tenant}/${agentId}`, second),
      toolCalls: this.#total(`${tenant}/${agentId}/${tool.slice(0, toolCharsMax)}`, second),
    };
  }

  #total(key: string, second: number): number {
    const cells = this.#cells.get(key);
    return cells === undefined ? 0 : this.#slide(cells, second);
  }

  #add(key: string, second: number): number {
    let cells = this.#cells.get(key);
    if (cells === undefined)
      this.#cells.set(key, (cells = { counts: new Uint32Array(cellCount), lastSecond: second, total: 0 }));
    const before = this.#slide(cells, second);
    cells.total += 1;
    cells.counts[second % cellCount] = (cells.counts[second % cellCount] as number) + 1;
    return before;
  }

  /** Drops what is older than a minute. @returns what is left */
  #slide(cells: Cells, second: number): number {
    const passed = Math.min(second - cells.lastSecond, cellCount);
    for (let i = 1; i <= passed; i++) {
      const cell = (cells.lastSecond + i) % cellCount;
      cells.total -= cells.counts[cell] as number;
      cells.counts[cell] = 0;
    }
    cells.lastSecond = second;
    return cells.total;
  }

  #sweep(second: number): void {
    for (const [key, cells] of this.#cells)
      if (second - cells.lastSecond > forgetAfterSeconds) this.#cells.delete(key);
  }
}
