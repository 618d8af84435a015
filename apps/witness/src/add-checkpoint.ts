/**
 * The one judgement of a witness (c2sp.org/tlog-witness, add-checkpoint): countersign only what the journal key signed and
 * what only grew from the checkpoint that we countersigned last. One request at a time, so that two can't both grow from
 * the same size in different directions.
 */
import { sha256 } from '@gamut/crypto/hash';
import { type Ed25519Signer, verifyEd25519 } from '@gamut/crypto/sign';
import { isOriginOf } from '@gamut/journal/checkpoint';
import { cosign } from '@gamut/journal/cosignature';
import { equalHashes } from '@gamut/journal/merkle';
import { verifyConsistency } from '@gamut/journal/merkle-proof';
import { claimsKey, formatSignature, type NoteKey, verifyNote } from '@gamut/journal/signed-note';
import { type AddCheckpoint, parseAddCheckpoint } from '@gamut/journal/witness-request';
import { AppError } from '@gamut/kernel/app-error';
import type { Clock } from '@gamut/kernel/time-source';
import type { Logger } from '@gamut/service/logger';
import type { WitnessedLogs } from './witnessed-logs.ts';

export interface Witness {
  readonly journalKey: NoteKey;
  readonly ownKey: NoteKey;
  readonly signer: Ed25519Signer;
  readonly logs: WitnessedLogs;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Countersigned, with our signature line; or out of step, with the size that we know. */
export type Judgement = { readonly line: string } | { readonly knownSize: number };

/** @throws AppError with the status that the clause names: 400, 404, 403, 422 */
export function createJudge(witness: Witness): (body: string) => Promise<Judgement> {
  let before: Promise<unknown> = Promise.resolve();
  return (body) => {
    const judged = before.then(() => judge(witness, body));
    before = judged.catch(() => undefined);
    return judged;
  };
}

async function judge(witness: Witness, body: string): Promise<Judgement> {
  const request = parseAddCheckpoint(body);
  if (request === undefined) {
    throw new AppError('bad_request', 'The body is not an add-checkpoint request.', {
      fix: 'Send it as c2sp.org/tlog-witness says.',
    });
  }
  await assertSignedByLog(witness, request);
  const { oldSize, proof, checkpoint } = request;
  if (oldSize > checkpoint.size) {
    throw new AppError('bad_request', 'The old size is larger than the checkpoint.', {
      fix: 'Send the checkpoint that you grew to.',
    });
  }
  const known = witness.logs.find(checkpoint.origin);
  if (oldSize !== (known?.size ?? 0)) return { knownSize: known?.size ?? 0 };
  if (known?.size === checkpoint.size && !equalHashes(known.root, checkpoint.root)) {
    await witness.logs.keepContradiction(checkpoint.origin, noteOf(request));
    witness.logger.error(
      { origin: checkpoint.origin, size: known.size },
      'two signed histories of one log: its key was used to fork it',
    );
    return { knownSize: known.size };
  }
  const grew =
    known === undefined
      ? proof.length === 0
      : verifyConsistency(
          { size1: known.size, size2: checkpoint.size, root1: known.root, root2: checkpoint.root, proof },
          sha256,
        );
  if (!grew) {
    witness.logger.error(
      { origin: checkpoint.origin, from: oldSize, to: checkpoint.size },
      'a checkpoint that did not grow from the last was refused',
    );
    throw new AppError(
      'validation_failed',
      'The checkpoint does not grow from the one that this witness countersigned.',
      {
        fix: 'Look for a history that was rewritten before anything else.',
        who: 'The operator of the log',
      },
    );
  }
  const atSeconds = Math.floor(witness.clock.nowMs() / 1000);
  const line = cosign(request.note.text, atSeconds, witness.ownKey.name, witness.signer, sha256);
  await keep(witness, request, line);
  return { line };
}

async function assertSignedByLog(
  { journalKey }: Witness,
  { note, checkpoint }: AddCheckpoint,
): Promise<void> {
  if (!isOriginOf(journalKey.name.slice(journalKey.name.indexOf('/') + 1), checkpoint.origin)) {
    throw new AppError('not_found', 'This witness knows no such log.', {
      fix: 'Submit logs of the deployment whose key it was given.',
    });
  }
  if ((await verifyNote(note, journalKey, verifyEd25519)) !== 'verified') {
    throw new AppError(
      'forbidden',
      'The checkpoint is not signed by the journal key that this witness was given.',
      {
        fix: 'Sign it with that key, or give the witness the right one.',
        who: 'The operator',
      },
    );
  }
}

async function keep(witness: Witness, request: AddCheckpoint, line: string): Promise<void> {
  try {
    await witness.logs.keep(request.checkpoint, signedByLog(request, witness.journalKey) + line);
  } catch (error) {
    throw new AppError('storage_full', 'The checkpoint could not be kept, so it was not countersigned.', {
      fix: 'Make room in the witness’s folder, or mend it.',
      who: 'The operator of the witness',
      cause: error,
    });
  }
}

/** The note with the log's own signatures alone: what others put under it is not ours to keep. */
function signedByLog({ note }: AddCheckpoint, key: NoteKey): string {
  return `${note.text}\n${note.signatures
    .filter((line) => claimsKey(line, key))
    .map(formatSignature)
    .join('')}`;
}

function noteOf({ note }: AddCheckpoint): string {
  return `${note.text}\n${note.signatures.map(formatSignature).join('')}`;
}
