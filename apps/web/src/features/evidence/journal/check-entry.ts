/**
 * Checks that the browser makes itself, with WebCrypto and nothing from the server but bytes: RFC 6962 leaf hash over the
 * canonical bytes, previous hash, next entry's link, sequence. Pure but for the hash, which is a parameter.
 */
import { count } from '../../../parts/wording.ts';
import type { JournalEntry } from './journal.ts';

export type Digest = (bytes: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer>;

export const webDigest: Digest = (bytes) => crypto.subtle.digest('SHA-256', bytes);

/** RFC 6962 section 2.1: SHA-256(0x00 ‖ bytes), as hexadecimal. */
export async function leafHash(text: string, digest: Digest): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const leaf = new Uint8Array(bytes.length + 1);
  leaf.set(bytes, 1);
  return [...new Uint8Array(await digest(leaf))].map((b) => b.toString(16).padStart(2, '0')).join('');
}

export interface EntryCheck {
  readonly text: string;
  readonly aside: string;
  readonly holds: boolean;
}

const genesis = '0'.repeat(64);

function checkPrevious(
  entry: JournalEntry,
  before: JournalEntry | undefined,
  beforeHash: string | undefined,
): EntryCheck {
  if (entry.seq === 1)
    return {
      text: 'It is the first entry',
      aside: 'its previous hash is zero',
      holds: entry.prev === genesis,
    };
  if (!before) return { text: `Entry ${entry.seq - 1} could not be read`, aside: '', holds: false };
  return {
    text: `Previous hash matches ${before.seq.toLocaleString('en-GB')}`,
    aside: 'computed from its bytes',
    holds: entry.prev === beforeHash,
  };
}

/** Every check for one entry among its neighbours. @param bytes the entry's bytes, possibly a tampered copy */
export async function checkEntry(
  entry: JournalEntry,
  around: readonly JournalEntry[],
  digest: Digest,
  bytes = entry.bytes,
): Promise<EntryCheck[]> {
  const before = around.find(({ seq }) => seq === entry.seq - 1);
  const after = around.find(({ seq }) => seq === entry.seq + 1);
  const own = await leafHash(bytes, digest);
  const beforeHash = before ? await leafHash(before.bytes, digest) : undefined;
  const inside = insideOf(bytes);
  const checks: EntryCheck[] = [
    {
      text: `Its bytes hash to ${own.slice(0, 4)}…${own.slice(-2)}`,
      aside: 'RFC 8785 bytes, RFC 6962 leaf, SHA-256',
      holds: own === entry.hash,
    },
    checkPrevious(entry, before, beforeHash),
    {
      text: 'Number and stream stand inside the bytes',
      aside: 'so it can’t be moved',
      holds: inside?.seq === entry.seq && inside.stream === entry.stream && inside.prev === entry.prev,
    },
  ];
  if (after)
    checks.push({
      text: `Entry ${after.seq.toLocaleString('en-GB')} names this hash`,
      aside: 'so it can’t be exchanged',
      holds: insideOf(after.bytes)?.prev === own,
    });
  const gapless = around.every(({ seq }, i) => i === 0 || seq === (around[i - 1]?.seq ?? 0) + 1);
  checks.push({
    text: `No gap from ${around[0]?.seq.toLocaleString('en-GB') ?? '–'} to ${around.at(-1)?.seq.toLocaleString('en-GB') ?? '–'}`,
    aside: '',
    holds: gapless,
  });
  return checks;
}

function insideOf(
  bytes: string,
): { readonly seq?: unknown; readonly stream?: unknown; readonly prev?: unknown } | undefined {
  try {
    return JSON.parse(bytes) as { seq?: unknown; stream?: unknown; prev?: unknown };
  } catch {
    return undefined;
  }
}

/** Pure: the page's title says what the checks say, no more. */
export function entryTitle(seq: number, checks: readonly EntryCheck[] | undefined): string {
  if (!checks) return `Entry ${count(seq)}`;
  return checks.every(({ holds }) => holds)
    ? `Entry ${count(seq)} is unchanged since it was written`
    : `Entry ${count(seq)} is not what was written`;
}
