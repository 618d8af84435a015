/**
 * Wycheproof (C2SP): AES-GCM, HMAC-SHA-256, HKDF-SHA-256 and Ed25519 against core/crypto. Keys and IVs of sizes that the
 * product does not use must be refused, not computed.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openAead, sealAead } from '@gamut/crypto/aead';
import { equalBytes, hkdfSha256, hmacSha256 } from '@gamut/crypto/mac';
import { verifyEd25519 } from '@gamut/crypto/sign';
import { createTally, type Tally, type VectorResult } from './vector-result.ts';

interface Group {
  readonly keySize?: number;
  readonly ivSize?: number;
  readonly tagSize?: number;
  readonly publicKey?: { readonly pk: string };
  readonly tests: readonly Readonly<Record<string, string>>[];
}

const bytes = (hex: string | undefined): Uint8Array => new Uint8Array(Buffer.from(hex ?? '', 'hex'));

export async function run(vectorsDir: string): Promise<VectorResult> {
  const tally = createTally();
  let inProfile = 0;
  await each(vectorsDir, tally, 'aes_gcm', (name, test, group) => {
    if (inGcmProfile(group)) inProfile++;
    aesGcm(tally, name, test, group);
  });
  tally.check(`all ${String(gcmVectors)} vectors of 256/96/128 were computed`, inProfile === gcmVectors);
  await each(vectorsDir, tally, 'hmac_sha256', (name, test, group) => {
    hmac(tally, name, test, group);
  });
  await each(vectorsDir, tally, 'hkdf_sha256', (name, test) => {
    hkdf(tally, name, test);
  });
  await each(vectorsDir, tally, 'ed25519', (name, test, group) => {
    const accepted = verifyEd25519(bytes(group.publicKey?.pk), bytes(test['msg']), bytes(test['sig']));
    tally.check(name, accepted === (test['result'] === 'valid'));
  });
  return tally.result('wycheproof (AES-GCM, HMAC, HKDF, Ed25519)');
}

type Test = Readonly<Record<string, string>>;

/** What the published file holds of the only form that the product uses: 256-bit key, 96-bit IV, 128-bit tag. */
const gcmVectors = 66;
const inGcmProfile = ({ keySize, ivSize, tagSize }: Group): boolean =>
  keySize === 256 && ivSize === 96 && tagSize === 128;

/** Judges every vector of a file, and holds their number against the one that the file itself names. */
async function each(
  folder: string,
  tally: Tally,
  file: string,
  judge: (name: string, test: Test, group: Group) => void,
): Promise<void> {
  const { testGroups, numberOfTests } = JSON.parse(
    await readFile(join(folder, `wycheproof-${file}.json`), 'utf8'),
  ) as { testGroups: Group[]; numberOfTests: number };
  let judged = 0;
  for (const group of testGroups)
    for (const test of group.tests) {
      judge(`${file} ${String(test['tcId'])}`, test, group);
      judged++;
    }
  tally.check(`${file}: all ${String(numberOfTests)} were judged`, judged === numberOfTests && judged > 0);
}

function aesGcm(tally: Tally, name: string, test: Test, group: Group): void {
  const [key, iv, aad, text] = [
    bytes(test['key']),
    bytes(test['iv']),
    bytes(test['aad']),
    bytes(test['msg']),
  ];
  const sealed = bytes((test['ct'] ?? '') + (test['tag'] ?? ''));
  if (!inGcmProfile(group)) {
    tally.refused(
      name,
      throwsRange(() => sealAead(key, iv, aad, text)) && throwsRange(() => openAead(key, iv, aad, sealed)),
    );
    return;
  }
  const opened = openAead(key, iv, aad, sealed);
  const valid = test['result'] === 'valid';
  const opens = opened !== undefined && equalBytes(opened, text);
  tally.check(name, valid ? opens && equalBytes(sealAead(key, iv, aad, text), sealed) : opened === undefined);
}

/** The product sends whole tags only; a shortened one is compared with the head of ours. */
function hmac(tally: Tally, name: string, test: Test, group: Group): void {
  const tag = hmacSha256(bytes(test['key']), bytes(test['msg'])).subarray(0, (group.tagSize ?? 256) / 8);
  tally.check(name, equalBytes(tag, bytes(test['tag'])) === (test['result'] === 'valid'));
}

function hkdf(tally: Tally, name: string, test: Test): void {
  const derive = (): Uint8Array =>
    hkdfSha256(bytes(test['ikm']), bytes(test['salt']), bytes(test['info']), Number(test['size']));
  if (test['result'] === 'valid') tally.check(name, equalBytes(derive(), bytes(test['okm'])));
  else tally.check(name, throwsRange(derive));
}

function throwsRange(work: () => unknown): boolean {
  try {
    work();
  } catch (error) {
    return error instanceof RangeError || (error as { code?: string }).code === 'ERR_CRYPTO_INVALID_KEYLEN';
  }
  return false;
}
