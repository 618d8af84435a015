/**
 * Whoever answers for a critical agent, or for a critical action, does not become free to approve it by an act of their own: not by
 * lowering the tier, nor by handing the agent over and back. Somebody else may do either.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openOwnerSession } from '@gamut/database/owner-session';
import type { TenantReader } from '@gamut/database/tenant-transaction';
import {
  get,
  openApprovalsWorld,
  post,
  readApproval,
  vote,
  type ApprovalsWorld,
} from '../../../../../../tests/support/approvals-world.ts';
import type { Client } from '../../../../../../tests/support/platform.ts';
import { findCritical } from '../agents/critical-matters.ts';
import { listVotes } from '../approval-votes/vote-store.ts';

let world: ApprovalsWorld;
let owner: Client;
let other: Client;
before(async () => {
  world = await openApprovalsWorld();
  [owner, other] = [world.operator, world.administrator];
});
after(() => world.under.close());

const patch = async (client: Client, body: object): Promise<number> =>
  (await client.call({ method: 'PATCH', path: `/v1/agents/${world.agentId}`, body })).status;

test('the owner of a critical agent neither lowers its tier nor hands it over; somebody else does', async () => {
  assert.equal(await patch(other, { humanOwnerId: owner.userId, tier: 'critical' }), 200);
  const gate = await world.gated('financial', {});
  const asked = await gate.ask();
  const id = asked.approval as string;
  assert.equal((await vote(owner, id)).status, 403);
  for (const body of [{ tier: 'high' }, { humanOwnerId: other.userId }, { humanOwnerId: null }])
    assert.equal(await patch(owner, body), 403, JSON.stringify(body));
  assert.equal((await vote(owner, id)).status, 403);
  assert.equal(await patch(owner, { purpose: 'Another purpose.' }), 200);
  assert.equal(await patch(other, { tier: 'high' }), 200);
  assert.equal((await vote(owner, id)).status, 200);
});

test('nor does anybody hand an agent over while a critical action of it waits for somebody else', async () => {
  assert.equal(await patch(other, { humanOwnerId: owner.userId, tier: 'low' }), 200);
  const gate = await world.gated('external', {});
  const asked = await gate.ask({ risk: 'critical' });
  const id = asked.approval as string;
  assert.equal((await vote(owner, id)).status, 403);
  assert.equal(await patch(owner, { humanOwnerId: other.userId }), 403);
  assert.equal((await vote(other, id)).status, 200);
  assert.equal(await patch(owner, { humanOwnerId: other.userId }), 403, 'approved, and not used yet');
  assert.equal(await world.use(asked), 'committed');
  assert.equal(await patch(owner, { humanOwnerId: other.userId }), 403, 'under way');
  const { running, tenant } = world.under;
  await running.platform.db.tenant(tenant, (tx) =>
    tx.query("UPDATE decisions SET state = 'done' WHERE state = 'started'"),
  );
  assert.equal(await patch(owner, { humanOwnerId: other.userId }), 200);
});

test('whoever answers for a critical agent makes it go no further; what holds it back they may', async () => {
  assert.equal(await patch(other, { humanOwnerId: owner.userId, tier: 'critical' }), 200);
  const { agentId } = world;
  const [permission] = (await other.call({ method: 'GET', path: `/v1/agents/${agentId}` })).json.permissions;
  const send = async (client: Client, method: string, path: string, body?: object): Promise<number> =>
    (await client.call({ method, path, ...(body === undefined ? {} : { body }) })).status;
  const flow = (handling: string) => ({ agentId, dataClass: 'special_category', handling });
  assert.equal(await send(owner, 'POST', '/v1/data-flows', flow('full')), 403);
  assert.equal(await send(other, 'POST', '/v1/data-flows', flow('full')), 201);
  assert.equal(await send(owner, 'POST', '/v1/data-flows', flow('none')), 409, 'it says not how it stood');
  const seen = { ...flow('none'), was: 'full' };
  assert.equal(await send(owner, 'POST', '/v1/data-flows', seen), 201);
  assert.equal(await send(other, 'POST', '/v1/data-flows', { ...flow('safe_form'), was: 'full' }), 409);
  assert.equal(
    await send(owner, 'POST', '/v1/data-flows', seen),
    201,
    'what stands already needs nobody to have seen it',
  );
  assert.equal(await send(owner, 'DELETE', `/v1/tool-permissions/${permission.id}`), 200);
  const again = { agentId, toolId: permission.toolId };
  assert.equal(await send(owner, 'POST', '/v1/tool-permissions', again), 403);
  assert.equal(await send(other, 'POST', '/v1/tool-permissions', again), 201);
  const matrix = { rows: [], reason: 'Nothing any more.' };
  assert.equal(await send(owner, 'PUT', `/v1/agents/${agentId}/access-matrix`, matrix), 403);
  const limits = [{ window: 'day', callsMax: 1, amountMax: null, whenOver: 'block' }];
  assert.equal(await patch(owner, { transactionLimits: limits }), 403);
  assert.equal(await patch(other, { transactionLimits: limits }), 200);
  assert.equal(await send(owner, 'POST', `/v1/agents/${agentId}/suspend`, { reason: 'It looks odd.' }), 200);
  const back = { reason: 'It looks fine.' };
  assert.equal(await send(owner, 'POST', `/v1/agents/${agentId}/reactivate`, back), 403);
  assert.equal(await send(other, 'POST', `/v1/agents/${agentId}/reactivate`, back), 200);
});

test('whoever has answered for an agent since a critical action was asked for does not decide on it', async () => {
  assert.equal(await patch(other, { humanOwnerId: owner.userId, tier: 'low', transactionLimits: [] }), 200);
  const third = await world.somebody();
  const gate = await world.gated('admin', { approversNeeded: 2 });
  const asked = await gate.ask({ risk: 'critical' });
  const id = asked.approval as string;
  assert.equal(await patch(other, { humanOwnerId: third.userId }), 200, 'somebody else hands it on');
  assert.equal((await vote(owner, id)).status, 403, 'it was asked for when they answered for it');
  const fourth = await world.somebody();
  assert.equal((await vote(fourth, id)).status, 200);
  assert.equal(await patch(other, { humanOwnerId: fourth.userId }), 200);
  assert.equal(await patch(other, { humanOwnerId: null }), 200);
  assert.equal((await vote(third, id)).status, 403, 'meanwhile they did');
  assert.equal((await vote(other, id)).status, 200);
  assert.notEqual(
    await world.use(asked),
    'committed',
    'a vote of one who came to answer for it counts no more',
  );
  assert.equal((await vote(await world.somebody(), id)).status, 200);
  assert.equal(await world.use(asked), 'committed');
});

const issued = async (client: Client): Promise<string> => {
  const body = { name: `of ${client.userId}` };
  const path = `/v1/agents/${world.agentId}/credentials`;
  const answer = await client.call({ method: 'POST', path, body });
  assert.equal(answer.status, 201, answer.text);
  return answer.json.credential.id as string;
};

test('whoever issued or rotated the credential that asked decides nothing of it, also not for somebody else or through them', async () => {
  assert.equal(await patch(other, { humanOwnerId: null, tier: 'low' }), 200);
  const [issuer, rotator, lender, reader] = await Promise.all([1, 2, 3, 4].map(() => world.somebody()));
  assert.ok(issuer && rotator && lender && reader);
  const first = await issued(issuer);
  const path = `/v1/agents/${world.agentId}/credentials/${first}/rotate`;
  const rotated = await post(rotator, path, { overlapHours: 1 });
  assert.equal(rotated.status, 201, rotated.text);
  const endsAt = new Date(world.clock.nowMs() + 3_600_000).toISOString();
  for (const [from, to] of [
    [lender, issuer],
    [issuer, reader],
  ] as const) {
    const lent = await post(from, '/v1/approval-delegations', { toId: to.userId, endsAt, reason: 'away' });
    assert.equal(lent.status, 201, lent.text);
  }
  const { ask } = await world.gated('write_internal', { approverIds: [issuer.userId, lender.userId] });
  const asked = await ask({ credential: rotated.json.credential.id });
  const shown = await readApproval(issuer, asked.approval);
  assert.deepEqual(
    [shown.mayDecide, shown.mayOpenArguments, shown.mayBreakGlass, shown.askedBy.credentialId],
    [false, false, false, rotated.json.credential.id],
  );
  assert.match(shown.mayNotBecause, /You issued the credential/);
  assert.deepEqual(
    shown.askedBy.issuers.map(({ id }: { id: string }) => id),
    [issuer.userId, rotator.userId].sort(),
  );
  for (const client of [issuer, rotator, reader])
    for (const verb of ['approve', 'refuse'] as const)
      assert.equal((await vote(client, asked.approval, verb)).status, 403);
  const list = await get(issuer, '/v1/approvals?view=waiting_for_me');
  assert.ok(!list.data.some(({ id }: { id: string }) => id === asked.approval));
  assert.equal((await vote(lender, asked.approval)).status, 200);
  assert.equal(await world.use(asked), 'committed');
  // what the first one asks is no matter of whoever put another in its place
  const before = await ask({ credential: first });
  assert.deepEqual((await readApproval(issuer, before.approval)).askedBy.issuers.length, 1);
});

test('nor do they break the glass, nor review it', async () => {
  const { ask } = await world.gated('model', { approverRole: 'administrator' });
  const reason = 'Nobody else can be reached.';
  const asked = await ask({ credential: await issued(world.operator) });
  assert.equal((await post(other, `/v1/approvals/${asked.approval}/break-glass`, { reason })).status, 200);
  const { breakGlass } = await readApproval(other, asked.approval);
  const second = await world.somebody('administrator', []);
  const own = await ask({ credential: await issued(second) });
  assert.equal((await post(second, `/v1/approvals/${own.approval}/break-glass`, { reason })).status, 403);
  assert.equal((await readApproval(second, own.approval)).mayBreakGlass, false);
  const review = { verdict: 'justified', note: 'seen and decided' };
  assert.equal((await post(owner, `/v1/break-glass-uses/${breakGlass.id}/review`, review)).status, 403);
  assert.equal((await get(owner, `/v1/break-glass-uses/${breakGlass.id}`)).mayReview, false);
  assert.equal((await post(second, `/v1/break-glass-uses/${breakGlass.id}/review`, review)).status, 200);
});

test('where only they could approve, it is a block that says what helps', async () => {
  const only = await world.somebody();
  const { ask } = await world.gated('retrieve', { approverIds: [only.userId] });
  const credential = await issued(only);
  await assert.rejects(
    ask({ credential }),
    /approval_chain_empty.*Nobody else can approve.*issue a new credential/,
  );
  await ask({ credential: await issued(owner) });
  await ask();
});

test('votes, and what of an agent is critical and under way, are found by an index of their own', async () => {
  const asked: string[] = [];
  const listening = {
    query: (sql: string) => (asked.push(sql), Promise.resolve([])),
  } as unknown as TenantReader;
  await listVotes(listening, []);
  await findCritical(listening, ['']);
  const { database, tenant } = world.under;
  const owner = await openOwnerSession(database.superuserUrl, 'gamut-test');
  const used: string[] = [];
  try {
    // tables of a few rows are read whole, which says nothing about those that have grown
    await owner.script(`SET search_path TO "${tenant.schema}"; SET enable_seqscan TO off`);
    for (const sql of asked) used.push(JSON.stringify(await owner.query(`EXPLAIN (GENERIC_PLAN) ${sql}`)));
  } finally {
    await owner.close();
  }
  assert.match(used[0] ?? '', /approval_votes_of/);
  assert.match(used[1] ?? '', /decisions_critical_under_way/);
});
