/** What provision is told with a restore: which keys platform holds, since it has none itself, and nothing of how the tenant stood, which only its freezing can say. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { keyIdOf } from '@gamut/crypto/key-purposes';
import {
  operatorToken,
  testPlatform,
  type PlatformUnderTest,
} from '../../../../../../tests/support/platform.ts';

let under: PlatformUnderTest;
before(async () => {
  under = await testPlatform();
});
after(() => under.close());

const post = (path: string, body: unknown) =>
  under.anonymous({
    method: 'POST',
    path: `/operator/v1/tenants/beta/${path}`,
    headers: { authorization: `Bearer ${operatorToken}` },
    body,
  });

test('a restore says which keys platform holds, by their public names', async () => {
  const answer = await post('restore', { file: 'beta.gamut' });
  assert.equal(answer.status, 202, answer.text);
  const [job] = await under.running.platform.db.readControl((tx) =>
    tx.query('SELECT payload FROM control.jobs WHERE id = $1', [answer.json.job]),
  );
  const opensKeys = under.secrets.encryptionKeys.map(keyIdOf);
  assert.deepEqual(job, {
    payload: { file: 'beta.gamut', sha256: null, slug: 'beta', cell: 'home', opensKeys },
  });
});
