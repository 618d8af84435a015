/**
 * Finds many secrets in many bytes at once: each as it is, in base64 at its three offsets (both alphabets), in hex, in URL
 * encodings, and as JSON writes it. What an attacker with a stolen dump would try first.
 */
export interface PlantedSecret {
  /** Says what it is, never what it says. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface Pattern {
  readonly name: string;
  readonly form: string;
  readonly bytes: Buffer;
}

export interface DumpSearch {
  /** The number of patterns that are looked for. */
  readonly patterns: number;
  /** @returns "name as form", each once */
  findIn(haystack: Uint8Array): Set<string>;
}

const prefixBytes = 3;

/** @param secrets of at least 9 bytes: shorter ones would be found by chance */
export function createDumpSearch(secrets: readonly PlantedSecret[]): DumpSearch {
  const patterns = secrets.flatMap(formsOf);
  // one bit for each beginning, and the patterns that begin so
  const bits = new Uint8Array(2 ** (prefixBytes * 8 - 3));
  const byPrefix = new Map<number, Pattern[]>();
  for (const pattern of patterns) {
    const prefix = prefixOf(pattern.bytes, 0);
    bits[prefix >> 3]! |= 1 << (prefix & 7);
    byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), pattern]);
  }
  return {
    patterns: patterns.length,
    findIn(haystack) {
      const found = new Set<string>();
      const bytes = Buffer.from(haystack.buffer, haystack.byteOffset, haystack.byteLength);
      for (let at = 0; at + prefixBytes <= bytes.length; at++) {
        const prefix = prefixOf(bytes, at);
        if ((bits[prefix >> 3]! & (1 << (prefix & 7))) === 0) continue;
        for (const pattern of byPrefix.get(prefix) ?? [])
          if (bytes.subarray(at, at + pattern.bytes.length).equals(pattern.bytes))
            found.add(`${pattern.name} as ${pattern.form}`);
      }
      return found;
    },
  };
}

function prefixOf(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
}

function formsOf({ name, bytes }: PlantedSecret): Pattern[] {
  if (bytes.length < 9) throw new RangeError(`${name} is too short to be searched for`);
  const raw = Buffer.from(bytes);
  const hex = raw.toString('hex');
  const percent = hex.replaceAll(/../g, '%$&');
  const texts: Record<string, string> = {
    hex,
    HEX: hex.toUpperCase(),
    'percent encoding': percent,
    'PERCENT encoding': percent.toUpperCase(),
    ...base64Forms(raw),
  };
  const text = raw.toString('utf8');
  if (Buffer.from(text).equals(raw)) {
    texts['URL encoding'] = encodeURIComponent(text);
    texts['JSON'] = JSON.stringify(text).slice(1, -1);
  }
  const written = Object.entries(texts).map(([form, one]) => ({ name, form, bytes: Buffer.from(one) }));
  return [{ name, form: 'it is', bytes: raw }, ...written.filter((pattern) => !pattern.bytes.equals(raw))];
}

/** What stays the same whatever stands before and behind it in the text that was encoded. */
function base64Forms(raw: Buffer): Record<string, string> {
  const forms: Record<string, string> = {};
  for (const offset of [0, 1, 2]) {
    const whole = Buffer.concat([Buffer.alloc(offset), raw])
      .toString('base64')
      .replace(/=+$/, '');
    const from = offset === 0 ? 0 : offset + 1;
    const until = Math.floor(((offset + raw.length) * 8) / 6);
    const inner = whole.slice(from, until);
    forms[`base64 at ${offset}`] = inner;
    forms[`base64url at ${offset}`] = inner.replaceAll('+', '-').replaceAll('/', '_');
  }
  return forms;
}
