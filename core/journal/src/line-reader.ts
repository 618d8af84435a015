/**
 * Reads an export line by line from any source, holding at most one line and one chunk. A line is its exact bytes and, when
 * they are well-formed UTF-8, its text; the last line may be cut off, and then says so.
 */
export type ExportSource =
  string | Uint8Array | AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

export interface Line {
  /** From 1. */
  readonly number: number;
  /** With the newline, when it has one. */
  readonly bytes: Uint8Array;
  /** Without the newline; undefined when the bytes are not UTF-8. */
  readonly text: string | undefined;
  /** False when the file ended before the newline. */
  readonly whole: boolean;
  /** Longer than any line may be; the rest of the file is not read. */
  readonly tooLong: boolean;
}

const newline = 0x0a;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export class LineReader {
  readonly #chunks: AsyncIterator<Uint8Array | string> | Iterator<Uint8Array | string>;
  readonly #bytesMax: number;
  #chunk: Uint8Array = new Uint8Array();
  #at = 0;
  #number = 0;
  #peeked: Line | undefined;
  #ended = false;

  constructor(source: ExportSource, lineBytesMax: number) {
    const pieces = typeof source === 'string' || source instanceof Uint8Array ? [source] : source;
    this.#chunks =
      Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
    this.#bytesMax = lineBytesMax;
  }

  async peek(): Promise<Line | undefined> {
    this.#peeked ??= await this.#read();
    return this.#peeked;
  }

  /** The next line, or undefined at the end of the file. */
  async next(): Promise<Line | undefined> {
    const line = await this.peek();
    this.#peeked = undefined;
    return line;
  }

  async #read(): Promise<Line | undefined> {
    const parts: Uint8Array[] = [];
    let length = 0;
    while (length <= this.#bytesMax) {
      if (this.#at === this.#chunk.length && !(await this.#fill())) {
        return length === 0 ? undefined : this.#line(parts, length, false, false);
      }
      const end = this.#chunk.indexOf(newline, this.#at);
      const part = this.#chunk.subarray(this.#at, end < 0 ? this.#chunk.length : end + 1);
      this.#at += part.length;
      length += part.length;
      parts.push(part);
      if (end >= 0) return this.#line(parts, length, true, length - 1 > this.#bytesMax);
    }
    return this.#line(parts, length, false, true);
  }

  async #fill(): Promise<boolean> {
    while (!this.#ended) {
      const next = await this.#chunks.next();
      if (next.done === true) {
        this.#ended = true;
        return false;
      }
      this.#chunk = typeof next.value === 'string' ? encoder.encode(next.value) : next.value;
      this.#at = 0;
      if (this.#chunk.length > 0) return true;
    }
    return false;
  }

  #line(parts: readonly Uint8Array[], length: number, whole: boolean, tooLong: boolean): Line {
    this.#number++;
    let bytes = parts[0] as Uint8Array;
    if (parts.length > 1) {
      bytes = new Uint8Array(length);
      let at = 0;
      for (const part of parts) {
        bytes.set(part, at);
        at += part.length;
      }
    }
    return {
      number: this.#number,
      bytes,
      text: textOf(whole ? bytes.subarray(0, -1) : bytes),
      whole,
      tooLong,
    };
  }
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
