/**
 * No byte of an export can change unnoticed: every byte of a whole file is flipped, dropped, doubled and cut at, by hand of
 * someone without the key and judged without a pinned key, the weakest case. Then random damage to random exports.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ExportOutcome } from '@gamut/journal/export-report';
import { verifyExport } from '@gamut/journal/verify-export';
import {
  chain,
  decisionDraft,
  exportOf,
  journalCrypto,
  outcomeDraft,
  sampleAudit,
  sampleDecisions,
  streamOf,
  vkey,
} from '../support/sample-journal.ts';
import { secondVerify } from './second-verifier.ts';
import { runs } from '../support/runs.ts';

const witnessed = { witnessed: true };
const small = Buffer.from(
  await exportOf([streamOf('decisions', sampleDecisions(2), [], witnessed)], witnessed),
);
const seed = Number(process.env['GAMUT_SEED'] ?? 20261122);

async function outcomeOf(file: Uint8Array): Promise<ExportOutcome> {
  return (await verifyExport(file, {}, journalCrypto)).outcome;
}

test('the file that is attacked here verifies when it is left alone', async () => {
  assert.equal(await outcomeOf(small), 'verified');
});

test('every byte flipped, in its lowest, its highest and its letter-case bit, is found', async () => {
  const file = Buffer.from(small);
  for (let at = 0; at < file.length; at++) {
    for (const bit of [0x01, 0x20, 0x80]) {
      file[at] = (small[at] as number) ^ bit;
      const outcome = await outcomeOf(file);
      assert.ok(outcome === 'broken' || outcome === 'incomplete', `byte ${at} ^ ${bit}: ${outcome}`);
    }
    file[at] = small[at] as number;
  }
});

test('every byte dropped or doubled is found', async () => {
  for (let at = 0; at < small.length; at++) {
    const dropped = Buffer.concat([small.subarray(0, at), small.subarray(at + 1)]);
    const doubled = Buffer.concat([small.subarray(0, at + 1), small.subarray(at)]);
    assert.notEqual(await outcomeOf(dropped), 'verified', `byte ${at} dropped`);
    assert.notEqual(await outcomeOf(doubled), 'verified', `byte ${at} doubled`);
  }
});

test('a file cut off after any of its bytes is incomplete', async () => {
  for (let at = 0; at < small.length; at++)
    assert.equal(await outcomeOf(small.subarray(0, at)), 'incomplete', `cut after ${at}`);
});

test('anything put before or behind the file is found', async () => {
  for (const more of ['\n', ' ', '\u0000', '\ufeff', 'x\n', small.toString()]) {
    assert.notEqual(
      await outcomeOf(Buffer.concat([small, Buffer.from(more)])),
      'verified',
      JSON.stringify(more),
    );
    assert.notEqual(
      await outcomeOf(Buffer.concat([Buffer.from(more), small])),
      'verified',
      JSON.stringify(more),
    );
  }
});

test('however the bytes arrive, the verdict is the same', async () => {
  for (const step of [1, 2, 7, 64, 1000]) {
    const pieces: Uint8Array[] = [];
    for (let at = 0; at < small.length; at += step) pieces.push(small.subarray(at, at + step));
    assert.equal((await verifyExport(pieces, { key: vkey }, journalCrypto)).outcome, 'verified');
  }
});

test('a line without end is refused without being held', async () => {
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield small.subarray(0, small.indexOf(0x0a) + 1);
    for (;;) yield new Uint8Array(65_536).fill(0x7b);
  }
  assert.equal((await verifyExport(endless(), {}, journalCrypto)).outcome, 'broken');
  assert.equal((await verifyExport('{'.repeat(3_000_000), {}, journalCrypto)).outcome, 'broken');
});

const text = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((one) => one.isWellFormed());
const body = fc.dictionary(
  text,
  fc.oneof(
    text,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(text, { maxLength: 3 }),
  ),
  { maxKeys: 4 },
);
const journal = fc.record({
  audit: fc.array(body, { maxLength: 6 }),
  decisions: fc.nat({ max: 6 }),
  cut: fc.nat({ max: 6 }),
  witnessed: fc.boolean(),
});

function exportSample(sample: {
  audit: Record<string, unknown>[];
  decisions: number;
  cut: number;
  witnessed: boolean;
}): Promise<string> {
  const drafts = Array.from({ length: sample.decisions }, (_, n) => [
    decisionDraft(n),
    outcomeDraft(n),
  ]).flat();
  const sign = { witnessed: sample.witnessed };
  const audit = chain(
    'audit',
    sample.audit.map((one) => ({ kind: 'agent.updated', body: one })),
  );
  return exportOf(
    [
      streamOf('audit', audit, [sample.cut].filter(Boolean), sign),
      streamOf('decisions', chain('decisions', drafts), [], sign),
    ],
    sign,
  );
}

function secondAccepts(file: Buffer): boolean {
  try {
    secondVerify(file, vkey);
    return true;
  } catch {
    return false;
  }
}

test(`whatever is journalled exports and verifies, by both verifiers (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(journal, async (sample) => {
      const file = Buffer.from(await exportSample(sample));
      const report = await verifyExport(file, { key: vkey }, journalCrypto);
      assert.equal(report.outcome, 'verified', report.summary);
      assert.ok(secondAccepts(file));
    }),
    { seed, numRuns: runs(150) },
  );
});

const damage = fc.oneof(
  fc.record({
    is: fc.constant('bytes' as const),
    at: fc.nat(),
    length: fc.nat({ max: 40 }),
    put: fc.uint8Array({ maxLength: 40 }),
  }),
  fc.record({
    is: fc.constant('lines' as const),
    from: fc.nat(),
    to: fc.nat(),
    count: fc.integer({ min: 1, max: 4 }),
  }),
);

test(`random damage is never verified, and the second verifier agrees (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(journal, fc.array(damage, { minLength: 1, maxLength: 3 }), async (sample, blows) => {
      const file = Buffer.from(await exportSample(sample));
      let hurt = file;
      for (const blow of blows) hurt = blow.is === 'bytes' ? replaceBytes(hurt, blow) : moveLines(hurt, blow);
      if (hurt.equals(file)) return;
      const report = await verifyExport(hurt, { key: vkey }, journalCrypto);
      assert.notEqual(report.outcome, 'verified');
      assert.equal(secondAccepts(hurt), false);
    }),
    { seed, numRuns: runs(400) },
  );
});

function replaceBytes(
  file: Buffer,
  { at, length, put }: { at: number; length: number; put: Uint8Array },
): Buffer<ArrayBuffer> {
  const from = file.length === 0 ? 0 : at % file.length;
  return Buffer.concat([file.subarray(0, from), put, file.subarray(from + length)]);
}

function moveLines(
  file: Buffer,
  { from, to, count }: { from: number; to: number; count: number },
): Buffer<ArrayBuffer> {
  const lines = file.toString('latin1').split('\n');
  const moved = lines.splice(from % lines.length, count);
  lines.splice(to % (lines.length + 1), 0, ...moved);
  return Buffer.from(lines.join('\n'), 'latin1');
}

test('verifying is linear: twenty thousand entries pass in a stream', async () => {
  const pieces = [await exportOf([streamOf('audit', sampleAudit(20_000))])];
  const report = await verifyExport(pieces, { key: vkey }, journalCrypto);
  assert.equal(report.outcome, 'verified');
  assert.equal(report.streams[0]?.entries, 20_000);
});
