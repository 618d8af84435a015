/**
 * Judges the checkpoints of one stream: each a C2SP checkpoint of exactly this stream and size, signed by the journal key,
 * countersigned by nobody but the named witness, and over the root that the entries really give.
 */
import { checkpointOrigin, parseCheckpoint } from './checkpoint.ts';
import { verifyCosignature } from './cosignature.ts';
import type { ExportedStream } from './export-format.ts';
import type { BadBecause, CheckName } from './export-report.ts';
import type { ExportKeys, ExportWalk } from './export-walk.ts';
import { toHex } from './hex.ts';
import { claimsKey, parseNote, type SignedNote, signaturesMax, verifyNote } from './signed-note.ts';
import type { StreamVerifier } from './stream-verifier.ts';

export interface CheckpointsSeen {
  readonly root: string | null;
  /** The newest checkpoint that the witness countersigned, and when. */
  readonly witnessed: { readonly size: number; readonly at: string } | null;
}

/** Reads exactly the stream's declared checkpoints. */
export async function verifyCheckpoints(
  walk: ExportWalk,
  keys: ExportKeys,
  expected: ExportedStream,
  entries: StreamVerifier,
): Promise<CheckpointsSeen> {
  let held = 0;
  let last: CheckpointsSeen = { root: null, witnessed: null };
  for (const { size, generation = keys.header.generation } of expected.checkpoints) {
    const line = walk.line + 1;
    const raw = await readNote(walk, `the checkpoint of ${expected.stream} at ${size}`);
    if (raw === undefined) break;
    const note = parseNote(raw);
    const checkpoint = note === undefined ? undefined : parseCheckpoint(note.text);
    const find = (check: CheckName, why: BadBecause, detail: string, seq: number | null = null) =>
      walk.verdict.find({ check, stream: expected.stream, seq, line, why, detail });
    if (note === undefined || checkpoint === undefined) {
      find('checkpoints', 'malformed', `the checkpoint at ${size} is not written as a checkpoint`);
      continue;
    }
    const { deployment, tenant } = keys.header;
    const origin = checkpointOrigin(deployment, tenant, expected.stream, generation);
    const signed = await verifySignatures(walk, keys, note);
    if (checkpoint.origin !== origin || checkpoint.size !== size) {
      find('checkpoints', 'malformed', `this is a checkpoint of ${checkpoint.origin} at ${checkpoint.size}`);
    } else if ('wrong' in signed) {
      find('checkpoints', 'unsigned', `the checkpoint at ${size} ${signed.wrong}`);
    } else {
      const root = toHex(checkpoint.root);
      const given = entries.rootAt(size);
      if (given === root) held = size;
      else if (given !== undefined) blameEntries(walk, expected, entries, { held, size, root, line });
      const { witnessedAt } = signed;
      last = { root, witnessed: witnessedAt === undefined ? last.witnessed : { size, at: witnessedAt } };
    }
  }
  return last;
}

/** Three lines, an empty one and the signatures, as they stand there; never more than a note may have, and one. */
async function readNote(walk: ExportWalk, what: string): Promise<string | undefined> {
  let raw = '';
  for (let i = 0; i < 4; i++) {
    if ((await walk.peekWhole(what)) === undefined) return undefined;
    raw += `${(await walk.take())?.text ?? '\u0000'}\n`;
  }
  for (let i = 0; i <= signaturesMax && (await walk.reader.peek())?.text?.startsWith('— ') === true; i++) {
    if ((await walk.peekWhole(what)) === undefined) return undefined;
    raw += `${(await walk.take())?.text ?? ''}\n`;
  }
  if ((await walk.reader.peek())?.whole !== true) {
    await walk.peekWhole(what);
    return undefined;
  }
  return raw;
}

/** Exactly one signature of the journal key, at most one of the named witness, nobody else's; and all verify. */
async function verifySignatures(
  walk: ExportWalk,
  keys: ExportKeys,
  note: SignedNote,
): Promise<{ readonly wrong: string } | { readonly witnessedAt: string | undefined }> {
  const { verifyEd25519 } = walk.crypto;
  const { witness } = keys;
  const own = note.signatures.filter((line) => claimsKey(line, keys.journal)).length;
  const others = note.signatures.filter((line) => witness !== null && claimsKey(line, witness)).length;
  if (own !== 1 || others > 1 || own + others !== note.signatures.length) {
    return { wrong: 'is signed by another key, or more often than once' };
  }
  if ((await verifyNote(note, keys.journal, verifyEd25519)) !== 'verified')
    return { wrong: 'does not verify' };
  if (witness === null || others === 0) return { witnessedAt: undefined };
  const said = await verifyCosignature(note, witness, verifyEd25519);
  if (said.is !== 'verified') return { wrong: "bears a witness's signature that does not verify" };
  return { witnessedAt: new Date(said.atSeconds * 1000).toISOString() };
}

/** The signed root is another than the entries give: says which entries, as closely as the signatures allow. */
function blameEntries(
  walk: ExportWalk,
  expected: ExportedStream,
  entries: StreamVerifier,
  at: { held: number; size: number; root: string; line: number },
): void {
  const known = ['sequence', 'entries', 'chain'] as const;
  if (known.some((name) => walk.verdict.broke(name, expected.stream) !== undefined)) return;
  if (walk.verdict.broke('roots', expected.stream) !== undefined) return;
  const lastAlone = at.size === expected.size && entries.headDiffers && entries.onlyLastDiffers(at.root);
  const seq = lastAlone ? at.size : at.held + 1;
  const detail = lastAlone
    ? 'its hash is not the one that the signed root holds'
    : `one of the entries ${at.held + 1} to ${at.size} is not what was signed; those after it were chained anew to hide it`;
  const why = lastAlone ? 'edited' : 'rewritten';
  const line = entries.lineOf(seq);
  walk.verdict.find({
    check: lastAlone ? 'chain' : 'roots',
    stream: expected.stream,
    seq,
    line,
    why,
    detail,
  });
}
