/** Guarantees of what an approver reads: letters that hide or turn others round are seen, and what it reaches stands first. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { laidOut, partsByName, withHiddenLetters } from './opened-arguments.ts';

test('a letter that turns the others round, and one that nobody sees, are written out', () => {
  assert.equal(withHiddenLetters('pay \u202e0001 EUR'), 'pay \\u202e0001 EUR');
  for (const letter of [
    '\ufe00',
    '\u{e0100}',
    '\u3164',
    '\u115f',
    '\uffa0',
    '\u034f',
    '\u2800',
    '\u00a0',
    '\u2003',
    '\u3000',
  ])
    assert.match(withHiddenLetters(`a${letter}b c`), /^a\\u[0-9a-f]{4,5}b c$/);
  assert.equal(laidOut('{"to":"a\u200bb"}'), '{\n  "to": "a\\u200bb"\n}');
  assert.equal(laidOut('{"to":"a\\u0007"}'), '{\n  "to": "a\\u0007"\n}');
});

test('what is no JSON is shown as it was kept', () => {
  assert.equal(laidOut('unreadable: they nest deeper than 64'), 'unreadable: they nest deeper than 64');
});

const parts: Parameters<typeof partsByName>[0]['parts'] = [
  { kind: 'amount', pointer: '/amount', value: '1200.5' },
  { kind: 'recipient', pointer: '/cc', value: '["x"]' },
  { kind: 'target', pointer: '/to', value: 'DE89\u202e' },
];

test('targets stand before other recipients, and amounts last; what is not there, or is said already, has no row', () => {
  assert.deepEqual(partsByName({ parts, target: null }), [
    ['Reaches', ['DE89\\u202e']],
    ['Also reaches', ['["x"]']],
    ['Amount', ['1200.5']],
  ]);
  const said = partsByName({ parts, target: 'DE89\u202e' });
  assert.deepEqual(
    said.map(([name]) => name),
    ['Also reaches', 'Amount'],
  );
  assert.deepEqual(partsByName({ parts: [], target: null }), []);
});
