/** Where a host begins and ends, and what it lies under, to the letter; and that what is one form too many is the first that is left out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findAddresses, recipientForms } from './addresses.ts';

const hostsIn = (forms: Iterable<string>) =>
  [...forms].filter((form) => form.startsWith('host:')).map((form) => form.slice(5));

for (const [text, ...hosts] of [
  ['see ws://intranet/', 'intranet'],
  ['http://--/'],
  ['http://1.2.3.4.5/', '1.2.3.4.5'],
  ['http://--evil.example--/', 'evil.example'],
  ['http://evil.example__/', 'evil.example__', 'evil.example'],
  ['one.example_x_two.example', 'one.example_x_two.example', 'one.example', 'two.example'],
  ['a1.b.example', 'a1.b.example'],
  ['1.b.example', '1.b.example', 'b.example'],
  ['1.9-b.example', '1.9-b.example', '9-b.example'],
  ['see 2001:db8::5..', '[2001:db8::5]'],
] as const)
  test(`which hosts ${text} teaches`, () => assert.deepEqual(hostsIn(findAddresses(text)), hosts));

for (const [text, ...hosts] of [
  ['http://a.b.c9/', 'a.b.c9', 'b.c9'],
  ['9a.b.example', '9a.b.example', 'b.example'],
] as const)
  test(`what ${text} lies under`, () => assert.deepEqual(hostsIn(recipientForms(text)), hosts));

test('an answer that names no mailbox of a host teaches the host of its mail', () => {
  assert.deepEqual([...findAddresses('@evil.example')], ['mailhost:evil.example']);
});

test('a name that begins like four numbers is no such address', () => {
  const asOne = `number:${String(0x0a_01_02_00 + 34_567)}`;
  assert.ok(!recipientForms('10.1.2.34567.example').has(asOne));
});

test('there is room for as many forms as are asked for, to the last', () => {
  assert.ok(recipientForms('12345 eve@evil.example', 2).has('number:12345'));
  assert.deepEqual(
    [...findAddresses('eve@evil.example bob@evil.example', 2)],
    ['mail:eve@evil.example', 'mailhost:evil.example', 'mail:bob@evil.example'],
  );
});
