/** Walks the decision stream beside its material and derives each decision again; every one is counted under exactly one outcome. */
import type { Entry } from '@gamut/journal/entry';
import { replayDecision, type Replayed, type ReplayOutcome } from '@gamut/policy/replay/replay-decision';
import { readRecordedDecision } from '@gamut/protocol/recorded-decision';
import type { ReplayMaterial } from './replay-material.ts';

export interface NamedDecision extends Replayed {
  readonly id: string;
  readonly seq: number;
  readonly at: string;
}

export interface ReplayReport {
  readonly decisions: number;
  readonly outcomes: Readonly<Partial<Record<ReplayOutcome, number>>>;
  /** Questions and repeated calls decide nothing, and their arguments are not kept. */
  readonly decideNothing: number;
  /** At most a thousand are named of each outcome that asks for a look. */
  readonly named: readonly NamedDecision[];
  /** How many decisions each build made. */
  readonly builds: Readonly<Record<string, number>>;
  /** Why the material can't be used; null when it is whole. */
  readonly material: string | null;
  /** 0 all that can be derived follows, 1 something does not, 3 something that should be there is missing. */
  readonly exitCode: 0 | 1 | 3;
}

const namedMax = 1_000;
const quiet: ReadonlySet<ReplayOutcome> = new Set(['follows', 'before_any_control']);

export class ReplayWalk {
  readonly #material: ReplayMaterial;
  readonly #outcomes = new Map<ReplayOutcome, number>();
  readonly #builds = new Map<string, number>();
  readonly #named: NamedDecision[] = [];
  #decisions = 0;
  #decideNothing = 0;
  #missing = 0;

  constructor(material: ReplayMaterial) {
    this.#material = material;
  }

  async take(entry: Entry): Promise<void> {
    if (entry.stream !== 'decisions') return;
    if (entry.kind === 'question' || entry.kind === 'decision.replayed') this.#decideNothing++;
    if (entry.kind !== 'decision') return;
    this.#decisions++;
    await this.#material.readTo(entry.seq);
    const { id } = entry.body;
    this.#count(entry, typeof id === 'string' ? id : '', this.#replay(entry));
  }

  async finish(): Promise<ReplayReport> {
    await this.#material.finish();
    const wrong = this.#material.wrong ?? null;
    return {
      decisions: this.#decisions,
      outcomes: Object.fromEntries(this.#outcomes),
      decideNothing: this.#decideNothing,
      named: this.#named,
      builds: Object.fromEntries(this.#builds),
      material: wrong,
      exitCode: this.#outcomes.has('differs') ? 1 : this.#missing > 0 || wrong !== null ? 3 : 0,
    };
  }

  #replay(entry: Entry): Replayed {
    const recorded = readRecordedDecision(entry.body);
    if (recorded === undefined)
      return { outcome: 'differs', detail: 'the entry does not hold what a decision is derived from' };
    this.#builds.set(recorded.buildSha256, (this.#builds.get(recorded.buildSha256) ?? 0) + 1);
    const indexed = this.#material.factsOf(recorded.facts.sha256);
    if (indexed !== undefined && indexed.facts.tenant !== entry.tenant)
      return { outcome: 'differs', detail: 'its facts are of another tenant' };
    const args = this.#material.takeArguments(recorded.id);
    try {
      const replayed = replayDecision(recorded, { indexed, arguments: args });
      const { outcome } = replayed;
      const wasSealed = recorded.decision.reasons.some((one) => one.code === 'tenant_sealed');
      if (
        outcome === 'facts_missing' ||
        outcome === 'rules_unreadable' ||
        (outcome === 'arguments_unknown' && args === undefined && !wasSealed)
      )
        this.#missing++;
      return replayed;
    } catch {
      return { outcome: 'differs', detail: 'the entry can not be derived from' };
    }
  }

  #count(entry: Entry, id: string, replayed: Replayed): void {
    const { outcome } = replayed;
    const before = this.#outcomes.get(outcome) ?? 0;
    this.#outcomes.set(outcome, before + 1);
    if (!quiet.has(outcome) && before < namedMax)
      this.#named.push({ id, seq: entry.seq, at: entry.at, ...replayed });
  }
}
