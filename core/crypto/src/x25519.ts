/** X25519 (RFC 7748) on raw 32-byte keys. A shared secret of zeros, which a hostile public key can force, is refused. */
import { createPrivateKey, createPublicKey, diffieHellman, type KeyObject } from 'node:crypto';

const pkcs8Prefix = Buffer.from('302e020100300506032b656e04220420', 'hex');
const spkiPrefix = Buffer.from('302a300506032b656e032100', 'hex');

export function x25519PublicKey(privateKey: Uint8Array): Uint8Array {
  const spki = createPublicKey(privateKeyOf(privateKey)).export({ format: 'der', type: 'spki' });
  return new Uint8Array(spki.subarray(spkiPrefix.length));
}

/** The shared secret, or undefined when the public key is not one that gives any. */
export function x25519(privateKey: Uint8Array, publicKey: Uint8Array): Uint8Array | undefined {
  if (publicKey.length !== 32) return undefined;
  try {
    const key = createPublicKey({ key: Buffer.concat([spkiPrefix, publicKey]), format: 'der', type: 'spki' });
    const shared = new Uint8Array(diffieHellman({ privateKey: privateKeyOf(privateKey), publicKey: key }));
    return shared.every((byte) => byte === 0) ? undefined : shared;
  } catch {
    return undefined;
  }
}

function privateKeyOf(raw: Uint8Array): KeyObject {
  if (raw.length !== 32) throw new RangeError('an X25519 key has 32 bytes');
  return createPrivateKey({ key: Buffer.concat([pkcs8Prefix, raw]), format: 'der', type: 'pkcs8' });
}
