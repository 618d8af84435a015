/**
 * Hands a checkpoint to the witness (c2sp.org/tlog-witness, `add-checkpoint`): the tree that it countersigned last, the proof
 * that the new one only grew from it, and the signed note. What comes back is verified before it is kept, so a witness that
 * lies or answers for somebody else is no witness.
 */
import { sha256 } from '@gamut/crypto/hash';
import { verifyEd25519 } from '@gamut/crypto/sign';
import { verifyCosignature } from '@gamut/journal/cosignature';
import type { StreamName } from '@gamut/journal/entry';
import { fromHex } from '@gamut/journal/hex';
import { Frontier } from '@gamut/journal/merkle';
import { consistencyProof } from '@gamut/journal/merkle-proof';
import { parseNote, type NoteKey } from '@gamut/journal/signed-note';
import { formatAddCheckpoint } from '@gamut/journal/witness-request';
import { AppError } from '@gamut/kernel/app-error';
import type { Clock } from '@gamut/kernel/time-source';
import {
  countersignCheckpoint,
  findNewestWitnessed,
  listLeafHashes,
  listNewestCheckpoints,
  type StoredCheckpoint,
} from './checkpoint-store.ts';
import type { JournalOf } from './journal-of.ts';

export interface WitnessEdge {
  readonly url: string;
  /** The witness's public key, pinned by configuration. */
  readonly key: NoteKey;
  readonly deadlineMs: number;
}

/** @returns how many of the journal's newest checkpoints the witness has now countersigned that it had not before */
export async function submitToWitness(
  journal: JournalOf,
  witness: WitnessEdge,
  clock: Clock,
): Promise<number> {
  const waiting = await journal.read(async (tx) =>
    (await listNewestCheckpoints(tx, await journal.generation(tx))).filter(
      (checkpoint) => checkpoint.witnessedAt === null,
    ),
  );
  for (const checkpoint of waiting) {
    const line = await obtainCosignature(journal, witness, checkpoint);
    const note = checkpoint.note + line;
    const parsed = parseNote(note);
    const said =
      parsed === undefined ? undefined : await verifyCosignature(parsed, witness.key, verifyEd25519);
    if (said?.is !== 'verified') {
      throw new AppError('integrity_failed', 'the witness answered with a signature that is not its own', {
        fix: 'Check WITNESS_VKEY and who answers at the witness address.',
        who: 'The operator',
      });
    }
    const at = new Date(clock.nowMs()).toISOString();
    await journal.write((tx) => countersignCheckpoint(tx, checkpoint, note, at));
  }
  return waiting.length;
}

async function obtainCosignature(
  journal: JournalOf,
  witness: WitnessEdge,
  checkpoint: StoredCheckpoint,
): Promise<string> {
  const known = await journal.read((tx) => findNewestWitnessed(tx, checkpoint.stream, checkpoint.generation));
  const first = await send(
    journal,
    witness,
    checkpoint,
    known === undefined ? undefined : Frontier.parse(known.frontier, sha256),
  );
  if (first.status !== 409) return accepted(first);
  // The witness has seen another size than we remember (an answer of its was lost): prove from the size that it names.
  const frontier = await frontierAt(journal, checkpoint.stream, Number(first.body.trim()));
  return accepted(await send(journal, witness, checkpoint, frontier));
}

async function send(
  journal: JournalOf,
  witness: WitnessEdge,
  checkpoint: StoredCheckpoint,
  old: Frontier | undefined,
): Promise<{ status: number; body: string }> {
  let proof: Uint8Array[] = [];
  if (old !== undefined && old.size > 0) {
    const later = await journal.read((tx) =>
      listLeafHashes(tx, checkpoint.stream, old.size, Number(checkpoint.size)),
    );
    proof = consistencyProof(
      old,
      later.map((hash) => fromHex(hash) as Uint8Array),
      sha256,
    );
  }
  const response = await fetch(new URL('/add-checkpoint', witness.url), {
    method: 'POST',
    body: formatAddCheckpoint(old?.size ?? 0, proof, checkpoint.note),
    redirect: 'error',
    signal: AbortSignal.timeout(witness.deadlineMs),
  });
  return { status: response.status, body: (await response.text()).slice(0, 4096) };
}

function accepted(answer: { status: number; body: string }): string {
  if (answer.status === 200) return answer.body;
  throw new AppError('dependency_failed', `the witness refused the checkpoint (${answer.status})`, {
    fix: 'Look at the witness’s own record before anything else: a refusal can mean that history was rewritten.',
    who: 'The operator',
  });
}

/** The frontier at an earlier size, rebuilt from the entries' hashes alone. */
async function frontierAt(
  journal: JournalOf,
  stream: StreamName,
  size: number,
): Promise<Frontier | undefined> {
  if (!Number.isSafeInteger(size) || size < 0)
    throw new AppError('dependency_failed', 'the witness named no size');
  const frontier = Frontier.empty(sha256);
  const hashes = await journal.read((tx) => listLeafHashes(tx, stream, 0, size));
  for (const hash of hashes) frontier.append(fromHex(hash) as Uint8Array);
  return frontier;
}
