/**
 * Judges the entries of one stream as they pass: numbering, exact form, chain and Merkle roots. It keeps going after the
 * first bad entry, so that the report can tell an edited entry from a missing, moved, doubled or inserted one; which it was
 * is often known only from the line after.
 */
import { parseEntry, type Entry, noHash, type StreamName } from './entry.ts';
import type { ExportedStream } from './export-format.ts';
import type { BadBecause, CheckName, Finding } from './export-report.ts';
import { fromHex, toHex } from './hex.ts';
import type { Sha256 } from './journal-crypto.ts';
import type { Line } from './line-reader.ts';
import { Frontier, leafHash } from './merkle.ts';

const findingsMax = 1_000;

interface Gap {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  /** Numbers of the gap that turned up later. */
  readonly late: Set<number>;
}

interface Link {
  readonly seq: number;
  readonly line: number;
  /** The entry's hash, and those of others that claim the same number. */
  readonly hashes: string[];
}

export class StreamVerifier {
  readonly #findings: Finding[] = [];
  found = 0;
  entries = 0;
  timesWentBack = 0;
  firstAt: string | null = null;
  lastAt: string | null = null;
  /** The header names another last entry; the signed root tells whether that entry was edited, or more than it. */
  headDiffers = false;
  readonly #expected: ExportedStream;
  readonly #tenant: string;
  readonly #sha256: Sha256;
  readonly #frontier: Frontier;
  readonly #wanted: ReadonlySet<number>;
  readonly #roots = new Map<number, string>();
  readonly #gaps: Gap[] = [];
  #pending: Uint8Array | undefined;
  #beforeLast: Frontier;
  #next = 1;
  #last: Link | undefined = { seq: 0, line: 0, hashes: [noHash] };
  /** An entry that does not name the hash of the one before it; its successor tells which of the two was changed. */
  #suspect: { seq: number; line: number; before: Link } | undefined;
  #lastLine = 0;

  constructor(expected: ExportedStream, tenant: string, sha256: Sha256) {
    this.#expected = expected;
    this.#tenant = tenant;
    this.#sha256 = sha256;
    this.#frontier = Frontier.empty(sha256);
    this.#beforeLast = this.#frontier;
    this.#wanted = new Set(expected.checkpoints.map((checkpoint) => checkpoint.size));
  }

  get stream(): StreamName {
    return this.#expected.stream;
  }

  /** @returns the entry when the line is one of this stream */
  take(line: Line): Entry | undefined {
    const leaf = leafHash(line.whole ? line.bytes.subarray(0, -1) : line.bytes, this.#sha256);
    this.#grow(leaf);
    this.#lastLine = line.number;
    const parsed = line.text === undefined ? { wrong: 'is not UTF-8' } : parseEntry(line.text);
    if ('wrong' in parsed) {
      this.#settle(undefined);
      this.#note('entries', {
        seq: this.#next,
        line: line.number,
        why: 'edited',
        detail: `the line ${parsed.wrong}`,
      });
      this.#last = undefined;
      this.#next++;
      return undefined;
    }
    const { entry } = parsed;
    if (entry.stream !== this.stream || entry.tenant !== this.#tenant) {
      const detail = `it belongs to ${entry.tenant}, stream ${entry.stream}`;
      this.#note('entries', { seq: entry.seq, line: line.number, why: 'inserted', detail });
      return undefined;
    }
    this.#place(entry, toHex(leaf), line.number);
    this.#noteTime(entry.at);
    return entry;
  }

  /** After the last entry. The header's word for the last entry's hash stands in for a successor. */
  finish(): void {
    this.#flush();
    const { size, head } = this.#expected;
    const whole = this.#next === size + 1;
    const changed = this.#settle(whole ? head : undefined);
    this.headDiffers = whole && !changed && this.#last?.hashes.includes(head) === false;
  }

  /** The entries at the end that the header counts and the file does not have. */
  get missingAtEnd(): number {
    return Math.max(0, this.#expected.size + 1 - this.#next);
  }

  rootAt(size: number): string | undefined {
    return this.#roots.get(size);
  }

  /** Whether putting the header's hash in the place of the last entry's gives this root: then it alone was edited. */
  onlyLastDiffers(root: string): boolean {
    if (this.entries !== this.#expected.size || this.entries === 0) return false;
    const tree = this.#beforeLast.copy();
    tree.append(fromHex(this.#expected.head) as Uint8Array);
    return toHex(tree.root()) === root;
  }

  /** Where entry `seq` stands in the file when every line before it is in place. */
  lineOf(seq: number): number {
    return this.#lastLine - this.entries + seq;
  }

  #grow(leaf: Uint8Array): void {
    this.#flush();
    this.#pending = leaf;
    this.entries++;
  }

  #flush(): void {
    if (this.#pending === undefined) return;
    if (this.entries === this.#expected.size) this.#beforeLast = this.#frontier.copy();
    this.#frontier.append(this.#pending);
    this.#pending = undefined;
    if (this.#wanted.has(this.entries)) this.#roots.set(this.entries, toHex(this.#frontier.root()));
  }

  #place(entry: Entry, hash: string, line: number): void {
    if (entry.seq < this.#next) this.#placeEarlier(entry, hash, line);
    else if (entry.seq > this.#next) this.#placeLater(entry, hash, line);
    else this.#link(entry, hash, line);
  }

  #link(entry: Entry, hash: string, line: number): void {
    const before = this.#last;
    const settled = this.#settle(entry.prev);
    if (before !== undefined && !settled && !before.hashes.includes(entry.prev)) {
      if (before.seq === 0)
        this.#note('chain', { seq: 1, line, why: 'edited', detail: 'the first names one before it' });
      else this.#suspect = { seq: entry.seq, line, before };
    }
    this.#last = { seq: entry.seq, line, hashes: [hash] };
    this.#next++;
    if (entry.seq === this.#expected.size + 1) {
      const detail = `the header counts ${this.#expected.size} entries`;
      this.#note('sequence', { seq: entry.seq, line, why: 'inserted', detail });
    }
  }

  #placeLater(entry: Entry, hash: string, line: number): void {
    this.#settle(undefined);
    this.#gaps.push({ from: this.#next, to: entry.seq - 1, line, late: new Set() });
    this.found++;
    if (this.#gaps.length > findingsMax) this.#gaps.pop();
    this.#last = { seq: entry.seq, line, hashes: [hash] };
    this.#next = entry.seq + 1;
  }

  #placeEarlier(entry: Entry, hash: string, line: number): void {
    const gap = this.#gaps.find(
      (one) => one.from <= entry.seq && entry.seq <= one.to && !one.late.has(entry.seq),
    );
    if (gap !== undefined) {
      gap.late.add(entry.seq);
      return;
    }
    const last = this.#last;
    if (last?.seq === entry.seq && last.hashes.includes(hash)) {
      this.#note('sequence', {
        seq: entry.seq,
        line,
        why: 'duplicated',
        detail: 'the same entry stands there twice',
      });
      return;
    }
    if (last?.seq === entry.seq && last.hashes.length < 8) last.hashes.push(hash);
    this.#note('sequence', {
      seq: entry.seq,
      line,
      why: 'inserted',
      detail: `another entry is numbered ${entry.seq}`,
    });
  }

  /**
   * Decides an open suspicion by what the next entry calls the suspect.
   * @returns true when the suspect itself was changed, which explains the successor's own mismatch
   */
  #settle(named: string | undefined): boolean {
    const suspect = this.#suspect;
    this.#suspect = undefined;
    if (suspect === undefined) return false;
    const intact = named === undefined || this.#last?.hashes.includes(named) === true;
    const { seq, line } = intact ? suspect.before : suspect;
    const detail = intact
      ? `its hash is not the one that entry ${seq + 1} names`
      : 'it fits neither the entry before it nor the one after it';
    this.#note('chain', { seq, line, why: 'edited', detail });
    return !intact;
  }

  #noteTime(at: string): void {
    this.firstAt ??= at;
    if (this.lastAt !== null && at < this.lastAt) this.timesWentBack++;
    this.lastAt = at;
  }

  #note(check: CheckName, what: { seq: number; line: number; why: BadBecause; detail: string }): void {
    this.found++;
    if (this.#findings.length < findingsMax) this.#findings.push({ check, stream: this.stream, ...what });
  }

  /** What the gaps turned out to be, with everything else that was found, in the order of the file. */
  allFindings(): Finding[] {
    const gaps = this.#gaps.map(({ from, to, line, late }): Finding => {
      const moved = late.size === to - from + 1;
      const which = from === to ? `entry ${from} is` : `entries ${from} to ${to} are`;
      const detail = moved ? `${which} not in place but further down` : `${which} not there`;
      return {
        check: 'sequence',
        stream: this.stream,
        seq: from,
        line,
        why: moved ? 'reordered' : 'missing',
        detail,
      };
    });
    return [...this.#findings, ...gaps].sort((a, b) => a.line - b.line);
  }
}
