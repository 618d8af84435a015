/** The search that the dump is searched with finds every form at every place, and nothing where nothing is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { createDumpSearch } from './dump-search.ts';

const secret = 'pa ss/wö+rd?"of-somebody"';
const writings: Readonly<Record<string, (text: string) => string | Buffer>> = {
  'as it is': (text) => text,
  'in hex': (text) => Buffer.from(text).toString('hex'),
  'in upper-case hex': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  'URL-encoded': (text) => encodeURIComponent(text),
  'in JSON': (text) => JSON.stringify({ a: text }),
  ...Object.fromEntries(
    [0, 1, 2, 3, 4, 5].flatMap((before) =>
      (['base64', 'base64url'] as const).map((alphabet) => [
        `in ${alphabet} behind ${String(before)} bytes`,
        (text: string) => Buffer.from('x'.repeat(before) + text + 'behind').toString(alphabet),
      ]),
    ),
  ),
};

for (const [how, write] of Object.entries(writings))
  test(`a secret ${how} is found, at the beginning, in the middle and at the end`, () => {
    const search = createDumpSearch([{ name: 'it', bytes: Buffer.from(secret) }]);
    const noise = Buffer.from(randomBytes(1_000));
    const written = Buffer.from(write(secret));
    for (const parts of [
      [written, noise],
      [noise, written, noise],
      [noise, written],
    ])
      assert.ok([...search.findIn(Buffer.concat(parts))].some((found) => found.startsWith('it as ')));
  });

test('where nothing is, nothing is found', () => {
  const secrets = Array.from({ length: 50 }, (_one, n) => ({ name: String(n), bytes: randomBytes(16) }));
  assert.deepEqual(createDumpSearch(secrets).findIn(randomBytes(200_000)), new Set());
});
