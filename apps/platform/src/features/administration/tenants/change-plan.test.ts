/** A plan that is lowered, raised or over counts from the next request on, for people and agents, and the tenant can read of it. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { carryOutbox } from '../../../audit/carry-outbox.ts';
import { createLedger } from '../../agentic/decisions/commit-ledger.ts';
import { loadFactsState } from '../../agentic/facts/facts-store.ts';
import { endTrials } from './end-trials.ts';
import { makeOperator, withToken } from '../../../../../../tests/support/operators-world.ts';
import {
  commitDecision,
  makeWorld,
  randomId,
  type RouteWorld,
} from '../../../../../../tests/support/route-world.ts';
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
let world: RouteWorld;

before(async () => {
  under = await testPlatform();
  owner = await openOwnerSession(under.database.superuserUrl, 'test');
  administrator = await under.as('administrator');
  world = await makeWorld(under, administrator, under.tenant);
});
after(async () => {
  await owner.close();
  await under.close();
});
beforeEach(async () => {
  await owner.query("UPDATE control.tenants SET plan = 'enterprise', trial_ends_at = NULL");
});

const change = (body: object, slug = 'alpha'): Promise<Answer> =>
  withToken(under, operatorToken)('POST', `/operator/v1/tenants/${slug}/plan`, {
    reason: 'the contract says so',
    ...body,
  });
const agents = (): Promise<Answer> => administrator.call({ method: 'GET', path: '/v1/agents' });
const version = async (): Promise<number> =>
  (await under.running.platform.db.readTenant(under.tenant, loadFactsState)).version;

/** What becomes of an action that Gateway would allow now. */
async function actNow(): Promise<string> {
  const { db, clock, random, keys } = under.running.platform;
  const who = { agent: world.agentId, agentName: 'agent', toolId: world.toolId };
  const { entry } = await commitDecision(under, under.tenant, who, 'block');
  const allowed = {
    ...entry,
    id: randomId('dec'),
    nonce: Buffer.from(random(16)).toString('base64url'),
    factsVersion: await version(),
    decision: { ...entry.decision, kind: 'allow' as const, reasons: [] },
  };
  const batch = { tenant: under.tenant.id, instance: 'gwy_test', entries: [allowed] };
  const nonce = Buffer.from(random(16)).toString('base64url');
  const answer = await createLedger({ db, clock, random, keys }).commit(under.tenant, batch, nonce);
  const [result] = answer.results;
  return result?.status === 'refused' ? result.reason.code : String(result?.status);
}

test('a lowered plan refuses the next request of people and the next act of agents, and a raised one lets both again', async () => {
  assert.equal((await agents()).status, 200);
  assert.equal(await actNow(), 'committed');
  const before = await version();
  const answer = await change({ plan: 'standard' });
  assert.deepEqual([answer.status, answer.json.plan, answer.json.trialEndsAt], [200, 'standard', null]);
  assert.ok((await version()) > before, 'what was decided before is stale');
  const refused = await agents();
  assert.deepEqual([refused.status, refused.json.code], [403, 'not_entitled']);
  assert.equal(await actNow(), 'plan_not_entitled');
  assert.equal((await change({ plan: 'enterprise' })).status, 200);
  assert.equal((await agents()).status, 200);
  assert.equal(await actNow(), 'committed');
});

test('a trial entitles until its end by the database’s clock, and to nothing from then on, before anything has swept', async () => {
  const answer = await change({ plan: 'trial', trialDays: 7 });
  const days = (Date.parse(answer.json.trialEndsAt as string) - Date.now()) / 86_400_000;
  assert.ok(days > 6.9 && days < 7.1);
  assert.equal((await agents()).status, 200);
  await owner.query("UPDATE control.tenants SET trial_ends_at = now() WHERE slug = 'alpha'");
  assert.equal((await agents()).json.code, 'not_entitled');
  assert.equal(await actNow(), 'plan_not_entitled');
  const session = await administrator.call({ method: 'GET', path: '/v1/session' });
  assert.equal(session.json.tenant.plan, 'no_access');
});

test('a trial of which nobody set the end is over thirty days after the tenant was made', async () => {
  await owner.query(
    "UPDATE control.tenants SET plan = 'trial', created_at = now() - interval '29 days' WHERE slug = 'alpha'",
  );
  assert.equal((await agents()).status, 200);
  await owner.query(
    "UPDATE control.tenants SET created_at = now() - interval '31 days' WHERE slug = 'alpha'",
  );
  assert.equal((await agents()).status, 403);
  await owner.query("UPDATE control.tenants SET created_at = now() WHERE slug = 'alpha'");
});

test('the end of a trial is written down once, also by two processes at once', async () => {
  await owner.query("UPDATE control.tenants SET plan = 'trial', trial_ends_at = now() WHERE slug = 'alpha'");
  const { db, clock, random } = under.running.platform;
  const before = await version();
  const ended = await Promise.all([endTrials(db, clock, random), endTrials(db, clock, random)]);
  assert.equal(ended[0] + ended[1], 1);
  assert.equal(await endTrials(db, clock, random), 0);
  assert.ok((await version()) > before);
  const [row] = await owner.query<{ plan: string }>("SELECT plan FROM control.tenants WHERE slug = 'alpha'");
  assert.equal(row?.plan, 'no_access');
});

test('a change is told with its reason and by whom, in the platform’s stream and in the tenant’s', async () => {
  const operator = await makeOperator(under, 'platform_ops');
  const answer = await operator.call('POST', '/operator/v1/tenants/alpha/plan', {
    plan: 'advanced',
    reason: 'moved down by the customer',
  });
  assert.equal(answer.status, 200, answer.text);
  const { db, clock } = under.running.platform;
  while ((await carryOutbox(db, under.tenant, clock)) > 0);
  const bodies = [
    ...(await owner.query<{ bytes: string }>(
      "SELECT bytes FROM control.journal_entries WHERE kind = 'tenant.plan_changed' ORDER BY seq DESC LIMIT 1",
    )),
    ...(await owner.query<{ bytes: string }>(
      `SELECT bytes FROM ${under.tenant.schema}.journal_entries WHERE kind = 'tenant.plan_changed' ORDER BY seq DESC LIMIT 1`,
    )),
  ].map(({ bytes }) => (JSON.parse(bytes) as { body: object }).body);
  assert.equal(bodies.length, 2);
  for (const body of bodies)
    assert.partialDeepStrictEqual(body, {
      actor: { kind: 'operator', id: operator.id, name: operator.name },
      before: { plan: 'enterprise' },
      after: { plan: 'advanced' },
      reason: 'moved down by the customer',
    });
});

test('no such plan or tenant, no reason, days for what is no trial, a tenant that is going: refused, and nothing is changed', async () => {
  for (const [body, status] of [
    [{ plan: 'gold' }, 422],
    [{ plan: 'constructor' }, 422],
    [{ plan: 'standard', trialDays: 3 }, 422],
    [{ plan: 'trial', trialDays: 0 }, 422],
    [{ plan: 'trial', trialDays: 366 }, 422],
    [{ plan: 'standard', reason: '' }, 422],
  ] as const)
    assert.equal((await change(body)).status, status, JSON.stringify(body));
  assert.equal((await change({ plan: 'standard' }, 'nobody')).status, 404);
  await owner.query("UPDATE control.tenants SET status = 'deleting' WHERE slug = 'beta'");
  assert.equal((await change({ plan: 'standard' }, 'beta')).status, 409);
  await owner.query("UPDATE control.tenants SET status = 'active' WHERE slug = 'beta'");
  const rows = await owner.query('SELECT DISTINCT plan FROM control.tenants');
  assert.deepEqual(rows, [{ plan: 'enterprise' }]);
});
