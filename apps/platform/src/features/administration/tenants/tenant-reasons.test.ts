/** Reasons of acts on a tenant show as they are written: what would change how a list or a journal reads is refused, and nothing is done. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  operatorToken,
  testPlatform,
  type PlatformUnderTest,
} from '../../../../../../tests/support/platform.ts';

let under: PlatformUnderTest;
before(async () => {
  under = await testPlatform({ mode: 'production' });
});
after(() => under.close());

const post = (verb: string, body: object) =>
  under.anonymous({
    method: 'POST',
    path: `/operator/v1/tenants/alpha/${verb}`,
    headers: { authorization: `Bearer ${operatorToken}` },
    body,
  });
const acts: readonly (readonly [verb: string, rest: object])[] = [
  ['plan', { plan: 'enterprise' }],
  ['suspend', {}],
  ['reactivate', {}],
  ['delete', { slug: 'alpha' }],
];

for (const [verb, rest] of acts)
  test(`${verb}: a reason with control, bidi or invisible characters is refused by name`, async () => {
    for (const part of ['\n', '\u001b[2K', '\u0000', '\u202e', '\u2066', '\u200b', '\ufeff', '\u2028']) {
      const answer = await post(verb, { ...rest, reason: `not${part}paid` });
      assert.equal(answer.status, 422, JSON.stringify(part));
    }
    assert.equal((await post(verb, { ...rest, reason: '    ' })).status, 422, 'nor is one of blanks');
  });

test('a reason in any script is taken, with the joiners that some need', async () => {
  const answer = await post('suspend', { reason: 'می\u200cخواهند، 未払い, «impayé»' });
  assert.equal(answer.status, 200);
  assert.equal((await post('reactivate', { reason: 'paid' })).status, 200);
});
