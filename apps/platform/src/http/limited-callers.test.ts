/** Who is not signed in is counted by address: a cookie that somebody made up buys no bucket of its own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { origin, testPlatform } from '../../../../tests/support/platform.ts';
import { rateRules } from './rate-limit.ts';

test('sign-in is limited for a caller who sends another cookie each time', async (t) => {
  const platform = await testPlatform({ limited: true });
  t.after(() => platform.close());
  const statuses = new Set<number>();
  for (let n = 0; n <= rateRules.sign_in.burst + 5; n++) {
    const answer = await platform.anonymous({
      method: 'POST',
      path: '/v1/session',
      headers: { origin, cookie: `gamut_session=${encodeBase64url(randomBytes(32))}` },
      body: { email: `nobody${n}@alpha.example`, password: 'guess' },
    });
    statuses.add(answer.status);
  }
  assert.deepEqual([...statuses].sort(), [401, 429]);
});
