/**
 * `node tools/published-keys.ts` writes `infra/service/src/published-keys.ts`: the SHA-256 of everything in our documents,
 * tests and fixtures that could be taken for a key, so that a key copied from there opens nothing (security.md section 3).
 * `tests/walls/published-keys.test.ts` holds the list current.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { sha256Hex } from '@gamut/crypto/hash';

const root = join(import.meta.dirname, '..');
export const publishedKeysFile = join(root, 'infra/service/src/published-keys.ts');

const places = [
  '*.md',
  'docs/**/*.md',
  'tests/**/*.ts',
  '{core,infra,apps}/*/src/**/*.test.ts',
  'core/*/{golden,cases}/**/*.*',
  'core/crypto/src/self-test.ts',
];

/** What the standards print and nothing of ours repeats: RFC 8032 section 7.1, RFC 7748 section 6.1. */
const ofStandards = [
  '644d50ab64864c20a12b3c4656d46b4a48f69ef7c47ecdc8415cd28316b22ef5',
  '3d2d9682cdba529682a152f678e25c6c29847bf2588ca4e1b3023c1579f9958d',
  'd8eca0cca720d33bf6d9a3e8057053ff6a4d19a62a9874fa7f7004ea662fb2f9',
  '28024a74943422cca068bb8189df16977c0cd8b322fcdf9c782f59ab6c0aa7e9',
  '918a483206abfc9207f58443b4403c208a687265175377ea43db32a0def92492',
  'ff400cebff8dd00053fbedf73a69be2fa352e3093b085f484bb8be2485e2b7c1',
];

const hexKey = /(?<![A-Za-z0-9_/+-])[0-9a-fA-F]{64}(?![A-Za-z0-9_/+=-])/g;
const base64Key = /(?<![A-Za-z0-9_/+-])[A-Za-z0-9_/+-]{43}=?(?![A-Za-z0-9_/+=-])/g;

/** The 32 bytes of everything in the text that could be taken for a key. */
export function keysIn(text: string): Buffer[] {
  const hex = [...text.matchAll(hexKey)].map(([found]) => Buffer.from(found, 'hex'));
  const base64 = [...text.matchAll(base64Key)]
    .map(([found]) => found)
    // an identifier of this length has no digit, or one case
    .filter((found) => /\d/.test(found) && /[a-z]/.test(found) && /[A-Z]/.test(found))
    .map((found) => Buffer.from(found, 'base64'));
  return [...hex, ...base64].filter((bytes) => bytes.length === 32);
}

/** @returns sorted, without repeats */
export function publishedDigests(): string[] {
  const digests = new Set(ofStandards);
  for (const file of places.flatMap((place) => globSync(place, { cwd: root })))
    for (const key of keysIn(readFileSync(join(root, file), 'utf8'))) digests.add(sha256Hex(key));
  return [...digests].sort();
}

export async function publishedKeysSource(): Promise<string> {
  const source = `/** Written by \`node tools/published-keys.ts\`: the SHA-256 of each key-like value that stands in our public texts. */
export const publishedKeyDigests: ReadonlySet<string> = new Set(${JSON.stringify(publishedDigests())});
`;
  return format(source, { ...(await resolveConfig(publishedKeysFile)), filepath: publishedKeysFile });
}

if (import.meta.main) writeFileSync(publishedKeysFile, await publishedKeysSource());
