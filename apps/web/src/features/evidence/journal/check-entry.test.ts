/** The browser's own checks find an edited, moved, exchanged or missing entry, and hold for an untouched chain. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { appendEntry } from '@gamut/journal/entry';
import { sha256 } from '@gamut/crypto/hash';
import { checkEntry, entryTitle, leafHash, webDigest } from './check-entry.ts';
import type { JournalEntry } from './journal.ts';

const tenant = 'tnt_00000000000000000000000000';

function chain(length: number): JournalEntry[] {
  let head = { seq: 0, hash: '0'.repeat(64) };
  return Array.from({ length }, (_, i) => {
    const at = new Date(Date.UTC(2026, 10, 22, 10, i)).toISOString();
    const prev = head.hash;
    const next = appendEntry(
      { stream: 'audit', tenant, head, at, kind: 'agent.suspended', body: { number: i } },
      sha256,
    );
    head = next;
    return {
      stream: 'audit',
      seq: next.seq,
      hash: next.hash,
      prev,
      at,
      kind: 'agent.suspended',
      subject: null,
      bytes: next.bytes,
    };
  });
}

test('the leaf hash is RFC 6962 over the exact bytes, as core/journal computes it', async () => {
  for (const entry of chain(5)) assert.equal(await leafHash(entry.bytes, webDigest), entry.hash);
});

test('an untouched chain holds at every position, first and last included', async () => {
  const around = chain(7);
  for (const entry of around) {
    const checks = await checkEntry(entry, around, webDigest);
    assert.deepEqual(
      checks.filter(({ holds }) => !holds),
      [],
      `entry ${entry.seq}`,
    );
    assert.match(entryTitle(entry.seq, checks), /is unchanged since it was written$/);
  }
});

test('any changed character of a copy is found', async () => {
  const around = chain(3);
  const entry = around[1];
  assert.ok(entry);
  await fc.assert(
    fc.asyncProperty(
      fc.nat(entry.bytes.length - 1),
      fc.constantFrom('x', '0', '}', 'é'),
      async (position, letter) => {
        fc.pre(entry.bytes[position] !== letter);
        const copy = entry.bytes.slice(0, position) + letter + entry.bytes.slice(position + 1);
        const checks = await checkEntry(entry, around, webDigest, copy);
        assert.ok(checks.some(({ holds }) => !holds));
        assert.match(entryTitle(entry.seq, checks), /is not what was written$/);
      },
    ),
    { numRuns: 60 },
  );
});

test('an exchanged neighbour and a gap are found', async () => {
  const around = chain(5);
  const [first, second, third, fourth, fifth] = around;
  assert.ok(first && second && third && fourth && fifth);
  const forged = { ...second, bytes: second.bytes.replace('"number":1', '"number":9') };
  const exchanged = await checkEntry(third, [first, forged, third, fourth], webDigest);
  assert.equal(exchanged.find(({ text }) => text.startsWith('Previous hash'))?.holds, false);
  const gap = await checkEntry(third, [second, third, fifth], webDigest);
  assert.equal(gap.at(-1)?.holds, false);
});
