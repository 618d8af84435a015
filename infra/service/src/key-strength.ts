/**
 * What a key must be: base64url of exactly 32 bytes in its one spelling, and not a weak one. Weak are keys that nobody
 * drew at random: few distinct bytes, a run with a constant step, readable text, and keys that stand in public documents.
 */
import { sha256Hex } from '@gamut/crypto/hash';
import { decodeBase64url } from '@gamut/kernel/base64url';

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
  if (hasConstantStep(key)) return 'its bytes are a run with a constant step';
  if (key.every((byte) => byte >= 0x20 && byte < 0x7f)) return 'it is readable text';
  if (publishedKeys.has(sha256Hex(key))) return 'it stands in a public document';
  return undefined;
}

function hasConstantStep(key: Uint8Array): boolean {
  const step = ((key[1] as number) - (key[0] as number)) & 0xff;
  for (let i = 1; i < key.length; i++)
    if ((((key[i] as number) - (key[i - 1] as number)) & 0xff) !== step) return false;
  return true;
}

/** SHA-256 of private keys that the standards print: RFC 8032 section 7.1, RFC 7748 section 6.1. */
const publishedKeys: ReadonlySet<string> = new Set([
  '644d50ab64864c20a12b3c4656d46b4a48f69ef7c47ecdc8415cd28316b22ef5',
  '3d2d9682cdba529682a152f678e25c6c29847bf2588ca4e1b3023c1579f9958d',
  'd8eca0cca720d33bf6d9a3e8057053ff6a4d19a62a9874fa7f7004ea662fb2f9',
  '28024a74943422cca068bb8189df16977c0cd8b322fcdf9c782f59ab6c0aa7e9',
  '918a483206abfc9207f58443b4403c208a687265175377ea43db32a0def92492',
  'ff400cebff8dd00053fbedf73a69be2fa352e3093b085f484bb8be2485e2b7c1',
]);
