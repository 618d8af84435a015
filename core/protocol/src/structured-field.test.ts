/** Guarantees of the structured field parser: one meaning, one text; everything outside the grammar is refused. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  parseDictionary,
  parseItem,
  parseList,
  type BareItem,
  type Dictionary,
  type Item,
  type Parameters,
} from './structured-field.ts';
import { formatDictionary, formatItem, formatList } from './structured-field-text.ts';
import { assertInLine } from '../../../tests/support/pace.ts';
import { runs } from '../../../tests/support/runs.ts';

const key = fc.stringMatching(/^[a-z*][a-z0-9_.*-]{0,8}$/);
const bare: fc.Arbitrary<BareItem> = fc.oneof(
  fc
    .integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 })
    .map((value) => ({ kind: 'integer' as const, value: value + 0 })),
  fc
    .integer({ min: -999_999_999, max: 999_999_999 })
    .map((value) => ({ kind: 'decimal' as const, value: value / 1000 + 0 })),
  fc.stringMatching(/^[ -~]{0,12}$/).map((value) => ({ kind: 'string' as const, value })),
  fc.stringMatching(/^[A-Za-z*][A-Za-z0-9:/.*-]{0,8}$/).map((value) => ({ kind: 'token' as const, value })),
  fc.boolean().map((value) => ({ kind: 'boolean' as const, value })),
  fc.uint8Array({ maxLength: 12 }).map((value) => ({ kind: 'bytes' as const, value })),
);
const parameters: fc.Arbitrary<Parameters> = fc
  .array(fc.tuple(key, bare), { maxLength: 3 })
  .map((pairs) => new Map(pairs));
const item: fc.Arbitrary<Item> = fc.record(
  { kind: fc.constant('item' as const), bare, parameters },
  { noNullPrototype: true },
);
const member = fc.oneof(
  item,
  fc.record(
    { kind: fc.constant('inner-list' as const), items: fc.array(item, { maxLength: 3 }), parameters },
    { noNullPrototype: true },
  ),
);

test('whatever is written is read again as it was', () => {
  fc.assert(
    fc.property(item, (value) => {
      assert.deepEqual(parseItem(formatItem(value)), value);
    }),
  );
  fc.assert(
    fc.property(fc.array(member, { maxLength: 4 }), (value) => {
      assert.deepEqual(parseList(formatList(value)), value);
    }),
  );
  const dictionary = fc
    .array(fc.tuple(key, member), { maxLength: 4 })
    .map((pairs): Dictionary => new Map(pairs));
  fc.assert(
    fc.property(dictionary, (value) => {
      assert.deepEqual(parseDictionary(formatDictionary(value)), value);
    }),
  );
});

test('any text either is refused or means the same after one writing', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'ab=;,()" :?10.-\\*\t'), maxLength: 20 });
  fc.assert(
    fc.property(letters, (text) => {
      const read = parseDictionary(text);
      if (read === undefined) return;
      const written = formatDictionary(read);
      assert.deepEqual(parseDictionary(written), read);
      assert.equal(formatDictionary(parseDictionary(written) as Dictionary), written);
    }),
    { numRuns: runs(5000) },
  );
});

test('what the grammar does not allow is refused', () => {
  const items = [
    '',
    ' ',
    '1 ;a',
    '1; ',
    '01x',
    '1.',
    '.1',
    '1.1234',
    '1234567890123456',
    '1234567890123.1',
    '--1',
    '-',
    '"a',
    '"\\x"',
    '"é"',
    '"\t"',
    '?2',
    '?',
    ':a:',
    ':ab=:',
    ':YQ:',
    ':YR==:',
    ':YQ==',
    '1,2',
    '(1)',
    '@1',
  ];
  for (const text of items) assert.equal(parseItem(text), undefined, JSON.stringify(text));
  for (const text of ['1,', ',1', '1,,2', '1 2', '(1', '(1,2)', '(1\t2)', '("a""b")', '1;A=2'])
    assert.equal(parseList(text), undefined, text);
  for (const text of ['a=', 'A=1', '1=1', 'a=1 b=2', 'a=1;', 'a==1', 'a =1', 'a=1,'])
    assert.equal(parseDictionary(text), undefined, text);
});

test('blanks stand around a field, tabs only beside a comma, and neither means anything', () => {
  const one = { kind: 'item', bare: { kind: 'integer', value: 1 }, parameters: new Map() };
  for (const text of ['1', ' 1', '1 ', '   1   '])
    assert.deepEqual(parseItem(text), one, JSON.stringify(text));
  for (const text of ['\t1', '1\t', '1;\ta', '1 ; a', '\u00a01'])
    assert.equal(parseItem(text), undefined, JSON.stringify(text));
  assert.deepEqual(parseItem('1;  a'), {
    ...one,
    parameters: new Map([['a', { kind: 'boolean', value: true }]]),
  });
  for (const text of ['1,1', '1 \t,\t 1', '1\t,1', '1,\t1'])
    assert.deepEqual(parseList(text), [one, one], text);
  for (const text of ['1 22', '1x1', '1 \t1', '(\t1)', '(1\t)'])
    assert.equal(parseList(text), undefined, text);
  for (const text of ['a=1 xb=2', 'a xb']) assert.equal(parseDictionary(text), undefined, text);
});

test('each value has one text', () => {
  const item = (bare: BareItem): Item => ({ kind: 'item', bare, parameters: new Map() });
  const yes = item({ kind: 'boolean', value: true });
  const texts: readonly (readonly [BareItem, string])[] = [
    [{ kind: 'integer', value: -7 }, '-7'], [{ kind: 'decimal', value: 2 }, '2.0'], [{ kind: 'decimal', value: 0.125 }, '0.125'],
    [{ kind: 'string', value: 'a"b\\c' }, '"a\\"b\\\\c"'], [{ kind: 'token', value: 'a/b' }, 'a/b'],
    [{ kind: 'boolean', value: true }, '?1'], [{ kind: 'boolean', value: false }, '?0'],
    [{ kind: 'bytes', value: new Uint8Array([97]) }, ':YQ==:'], [{ kind: 'decimal', value: 123_456_789_012.125 }, '123456789012.125'],
  ]; // prettier-ignore
  for (const [bare, text] of texts) {
    assert.equal(formatItem(item(bare)), text);
    assert.deepEqual(parseItem(text), item(bare));
  }
  const no = item({ kind: 'boolean', value: false });
  const words = new Map([['a', yes], ['b', no], ['c', { ...yes, parameters: new Map([['d', yes.bare]]) }]]); // prettier-ignore
  assert.equal(formatDictionary(words), 'a, b=?0, c;d');
});

test('a long hostile text is refused in linear time', (t) => {
  for (const [what, textOf] of [
    ['quotes', (chars) => '"' + '\\"'.repeat(chars / 2)],
    ['bytes', (chars) => ':' + 'A'.repeat(chars)],
    ['lists', (chars) => '('.repeat(chars)],
    ['spaces', (chars) => ' '.repeat(chars) + 'x'],
    ['parameters', (chars) => '1' + ';a'.repeat(chars / 2) + ';'],
  ] as [string, (chars: number) => string][])
    assertInLine(t, what, 1_000_000, (chars) =>
      assert.equal(parseItem(textOf(chars))?.bare.kind === 'bytes', false),
    );
});
