/**
 * A witness's timestamped cosignature of a checkpoint (c2sp.org/tlog-cosignature, cosignature/v1, signature type 0x04):
 * "as of this time, the largest consistent tree that I have seen of this log has this root".
 */
import type { Ed25519SigningKey, Sha256, VerifyEd25519 } from './journal-crypto.ts';
import { claimsKey, concat, formatSignature, noteKey, type NoteKey, type SignedNote } from './signed-note.ts';

const encoder = new TextEncoder();
/** The last second that has a date; a time beyond it is nonsense, whoever signed it. */
const secondsMax = 8_640_000_000_000n;

/**
 * @param text the checkpoint's note text, newline included
 * @param atSeconds POSIX time
 * @returns the signature line with its newline, to be put under the checkpoint
 */
export function cosign(
  text: string,
  atSeconds: number,
  name: string,
  key: Ed25519SigningKey,
  sha256: Sha256,
): string {
  const { id } = noteKey('cosignature', name, key.publicKey, sha256);
  const time = new Uint8Array(8);
  new DataView(time.buffer).setBigUint64(0, BigInt(atSeconds));
  return formatSignature({
    name,
    keyId: id,
    signature: concat(time, key.sign(cosignedMessage(text, BigInt(atSeconds)))),
  });
}

export type Cosigned =
  | { readonly is: 'verified'; readonly atSeconds: number }
  | { readonly is: 'forged' }
  | { readonly is: 'unsigned' };

/** What this witness says of the checkpoint; with several lines by the same key, all must hold and the newest time counts. */
export async function verifyCosignature(
  note: SignedNote,
  key: NoteKey,
  verifyEd25519: VerifyEd25519,
): Promise<Cosigned> {
  let newest: number | undefined;
  for (const line of note.signatures.filter((one) => claimsKey(one, key))) {
    if (line.signature.length !== 72) return { is: 'forged' };
    const time = new DataView(line.signature.buffer, line.signature.byteOffset, 8).getBigUint64(0);
    if (time > secondsMax) return { is: 'forged' };
    const message = cosignedMessage(note.text, time);
    if (!(await verifyEd25519(key.publicKey, message, line.signature.slice(8)))) return { is: 'forged' };
    newest = Math.max(newest ?? 0, Number(time));
  }
  return newest === undefined ? { is: 'unsigned' } : { is: 'verified', atSeconds: newest };
}

function cosignedMessage(text: string, time: bigint): Uint8Array {
  return encoder.encode(`cosignature/v1\ntime ${time}\n${text}`);
}
