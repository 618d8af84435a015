/**
 * AES-256-GCM (NIST SP 800-38D) in the only form used here: 32-byte key, 12-byte IV, 16-byte tag. The tag's length is
 * passed to the library, which would otherwise take tags of four bytes.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';

export const ivBytes = 12;
export const tagBytes = 16;
const cipherName = 'aes-256-gcm';

/**
 * @param headBytes room that is left before the ciphertext, for whoever writes something there
 * @returns ciphertext with the tag behind it
 */
export function sealAead(
  key: Uint8Array,
  iv: Uint8Array,
  aad: Uint8Array,
  plaintext: Uint8Array,
  headBytes = 0,
): Uint8Array {
  assertSizes(key, iv);
  const cipher = createCipheriv(cipherName, key, iv, { authTagLength: tagBytes });
  cipher.setAAD(aad);
  const sealed = new Uint8Array(headBytes + plaintext.length + tagBytes);
  sealed.set(cipher.update(plaintext), headBytes);
  cipher.final();
  sealed.set(cipher.getAuthTag(), headBytes + plaintext.length);
  return sealed;
}

/** The plaintext, or undefined when anything at all does not fit; nothing is returned before the tag has been checked. */
export function openAead(
  key: Uint8Array,
  iv: Uint8Array,
  aad: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | undefined {
  assertSizes(key, iv);
  if (sealed.length < tagBytes) return undefined;
  const decipher = createDecipheriv(cipherName, key, iv, { authTagLength: tagBytes });
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  const plaintext = decipher.update(sealed.subarray(0, sealed.length - tagBytes));
  try {
    decipher.final();
    return new Uint8Array(plaintext.buffer, plaintext.byteOffset, plaintext.length);
  } catch {
    plaintext.fill(0);
    return undefined;
  }
}

function assertSizes(key: Uint8Array, iv: Uint8Array): void {
  if (key.length !== 32) throw new RangeError('a key of AES-256 has 32 bytes');
  if (iv.length !== ivBytes) throw new RangeError('an IV has 12 bytes');
}
