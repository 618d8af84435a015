/** What stands where MCP has bytes is read as what it says: no text leaves an answer unread for the name of its member. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeSafe } from './make-safe.ts';

const live = 'top-secret-header-of-this-call';
const secrets = `key ghp_${'A1b2C3'.repeat(6)} mail eve@evil.example card 4111111111111111 with ${live}`;
const telling = /ghp_|eve@|4111|top-secret/;
const base64 = (bytes: string | Uint8Array) => Buffer.from(bytes).toString('base64');
const made = (item: unknown) =>
  makeSafe(
    {
      text: JSON.stringify({ content: [item] }),
      bytesMax: 1_000_000,
      form: null,
      secrets: [live],
      dataClass: 'internal',
      tenant: 't',
      teaches: false,
    },
    () => undefined,
  );
const image = (data: unknown) => ({ type: 'image', mimeType: 'image/png', data });
const blob = (bytes: unknown, mimeType = 'text/plain') => ({
  type: 'resource',
  resource: { uri: 'a:b', mimeType, blob: bytes },
});
/** Every text of the answer, and what each gives when it is read as base64. */
function saidBy(item: unknown): string {
  const answer = made(item);
  assert.equal(answer.kind, 'safe');
  const said: string[] = [];
  JSON.stringify(answer, (_, value: unknown) => {
    if (typeof value === 'string') said.push(value, Buffer.from(value, 'base64').toString());
    return value;
  });
  return said.join('\n').replaceAll('\0', '');
}

test('an item with text where bytes belong, or of a kind that is no text, is no answer', () => {
  for (const item of [
    image(secrets),
    image({ key: secrets }),
    image(`${base64(secrets)}!`),
    image('QR=='),
    { ...image(base64('x')), type: ['image'] },
    { type: 'image', mimeType: 'image/png' },
    { ...image(base64('x')), annotations: { audience: secrets } },
    blob(secrets),
    { type: 'resource', resource: [secrets] },
    { type: 'resource', resource: { uri: 'a:b' } },
    { type: 'toString', data: base64('x') },
  ])
    assert.equal(made(item).kind, 'refused', JSON.stringify(item));
});

test('only the members that MCP knows of a kind are passed on, at every depth, and nothing of `_meta`', () => {
  const annotations = { audience: ['user'], priority: 0.5, lastModified: '2026-11-22T00:00:00Z' };
  const link = { type: 'resource_link', uri: 'a:b', name: 'n', title: 't', size: 3, icons: [{ src: 'a:c' }] };
  const known = { type: 'resource', resource: { uri: 'a:b', text: 'x' }, annotations };
  const more = { data: secrets, _meta: { secrets }, blob: secrets };
  for (const [item, grown] of [
    [known, { ...known, ...more, resource: { ...known.resource, _meta: more, data: secrets } }],
    [link, { ...link, ...more, icons: [{ src: 'a:c', ...more }] }],
    [
      { ...image(base64('x')), annotations },
      { ...image(' eA\n'), _meta: more, annotations: { ...annotations, more } },
    ],
  ] as const) {
    const answer = made(grown);
    assert.deepEqual(answer.kind === 'safe' && answer.answer.content, [item]);
  }
});

test('bytes that are text are struck as text, whatever they are said to be, and stay base64', () => {
  for (const item of [image(base64(secrets)), blob(base64(secrets)), blob(base64(secrets), 'image/png')]) {
    const said = saidBy(item);
    assert.doesNotMatch(said, telling);
    assert.match(
      said,
      /key \[redacted:github_token\] mail \[redacted:email\] card \[redacted:payment_card\]/,
    );
  }
});

test('bytes that are no UTF-8 are withheld whole for what can be read in them, and others stay to the letter', () => {
  const picture = Uint8Array.from({ length: 4_000 }, (_, at) => (at * at * 7 + at) % 256);
  const key = `ghp_${'A1b2C3'.repeat(6)}`;
  for (const bytes of [
    Buffer.from(secrets, 'utf16le'),
    Buffer.concat([Buffer.from([0xff]), Buffer.from(secrets)]),
    Buffer.from(`Müller ${secrets}`, 'latin1'),
    Buffer.concat([picture, Buffer.from(`\n${key}\n`), picture]),
    Buffer.concat([picture, Buffer.from(live), picture]),
  ]) {
    const said = saidBy(image(base64(bytes)));
    assert.doesNotMatch(said, telling);
    assert.match(said, /\[redacted:bytes\]/);
  }
  for (const bytes of [picture, Buffer.from('picture'.repeat(50)), Buffer.from('\ufeffa é 𝄞')]) {
    const answer = made(image(base64(bytes)));
    assert.deepEqual(answer.kind === 'safe' && answer.answer.content, [image(base64(bytes))]);
    assert.deepEqual(answer.kind === 'safe' && answer.counts, {});
  }
});
