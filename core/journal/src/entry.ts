/**
 * One journal entry: the canonical JSON (RFC 8785) of its fields, in a gapless sequence, naming the hash of the entry
 * before it. Its hash is the RFC 6962 leaf hash, so chain and Merkle tree stand on the very same bytes. A line is an entry
 * only if it is byte for byte what writing it again would give: there is no second spelling to hide a change in.
 */
import { canonicalJson } from '@gamut/kernel/canonical-json';
import { toHex } from './hex.ts';
import type { Sha256 } from './journal-crypto.ts';
import { leafHash } from './merkle.ts';

export const streamNames = ['audit', 'decisions', 'platform', 'runs'] as const;
export type StreamName = (typeof streamNames)[number];

/** An entry's bytes, at most; longer ones are refused when appending and when reading. */
export const entryBytesMax = 1_048_576;

/** The hash that the first entry of a stream names as the one before it. */
export const noHash = '0'.repeat(64);

/** The last entry of a stream: `{ seq: 0, hash: noHash }` before the first. */
export interface StreamHead {
  readonly seq: number;
  readonly hash: string;
}

export interface Entry {
  readonly v: 1;
  readonly stream: StreamName;
  /** A tenant's id, or `-` for the platform's own acts. */
  readonly tenant: string;
  readonly seq: number;
  readonly prev: string;
  /** RFC 3339 in UTC with milliseconds, as `Date.toISOString` writes it. */
  readonly at: string;
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface NewEntry {
  readonly stream: StreamName;
  readonly tenant: string;
  readonly head: StreamHead;
  readonly at: string;
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What to store, byte for byte, and what the next append needs as its head. */
export interface AppendedEntry {
  readonly seq: number;
  readonly bytes: string;
  readonly hash: string;
}

export const tenantPattern = /^(?:tnt_[0-7][0-9abcdefghjkmnpqrstvwxyz]{25}|-)$/;
const kindPattern = /^[a-z][a-z0-9_]{0,63}(?:\.[a-z][a-z0-9_]{0,63}){0,3}$/;
const hashPattern = /^[0-9a-f]{64}$/;
const memberNames = 'at,body,kind,prev,seq,stream,tenant,v';
const encoder = new TextEncoder();

/** @throws TypeError when the entry could not be read back: an assertion on our own code, not on a caller's input */
export function appendEntry(entry: NewEntry, sha256: Sha256): AppendedEntry {
  const { stream, tenant, head, at, kind, body } = entry;
  const whole: Entry = { v: 1, stream, tenant, seq: head.seq + 1, prev: head.hash, at, kind, body };
  const wrong = wrongField(whole);
  if (wrong !== undefined) throw new TypeError(`a journal entry can't be appended: ${wrong}`);
  const bytes = canonicalJson(whole);
  const encoded = encoder.encode(bytes);
  if (encoded.length > entryBytesMax) {
    throw new TypeError(
      `a journal entry can't be appended: ${encoded.length} bytes, at most ${entryBytesMax}`,
    );
  }
  return { seq: whole.seq, bytes, hash: toHex(leafHash(encoded, sha256)) };
}

/** The hash of an entry's exact text, as the next entry names it. */
export function entryHash(bytes: string, sha256: Sha256): string {
  return toHex(leafHash(encoder.encode(bytes), sha256));
}

export type ParsedEntry = { readonly entry: Entry } | { readonly wrong: string };

/** Strict: the entry, or why these bytes are none. */
export function parseEntry(line: string): ParsedEntry {
  let value: unknown;
  try {
    value = JSON.parse(line);
    if (canonicalJson(value) !== line) return { wrong: 'is not written in canonical form' };
  } catch {
    return { wrong: 'is not JSON' };
  }
  if (!isObject(value)) return { wrong: 'is not an object' };
  if (Object.keys(value).sort().join() !== memberNames)
    return { wrong: 'has other members than an entry has' };
  const entry = value as unknown as Entry;
  const wrong = wrongField(entry);
  return wrong === undefined ? { entry } : { wrong };
}

function wrongField(entry: Entry): string | undefined {
  if (entry.v !== 1) return 'v is not 1';
  if (!streamNames.includes(entry.stream)) return 'stream is not one of the four';
  if (typeof entry.tenant !== 'string' || !tenantPattern.test(entry.tenant))
    return 'tenant is not a tenant id';
  if (!Number.isSafeInteger(entry.seq) || entry.seq < 1) return 'seq is not a whole number from 1';
  if (typeof entry.prev !== 'string' || !hashPattern.test(entry.prev)) return 'prev is not a hash';
  if (!isInstant(entry.at)) return 'at is not a time in UTC with milliseconds';
  if (typeof entry.kind !== 'string' || !kindPattern.test(entry.kind)) return 'kind is not a name';
  if (!isObject(entry.body)) return 'body is not an object';
  return undefined;
}

export function isInstant(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)) return false;
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString() === text;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
