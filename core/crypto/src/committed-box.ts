/**
 * The part that every sealed text shares: from one secret and a fresh salt HKDF draws a key for this value alone and a
 * commitment to it. The commitment is compared before opening, so a text that opens under two keys can't be made (AES-GCM
 * alone does not promise that). Laid out as salt 16, IV 12, commitment 32, ciphertext, tag 16.
 */
import type { RandomBytes } from '@gamut/kernel/time-source';
import { ivBytes, openAead, sealAead, tagBytes } from './aead.ts';
import { equalBytes, hkdfSha256 } from './mac.ts';

const saltBytes = 16;
const commitmentBytes = 32;
const headBytes = saltBytes + ivBytes + commitmentBytes;

export function sealBox(
  secret: Uint8Array,
  info: string,
  aad: Uint8Array,
  plaintext: Uint8Array,
  random: RandomBytes,
): Uint8Array {
  const salt = random(saltBytes);
  const iv = random(ivBytes);
  const { key, commitment } = drawKeys(secret, salt, info);
  const box = sealAead(key, iv, aad, plaintext, headBytes);
  key.fill(0);
  box.set(salt);
  box.set(iv, saltBytes);
  box.set(commitment, saltBytes + ivBytes);
  return box;
}

/** The plaintext, or undefined: one answer for a wrong key, a wrong place and a changed byte. */
export function openBox(
  secret: Uint8Array,
  info: string,
  aad: Uint8Array,
  box: Uint8Array,
): Uint8Array | undefined {
  if (box.length < headBytes + tagBytes) return undefined;
  const salt = box.subarray(0, saltBytes);
  const iv = box.subarray(saltBytes, saltBytes + ivBytes);
  const { key, commitment } = drawKeys(secret, salt, info);
  if (!equalBytes(commitment, box.subarray(saltBytes + ivBytes, headBytes))) return undefined;
  const plaintext = openAead(key, iv, aad, box.subarray(headBytes));
  key.fill(0);
  return plaintext;
}

function drawKeys(
  secret: Uint8Array,
  salt: Uint8Array,
  info: string,
): { key: Uint8Array; commitment: Uint8Array } {
  const drawn = hkdfSha256(secret, salt, info, 64);
  return { key: drawn.subarray(0, 32), commitment: drawn.subarray(32) };
}
