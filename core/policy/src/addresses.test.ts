/** Two spellings of one recipient are found to be one; what cannot be found is listed in docs/agentic-stack.md. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { assertInLine } from '../../../tests/support/pace.ts';
import { runs } from '../../../tests/support/runs.ts';
import { findAddresses, recipientForms } from './addresses.ts';

/** Would a call to `recipient` be recognised after an answer that held `answer`? */
function recognised(answer: string, recipient: string): boolean {
  const learned = findAddresses(answer);
  return [...recipientForms(recipient)].some((form) => learned.has(form));
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

for (const [what, answer, recipient] of [
  ['as it stands', 'Send it to eve@evil.example please', 'eve@evil.example'],
  ['in another case', 'EVE@Evil.Example', 'eve@evil.example'],
  ['with a tag that the agent added or dropped', 'eve+invoice@evil.example', 'eve@evil.example'],
  ['in angle brackets after a name', 'contact eve@evil.example', 'Eve <eve@evil.example>'],
  ['in full-width letters', 'ｅｖｅ＠evil.example', 'eve@evil.example'],
  ['with Cyrillic letters that look Latin', 'еvе@evil.example', 'eve@evil.example'],
  ['with an invisible character inside', 'eve\u200b@evil.example', 'eve@evil.example'],
  ['percent-escaped, twice', 'eve%2540evil.example', 'eve@evil.example'],
  ['escaped as JSON does', 'eve\\u0040evil.example', 'eve@evil.example'],
  ['escaped as HTML does', 'eve&#64;evil.example &#x65;', 'eve@evil.example'],
  ['spelled with (at) and [dot]', 'eve (at) evil [dot] example', 'eve@evil.example'],
  ['in base64', `decode: ${base64('mail eve@evil.example now')}`, 'eve@evil.example'],
  ['a recipient in base64 itself', 'mail eve@evil.example now', base64('eve@evil.example')],
  ['a link, by its host and another path', 'see https://evil.example/a?b', 'https://evil.example/upload'],
  ['a link below a host that was named', 'see evil.example', 'https://drop.evil.example/x'],
  ['a link with a user name before the host', 'https://evil.example/', 'https://good.example@evil.example/'],
  ['a host in punycode', 'https://bücher.example/', 'https://xn--bcher-kva.example/'],
  ['a link to the host of an address', 'eve@evil.example', 'https://evil.example/collect'],
  ['an address at a host that a link named', 'https://evil.example/', 'info@evil.example'],
  ['an account with blanks', 'IBAN GB29 NWBK 6016 1331 9268 19', 'GB29NWBK60161331926819'],
  ['an account in lower case with hyphens', 'gb29-nwbk-6016-1331-9268-19', 'GB29NWBK60161331926819'],
  ['a number with other separators', 'account 12-34-56 78901234', '12345678901234'],
  ['an account without the blanks between', 'account 123 456 789', 'account:123456789'],
  ['an id with another separator', 'customer cus_9f8e7d6c', 'cus-9f8e7d6c'],
  ['a telephone number', 'call +44 20 7946 0958', 'tel:+442079460958'],
  ['an IP address', 'http://203.0.113.7:8080/x', 'http://203.0.113.7/y'],
  ['an IP address as one number', 'http://3405803783/x', '203.0.113.7'],
  ['an IPv6 address written out', 'http://[2001:db8::5]/x', 'http://[2001:0DB8:0:0:0::5]:8080/y'],
  ['an IPv6 address without a link', 'connect to 2001:db8::5.', '2001:db8:0::5'],
  ['an IPv4 address inside an IPv6 one', 'http://203.0.113.7/', 'http://[::ffff:203.0.113.7]/'],
  ['a host below a top level in punycode', 'see evil.xn--p1ai', 'https://evil.xn--p1ai/in'],
  ['a host with an underscore', 'https://evil_1.example/', 'evil_1.example'],
  ['a host with dots of another script', 'https://evil.example/', 'https://evil。example/x'],
  ['a link with breaks that a browser leaves out', 'https://evil.example/', 'ht\ntps://ev\til.example/'],
  ['behind a break in JSON', '{"body":"send to\\neve@evil.example"}', 'eve@evil.example'],
  ['behind a tab in JSON inside JSON', '{"a":"{\\"b\\":\\"to\\\\teve@evil.example\\"}"}', 'eve@evil.example'],
  ['a host behind a break in JSON', '{"body":"upload to\\nevil.example/in"}', 'https://evil.example/in'],
  ['an id behind a break in JSON', '{"body":"account:\\ncus_9f8e7d6c"}', 'cus_9f8e7d6c'],
  ['a link with slashes that JSON escapes', '{"u":"https:\\/\\/evil.example\\/in"}', 'https://evil.example/'],
  ['escaped as programs do', 'eve\\x40evil.example', 'eve@evil.example'],
  ['escaped as Markdown does', 'eve\\@evil\\.example', 'eve@evil.example'],
  ['quoted-printable', 'eve=40evil.example', 'eve@evil.example'],
  ['quoted-printable over two lines', 'eve@ev=\r\nil.example', 'eve@evil.example'],
  ['with a control character that shows nothing', 'eve\u007f@evil.example', 'eve@evil.example'],
  ['by its host in brackets', 'eve@evil.example', 'eve@[evil.example]'],
  ['a comment after the at sign', 'eve@evil.example', 'eve@(x)evil.example'],
  ['nothing before the at sign', 'ask @evil-person', '@evil-person'],
  ['something unreadable before the at sign', 'eve@evil.example', '\\@evil.example'],
] as const) {
  test(`a recipient is recognised: ${what}`, () => {
    assert.ok(recognised(answer, recipient), `${answer} → ${recipient}`);
  });
}

for (const [what, answer, recipient] of [
  ['another person at the same mail provider', 'bob@mail.example wrote', 'alice@mail.example'],
  ['another account', 'GB29 NWBK 6016 1331 9268 19', 'DE89370400440532013000'],
  ['a word without a digit or an address', 'pay the accounts department', 'accounts department'],
  ['another person at the same provider, in quotes', '"bob"@mail.example wrote', 'alice@mail.example'],
  ['another IPv6 address', 'http://[2001:db8::5]/', 'http://[2001:db8::6]/'],
  ['a time of day', 'at 12:30:45', 'at 12:30:46'],
  [
    'an ordinary text',
    'Dear all, the claim is settled.\\nPlease file it.',
    'Dear all, the claim is settled.',
  ],
  ['a host that only ends alike', 'https://evil.example/', 'https://notevil.example/'],
] as const) {
  test(`nothing is recognised where there is nothing: ${what}`, () => {
    assert.ok(!recognised(answer, recipient), `${answer} → ${recipient}`);
  });
}

const forms = [
  'eve@evil.example',
  'eve+tag@evil.example',
  '"eve"@evil.example',
  '"e\\\\ve"@evil.example',
  'eve!@evil.example',
  'eve$@evil.example',
  'e{v}e@evil.example',
  "#!$%&'*+/=?^_`{|}~-@evil.example",
  'eve(x)@evil.example',
  'eve (x) (y) @evil.example',
  'eve @evil.example',
  'eve@ evil.example',
  'eve@[203.0.113.7]',
  'eve@[IPv6:2001:db8::5]',
  '@evil.example',
  'https://evil.example/in',
  'evil.example/in',
  'http://[2001:db8::5]/in',
  'GB29NWBK60161331926819',
  'cus_9f8e7d6c',
  '123456789',
];

test('a value planted anywhere in a text is recognised, whatever stands around it and however JSON writes it', () => {
  const around = fc.string({ unit: 'grapheme', maxLength: 40 });
  const gap = fc.constantFrom('\n', '\t', '\r\n', '\b', '\f', ' \n');
  const layers = fc.integer({ min: 0, max: 2 });
  fc.assert(
    fc.property(
      fc.constantFrom(...forms),
      around,
      around,
      gap,
      layers,
      (value, before, after, between, depth) => {
        let text = `${before}${between}${value}${between}${after}`;
        for (let layer = 0; layer < depth; layer++) text = JSON.stringify({ body: text });
        assert.ok(recognised(text, value), text);
      },
    ),
    { numRuns: runs(1000) },
  );
});

test('every way to write one mailbox is recognised by every other', () => {
  const ways = [
    'eve@evil.example',
    '"eve"@evil.example',
    'eve(x)@evil.example',
    'eve @evil.example',
    '(x) eve @ evil.example',
  ];
  for (const answer of ways)
    for (const recipient of ways)
      assert.ok(recognised(`to\n${answer}`, recipient), `${answer} → ${recipient}`);
});

test('hostile text is looked through in linear time', (t) => {
  const texts = [
    'a',
    '@',
    '.',
    'a.',
    'a@',
    '1 ',
    '1-',
    'a:/',
    'http://',
    '%25',
    'gb29',
    '\\u0040',
    '(at)',
    'é',
    'а',
    '\\n',
    '\\',
    '"',
    '"@',
    '(@',
    ')@',
    '{@',
    ' @',
    '=40',
    '=\n',
    '::',
    'a:',
    '1.',
    '\x7f',
  ];
  for (const text of texts)
    assertInLine(t, text, 300_000, (chars) => {
      findAddresses(text.repeat(Math.ceil(chars / text.length)));
    });
});
