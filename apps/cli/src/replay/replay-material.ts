/**
 * The companion of an export, `gamut-replay/1` (docs/journal-format.md): the facts by content and the calls, in the order of the
 * decision stream, read once and in step with it. Nothing in it is believed: facts must have the digest that a decision names,
 * arguments must give its action digest.
 */
import { sha256Hex } from '@gamut/crypto/hash';
import { LineReader, type ExportSource } from '@gamut/journal/line-reader';
import { canonicalJson } from '@gamut/kernel/canonical-json';
import { indexFacts, type IndexedFacts } from '@gamut/policy/indexed-facts';
import type { TenantFacts } from '@gamut/protocol/facts';

const lineBytesMax = 64 << 20;
/** Versions rise along the stream, so only the newest few are asked for again. */
const factsHeld = 16;

interface Line {
  readonly format?: unknown;
  readonly tenant?: unknown;
  readonly kind?: unknown;
  readonly facts?: unknown;
  readonly decision?: unknown;
  readonly seq?: unknown;
  readonly arguments?: unknown;
}

export class ReplayMaterial {
  readonly #lines: LineReader;
  readonly #facts = new Map<string, IndexedFacts>();
  readonly #calls = new Map<string, string>();
  #next: Line | undefined;
  #wrong: string | undefined;
  #ended = false;

  constructor(source: ExportSource) {
    this.#lines = new LineReader(source, lineBytesMax);
  }

  /** Why the file can't be used, once that is known. */
  get wrong(): string | undefined {
    return this.#wrong;
  }

  async begin(): Promise<void> {
    const head = await this.#read();
    if (head?.format !== 'gamut-replay/1') this.#wrong ??= 'it is no gamut-replay/1 file';
  }

  /** Everything up to this entry. */
  async readTo(seq: number): Promise<void> {
    for (;;) {
      if (this.#ended || this.#wrong !== undefined) return;
      this.#next ??= await this.#read();
      const line = this.#next;
      if (line === undefined) return;
      if (line.kind === 'call' && (line.seq as number) > seq) return;
      this.#next = undefined;
      this.#take(line);
    }
  }

  /** The rest, so that a file that was cut off is noticed. */
  async finish(): Promise<void> {
    await this.readTo(Number.POSITIVE_INFINITY);
    if (!this.#ended) this.#wrong ??= 'it is cut off';
  }

  factsOf(sha256: string): IndexedFacts | undefined {
    return this.#facts.get(sha256);
  }

  /** The arguments of a decision; each is asked for once. */
  takeArguments(decision: string): string | undefined {
    const text = this.#calls.get(decision);
    this.#calls.delete(decision);
    return text;
  }

  #take(line: Line): void {
    if (line.kind === 'end') this.#ended = true;
    else if (line.kind === 'facts') this.#hold(line.facts);
    else if (line.kind === 'call' && typeof line.decision === 'string') {
      if (typeof line.arguments === 'string') this.#calls.set(line.decision, line.arguments);
    } else this.#wrong ??= 'it holds a line that is neither facts nor a call';
  }

  #hold(facts: unknown): void {
    try {
      const sha256 = sha256Hex(canonicalJson(facts));
      this.#facts.delete(sha256);
      this.#facts.set(sha256, indexFacts(facts as TenantFacts));
    } catch {
      this.#wrong ??= 'it holds facts that are none';
    }
    const [oldest] = this.#facts.keys();
    if (this.#facts.size > factsHeld && oldest !== undefined) this.#facts.delete(oldest);
  }

  async #read(): Promise<Line | undefined> {
    const line = await this.#lines.next();
    if (line === undefined) return undefined;
    try {
      const value: unknown = line.whole && !line.tooLong ? JSON.parse(line.text ?? '') : undefined;
      if (typeof value === 'object' && value !== null) return value;
    } catch {
      // told below
    }
    this.#wrong ??= line.whole ? `its line ${line.number} can not be read` : 'it is cut off';
    return undefined;
  }
}
