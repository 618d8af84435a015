/** Walks the decision stream beside its material and derives each decision again; every one is counted under exactly one outcome. */
import type { Entry } from '@gamut/journal/entry';
import { replayDecision, type Replayed, type ReplayOutcome } from '@gamut/policy/replay/replay-decision';
import { readRecordedDecision, type RecordedDecision } from '@gamut/protocol/recorded-decision';
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
  /** How many could not be derived, by why; each counts once. What was let through and cannot be derived is no proof of anything. */
  readonly underived: Readonly<Partial<Record<Underived, number>>>;
  /** 0 all follow, 1 something does not follow, 3 nothing false was found, but some could not be derived or the material is not whole. */
  readonly exitCode: 0 | 1 | 3;
}

/** In the order in which they are told. */
export const underivedWords = {
  passed: 'were let through, and their arguments were not kept whole',
  not_kept: 'were not let through, and their call is not in the material',
  other_rules:
    'were decided by other rules than those of this verifier: derive them with the release that decided them',
  inputs_gone: 'do not say what they were decided on, and stand after decisions that do',
  inputs_unrecorded: 'were recorded before all that they were decided on was',
  rules_unreadable: "stand under rules of the tenant's own that can not be read here: use an installation",
  facts_missing: 'name facts that the material does not hold',
} as const;
export type Underived = keyof typeof underivedWords;

const namedMax = 1_000;
const quiet: ReadonlySet<ReplayOutcome> = new Set(['follows', 'before_any_control']);

export class ReplayWalk {
  readonly #material: ReplayMaterial;
  readonly #outcomes = new Map<ReplayOutcome, number>();
  readonly #builds = new Map<string, number>();
  readonly #named: NamedDecision[] = [];
  #decisions = 0;
  #decideNothing = 0;
  readonly #underived = new Map<Underived, number>();
  #inputsSeen = false;

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
      underived: Object.fromEntries(this.#underived),
      exitCode: this.#outcomes.has('differs') ? 1 : this.#underived.size > 0 || wrong !== null ? 3 : 0,
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
      const why = whyUnderived(replayed.outcome, recorded, {
        kept: args !== undefined,
        after: this.#inputsSeen,
      });
      if (why !== undefined) this.#underived.set(why, (this.#underived.get(why) ?? 0) + 1);
      this.#inputsSeen ||= recorded.judged !== undefined;
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

/** @param after a decision before this one says what it was decided on */
function whyUnderived(
  outcome: ReplayOutcome,
  { decision }: RecordedDecision,
  { kept, after }: { readonly kept: boolean; readonly after: boolean },
): Underived | undefined {
  if (outcome === 'inputs_unrecorded') return after ? 'inputs_gone' : outcome;
  if (outcome === 'other_rules' || outcome === 'rules_unreadable' || outcome === 'facts_missing')
    return outcome;
  if (outcome !== 'arguments_unknown') return undefined;
  const { kind, reasons } = decision;
  if (kind === 'allow' || kind === 'allow_and_log' || kind === 'degrade') return 'passed';
  // what a sealed tenant asks for can not be kept
  return kept || reasons.some((one) => one.code === 'tenant_sealed') ? undefined : 'not_kept';
}
