/** Under which forms exactly a recipient is learned from an answer, and looked up: its own, and those of what it belongs to. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findAddresses, recipientForms } from './addresses.ts';

const hosts = (...names: string[]) => names.flatMap((name) => [`host:${name}`, `mailhost:${name}`]);
const numbers = (...forms: string[]) => [...forms, 'number:*'];
const v4 = '10.1.2.3';
const asOne = '167838211';

for (const [text, learned, sought] of [
  ['nothing here', [], []],
  [
    'eve@a.evil.example',
    ['mail:eve@a.evil.example', 'mailhost:a.evil.example'],
    ['mail:eve@a.evil.example', 'host:a.evil.example', 'host:evil.example'],
  ],
  [
    'e!ve@evil.example',
    ['mail:ve@evil.example', 'mail:e!ve@evil.example', 'mailhost:evil.example'],
    ['mail:ve@evil.example', 'mail:e!ve@evil.example', 'mailhost:evil.example', 'host:evil.example'],
  ],
  ['mail.Evil.Example.', ['host:mail.evil.example'], hosts('mail.evil.example', 'evil.example')],
  ['ftp://-evil.example.', ['host:evil.example'], hosts('evil.example')],
  [
    'https://user:x@intranet:80/in',
    ['host:intranet', 'id:httpsuserxintranet80in', 'mail:x@intranet', 'mailhost:intranet'],
    undefined,
  ],
  [
    'https://intranet:80/in',
    ['host:intranet', 'id:httpsintranet80in'],
    [...hosts('intranet'), 'id:httpsintranet80in'],
  ],
  ['HTTPS://intranet?x', ['host:intranet'], hosts('intranet')],
  ['a..b', [], []],
  ['x://intranet', [], []],
  ['https://<a>', [], []],
  [
    'bücher.example',
    ['host:bucher.example', 'host:xn--bcher-kva.example'],
    hosts('bucher.example', 'xn--bcher-kva.example'),
  ],
  ['xn--bcher-kva.example', ['host:xn--bcher-kva.example'], hosts('xn--bcher-kva.example')],
  ['evil.xn--pai', ['host:evil.xn--pai'], hosts('evil.xn--pai')],
  ['one.e and two.exampl9', ['id:exampl9'], ['id:exampl9', 'id:twoexampl9']],
  [
    v4,
    [`host:${v4}`, 'number:10123'],
    [...hosts(v4), ...numbers('number:10123', 'start:10123', `number:${asOne}`)],
  ],
  ['010.1.2.3', ['host:010.1.2.3', 'host:8.1.2.3', 'number:1012', 'number:10123'], undefined],
  ['1.2.3.4.5', ['number:12345'], undefined],
  [
    asOne,
    [`number:${asOne}`],
    [...hosts(asOne, v4), ...numbers(`number:${asOne}`, 'start:167838', 'start:16783')],
  ],
  [
    '0xa010203',
    undefined,
    [
      ...hosts('0xa010203', v4),
      'id:0xa010203',
      ...numbers('number:10203', 'number:010203', 'start:10203', `number:${asOne}`),
    ],
  ],
  ['[::1]', ['host:[::1]'], hosts('[::1]')],
  ['see ipv6:2001:DB8::5.', ['host:[2001:db8::5]', 'id:ipv62001db85'], undefined],
  [
    'http://[2001:db8::5]/',
    ['host:[2001:db8::5]', 'id:2001db85'],
    [...hosts('[2001:db8::5]'), 'id:2001db85'],
  ],
  ['12:34:56', ['id:123456'], undefined],
  [
    '::ffff:10.1.2.3',
    [`host:${v4}`, 'host:[::ffff:a01:203]', `host:${asOne}`, 'id:ffff10123', 'number:10123'],
    [
      ...hosts(v4, '[::ffff:a01:203]', asOne),
      'id:ffff10123',
      ...numbers('number:10123', 'start:10123', `number:${asOne}`),
    ],
  ],
  ['::ffff:a01:203', ['host:[::ffff:a01:203]', `host:${asOne}`, `host:${v4}`, 'id:ffffa01203'], undefined],
] as readonly (readonly [string, readonly string[] | undefined, (readonly string[])?])[])
  test(`the forms of ${text}`, () => {
    if (learned !== undefined) assert.deepEqual([...findAddresses(text)].sort(), [...learned].sort());
    if (sought !== undefined) assert.deepEqual([...recipientForms(text)].sort(), [...sought].sort());
  });

test('where forms are too many, the first that is too much ends it, and numbers are told as far as there is room', () => {
  const text = '12345 eve@evil.example';
  const mail = ['mail:eve@evil.example', 'mailhost:evil.example'];
  const of = (max: number) => [...findAddresses(text, max)].sort();
  assert.deepEqual(of(3), [...mail, 'number:12345'].sort());
  assert.deepEqual(of(2), [...mail, 'number:*'].sort());
  assert.deepEqual(of(1), mail);
  assert.deepEqual([...findAddresses('eve@evil.example bob@evil.example one.example', 1)].sort(), mail);
  assert.ok(!findAddresses('one.example two.example 10.1.2.3 three.example', 1).has('host:10.1.2.3'));
  assert.ok(!recipientForms(text, 1).has('number:12345'));
  assert.ok(recipientForms(text, 9).has('number:12345'));
});

test('every address of a text is found, of each kind', () => {
  const found = findAddresses(
    '2001:db8::5 2001:db8::6 10.1.2.3 10.1.2.4 https://a.example https://b.example x@c.example y@d.example',
  );
  for (const host of ['[2001:db8::5]', '[2001:db8::6]', '10.1.2.3', '10.1.2.4', 'a.example', 'b.example'])
    assert.ok(found.has(`host:${host}`), host);
  for (const mail of ['x@c.example', 'y@d.example']) assert.ok(found.has(`mail:${mail}`), mail);
  const both = recipientForms('167838211 167838212');
  for (const host of ['10.1.2.3', '10.1.2.4']) assert.ok(both.has(`host:${host}`), host);
});

test('some mailbox of a host is looked up under the host alone', () => {
  assert.deepEqual([...recipientForms('@evil.example')].sort(), [
    'host:evil.example',
    'mailhost:evil.example',
  ]);
});

test('a number inside of a word or of another number is no address', () => {
  for (const text of ['a167838211', '167838211b', '1.167838211', '0xa010203g', '1678382110000'])
    assert.ok(![...recipientForms(text)].some((form) => form === 'host:10.1.2.3'), text);
  assert.ok(recipientForms('(167838211)').has('host:10.1.2.3'));
  assert.ok(!findAddresses('10.1.2.3.4').has('host:10.1.2.3'));
  assert.ok(!findAddresses('10.1.2.34567').has('host:10.1.2.3456'));
  assert.ok(findAddresses('10.1.2.3.').has('host:10.1.2.3'));
});

test('dots and dashes around a host are not of it', () => {
  for (const text of ['http://--evil.example--/', 'http://..evil..example../', 'see -evil.example-'])
    assert.ok(findAddresses(text).has('host:evil.example'), text);
});

test('words and marks that no blank parts from a host are not of it', () => {
  for (const [text, ...hosts] of [
    ['12.one.evil.example', '12.one.evil.example', 'one.evil.example'],
    ['1.bc.example', '1.bc.example', 'bc.example'],
    ['12.example', '12.example'],
    ['evil.example_and', 'evil.example'],
    ['and_evil.example', 'and_evil.example', 'evil.example'],
    ['__evil.example__', '__evil.example', 'evil.example'],
    ['a.b.example--words', 'a.b.example'],
    ['words--a.b.example', 'words--a.b.example', 'a.b.example'],
    ['xn--a.example--b', 'xn--a.example'],
  ] as const)
    assert.deepEqual(
      [...findAddresses(text)].filter((form) => form.startsWith('host:')),
      hosts.map((host) => `host:${host}`),
      text,
    );
});

test('an address of four numbers is looked up as the one number that it is', () => {
  const forms = recipientForms('110.122.133.144');
  assert.ok(forms.has('number:1853523344') && forms.has('host:110.122.133.144'));
  assert.deepEqual(
    [...recipientForms('1.2.3.example')].filter((form) => form.startsWith('number:')),
    [],
  );
});
