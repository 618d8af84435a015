/**
 * What a key must be: base64url of exactly 32 bytes in its one spelling, and not a weak one. Weak are keys that nobody drew
 * at random: few distinct bytes, runs, readable text in either spelling, and keys that stand in public documents.
 */
import { sha256Hex } from '@gamut/crypto/hash';
import { decodeBase64url, encodeBase64url } from '@gamut/kernel/base64url';
import { publishedKeyDigests } from './published-keys.ts';

/** The 32 bytes, or undefined when the text is anything else than their canonical spelling. */
export function parseKey(text: string): Uint8Array | undefined {
  if (text.length !== 43) return undefined;
  const bytes = decodeBase64url(text);
  return bytes?.length === 32 ? bytes : undefined;
}

/** Why this key is weak, or undefined. A random key is refused with a chance below 2^-40. */
export function weaknessOf(key: Uint8Array): string | undefined {
  const distinct = new Set(key).size;
  if (distinct === 1) return 'all its bytes are equal';
  if (distinct < 16) return 'it has fewer than 16 distinct bytes';
  if ([2, 4, 8, 16].some((period) => key.every((byte, i) => byte === key[i % period])))
    return 'it repeats itself';
  const text = encodeBase64url(key);
  if (hasRun(key, 0xff, 8) || hasRun(Buffer.from(text), 0xff, 10))
    return 'a part of it is a run with a constant step';
  if (key.every((byte) => byte >= 0x20 && byte < 0x7f)) return 'it is readable text';
  if (words.test(text) || /^[a-z_-]+$/.test(text) || /^[A-Z_-]+$/.test(text)) return 'it is made of words';
  if (publishedKeyDigests.has(sha256Hex(key))) return 'it stands in a public document';
  return undefined;
}

/** In lower case and of eight letters or more, so that no random key holds one by chance. */
const words =
  /password|passphrase|changeme|change[-_]me|insecure|example-|default-|development|production|encryption/;

/** @param length of the run; a step of nothing counts too */
function hasRun(bytes: Uint8Array, mask: number, length: number): boolean {
  let run = 1;
  let last: number | undefined;
  for (let i = 1; i < bytes.length; i++) {
    const step = ((bytes[i] as number) - (bytes[i - 1] as number)) & mask;
    run = step === last ? run + 1 : 2;
    if (run >= length) return true;
    last = step;
  }
  return false;
}
