/**
 * Outcomes that platform did not take, kept until it does: so that what ended while platform was away is in doubt no longer than
 * that. Tried again after a pause that grows; as many as there is room for, for as long as platform waits for one. What is not
 * kept, or dies with this process, platform finds by itself.
 */
import type { Clock } from '@gamut/kernel/time-source';
import type { LedgerResult, OutcomeEntry } from '@gamut/protocol/ledger';
import { wordAbout } from '../decide/answers-relied-on.ts';
import type { Depend } from '../decide/dependency.ts';
import type { LedgerEntry } from '../ledger/ledger-client.ts';

export interface KeptOutcomesParts {
  readonly commit: (tenant: string, entry: LedgerEntry, signal: AbortSignal) => Promise<LedgerResult>;
  readonly depend: Depend;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  /** For tests, shorter. */
  readonly pauses?: Pauses;
}

interface Pauses {
  readonly firstMs: number;
  readonly mostMs: number;
}

interface Kept {
  readonly tenant: string;
  readonly entry: OutcomeEntry;
  readonly sinceMs: number;
}

const usual: Pauses = { firstMs: 250, mostMs: 4000 };
const outcomeMs = 5000;
const keptMax = 4096;
/** Platform waits for no outcome longer than this. */
const forgetMs = 300_000;
const late = 'Its end was recorded late, and the agent got no answer.';

export class KeptOutcomes {
  readonly #parts: KeptOutcomesParts;
  readonly #pauses: Pauses;
  /** By decision, which is one tenant's. */
  readonly #kept = new Map<string, Kept>();
  #pauseMs: number;
  #timer: NodeJS.Timeout | undefined;
  /** The round that is under way, so that nothing is handed in twice at once. */
  #running: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(parts: KeptOutcomesParts) {
    this.#parts = parts;
    this.#pauses = parts.pauses ?? usual;
    this.#pauseMs = this.#pauses.firstMs;
  }

  /** How it really ended, without an answer: that was withheld. */
  keep(tenant: string, outcome: OutcomeEntry): void {
    if (this.#closed || this.#kept.size >= keptMax) return;
    const { learned: _, ...entry } = outcome;
    const detail = outcome.detail === null ? late : `${outcome.detail} ${late}`;
    const unanswered = { answerSha256: null, answerBytes: 0, redactions: {}, degraded: null };
    this.#kept.set(entry.decision, {
      tenant,
      entry: { ...entry, ...unanswered, detail },
      sinceMs: this.#parts.clock.monotonicMs(),
    });
    this.#schedule();
  }

  size(): number {
    return this.#kept.size;
  }

  /** Once more, since platform may well be there: what is not taken now dies with this process. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#running;
    await Promise.all([...this.#kept.values()].map((kept) => this.#handIn(kept)));
  }

  #schedule(): void {
    if (this.#closed || this.#timer !== undefined || this.#kept.size === 0) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#round();
    }, this.#pauseMs);
    this.#timer.unref();
  }

  /** All of them at once: those of a tenant share a batch, and no tenant waits for another. */
  async #round(): Promise<void> {
    const tried = await Promise.all([...this.#kept.values()].map((kept) => this.#handIn(kept)));
    const taken = tried.some(Boolean);
    this.#pauseMs = taken ? this.#pauses.firstMs : Math.min(this.#pauseMs * 2, this.#pauses.mostMs);
    this.#timer = undefined;
    if (this.#kept.size === 0) this.#pauseMs = this.#pauses.firstMs;
    this.#schedule();
  }

  /** @returns whether platform said anything about it: that it has it, or that it is not waiting for it */
  async #handIn({ tenant, entry, sinceMs }: Kept): Promise<boolean> {
    const { depend, commit, clock } = this.#parts;
    try {
      const written = await depend('outcome', outcomeMs, (signal) => commit(tenant, entry, signal));
      wordAbout(entry.id, written);
      this.#kept.delete(entry.decision);
      return true;
    } catch {
      if (clock.monotonicMs() - sinceMs > forgetMs) this.#kept.delete(entry.decision);
      return false;
    }
  }
}
