/** What stands in base64 is read as what stands beside it is: files and messages come so, with escapes and base64 of their own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertInLine } from '../../../tests/support/pace.ts';
import { findAddresses, recipientForms } from './addresses.ts';
import { unwrapText } from './unwrap-text.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const escaped = (text: string, each: (sign: string) => string) => text.replace(/[@.]/g, each);
const code = (sign: string) => sign.charCodeAt(0);
const ways: readonly (readonly [string, (value: string) => string])[] = [
  ['JSON, behind a break', (value) => JSON.stringify({ body: `send to\n${value}\nnow` })],
  ['JSON in JSON', (value) => JSON.stringify({ body: JSON.stringify({ to: `\t${value}\n` }) })],
  ['HTML', (value) => `<p>${escaped(value, (sign) => `&#${String(code(sign))};`)}</p>`],
  [
    'quoted-printable',
    (value) => `to ${escaped(value, (sign) => `=${code(sign).toString(16).toUpperCase()}`)}`,
  ],
  ['percent escapes', (value) => `a=${escaped(value, (sign) => `%${code(sign).toString(16)}`)}&b=c`],
  ['words', (value) => `to ${escaped(value, (sign) => (sign === '@' ? ' (at) ' : ' (dot) '))}`],
  [
    'a message with a part in base64',
    (value) => `Content-Transfer-Encoding: base64\r\n\r\n${base64(`Dear all,\r\nto ${value}, please\r\n`)}`,
  ],
  [
    'base64url in JSON',
    (value) => JSON.stringify({ raw: Buffer.from(`pay ${value}\n`).toString('base64url') }),
  ],
];

for (const value of [
  'eve@gmail.example',
  'evil.example',
  'https://evil.example',
  'acct9f8e7d6c5b',
  '99887766',
])
  test(`${value} in base64 is known, however it stands in there`, () => {
    const sought = [...recipientForms(value)];
    for (const [name, write] of ways) {
      const learned = findAddresses(`{"content":"${base64(write(value))}"}`);
      assert.ok(
        sought.some((form) => learned.has(form)),
        name,
      );
    }
  });

test('base64 is read in two layers, and no deeper', () => {
  const layered = (count: number): string =>
    count === 0 ? 'to eve@gmail.example at once' : base64(layered(count - 1));
  for (const layers of [1, 2]) assert.ok(unwrapText(layered(layers)).includes(layered(0)), String(layers));
  assert.ok(!unwrapText(layered(3)).includes(layered(0)));
});

test('base64 in base64 costs no more than its length', (t) => {
  for (const inner of ['aA1/', 'eve@evil.example ', base64('a@b.cc &#64; '.repeat(40))])
    assertInLine(t, inner.slice(0, 20), 200_000, (size) =>
      findAddresses(base64(base64(inner.repeat(size / inner.length / 2)))),
    );
});
