/**
 * Shows that the primitives under everything compute what the standards say: known answers, a round trip, and a changed
 * value that must not open. Run before any port opens and every five minutes after (security.md section 3).
 */
import { openAead, sealAead } from './aead.ts';
import { sha256Hex } from './hash.ts';
import { hkdfSha256, hmacSha256 } from './mac.ts';
import { ed25519Signer, verifyEd25519 } from './sign.ts';
import { x25519PublicKey } from './x25519.ts';

export const primitives = {
  sealAead,
  openAead,
  sha256Hex,
  hkdfSha256,
  hmacSha256,
  ed25519Signer,
  verifyEd25519,
  x25519PublicKey,
};
export type Primitives = typeof primitives;

/** The name of the first check that failed, or undefined. A primitive that throws has failed. */
export function failedSelfTest(given: Primitives = primitives): string | undefined {
  for (const [name, holds] of checks) {
    try {
      if (!holds(given)) return name;
    } catch {
      return name;
    }
  }
  return undefined;
}

const none = new Uint8Array(0);
const zeros = (size: number): Uint8Array => new Uint8Array(size);
const hex = (bytes: Uint8Array | undefined): string =>
  bytes === undefined ? '' : Buffer.from(bytes).toString('hex');
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));

const checks: readonly (readonly [string, (p: Primitives) => boolean])[] = [
  // FIPS 180-4, "abc"
  [
    'sha-256',
    (p) => p.sha256Hex('abc') === 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  ],
  // RFC 4231, case 2
  [
    'hmac-sha-256',
    (p) =>
      hex(p.hmacSha256(Buffer.from('Jefe'), 'what do ya want for nothing?')) ===
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  ],
  // RFC 5869, case 3
  [
    'hkdf-sha-256',
    (p) =>
      hex(p.hkdfSha256(new Uint8Array(22).fill(0x0b), none, none, 42)) ===
      '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
  ],
  // McGrew and Viega's GCM specification, cases 13 and 14
  [
    'aes-256-gcm',
    (p) =>
      hex(p.sealAead(zeros(32), zeros(12), none, none)) === '530f8afbc74536b9a963b4f1c4cb738b' &&
      hex(p.sealAead(zeros(32), zeros(12), none, zeros(16))) ===
        'cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919',
  ],
  [
    'aes-256-gcm round trip',
    (p) =>
      hex(
        p.openAead(zeros(32), zeros(12), zeros(4), p.sealAead(zeros(32), zeros(12), zeros(4), bytes('00ff'))),
      ) === '00ff',
  ],
  ['aes-256-gcm tampered', (p) => everyBitRefused(p)],
  // RFC 8032 section 7.1, test 1: the public key and the signature of nothing
  [
    'ed25519',
    (p) =>
      p.verifyEd25519(bytes(edPublic), none, bytes(edSignature)) &&
      !p.verifyEd25519(bytes(edPublic), zeros(1), bytes(edSignature)),
  ],
  [
    'ed25519 round trip',
    (p) => {
      const signer = p.ed25519Signer(new Uint8Array(32).fill(7));
      return p.verifyEd25519(signer.publicKey, zeros(3), signer.sign(zeros(3)));
    },
  ],
  // RFC 7748 section 6.1, Bob
  [
    'x25519',
    (p) =>
      hex(p.x25519PublicKey(bytes(bobPrivate))) ===
      'de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f',
  ],
];

const edPublic = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
const edSignature =
  'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b';
/** A key that RFC 7748 prints; it protects nothing, and the gate of key strength refuses it. */
const bobPrivate = '5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb';

function everyBitRefused(p: Primitives): boolean {
  const sealed = p.sealAead(zeros(32), zeros(12), zeros(4), zeros(8));
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const changed = Uint8Array.from(sealed);
    changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
    if (p.openAead(zeros(32), zeros(12), zeros(4), changed) !== undefined) return false;
  }
  return true;
}
