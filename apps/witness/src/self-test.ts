/**
 * The witness's self-test: hash, MAC and key derivation as every process tries them, and its own primitive, the signature:
 * the published answer, a round trip, and a changed message that must not verify (security.md section 3).
 */
import { ed25519Signer, verifyEd25519 } from '@gamut/crypto/sign';
import { failedSigningTest } from '@gamut/service/self-test-of-signing';

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));
const nothing = new Uint8Array(0);
// RFC 8032 section 7.1, test 1
const publicKey = bytes('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
const signature = bytes(
  'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
);

export const signatures = { ed25519Signer, verifyEd25519 };

/** The name of what failed, or undefined. A primitive that throws has failed. */
export function failedWitnessTest(given: typeof signatures = signatures): string | undefined {
  const failed = failedSigningTest();
  if (failed !== undefined) return failed;
  try {
    return holds(given) ? undefined : 'ed25519';
  } catch {
    return 'ed25519';
  }
}

function holds({ ed25519Signer: signer, verifyEd25519: verify }: typeof signatures): boolean {
  const own = signer(new Uint8Array(32).fill(7));
  const note = new Uint8Array([1, 2, 3]);
  const signed = own.sign(note);
  return (
    verify(publicKey, nothing, signature) &&
    !verify(publicKey, new Uint8Array(1), signature) &&
    verify(own.publicKey, note, signed) &&
    !verify(own.publicKey, new Uint8Array([1, 2, 2]), signed)
  );
}
