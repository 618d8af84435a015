/** A text is read as it stands and as whoever reads it would decode it, in each of these ways and in no other. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unwrapText } from './unwrap-text.ts';

const evil = 'eve@evil.example';
for (const [text, ...others] of [
  ['plain'],
  ['eve%40evil.example', evil],
  // three rounds, and no more
  ['eve%2540evil.example', 'eve%40evil.example', evil],
  ['%2525252540', '%25252540', '%252540', '%2540'],
  ['%41%42', 'AB'],
  ['%C3%A9', 'é'],
  ['%e9%40', '%e9@'],
  ['%E9%4A%80', '%E9J%80'],
  ['eve\\u0040evil\\x2eexample', evil],
  ['\\n\\t\\r\\f\\/\\\\', '\n\t\r\f/\\'],
  ['a\\bc', 'a\bc', 'ac'],
  ['eve (at) evil (dot) example', evil],
  ['eve[@]evil[.]example', evil],
  ['eve{ at }evil< dot >example', evil],
  ['eve(at) evil(dot) example', evil],
  ['eve AT evil.example'],
  ['eve at evil dot example', evil],
  ['eve    at    evil    dot    example', evil],
  ['eve\tat\tevil\t.\texample', evil],
  ['eve @ evil .example', evil],
  ['eve @ evil .    1', 'eve@evil.1'],
  ['eve     at evil dot example', 'eve     at evil.example'],
  ['at evil dot example', 'at evil.example'],
  ['eve at (evil dot example', 'eve at (evil.example'],
  ['one dot (x'],
  ['eve=40evil=\r\n.exam=\nple=', 'eve@evil.example='],
  ['x =41=42=C3=A9=1', 'x ABé=1'],
  ['e\x00ve\x9f@', 'eve@'],
  ['eve&commat;evil.example', evil],
] as const)
  test(`how ${JSON.stringify(text)} is read`, () => assert.deepEqual(unwrapText(text), [text, ...others]));

test('what stands in base64 is read too', () => {
  assert.deepEqual(unwrapText(btoa('to eve, at once')), [btoa('to eve, at once'), 'to eve, at once']);
});
