/**
 * What the parts of an export's verification share while the file is walked: the reader, the running digest over every byte
 * before the closing note, the keys and the verdict.
 */
import type { ExportHeader } from './export-format.ts';
import type { ExportVerdict } from './export-verdict.ts';
import { toHex } from './hex.ts';
import type { JournalCrypto } from './journal-crypto.ts';
import type { Line, LineReader } from './line-reader.ts';
import type { NoteKey } from './signed-note.ts';

export class ExportWalk {
  readonly reader: LineReader;
  readonly crypto: JournalCrypto;
  readonly verdict: ExportVerdict;
  /** Bytes before the closing note so far. */
  bytes = 0;
  line = 0;
  /** Set once the rest of the file can't be made sense of. */
  lost = false;
  readonly #digest: ReturnType<JournalCrypto['startSha256']>;

  constructor(reader: LineReader, crypto: JournalCrypto, verdict: ExportVerdict) {
    this.reader = reader;
    this.crypto = crypto;
    this.verdict = verdict;
    this.#digest = crypto.startSha256();
  }

  /** The next line, which becomes part of what the closing note is signed over. */
  async take(): Promise<Line | undefined> {
    const line = await this.reader.next();
    if (line === undefined) return undefined;
    this.#digest.update(line.bytes);
    this.bytes += line.bytes.length;
    this.line = line.number;
    return line;
  }

  digestHex(): string {
    return toHex(this.#digest.digest());
  }

  /**
   * The next line without taking it, when there is a whole one. Otherwise says why not: the file ends early, or holds a line
   * that no export has.
   */
  async peekWhole(before: string): Promise<Line | undefined> {
    const line = await this.reader.peek();
    if (line?.whole === true && !line.tooLong) return line;
    this.lost = true;
    const number = line?.number ?? this.line + 1;
    if (line?.tooLong === true) {
      const detail = 'a line is longer than any line of an export';
      this.verdict.find({
        check: 'entries',
        stream: null,
        seq: null,
        line: number,
        why: 'malformed',
        detail,
      });
    } else {
      const detail = `the file ends before ${before}`;
      this.verdict.find({ check: 'closing', stream: null, seq: null, line: number, why: 'cut_off', detail });
    }
    return undefined;
  }
}

export interface ExportKeys {
  readonly header: ExportHeader;
  readonly journal: NoteKey;
  readonly witness: NoteKey | null;
}
