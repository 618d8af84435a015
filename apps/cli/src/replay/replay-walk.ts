/**
 * Walks the decision stream beside its material and derives each decision again; every one is counted under exactly one outcome. No entry
 * is passed for its kind alone: a question is derived as far as its record goes, a repetition must be a block, and what is of no kind
 * that this verifier knows is named.
 */
import type { Entry } from '@gamut/journal/entry';
import { replayDecision, type Replayed, type ReplayOutcome } from '@gamut/policy/replay/replay-decision';
import { readRecordedDecision, type RecordedDecision } from '@gamut/protocol/recorded-decision';
import type { ReplayMaterial } from './replay-material.ts';

export interface NamedDecision extends Replayed {
  readonly id: string;
  readonly seq: number;
  readonly at: string;
}

/** What is no decision and could not be derived. */
export interface LeftEntry {
  readonly id: string;
  readonly seq: number;
  readonly at: string;
  readonly why: Underived;
  readonly detail: string;
}

export interface ReplayReport {
  readonly decisions: number;
  readonly outcomes: Readonly<Partial<Record<ReplayOutcome, number>>>;
  /** Questions and repeated calls: nothing is performed by them, and their arguments are not kept. Those that do not follow are under `outcomes`. */
  readonly decideNothing: number;
  /** At most a thousand are named of each outcome that asks for a look. */
  readonly named: readonly NamedDecision[];
  /** Questions and entries of unknown kinds that could not be derived; at most a thousand of each. */
  readonly left: readonly LeftEntry[];
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
  asked: 'are questions that were answered with yes, whose arguments are not kept',
  not_kept: 'were not let through, and their call is not in the material',
  other_rules:
    'were decided by other rules than those of this verifier: derive them with the release that decided them',
  inputs_gone: 'do not say what they were decided on, and stand after decisions that do',
  inputs_unrecorded: 'were recorded before all that they were decided on was',
  rules_unreadable: "stand under rules of the tenant's own that can not be read here: use an installation",
  facts_missing: 'name facts that the material does not hold',
  other_kind: 'are entries of a kind that this verifier does not know',
} as const;
export type Underived = keyof typeof underivedWords;

const namedMax = 1_000;
/** What else stands in the stream: how an action ended, and keys. None of it lets anything pass. */
const otherKinds: ReadonlySet<string> = new Set([
  'outcome',
  'outcome.late',
  'outcome.refused',
  'outcome.unheard',
  'runtime_key.issued',
]);
const quiet: ReadonlySet<ReplayOutcome> = new Set(['follows', 'before_any_control']);

export class ReplayWalk {
  readonly #material: ReplayMaterial;
  readonly #outcomes = new Map<ReplayOutcome, number>();
  readonly #builds = new Map<string, number>();
  readonly #named: NamedDecision[] = [];
  readonly #left: LeftEntry[] = [];
  #decisions = 0;
  #decideNothing = 0;
  readonly #underived = new Map<Underived, number>();
  #inputsSeen = false;

  constructor(material: ReplayMaterial) {
    this.#material = material;
  }

  async take(entry: Entry): Promise<void> {
    if (entry.stream !== 'decisions') return;
    if (entry.kind === 'decision') {
      this.#decisions++;
      await this.#material.readTo(entry.seq);
      this.#count(entry, this.#replay(entry));
    } else if (entry.kind === 'question') await this.#takeQuestion(entry);
    else if (entry.kind === 'decision.replayed') this.#takeRepetition(entry);
    else if (!otherKinds.has(entry.kind)) this.#takeUnknown(entry);
  }

  async finish(): Promise<ReplayReport> {
    await this.#material.finish();
    const wrong = this.#material.wrong ?? null;
    return {
      decisions: this.#decisions,
      outcomes: Object.fromEntries(this.#outcomes),
      decideNothing: this.#decideNothing,
      named: this.#named,
      left: this.#left,
      builds: Object.fromEntries(this.#builds),
      material: wrong,
      underived: Object.fromEntries(this.#underived),
      exitCode: this.#outcomes.has('differs') ? 1 : this.#underived.size > 0 || wrong !== null ? 3 : 0,
    };
  }

  /** Others act on its answer, so what stands there must follow as a decision does; nothing is counted under it. */
  async #takeQuestion(entry: Entry): Promise<void> {
    this.#decideNothing++;
    await this.#material.readTo(entry.seq);
    const recorded = readRecordedDecision(entry.body);
    const replayed = isQuestion(entry) ? this.#derive(entry, recorded).replayed : notA('question');
    if (replayed.outcome === 'differs')
      this.#count(entry, { ...replayed, detail: `a question: ${replayed.detail}` });
    else if (recorded !== undefined && lets(recorded) && replayed.outcome !== 'follows')
      this.#leave(entry, 'asked', 'a question that was answered with yes');
  }

  /** What was sent twice is refused, and only that. */
  #takeRepetition(entry: Entry): void {
    this.#decideNothing++;
    const { kind, reasons } = readRecordedDecision(entry.body)?.decision ?? {};
    if (kind !== 'block' || reasons?.[0]?.code !== 'replayed') this.#count(entry, notA('refused repetition'));
  }

  #takeUnknown(entry: Entry): void {
    this.#leave(entry, 'other_kind', `an entry of kind ${entry.kind.slice(0, 64)}`);
  }

  #leave(entry: Entry, why: Underived, detail: string): void {
    const before = this.#underived.get(why) ?? 0;
    this.#underived.set(why, before + 1);
    if (before < namedMax) this.#left.push({ id: idOf(entry), seq: entry.seq, at: entry.at, why, detail });
  }

  #replay(entry: Entry): Replayed {
    const recorded = readRecordedDecision(entry.body);
    const { replayed, kept } = this.#derive(entry, recorded);
    if (recorded === undefined) return replayed;
    this.#builds.set(recorded.buildSha256, (this.#builds.get(recorded.buildSha256) ?? 0) + 1);
    const why = whyUnderived(replayed.outcome, recorded, { kept, after: this.#inputsSeen });
    if (why !== undefined) this.#underived.set(why, (this.#underived.get(why) ?? 0) + 1);
    this.#inputsSeen ||= recorded.judged !== undefined;
    return replayed;
  }

  #derive(
    entry: Entry,
    recorded: RecordedDecision | undefined,
  ): { readonly replayed: Replayed; readonly kept: boolean } {
    const differs = (detail: string) => ({ replayed: { outcome: 'differs', detail } as const, kept: false });
    if (recorded === undefined) return differs('the entry does not hold what a decision is derived from');
    const indexed = this.#material.factsOf(recorded.facts.sha256);
    if (indexed !== undefined && indexed.facts.tenant !== entry.tenant)
      return differs('its facts are of another tenant');
    if (isJudgedElsewhen(entry, recorded))
      return differs(`it stands at ${entry.at} and was judged by ${recorded.judged?.at ?? 'no moment'}`);
    const args = this.#material.takeArguments(recorded.id);
    try {
      return { replayed: replayDecision(recorded, { indexed, arguments: args }), kept: args !== undefined };
    } catch {
      return differs('the entry can not be derived from');
    }
  }

  #count(entry: Entry, replayed: Replayed): void {
    const { outcome } = replayed;
    const before = this.#outcomes.get(outcome) ?? 0;
    this.#outcomes.set(outcome, before + 1);
    if (!quiet.has(outcome) && before < namedMax)
      this.#named.push({ id: idOf(entry), seq: entry.seq, at: entry.at, ...replayed });
  }
}

/** Recorded decisions travel in a call that is two seconds early and half a minute old at most; a minute leaves room for waiting. */
const [earlyMsMax, lateMsMax] = [5_000, 60_000];

/** What passed by another moment than its own: tests, periods and plans would be read as they stood then. A block may be told late. */
function isJudgedElsewhen(entry: Entry, recorded: RecordedDecision): boolean {
  if (recorded.judged === undefined || !lets(recorded)) return false;
  const waitedMs = Date.parse(entry.at) - Date.parse(recorded.judged.at);
  return !(waitedMs >= -earlyMsMax && waitedMs <= lateMsMax);
}

function idOf({ body }: Entry): string {
  return typeof body.id === 'string' ? body.id : '';
}

function isQuestion({ body }: Entry): boolean {
  const { way } = body;
  return typeof way === 'object' && way !== null && 'kind' in way && way.kind === 'question';
}

function notA(what: string): Replayed {
  return { outcome: 'differs', detail: `the entry says that it is a ${what}, and is none` };
}

function lets({ decision: { kind } }: RecordedDecision): boolean {
  return kind === 'allow' || kind === 'allow_and_log' || kind === 'degrade';
}

/** @param after a decision before this one says what it was decided on */
function whyUnderived(
  outcome: ReplayOutcome,
  recorded: RecordedDecision,
  { kept, after }: { readonly kept: boolean; readonly after: boolean },
): Underived | undefined {
  if (outcome === 'inputs_unrecorded') return after ? 'inputs_gone' : outcome;
  if (outcome === 'other_rules' || outcome === 'rules_unreadable' || outcome === 'facts_missing')
    return outcome;
  if (outcome !== 'arguments_unknown') return undefined;
  if (lets(recorded)) return 'passed';
  // what a sealed tenant asks for can not be kept
  return kept || recorded.decision.reasons.some((one) => one.code === 'tenant_sealed')
    ? undefined
    : 'not_kept';
}
