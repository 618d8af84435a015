/**
 * Gathers checks and findings while an export is read and says the outcome at the end. A finding is never outweighed: only a
 * file without any, whose every check was reached, is verified. What merely follows from a cut-off file counts as incomplete.
 */
import type { StreamName } from './entry.ts';
import type { Check, CheckName, ExportOutcome, Finding } from './export-report.ts';

/** Checks that must hold for a file to be verified, beside those of its streams. */
const always: readonly CheckName[] = ['header', 'key', 'closing', 'end'];
const ofEachStream: readonly CheckName[] = ['sequence', 'entries', 'chain'];
const ofFullStreams: readonly CheckName[] = ['checkpoints', 'roots'];

export class ExportVerdict {
  readonly checks: Check[] = [];
  readonly notes: string[] = [];
  wrongKey: string | undefined;
  readonly #findings: Finding[] = [];
  #found = 0;

  /** @param holds null for a check that was not reached or has nothing to look at */
  check(name: CheckName, stream: StreamName | null, holds: boolean | null, detail: string): void {
    this.checks.push({ name, stream, holds, detail });
  }

  find(finding: Finding): void {
    this.#found++;
    this.#findings.push(finding);
  }

  findAll(findings: readonly Finding[], found: number): void {
    this.#found += found;
    this.#findings.push(...findings);
  }

  broke(check: CheckName, stream: StreamName | null): Finding | undefined {
    return this.#findings.find((finding) => finding.check === check && finding.stream === stream);
  }

  get cutOff(): boolean {
    return this.#findings.some((finding) => finding.why === 'cut_off');
  }

  get found(): number {
    return this.#found;
  }

  get firstBad(): Finding | null {
    const worst = this.#findings.filter((finding) => finding.why !== 'cut_off');
    const shown = worst.length > 0 ? worst : this.#findings;
    return shown.reduce<Finding | null>(
      (first, one) => (first === null || one.line < first.line ? one : first),
      null,
    );
  }

  /** @param streams name and size of each, as the header says; none when there is no header */
  outcome(streams: readonly { readonly stream: StreamName; readonly size: number }[]): ExportOutcome {
    if (this.wrongKey !== undefined) return 'wrong_key';
    if (this.#findings.some((finding) => finding.why !== 'cut_off')) return 'broken';
    if (this.cutOff) return 'incomplete';
    const required = [
      ...always.map((name) => this.#holds(name, null)),
      ...streams.flatMap(({ stream, size }) => [
        ...ofEachStream.map((name) => this.#holds(name, stream)),
        ...(size === 0 ? [] : ofFullStreams.map((name) => this.#holds(name, stream))),
      ]),
    ];
    const failed = this.checks.some((check) => check.holds === false);
    return streams.length > 0 && !failed && required.every(Boolean) ? 'verified' : 'broken';
  }

  #holds(name: CheckName, stream: StreamName | null): boolean {
    return this.checks.some(
      (check) => check.name === name && check.stream === stream && check.holds === true,
    );
  }
}
