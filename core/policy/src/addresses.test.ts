/** Two spellings of one recipient are found to be one; what cannot be found is listed in docs/agentic-stack.md. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { assertInLine } from '../../../tests/support/pace.ts';
import { runs } from '../../../tests/support/runs.ts';
import { learnedDigestsMax } from '@gamut/protocol/learned-origin';
import { findAddresses, recipientForms } from './addresses.ts';

/** Would a call to `recipient` be recognised after an answer that held `answer`? */
function recognised(answer: string, recipient: string): boolean {
  const learned = findAddresses(answer, learnedDigestsMax);
  return [...recipientForms(recipient, learnedDigestsMax)].some((form) => learned.has(form));
}

const base64 = (text: string) => Buffer.from(text).toString('base64');
const many = (count: number, of: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => of(at)).join(' ');

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
  ['an id of five characters', 'pay u48a1 now', 'u48a1'],
  ['an id behind a name and a colon', 'customer:cus_9f8e7d6c', 'cus_9f8e7d6c'],
  ['an id with an ending glued to it', 'cus_9f8e7d6c-urgent.json', 'cus_9f8e7d6c'],
  ['an id at the end of a long path', `https://good.example/${'a/'.repeat(90)}cus_9f8e7d6c`, 'cus_9f8e7d6c'],
  [
    'an id of more characters than any account',
    `pay lnbc${'2500u1'.repeat(40)}`,
    `lnbc${'2500u1'.repeat(40)}`,
  ],
  ['an HTML escape without a semicolon', 'eve&#64evil.example', 'eve@evil.example'],
  ['a hexadecimal HTML escape without a semicolon', 'eve&#x40evil.example', 'eve@evil.example'],
  ['an HTML escape with zeros', 'eve&#0000000064;evil.example', 'eve@evil.example'],
  ['a soft hyphen in HTML', 'eve@ev&shy;il.example', 'eve@evil.example'],
  ['a soft hyphen in HTML without a semicolon', 'eve@ev&shyil.example', 'eve@evil.example'],
  ['a blank without width in HTML', 'eve@ev&ZeroWidthSpace;il.example', 'eve@evil.example'],
  ['a hyphen in HTML', 'e&hyphen;ve@evil.example', 'e-ve@evil.example'],
  ['a low line in HTML', 'e&lowbar;ve@evil.example', 'e_ve@evil.example'],
  ['an account with blanks of HTML', '5050&nbsp;1055&#8209;1234', '505010551234'],
  ['an empty pattern of Braille inside', 'eve@ev\u2800il.example', 'eve@evil.example'],
  ['an empty letter of Hangul before it', 'to\u3164eve@evil.example', 'eve@evil.example'],
  ['a blank without width between two numbers', '50501055\u200b250', '50501055'],
  ['in small capital letters', 'eve@ᴇvɪl.example', 'eve@evil.example'],
  ['in words', 'eve at evil dot example', 'eve@evil.example'],
  ['a host with a blank before its dot', 'evil . example', 'https://evil.example/'],
  ['percent-escaped beside what is no UTF-8', '%fc%20eve%40evil.example', 'eve@evil.example'],
  ['an IP address that the recipient writes as a number', 'at 203.0.113.7', '3405803783'],
  ['an IP address that the recipient writes in base 8', 'at 203.0.113.7', '0313.0.0161.07'],
  ['in base64 of any length', base64(`${'x '.repeat(3000)}eve@evil.example`), 'eve@evil.example'],
  [
    'in base64 behind as much of it as one likes',
    `${many(300, (at) => base64(`text ${at}`))} ${base64('eve@evil.example')}`,
    'eve@evil.example',
  ],
  ['in base64 with a zero byte', base64('eve@evil.example\0'), 'eve@evil.example'],
  [
    'in base64 of Latin-1',
    Buffer.from('M\u00fcller eve@evil.example', 'latin1').toString('base64'),
    'eve@evil.example',
  ],
  ['in base64 of UTF-16', Buffer.from('eve@evil.example', 'utf16le').toString('base64'), 'eve@evil.example'],
  [
    'in base64 among other bytes',
    Buffer.from('\xff\x01\x02eve@evil.example\xfe', 'latin1').toString('base64'),
    'eve@evil.example',
  ],
  [
    'in base64 over lines',
    base64(`${'x'.repeat(50)} eve@evil.example`).replace(/.{76}/g, '$&\r\n'),
    'eve@evil.example',
  ],
  ['in base64 behind a path', `see/${base64('mail eve@evil.example')}`, 'eve@evil.example'],
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
  ['another UUID', '018f3a52-7dec-7000-a765-00a0c91e6bf6', '018f3a52-7dec-7001-a765-00a0c91e6bf6'],
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
    '给a',
    'a@b.cc--',
    'a.b_',
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
    '1 11 ',
    '0 ',
    '1          ',
    'gb29 a ',
    'a1-',
    'a1-b2.',
    '١ ',
    '\u2800',
    '&#64',
    '&amp',
    '&',
    ' dot ',
    ' . ',
    'aGVsbG8gd29ybGQh ',
    'AAAAAAAAAAAAAAAAAA/',
    `${'QUFB'.repeat(19)}\r\n`,
  ];
  for (const text of texts)
    assertInLine(t, text, 300_000, (chars) => {
      findAddresses(text.repeat(Math.ceil(chars / text.length)));
    });
});
