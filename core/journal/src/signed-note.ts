/**
 * C2SP signed note (c2sp.org/signed-note) with Ed25519, and nothing else of its menu: note text, a blank line, signature
 * lines `— name base64(key id ‖ signature)`. Keys travel as `name+hex(key id)+base64(type ‖ public key)`. Parsing is
 * strict: whoever changes one byte of a note, its base64 included, has no note any more.
 */
import { decodeBase64, encodeBase64 } from './base64.ts';
import { fromHex, toHex } from './hex.ts';
import type { Ed25519SigningKey, Sha256, VerifyEd25519 } from './journal-crypto.ts';
import { equalHashes } from './merkle.ts';

/** Signature types of c2sp.org/signed-note that we speak. */
export const keyTypes = { note: 0x01, cosignature: 0x04 } as const;
export type KeyType = keyof typeof keyTypes;

export interface NoteKey {
  readonly type: KeyType;
  readonly name: string;
  readonly id: Uint8Array;
  readonly publicKey: Uint8Array;
}

export interface SignatureLine {
  readonly name: string;
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
}

export interface SignedNote {
  /** Ends in a newline. */
  readonly text: string;
  readonly signatures: readonly SignatureLine[];
}

/** Signature lines in a note, at most (the clause asks for at least 16). */
export const signaturesMax = 16;
const encoder = new TextEncoder();
const namePattern = /^[^\s+\p{Cc}\p{Z}]{1,255}$/u;
const forbidden = /[^\P{Cc}\n]/u;

/** Key id = SHA-256(name ‖ 0x0A ‖ type ‖ public key)[:4] */
export function noteKey(type: KeyType, name: string, publicKey: Uint8Array, sha256: Sha256): NoteKey {
  if (!namePattern.test(name)) throw new TypeError('a key name has no spaces, no plus and is not empty');
  if (publicKey.length !== 32) throw new RangeError('an Ed25519 public key has 32 bytes');
  const id = sha256(concat(encoder.encode(name), Uint8Array.of(0x0a, keyTypes[type]), publicKey)).slice(0, 4);
  return { type, name, id, publicKey };
}

export function formatVkey(key: NoteKey): string {
  return `${key.name}+${toHex(key.id)}+${encodeBase64(concat(Uint8Array.of(keyTypes[key.type]), key.publicKey))}`;
}

/** The key, or undefined when the text is not a key of this type or its id is not the id of its name and bytes. */
export function parseVkey(type: KeyType, text: string, sha256: Sha256): NoteKey | undefined {
  const match = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text);
  if (match === null || !namePattern.test(match[1] as string)) return undefined;
  const bytes = decodeBase64(match[3] as string);
  if (bytes?.length !== 33 || bytes[0] !== keyTypes[type]) return undefined;
  const key = noteKey(type, match[1] as string, bytes.slice(1), sha256);
  return equalHashes(key.id, fromHex(match[2] as string) as Uint8Array) ? key : undefined;
}

/** @returns one line with its newline */
export function formatSignature(line: SignatureLine): string {
  return `— ${line.name} ${encodeBase64(concat(line.keyId, line.signature))}\n`;
}

/** One line, its newline included; undefined for anything else. */
export function parseSignature(line: string): SignatureLine | undefined {
  const match = /^— ([^ ]+) ([A-Za-z0-9+/=]+)\n$/.exec(line);
  const bytes = match === null ? undefined : decodeBase64(match[2] as string);
  if (match === null || bytes === undefined || bytes.length < 5 || !namePattern.test(match[1] as string))
    return undefined;
  return { name: match[1] as string, keyId: bytes.slice(0, 4), signature: bytes.slice(4) };
}

/**
 * @param text ends in a newline
 * @returns the whole note with its one signature
 */
export function signNote(text: string, name: string, key: Ed25519SigningKey, sha256: Sha256): string {
  if (!isNoteText(text))
    throw new TypeError('a note text ends in a newline and holds no other control character');
  const { id } = noteKey('note', name, key.publicKey, sha256);
  return `${text}\n${formatSignature({ name, keyId: id, signature: key.sign(encoder.encode(text)) })}`;
}

export function parseNote(note: string): SignedNote | undefined {
  const split = note.lastIndexOf('\n\n');
  if (split < 0) return undefined;
  const text = note.slice(0, split + 1);
  const lines = note.slice(split + 2).match(/[^\n]*\n|[^\n]+$/g) ?? [];
  if (!isNoteText(text) || lines.length === 0 || lines.length > signaturesMax) return undefined;
  const signatures: SignatureLine[] = [];
  for (const line of lines) {
    const signature = parseSignature(line);
    if (signature === undefined) return undefined;
    signatures.push(signature);
  }
  return { text, signatures };
}

/** `verified`, `forged` (a line claims this key and does not verify), or `unsigned` (no line claims it). */
export async function verifyNote(
  note: SignedNote,
  key: NoteKey,
  verifyEd25519: VerifyEd25519,
): Promise<'verified' | 'forged' | 'unsigned'> {
  const own = note.signatures.filter((line) => claimsKey(line, key));
  for (const line of own) {
    if (!(await verifyEd25519(key.publicKey, encoder.encode(note.text), line.signature))) return 'forged';
  }
  return own.length === 0 ? 'unsigned' : 'verified';
}

export function claimsKey(line: SignatureLine, key: NoteKey): boolean {
  return line.name === key.name && equalHashes(line.keyId, key.id);
}

function isNoteText(text: string): boolean {
  return text.endsWith('\n') && text.isWellFormed() && !forbidden.test(text);
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
