/** What may be an id, exactly: whole and by its parts as an answer teaches it, and as a recipient is looked up. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findAddresses, recipientForms } from './addresses.ts';
import { findIds } from './find-ids.ts';

const uuid = '123e4567-e89b-12d3-a456-426614174000';
const whole = `id:${uuid.replaceAll('-', '')}`;
const b2 = (times: number): string => '.b2'.repeat(times);

for (const [text, learned, sought = learned] of [
  ['abcdef', []],
  ['12345', []],
  ['ab12', []],
  ['abc12', ['id:abc12']],
  ['__a12345__', ['id:a12345']],
  ['cus_9f8e7d6c', ['id:cus9f8e7d6c', 'id:9f8e7d6c']],
  // a name before it is glued to it, and its recipient may be known by both together
  [
    'pre:cus_9f8e7d6c',
    ['id:cus9f8e7d6c', 'id:9f8e7d6c'],
    ['id:cus9f8e7d6c', 'id:9f8e7d6c', 'id:precus9f8e7d6c'],
  ],
  ['pre::abc12', ['id:abc12'], ['id:abc12', 'id:preabc12']],
  ['a-1-b-2c', ['id:a1b2c']],
  ['a1__b2c', ['id:a1b2c']],
  // two parts beside each other are taught, and not asked for
  ['ab1-cd2-ef3', ['id:ab1cd2ef3', 'id:ab1cd2', 'id:cd2ef3'], ['id:ab1cd2ef3']],
  [uuid, [whole]],
  [
    `x${uuid}`,
    [
      'id:x123e4567',
      'id:x123e4567e89b',
      'id:e89b12d3',
      'id:12d3a456',
      'id:a456426614174000',
      `id:x${whole.slice(3)}`,
    ],
    ['id:x123e4567', `id:x${whole.slice(3)}`],
  ],
  [
    `${uuid}x`,
    [
      'id:123e4567',
      'id:123e4567e89b',
      'id:e89b12d3',
      'id:12d3a456',
      'id:a456426614174000x',
      'id:426614174000x',
      `${whole}x`,
    ],
    ['id:123e4567', 'id:426614174000x', `${whole}x`],
  ],
  ['12:34:56', ['id:123456']],
  ['12#345', ['id:12345']],
  ['12#34', []],
  ['12-34-56', []],
  ['12.34.56', []],
  ['x/12345/y', ['id:x12345y']],
  ['abcde:f1', ['id:abcdef1']],
  ['ab:1', []],
  // of 128 characters it is still one, and of more it is a path
  [`a1${b2(42)}`, [`id:a1${b2(42).replaceAll('.', '')}`]],
  [`a1${b2(42)}x`, []],
] as readonly (readonly [string, readonly string[], (readonly string[])?])[])
  test(`what may be an id in ${text.slice(0, 40)}`, () => {
    assert.deepEqual([...new Set(findIds(text, 'learned'))].sort(), [...learned].sort());
    assert.deepEqual([...new Set(findIds(text, 'sought'))].sort(), [...sought].sort());
  });

test('each id of a text is found', () => {
  assert.deepEqual([...findIds('take abc12, not def34 (or 99)', 'learned')], ['id:abc12', 'id:def34']);
});

test('whatever stroke or dot joins its parts, an id that was taught is found again, word for word and with a hyphen', () => {
  const signs = '-‐‑‒–—―−⁃﹘－➖⸺᠆〜·•∙⋅‧~*’_/.:#+';
  for (const sign of signs)
    for (const [left, right] of [
      ['SUPPLIER', '90210'],
      ['K', '99AB'],
      ['DE', '8812'],
      ['7781', 'x'],
      ['Zed', '33417'],
      ['9988', '7766'],
    ]) {
      const id = `${String(left)}${sign}${String(right)}`;
      const learned = findAddresses(`Pay ${id} until Friday, or (${id}).`);
      for (const spelling of [
        id,
        `to ${id}.`,
        ...(sign === '_' || left === '9988' ? [] : [`${String(left)}-${String(right)}`]),
      ])
        assert.ok(
          [...recipientForms(spelling)].some((form) => learned.has(form)),
          `${spelling} after ${id}: ${[...recipientForms(spelling)].join()} of ${[...learned].join()}`,
        );
    }
});
