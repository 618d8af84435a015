/** What could be a mailbox, exactly: how the local part may be spelled, at which host, and whether mail programs read it differently. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findMail } from './find-mail.ts';

const host = 'evil.example';
const at = (...locals: string[]) => [{ host, locals, odd: false }];
const oddly = (...locals: string[]) => [{ host, locals, odd: true }];
const blanks = (count: number): string => ' '.repeat(count);

const plain: readonly (readonly [string, readonly string[]])[] = [
  ['eve@evil.example', ['eve']],
  ["write to 'eve'@evil.example", ['eve']],
  ['..eve..@evil.example', ['eve']],
  ["o'hara.x@evil.example", ["o'hara.x"]],
  ['eve+tag+x@evil.example', ['eve+tag+x', 'eve']],
  ['x\neve@evil.example', ['eve']],
  ['é_%9x@evil.example', ['é_%9x']],
  ['eve@ \t\r\nevil.example', ['eve']],
  ['12.eve@evil.example', ['12.eve', 'eve']],
  ['one--two@evil.example', ['one--two', 'two']],
  ['eve.1.x@evil.example', ['eve.1.x']],
  ['__eve__@evil.example', ['__eve__', 'eve']],
  ['eve12.x@evil.example', ['eve12.x']],
  ['1.__eve@evil.example', ['1.__eve', 'eve']],
  ['eve@[evil.example]', ['eve']],
  ['eve@(home)evil.example', ['eve']],
  ['eve@ (home)evil.example', ['eve']],
  ['eve@()evil.example (x)', ['eve']],
  [`eve@${blanks(64)}evil.example`, ['eve']],
  [`${'a'.repeat(70)}@evil.example`, ['a'.repeat(64)]],
];
for (const [text, locals] of plain)
  test(`one reading: ${text.trim()}`, () => assert.deepEqual([...findMail(text)], at(...locals)));

const odd: readonly (readonly [string, readonly string[]])[] = [
  ['@evil.example', []],
  [', @evil.example', []],
  ['eve @evil.example', ['eve']],
  ['eve(x)@evil.example', ['eve']],
  ['eve (x) (y) @evil.example', ['eve']],
  ['eve(1)(2)(3)(4)@evil.example', ['eve']],
  ['eve(1)(2)(3)(4)(5)@evil.example', []],
  ['eve x)@evil.example', []],
  ['e!ve@evil.example', ['ve', 'e!ve']],
  ['e{v}e@evil.example', ['e', 'e{v}e']],
  ['!@evil.example', ['!']],
  ['"eve"@evil.example', ['eve']],
  ['x "e v\ne" @evil.example', ['e v\ne']],
  ['"e\\v\\\ne"@evil.example', ['ev\ne']],
  ['" .eve. "@evil.example', ['eve']],
  ['"eve+a\nb"@evil.example', ['eve+a\nb', 'eve']],
  ['""@evil.example', []],
];
for (const [text, locals] of odd)
  test(`more than one reading: ${text.replaceAll('\n', ' ')}`, () =>
    assert.deepEqual([...findMail(text)], oddly(...locals)));

test('a quotation mark that nothing opens is no quotation', () => {
  assert.deepEqual([...findMail('eve" @evil.example')], oddly());
  assert.deepEqual([...findMail('"eve@evil.example')], at('eve'));
});

test('what no host follows is no mailbox, and each @ is looked at', () => {
  for (const text of [
    '',
    'eve',
    'eve@',
    'eve@ ,evil.example',
    'eve@(evil.example',
    `eve@${blanks(65)}evil.example`,
  ])
    assert.deepEqual([...findMail(text)], [], text);
  assert.deepEqual(
    [...findMail('a@b@c.example')].map((one) => [one.locals, one.host]),
    [
      [['a'], 'b'],
      [['b'], 'c.example'],
    ],
  );
});

test('a host ends where no host goes on, and after 253 characters', () => {
  const hostOf = (text: string) => [...findMail(text)][0]?.host;
  assert.equal(hostOf('eve@evil.example, and'), host);
  assert.equal(hostOf('eve@évil-1_x.example)'), 'évil-1_x.example');
  assert.equal(hostOf(`eve@${'x'.repeat(300)}`), 'x'.repeat(253));
});
