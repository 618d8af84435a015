/**
 * What the entries of the decision stream must say together: an outcome exists only for a decision that allowed, one for each
 * (one more may resolve a doubt), and an approval is used once, for the very action that asked for it. These hold for a
 * journal that nobody changed but that a faulty platform wrote: the chain alone would not notice.
 */
import type { Entry } from './entry.ts';
import type { CheckName, Finding } from './export-report.ts';

/** Kinds of decision on whose receipt the action is performed. */
const performing: ReadonlySet<unknown> = new Set(['allow', 'allow_and_log', 'degrade']);
const findingsMax = 1_000;

interface Decided {
  readonly performs: boolean;
  state: 'open' | 'in_doubt' | 'ended';
}

export class DecisionRules {
  readonly findings: Finding[] = [];
  found = 0;
  decisions = 0;
  outcomes = 0;
  readonly byKind = new Map<string, number>();
  readonly #decided = new Map<string, Decided>();
  /** Approval id → digest of the action that asked for it; null once it is used. */
  readonly #approvals = new Map<string, string | null>();

  take(entry: Entry, line: number): void {
    if (entry.kind === 'decision') this.#takeDecision(entry, line);
    else if (entry.kind === 'outcome') this.#takeOutcome(entry, line);
  }

  /** Actions that were allowed and have no outcome yet. */
  get open(): number {
    let open = 0;
    for (const decided of this.#decided.values()) if (decided.performs && decided.state === 'open') open++;
    return open;
  }

  #takeDecision(entry: Entry, line: number): void {
    this.decisions++;
    const { id, decision, action, approval, usedApproval } = entry.body;
    const kind = member(decision, 'kind');
    if (typeof id !== 'string' || typeof kind !== 'string') {
      this.#note(entry, line, 'outcomes', 'it says no decision id or no kind of decision');
      return;
    }
    this.byKind.set(kind, (this.byKind.get(kind) ?? 0) + 1);
    if (this.#decided.has(id)) this.#note(entry, line, 'outcomes', `${id} was decided before`);
    const performs = performing.has(kind);
    this.#decided.set(id, { performs, state: 'open' });
    const digest = member(action, 'sha256');
    if (typeof approval === 'string' && typeof digest === 'string') this.#ask(entry, line, approval, digest);
    if (performs && typeof usedApproval === 'string') this.#use(entry, line, usedApproval, digest);
  }

  #ask(entry: Entry, line: number, approval: string, digest: string): void {
    const asked = this.#approvals.get(approval);
    if (asked === undefined) this.#approvals.set(approval, digest);
    else if (asked !== digest)
      this.#note(entry, line, 'approvals', `${approval} was asked for another action, or is used up`);
  }

  #use(entry: Entry, line: number, approval: string, digest: unknown): void {
    const asked = this.#approvals.get(approval);
    if (asked === undefined) this.#note(entry, line, 'approvals', `nothing asked for ${approval} before`);
    else if (asked === null) this.#note(entry, line, 'approvals', `${approval} was used before`);
    else if (asked !== digest)
      this.#note(entry, line, 'approvals', `${approval} was given for another action`);
    this.#approvals.set(approval, null);
  }

  #takeOutcome(entry: Entry, line: number): void {
    this.outcomes++;
    const { decision: id, state } = entry.body;
    const decided = typeof id === 'string' ? this.#decided.get(id) : undefined;
    const wrong = wrongOutcome(decided);
    if (wrong !== undefined)
      this.#note(entry, line, 'outcomes', `${typeof id === 'string' ? id : 'it'} ${wrong}`);
    if (decided !== undefined) decided.state = state === 'in_doubt' ? 'in_doubt' : 'ended';
  }

  #note(entry: Entry, line: number, check: CheckName, detail: string): void {
    this.found++;
    if (this.findings.length >= findingsMax) return;
    this.findings.push({ check, stream: entry.stream, seq: entry.seq, line, why: 'contradicts', detail });
  }
}

function wrongOutcome(decided: Decided | undefined): string | undefined {
  if (decided === undefined) return 'names no earlier decision';
  if (!decided.performs) return 'was not allowed, and yet has an outcome';
  return decided.state === 'ended' ? 'had its outcome before' : undefined;
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
