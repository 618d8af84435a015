/**
 * A statement that a deployment makes about one tenant, signed with its journal key as a C2SP signed note: one line that says
 * whose statement of what kind it is, one line of canonical JSON (RFC 8785). It has no third line and its second is no number,
 * so a statement never passes for a checkpoint, which the same key signs, nor a checkpoint for a statement.
 */
import { canonicalJson, type JsonObject } from '@gamut/kernel/canonical-json';
import { journalKeyName } from './checkpoint.ts';
import { tenantPattern } from './entry.ts';
import type { Ed25519SigningKey, Sha256, VerifyEd25519 } from './journal-crypto.ts';
import { parseNote, signNote, verifyNote, type NoteKey } from './signed-note.ts';

export const statementKinds = ['security-checks'] as const;
export type StatementKind = (typeof statementKinds)[number];

/** A statement is read whole; what is longer is none. */
export const statementBytesMax = 262_144;
const originPattern = /^gamut\.example\/[a-z0-9][a-z0-9_-]{0,62}\/[^/\s]+\/([a-z-]+)$/;

export interface StatementOf {
  readonly deployment: string;
  readonly tenant: string;
  readonly kind: StatementKind;
}

export function statementOrigin({ deployment, tenant, kind }: StatementOf): string {
  if (!tenantPattern.test(tenant)) throw new TypeError('not a tenant id');
  return `${journalKeyName(deployment)}/${tenant}/${kind}`;
}

/** Whether a file's first line says that it is a statement, before anything is verified. */
export function isStatementOrigin(line: string): boolean {
  const kind = originPattern.exec(line)?.[1];
  return statementKinds.some((known) => known === kind);
}

/** @returns the whole note */
export function signStatement(
  of: StatementOf,
  document: JsonObject,
  key: Ed25519SigningKey,
  sha256: Sha256,
): string {
  const note = signNote(
    `${statementOrigin(of)}\n${canonicalJson(document)}\n`,
    journalKeyName(of.deployment),
    key,
    sha256,
  );
  if (note.length > statementBytesMax) throw new RangeError('a statement is not that long');
  return note;
}

export interface Statement {
  readonly origin: string;
  readonly document: JsonObject;
}

/** What a note says, whoever signed it; undefined when it is not byte for byte what `signStatement` would write. */
export function readStatement(note: string): Statement | undefined {
  if (note.length > statementBytesMax) return undefined;
  const [origin, json, ...more] = parseNote(note)?.text.split('\n') ?? [];
  if (origin === undefined || json === undefined || more.join('') !== '' || more.length !== 1)
    return undefined;
  if (!isStatementOrigin(origin)) return undefined;
  try {
    const document: unknown = JSON.parse(json);
    if (typeof document !== 'object' || document === null || Array.isArray(document)) return undefined;
    return canonicalJson(document) === json ? { origin, document: document as JsonObject } : undefined;
  } catch {
    return undefined;
  }
}

export type StatementVerdict = 'verified' | 'not_a_statement' | 'forged' | 'wrong_key';

/** `wrong_key`: no line claims this key, or the origin is another deployment's. */
export async function verifyStatement(
  note: string,
  key: NoteKey,
  verifyEd25519: VerifyEd25519,
): Promise<StatementVerdict> {
  const parsed = parseNote(note);
  const statement = readStatement(note);
  if (parsed === undefined || statement === undefined) return 'not_a_statement';
  if (!statement.origin.startsWith(`${key.name}/`)) return 'wrong_key';
  const signed = await verifyNote(parsed, key, verifyEd25519);
  return signed === 'unsigned' ? 'wrong_key' : signed;
}
