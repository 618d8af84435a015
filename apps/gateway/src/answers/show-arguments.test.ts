/** What is shown of arguments: nothing of a secret, wherever the text is cut, and no more work for what is not shown. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson, type JsonValue } from '@gamut/kernel/canonical-json';
import type { ResolvedAction } from '@gamut/policy/resolve-action';
import { isCutOff } from '@gamut/policy/shown-to-approver';
import { assertInLine } from '../../../../tests/support/pace.ts';
import { clipJson } from './clip-json.ts';
import { showArguments } from './show-arguments.ts';

const shown = (args: JsonValue): string => showArguments({ arguments: args } as ResolvedAction);
const secret = ['ghp_', 'a1B2'.repeat(9)].join('');

test('what fits is shown as it is, with secrets struck out; what does not ends by saying how long it is', () => {
  assert.equal(shown({ b: 'two', a: [1, true, null] }), '{"a":[1,true,null],"b":"two"}');
  assert.equal(shown({ note: `use ${secret} now` }), '{"note":"use [redacted:github_token] now"}');
  for (const chars of [59_000, 61_000, 99_000, 101_000, 900_000]) {
    const args = { text: 'word '.repeat(chars / 5) };
    assert.equal(isCutOff(shown(args)), canonicalJson(args).length > 60_000, String(chars));
    assert.ok(shown(args).length <= 60_040);
  }
});

test('wherever a secret stands to the cut, nothing of it is shown', () => {
  for (const filler of [20_000, 100_000])
    for (let at = 59_900; at < 60_100; at += 7)
      for (const place of [at, at + 10_000]) {
        const text = shown({ text: `${'a '.repeat(place / 2)}${secret} ${'b '.repeat(filler)}` });
        assert.ok(!text.includes('ghp_'), `at ${String(place)}`);
      }
  const chain = 'xoxb-DE89'.repeat(900);
  const behind = shown({ text: `${chain} ${'4 '.repeat(450_000)}${secret}` });
  assert.ok(!/xoxb|ghp_/.test(behind));
  assert.match(
    behind,
    /^\{"text":"\[redacted:slack_token\] 4 4 4 /,
    'what stands behind a chain stays to be read',
  );
});

test('a key that is opened before the clip and closed behind it is shown in no spelling', () => {
  const body = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC%0A'.repeat(600);
  const text = shown({
    text: `${'a '.repeat(27_000)}-----BEGIN PRIVATE KEY-----%0A${body}-----END PRIVATE KEY----- ${'b '.repeat(90_000)}`,
  });
  assert.ok(!text.includes('MIIEvQ'), text.slice(-200));
});

test('of a key that the clip leaves open nothing is shown, also where its lines are no lines of a key', () => {
  const label = ['-----BEGIN', 'PRIVATE', 'KEY-----'].join(' ');
  for (const before of ['', `${secret} `]) {
    const text = shown({ text: `${before}${'a '.repeat(27_000)}${label}\n> ${'(MIIEvQ) '.repeat(9_000)}` });
    assert.ok(!text.includes('MIIEvQ'), text.slice(-200));
  }
});

test('what is left out is left out to the end, and nothing from behind it is shown', () => {
  const text = canonicalJson(
    clipJson({ a: { ['n'.repeat(69_999)]: 'transfer' }, b: 'x'.repeat(59_000) }, 60_000),
  );
  assert.ok(!text.includes('xxx'), text.slice(0, 40));
});

test('the beginning of a value is what its canonical text begins with', () => {
  const value = { b: ['x'.repeat(50), { z: 1, y: 'late' }], a: 'y'.repeat(30), c: 'never' };
  const text = canonicalJson(value);
  for (let room = 1; room < 140; room++) {
    const clipped = canonicalJson(clipJson(value, room));
    let same = 0;
    while (same < clipped.length && clipped[same] === text[same]) same++;
    assert.match(clipped.slice(same), /^[\]}"]*$/, `${String(room)}: ${clipped}`);
  }
  assert.deepEqual(clipJson(value, 1_000), value);
});

test('arguments of a megabyte that are dear to look through cost no more than their beginning', (t) => {
  const chain = 'xoxb-DE89'.repeat(900);
  assertInLine(t, 'arguments', 900_000, (size) => shown({ text: `${chain} \n " ${'4 '.repeat(size / 2)}` }));
});
