/** What an administrator may write as an endpoint: what could never be delivered to is refused before anything is stored. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '@gamut/kernel/app-error';
import { parseWebhookUrl, shownUrl, wantsEvent } from './webhook-endpoint.ts';

for (const url of [
  'http://siem.example/',
  'https://127.0.0.1/',
  'https://0x7f.1/',
  'https://10.0.0.1/',
  'https://[::1]/',
  'https://user:pass@siem.example/',
  'https://siem.example/#part',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'not a url',
])
  test(`an endpoint at ${url} is refused by name`, () =>
    assert.throws(
      () => parseWebhookUrl(url, ['http://127.0.0.1:4000']),
      (error) =>
        error instanceof AppError &&
        error.code === 'validation_failed' &&
        error.fields?.[0]?.pointer === '/url',
    ));

test('a public https address is taken, and an origin that the operator allows exactly', () => {
  assert.equal(parseWebhookUrl('https://siem.example/gamut', []), 'https://siem.example/gamut');
  assert.equal(
    parseWebhookUrl('http://127.0.0.1:4000/x', ['http://127.0.0.1:4000']),
    'http://127.0.0.1:4000/x',
  );
  assert.throws(() => parseWebhookUrl('http://127.0.0.1:4001/x', ['http://127.0.0.1:4000']));
});

test('a pattern names one event, all of a noun, or all', () => {
  assert.ok(wantsEvent(['agent.suspended'], 'agent.suspended'));
  assert.ok(wantsEvent(['agent.*'], 'agent.suspended'));
  assert.ok(wantsEvent(['finding.*', '*'], 'agent.suspended'));
  assert.ok(!wantsEvent(['agent.*'], 'agent_credential.issued'));
  assert.ok(!wantsEvent(['agent.suspend'], 'agent.suspended'));
});

test('what follows the question mark is in no record', () => {
  assert.equal(shownUrl('https://siem.example/in?token=abc'), 'https://siem.example/in');
});
