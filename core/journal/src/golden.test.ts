/**
 * Our own formats, frozen: a file that was exported once must be written again byte for byte and verify for ever. If one of
 * these fails the format has changed, and every export that customers hold is at stake: it takes a new format name instead.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { sha256 } from '@gamut/crypto/hash';
import {
  journalCrypto,
  sampleExport,
  tenant,
  vkey,
  witnessVkey,
} from '../../../tests/support/sample-journal.ts';
import { appendEntry, noHash } from './entry.ts';
import { Frontier } from './merkle.ts';
import { toHex } from './hex.ts';
import { verifyExport } from './verify-export.ts';

const golden = await readFile(new URL('../golden/export.gamut', import.meta.url), 'utf8');

test('the same journal is exported byte for byte as it was when the format was frozen', async () => {
  assert.equal(await sampleExport(3, 8, { witnessed: true }), golden);
});

test('the frozen export verifies under the frozen keys', async () => {
  const report = await verifyExport(golden, { key: vkey, witness: witnessVkey }, journalCrypto);
  assert.equal(report.outcome, 'verified', report.summary);
  assert.deepEqual(
    report.streams.map(({ stream, root }) => [stream, root]),
    [
      ['audit', '82a25d2261820834181106d672df630f61ec8e9d1084819a47f7095236affbc5'],
      ['decisions', '70b0d1301872eb29af45597f2307e980540f81e94a4150bed861070a0b2f4b80'],
      ['runs', null],
    ],
  );
});

test('verifier keys are written as they were', () => {
  assert.equal(vkey, 'gamut.example/demo+3a968df4+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs');
  assert.equal(
    witnessVkey,
    'gamut.example/demo/witness+5fb20c15+BP0XJDhaoMdbZPt4zWAvodmR/ev3axPFjtcC6sg16fYY',
  );
});

test('an entry has the text and the hash that it had', () => {
  const entry = appendEntry(
    {
      stream: 'audit',
      tenant,
      head: { seq: 0, hash: noHash },
      at: '2026-11-22T09:00:00.000Z',
      kind: 'agent.suspended',
      body: { reason: 'Übung “0” 𝔘', n: 0 },
    },
    sha256,
  );
  assert.equal(entry.bytes, golden.split('\n')[1]);
  assert.equal(entry.hash, 'fa3cf1f2a95a9b6e2c3f70ea9486d96f195dd56678b871d21cc7d092afd8c45e');
});

test('a frontier is serialised as it was, so that a stored one can always be read', () => {
  const frontier = Frontier.empty(sha256);
  for (let i = 0; i < 5; i++) frontier.append(sha256(Uint8Array.of(i)));
  const text = frontier.serialise();
  assert.match(text, /^5 [0-9a-f]{64} [0-9a-f]{64}$/);
  assert.equal(
    toHex(sha256(new TextEncoder().encode(text))),
    '8df97ecc04ba1dac908571a769879127a3c491eb326ce58cf602fd0bc26e2920',
  );
});
