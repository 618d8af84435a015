/** The end of support access: by the tenant, the operator, the root or the clock, and nothing opens from the next request on. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import {
  makeOperator,
  openSupport,
  withToken,
  type OperatorUnderTest,
} from '../../../../../../tests/support/operators-world.ts';
import {
  operatorToken,
  testPlatform,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../../../tests/support/platform.ts';

let under: PlatformUnderTest;
let owner: OwnerSession;
let administrator: Client;

before(async () => {
  under = await testPlatform();
  owner = await openOwnerSession(under.database.superuserUrl, 'test');
  administrator = await under.as('administrator');
});
after(async () => {
  await owner.close();
  await under.close();
});

const answerTo = (grantId: string, verb: string): Promise<Answer> =>
  administrator.call({
    method: 'POST',
    path: `/v1/support-access/${grantId}/${verb}`,
    body: { reason: 'the test says so' },
  });
const open = async (operator?: OperatorUnderTest) =>
  openSupport(under, operator ?? (await makeOperator(under, 'platform_support')), {
    tenant: under.tenant,
    administrator,
  });

describe('the end', () => {
  const refused = async (support: { get(path: string): Promise<Answer> }, why: string) => {
    const answer = await support.get('/v1/findings');
    assert.equal(answer.status, 401, `${why}: ${answer.text}`);
  };

  test('the next request is refused once the tenant ends it, the operator gives it up, or the time is over', async () => {
    const ended = await open();
    assert.equal((await ended.get('/v1/findings')).status, 200);
    assert.equal((await answerTo(ended.grantId, 'end')).status, 200);
    await refused(ended, 'ended');
    const operator = await makeOperator(under, 'platform_support');
    const given = await open(operator);
    await operator.call('POST', `/operator/v1/support-requests/${given.grantId}/give-up`, {});
    await refused(given, 'given up');
    const late = await open();
    await owner.query('UPDATE control.support_grants SET open_until = now() WHERE id = $1', [late.grantId]);
    await refused(late, 'over its time');
  });

  test('the next request is refused once the operator is revoked or their token has expired; then the tenant reads of it', async () => {
    const operator = await makeOperator(under, 'platform_support');
    const support = await open(operator);
    const revoke = await withToken(under, operatorToken)(
      'POST',
      `/operator/v1/operators/${operator.id}/revoke`,
      {
        reason: 'left the firm',
      },
    );
    assert.equal(revoke.status, 200, revoke.text);
    await refused(support, 'revoked');
    const shown = await administrator.call({ method: 'GET', path: `/v1/support-access/${support.grantId}` });
    assert.equal(shown.json.access.status, 'ended');
    const another = await makeOperator(under, 'platform_support');
    const late = await open(another);
    await owner.query('UPDATE control.operators SET expires_at = now() WHERE id = $1', [another.id]);
    await refused(late, 'expired');
  });

  test('a second bearer makes the first void; a near-miss, another’s secret and an operator’s own token open nothing', async () => {
    const operator = await makeOperator(under, 'platform_support');
    const first = await open(operator);
    const again = await operator.call('POST', `/operator/v1/support-requests/${first.grantId}/open`, {});
    await refused(first, 'replaced');
    const token = again.json.token as string;
    assert.equal((await withToken(under, token)('GET', '/v1/findings')).status, 200);
    const other = await open();
    const mixed = token.slice(0, 35) + other.token.slice(35);
    for (const text of [mixed, token.slice(0, -1), `${token}A`, operator.token, token.replace('gms', 'gmt')])
      assert.equal((await withToken(under, text)('GET', '/v1/findings')).status, 401, text.slice(0, 8));
  });

  test('a suspended tenant shows nothing to support either; the bearer opens nothing at the operator’s door', async () => {
    const support = await open();
    await owner.query("UPDATE control.tenants SET status = 'suspended' WHERE id = $1", [under.tenant.id]);
    assert.equal((await support.get('/v1/findings')).status, 403);
    await owner.query("UPDATE control.tenants SET status = 'active' WHERE id = $1", [under.tenant.id]);
    assert.equal((await support.get('/operator/v1/tenants')).status, 401);
    assert.equal((await support.get('/v1/findings')).status, 200);
  });
});
