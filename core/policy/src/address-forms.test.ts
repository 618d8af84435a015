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
