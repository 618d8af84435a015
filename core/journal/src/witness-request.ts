/**
 * The body of `add-checkpoint` (c2sp.org/tlog-witness): `old N`, at most 63 lines of consistency proof, an empty line, and
 * the signed checkpoint. Strict both ways.
 */
import { decodeBase64, encodeBase64 } from './base64.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { parseNote, type SignedNote } from './signed-note.ts';

export const proofLinesMax = 63;

export interface AddCheckpoint {
  readonly oldSize: number;
  readonly proof: readonly Uint8Array[];
  readonly note: SignedNote;
  readonly checkpoint: Checkpoint;
}

/** @param note the whole signed checkpoint */
export function formatAddCheckpoint(oldSize: number, proof: readonly Uint8Array[], note: string): string {
  return [`old ${oldSize}`, ...proof.map(encodeBase64), '', note].join('\n');
}

export function parseAddCheckpoint(body: string): AddCheckpoint | undefined {
  const split = body.indexOf('\n\n');
  if (split < 0) return undefined;
  const [first, ...hashes] = body.slice(0, split).split('\n');
  const oldSize = Number(/^old (0|[1-9][0-9]{0,15})$/.exec(first as string)?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(oldSize) || hashes.length > proofLinesMax) return undefined;
  const proof: Uint8Array[] = [];
  for (const hash of hashes) {
    const bytes = decodeBase64(hash);
    if (bytes?.length !== 32) return undefined;
    proof.push(bytes);
  }
  const note = parseNote(body.slice(split + 2));
  const checkpoint = note === undefined ? undefined : parseCheckpoint(note.text);
  return note === undefined || checkpoint === undefined ? undefined : { oldSize, proof, note, checkpoint };
}
