/** The browser's hash against node:crypto and the examples of FIPS 180-4, and a verification that uses nothing of Node's. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sha256 } from '@gamut/crypto/hash';
import { sampleExport, vkey } from '../../../tests/support/sample-journal.ts';
import { toHex } from './hex.ts';
import type { VerifyEd25519 } from './journal-crypto.ts';
import { portableSha256, startPortableSha256 } from './portable-sha256.ts';
import { verifyExport } from './verify-export.ts';
import { runs } from '../../../tests/support/runs.ts';

const encode = (text: string) => new TextEncoder().encode(text);

test('the published examples hash as published', () => {
  const examples: [string, string][] = [
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ];
  for (const [text, digest] of examples) assert.equal(toHex(portableSha256(encode(text))), digest);
});

test('it agrees with node:crypto at every length around its blocks', () => {
  for (let length = 0; length <= 300; length++) {
    const data = Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 0xff);
    assert.deepEqual(portableSha256(data), sha256(data), String(length));
  }
});

test('however the bytes are fed, the digest is the same', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 }), (pieces) => {
      const running = startPortableSha256();
      for (const piece of pieces) running.update(piece);
      assert.deepEqual(running.digest(), sha256(Uint8Array.from(pieces.flatMap((piece) => [...piece]))));
    }),
    { seed: 20261122, numRuns: runs(300) },
  );
});

/** As a browser does it: WebCrypto, which answers later. */
const webVerify: VerifyEd25519 = async (publicKey, message, signature) => {
  try {
    const key = await crypto.subtle.importKey('raw', Uint8Array.from(publicKey), 'Ed25519', false, [
      'verify',
    ]);
    return await crypto.subtle.verify('Ed25519', key, Uint8Array.from(signature), Uint8Array.from(message));
  } catch {
    return false;
  }
};

test('an export verifies with WebCrypto and this hash alone, and an edit is found', async () => {
  const browser = { sha256: portableSha256, startSha256: startPortableSha256, verifyEd25519: webVerify };
  const whole = await sampleExport(3, 8, { witnessed: true });
  assert.equal((await verifyExport(whole, { key: vkey }, browser)).outcome, 'verified');
  const edited = await verifyExport(whole.replace('"n":1', '"n":4'), { key: vkey }, browser);
  assert.deepEqual([edited.outcome, edited.firstBad?.seq], ['broken', 2]);
});
