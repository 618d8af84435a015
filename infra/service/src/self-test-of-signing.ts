/**
 * The self-test for processes that may hold no cipher (Claw, witness, provision): the hash, the MAC and the key derivation
 * give the published answers, a signed call verifies, and one that was changed does not (security.md section 3).
 */
import { sha256Hex } from '@gamut/crypto/hash';
import { equalBytes, hkdfSha256, hmacSha256 } from '@gamut/crypto/mac';
import { randomBytes } from '@gamut/crypto/random';
import { noTenant, signRequest, verifyRequest } from '@gamut/protocol/signed-request';

export const signingPrimitives = {
  sha256Hex,
  hmacSha256,
  hkdfSha256,
  equalBytes,
  randomBytes,
  verifyRequest,
};
export type SigningPrimitives = typeof signingPrimitives;

/** The name of the first check that failed, or undefined. A primitive that throws has failed. */
export function failedSigningTest(given: SigningPrimitives = signingPrimitives): string | undefined {
  for (const [name, holds] of checks) {
    try {
      if (!holds(given)) return name;
    } catch {
      return name;
    }
  }
  return undefined;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const key = new Uint8Array(32).fill(7);

const checks: readonly (readonly [string, (p: SigningPrimitives) => boolean])[] = [
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
      hex(p.hkdfSha256(new Uint8Array(22).fill(0x0b), new Uint8Array(0), new Uint8Array(0), 42)) ===
      '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
  ],
  ['comparison', (p) => p.equalBytes(key, key.slice()) && !p.equalBytes(key, new Uint8Array(32))],
  [
    'randomness',
    (p) => new Set(p.randomBytes(64)).size > 16 && hex(p.randomBytes(16)) !== hex(p.randomBytes(16)),
  ],
  ['signed call round trip', (p) => verifies(p, (body) => body)],
  [
    'signed call tampered',
    (p) => !verifies(p, (body) => body.map((byte, at) => (at === 0 ? byte ^ 1 : byte))),
  ],
];

/** Signs a call at a fixed time and verifies what became of its body. */
function verifies(p: SigningPrimitives, change: (body: Uint8Array) => Uint8Array): boolean {
  const clock = { nowMs: () => 1_750_000_000_000, monotonicMs: () => 0 };
  const url = 'http://127.0.0.1:1/self-test';
  const body = new Uint8Array([123, 125]);
  const call = { method: 'POST', url, body };
  const headers = signRequest({
    ...call,
    tenant: noTenant,
    requestId: 'req_self_test',
    keyId: 'self_test',
    key,
    clock,
    random: (size) => new Uint8Array(size).fill(9),
  });
  const question = {
    ...call,
    body: change(body),
    headers,
    keys: new Map([['self_test', key]]),
    nowMs: clock.nowMs(),
  };
  try {
    return p.verifyRequest(question).keyId === 'self_test';
  } catch (error) {
    if ((error as { code?: unknown }).code === 'signature_invalid') return false;
    throw error;
  }
}
