/** What is struck out of a text of JSON leaves JSON: no escape is cut in two, no quote is left without its other. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redactJson } from './redact-json.ts';
import { createRedactor } from './redactor.ts';

const redactor = createRedactor();
const read = (text: string) => JSON.parse(text) as { a: string; b: string };
const befores = ['line\n', 'line ', '\t', 'é"', '\\', '\\\\n', '\u0001', '"\\\n', '/', ''];

test('where whole words go, the escape before them stays one', () => {
  const unit = ['xoxb', 'DE89'].join('-');
  for (const before of befores)
    for (const times of [2_500, 6_000]) {
      const value = { a: `${before}${unit.repeat(times)}`, b: 'keep' };
      for (const text of [redactJson(redactor, value), redactor.redact(JSON.stringify(value)).text]) {
        const { a, b } = read(text);
        assert.equal(b, 'keep');
        assert.ok(a.length < 400 && !a.includes(unit), a.slice(0, 80));
        assert.ok(a.startsWith(before.slice(0, -1)), `${JSON.stringify(before)}: ${a}`);
      }
    }
});

test('a key that is cut off in a text of JSON ends with that text', () => {
  const label = ['-----BEGIN RSA', 'PRIVATE', 'KEY-----'].join(' ');
  const lines = Array.from(
    { length: 9 },
    (_, n) => `MIIEpAIBAAKCAQEA${String(n)}qm9yZ1NlY3JldEtleU1hdGVyaWFs`,
  );
  for (const end of ['', '\n', '\\', '"', ' "quoted"', '\\"', '\nQmFzZTY0', '\n…'])
    for (const key of [
      [label, ...lines],
      [label, 'short line'],
    ]) {
      const value = { a: `${key.join('\n')}${end}`, b: 'keep' };
      const { a, b } = read(redactor.redact(JSON.stringify(value)).text);
      assert.equal(b, 'keep');
      assert.doesNotMatch(a, /MIIEp|QmFz/);
    }
});

test('an assigned secret in JSON that is a text, once and again, goes without the escapes around it', () => {
  const secret = ['k9', 'fj3Lq8', 'Zt'].join('');
  let value: unknown = { token: secret, 'X-Api-Key': `${secret}x`, line: `api_key: ${secret}` };
  for (let layer = 0; layer < 2; layer++) {
    value = { a: JSON.stringify(value), b: 'keep' };
    const { text } = redactor.redact(JSON.stringify(value));
    let inner: unknown = JSON.parse(text);
    for (let at = 0; at <= layer; at++) inner = JSON.parse((inner as { a: string }).a);
    assert.deepEqual(Object.keys(inner as object), ['token', 'X-Api-Key', 'line']);
    assert.ok(!text.includes(secret), text);
  }
});
