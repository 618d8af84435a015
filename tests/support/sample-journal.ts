/**
 * A small real journal for tests: a decision stream and an audit stream with checkpoints, countersigned when asked, written
 * by the product's own append, sign and export functions under fixed keys and times, so that it is the same at every run.
 */
import { sha256, startSha256 } from '@gamut/crypto/hash';
import { ed25519Signer, verifyEd25519, type Ed25519Signer } from '@gamut/crypto/sign';
import { checkpointOrigin, formatCheckpoint, journalKeyName } from '@gamut/journal/checkpoint';
import { cosign } from '@gamut/journal/cosignature';
import { appendEntry, noHash, type StreamHead, type StreamName } from '@gamut/journal/entry';
import { Frontier } from '@gamut/journal/merkle';
import { formatVkey, noteKey, signNote } from '@gamut/journal/signed-note';
import { type StreamToExport, writeExport } from '@gamut/journal/write-export';

export const journalCrypto = { sha256, startSha256, verifyEd25519 };
export const deployment = 'demo';
export const tenant = 'tnt_01jx0000000000000000000000';
export const journalKey = ed25519Signer(new Uint8Array(32).fill(7));
export const otherKey = ed25519Signer(new Uint8Array(32).fill(8));
export const witnessKey = ed25519Signer(new Uint8Array(32).fill(9));
export const witnessName = `${journalKeyName(deployment)}/witness`;
export const vkey = vkeyOf(journalKey);
export const otherVkey = vkeyOf(otherKey);
export const witnessVkey = formatVkey(noteKey('cosignature', witnessName, witnessKey.publicKey, sha256));
export const exportedAt = '2026-11-22T10:00:00.000Z';

export function vkeyOf(key: Ed25519Signer): string {
  return formatVkey(noteKey('note', journalKeyName(deployment), key.publicKey, sha256));
}

export interface Draft {
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Entry texts chained one behind the other. */
export function chain(
  stream: StreamName,
  drafts: readonly Draft[],
  of: string = tenant,
  { fromMs, stepMs } = { fromMs: Date.parse('2026-11-22T09:00:00.000Z'), stepMs: 1000 },
): string[] {
  let head: StreamHead = { seq: 0, hash: noHash };
  return drafts.map(({ kind, body }, i) => {
    const at = new Date(fromMs + i * stepMs).toISOString();
    const appended = appendEntry({ stream, tenant: of, head, at, kind, body }, sha256);
    head = appended;
    return appended.bytes;
  });
}

const letters = '0123456789abcdefghjkmnpqrstvwxyz';
export function sampleId(prefix: string, n: number): string {
  return `${prefix}_01jx${'0'.repeat(20)}${letters[n >> 5] ?? '0'}${letters[n & 31] ?? '0'}`;
}

export function decisionDraft(
  n: number,
  kind = 'allow',
  more: Readonly<Record<string, unknown>> = {},
): Draft {
  const action = { sha256: n.toString(16).padStart(64, '0'), tool: 'filesystem_list_directory' };
  return {
    kind: 'decision',
    body: { id: sampleId('dec', n), action, decision: { kind, reasons: [], trace: [] }, ...more },
  };
}

export function outcomeDraft(n: number, state = 'done'): Draft {
  return { kind: 'outcome', body: { id: sampleId('out', n), decision: sampleId('dec', n), state } };
}

/** Decisions and outcomes in turns, some blocked: `size` entries. */
export function sampleDecisions(size: number): string[] {
  const drafts: Draft[] = [];
  for (let n = 0; drafts.length < size; n++) {
    const blocked = n % 3 === 2;
    drafts.push(decisionDraft(n, blocked ? 'block' : 'allow_and_log'));
    if (!blocked) drafts.push(outcomeDraft(n));
  }
  return chain('decisions', drafts.slice(0, size));
}

export function sampleAudit(size: number): string[] {
  const draft = (n: number) => ({ kind: 'agent.suspended', body: { reason: `Übung “${n}” 𝔘`, n } });
  return chain(
    'audit',
    Array.from({ length: size }, (_, n) => draft(n)),
  );
}

export interface SignWith {
  readonly key?: Ed25519Signer;
  readonly witnessed?: boolean;
}

export function checkpointNote(
  stream: StreamName,
  entries: readonly string[],
  { key = journalKey, witnessed = false }: SignWith = {},
): string {
  const frontier = Frontier.empty(sha256);
  for (const entry of entries) frontier.append(sha256(new TextEncoder().encode(`\u0000${entry}`)));
  const text = formatCheckpoint({
    origin: checkpointOrigin(deployment, tenant, stream),
    size: entries.length,
    root: frontier.root(),
  });
  const note = signNote(text, journalKeyName(deployment), key, sha256);
  return witnessed
    ? note + cosign(text, Date.parse(exportedAt) / 1000 - 5, witnessName, witnessKey, sha256)
    : note;
}

/** @param sizes of the checkpoints; the whole stream's is always among them */
export function streamOf(
  stream: StreamName,
  entries: readonly string[],
  sizes: readonly number[] = [],
  sign: SignWith = {},
): StreamToExport {
  const all = entries.length === 0 ? [] : [...sizes.filter((size) => size < entries.length), entries.length];
  const last = entries.at(-1);
  return {
    stream,
    size: entries.length,
    head:
      last === undefined
        ? noHash
        : Buffer.from(sha256(new TextEncoder().encode(`\u0000${last}`))).toString('hex'),
    checkpoints: all.map((size) => ({ size, at: '2026-11-22T09:59:50.000Z' })),
    notes: all.map((size) => checkpointNote(stream, entries.slice(0, size), sign)),
    entries,
  };
}

export async function exportOf(streams: readonly StreamToExport[], sign: SignWith = {}): Promise<string> {
  const key = sign.key ?? journalKey;
  const witness = sign.witnessed === true ? witnessVkey : null;
  let text = '';
  const plan = { deployment, tenant, exportedAt, vkey: vkeyOf(key), witness, streams };
  for await (const piece of writeExport(plan, key, journalCrypto)) text += piece;
  return text;
}

/** Audit and decisions of these sizes, and an empty run stream. */
export function sampleExport(audit: number, decisions: number, sign: SignWith = {}): Promise<string> {
  const streams = [
    streamOf('audit', sampleAudit(audit), [], sign),
    streamOf('decisions', sampleDecisions(decisions), [Math.floor(decisions / 2)].filter(Boolean), sign),
    streamOf('runs', []),
  ];
  return exportOf(streams, sign);
}
