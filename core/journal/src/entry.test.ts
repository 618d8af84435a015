/** An entry is one exact text or none. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sha256 } from '@gamut/crypto/hash';
import { canonicalJson } from '@gamut/kernel/canonical-json';
import { appendEntry, entryBytesMax, entryHash, type NewEntry, noHash, parseEntry } from './entry.ts';
import { runs } from '../../../tests/support/runs.ts';

const draft: NewEntry = {
  stream: 'audit',
  tenant: 'tnt_01jx0000000000000000000000',
  head: { seq: 0, hash: noHash },
  at: '2026-11-22T09:00:00.000Z',
  kind: 'agent.suspended',
  body: { reason: 'test' },
};
const { bytes } = appendEntry(draft, sha256);

test('an appended entry reads back as what was appended, and its hash is that of its text', () => {
  const second = appendEntry({ ...draft, head: appendEntry(draft, sha256) }, sha256);
  const parsed = parseEntry(second.bytes);
  assert.ok('entry' in parsed);
  assert.equal(parsed.entry.seq, 2);
  assert.equal(parsed.entry.prev, entryHash(bytes, sha256));
  assert.equal(second.hash, entryHash(second.bytes, sha256));
});

test('any other spelling of the same value is no entry', () => {
  const value = JSON.parse(bytes) as Record<string, unknown>;
  const spellings = [
    JSON.stringify(value, null, 1),
    ` ${bytes}`,
    `${bytes} `,
    `${bytes}\n`,
    `\ufeff${bytes}`,
    bytes.replace('"seq":1', '"seq":1.0'),
    bytes.replace('"seq":1', '"seq":1e0'),
    bytes.replace('"v":1', '"v":1,"v":1'),
    bytes.replace('test', '\\u0074est'),
    bytes.replace('"body"', '"\\u0062ody"'),
    JSON.stringify({ v: 1, ...value }),
  ];
  for (const spelling of spellings) assert.ok('wrong' in parseEntry(spelling), spelling);
});

test('a value with a member too many, too few or wrong is no entry', () => {
  const value = JSON.parse(bytes) as Record<string, unknown>;
  const changes: Record<string, unknown>[] = [
    { more: 1 },
    { v: 2 },
    { v: '1' },
    { stream: 'other' },
    { stream: null },
    { tenant: 'tnt_1' },
    { tenant: 'usr_01jx0000000000000000000000' },
    { seq: 0 },
    { seq: 1.5 },
    { seq: '1' },
    { seq: 2 ** 53 },
    { prev: noHash.toUpperCase().replace('0', 'A') },
    { prev: noHash.slice(1) },
    { at: '2026-11-22T09:00:00Z' },
    { at: '2026-02-30T09:00:00.000Z' },
    { at: '2026-11-22T10:00:00.000+01:00' },
    { kind: '' },
    { kind: 'Agent' },
    { kind: 'a..b' },
    { body: null },
    { body: [] },
    { body: 'x' },
  ];
  for (const change of changes)
    assert.ok('wrong' in parseEntry(canonicalJson({ ...value, ...change })), JSON.stringify(change));
  for (const name of Object.keys(value)) {
    const rest = Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
    assert.ok('wrong' in parseEntry(canonicalJson(rest)), name);
  }
  for (const other of ['null', '1', '"x"', '[]', '{}', '', 'nonsense'])
    assert.ok('wrong' in parseEntry(other), other);
});

test('what could not be read back is never appended', () => {
  const refused: Partial<Record<keyof NewEntry, unknown>>[] = [
    { at: 'yesterday' },
    { kind: 'With Spaces' },
    { tenant: '' },
    { stream: 'x' },
    { head: { seq: 0, hash: 'x' } },
    { head: { seq: Number.MAX_SAFE_INTEGER, hash: noHash } },
    { body: { n: Number.NaN } },
    { body: { n: 1n } },
    { body: { text: '\ud800' } },
    { body: { text: 'x'.repeat(entryBytesMax) } },
  ];
  for (const change of refused) {
    assert.throws(
      () => appendEntry({ ...draft, ...change } as NewEntry, sha256),
      TypeError,
      Object.keys(change).join(),
    );
  }
});

test('an object nested beyond all depth is refused and not followed', () => {
  assert.ok('wrong' in parseEntry('['.repeat(500_000)));
  assert.ok('wrong' in parseEntry(`{"a":${'['.repeat(200)}${']'.repeat(200)}}`));
});

test('every body that JSON can carry is appended and read back as it was', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 3 })), (body) => {
      if (!JSON.stringify(body).isWellFormed()) return;
      const parsed = parseEntry(appendEntry({ ...draft, body }, sha256).bytes);
      assert.ok('entry' in parsed);
      assert.equal(canonicalJson(parsed.entry.body), canonicalJson(body));
    }),
    { seed: 20261122, numRuns: runs(300) },
  );
});
