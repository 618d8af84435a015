/** Rights that are lent for a time, and emergencies that somebody else reviews. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  get,
  openApprovalsWorld,
  post,
  readApproval as read,
  vote,
  type ApprovalsWorld,
} from '../../../../../../tests/support/approvals-world.ts';
import type { AnyJson, Answer, Client } from '../../../../../../tests/support/platform.ts';

let world: ApprovalsWorld;
before(async () => {
  world = await openApprovalsWorld();
});
after(() => world.under.close());

test('a right is lent for a time, to somebody who may decide, and every vote under it says whose it was', async () => {
  const { ask } = await world.gated('write_internal', { approverRole: 'administrator' });
  const lend = (client: Client, toId: string, ms: number) =>
    post(client, '/v1/approval-delegations', {
      toId,
      endsAt: new Date(world.clock.nowMs() + ms).toISOString(),
      reason: 'away',
    });
  const outsider = await world.under.as('advanced');
  assert.equal(
    (await lend(world.administrator, outsider.userId, 3_600_000)).status,
    422,
    'no right of their own',
  );
  assert.equal((await lend(world.administrator, world.administrator.userId, 3_600_000)).status, 422);
  assert.equal((await lend(world.administrator, world.operator.userId, -1)).status, 422);
  assert.equal((await lend(world.administrator, world.operator.userId, 32 * 86_400_000)).status, 422);
  const deputy = await world.somebody();
  const one = await ask();
  assert.equal((await vote(deputy, one.approval)).status, 403);
  const lent = await lend(world.administrator, deputy.userId, 1_800_000);
  assert.deepEqual([lent.status, lent.json.state], [201, 'in_force'], lent.text);
  const third = await world.somebody();
  assert.equal((await lend(deputy, third.userId, 3_600_000)).status, 201);
  assert.equal((await vote(third, one.approval)).status, 403, 'what was lent is lent no further');
  assert.equal((await read(deputy, one.approval)).votesInPlaceOf.id, world.administrator.userId);
  const given = await vote(deputy, one.approval);
  assert.equal(given.json.status, 'approved', given.text);
  assert.equal(given.json.votes[0].inPlaceOf.id, world.administrator.userId);
  const two = await ask();
  world.later(1_800_000);
  assert.equal((await vote(deputy, two.approval)).status, 403, 'it ends by itself');
  assert.equal(await world.use(one), 'committed', 'what was given under it stands');
  assert.equal((await get(deputy, `/v1/approval-delegations/${lent.json.id}`)).state, 'over');
  const again = await lend(world.administrator, deputy.userId, 3_600_000);
  assert.equal((await post(third, `/v1/approval-delegations/${again.json.id}/end`)).status, 403);
  assert.equal((await post(deputy, `/v1/approval-delegations/${again.json.id}/end`)).json.state, 'ended');
  assert.equal((await vote(deputy, two.approval)).status, 403);
});

test('one right lets nobody vote twice: who lent it, and who holds it, are one seat', async () => {
  const { ask } = await world.gated('read', { approversNeeded: 2 });
  const deputy = await world.somebody();
  await post(world.operator, '/v1/approval-delegations', {
    toId: deputy.userId,
    endsAt: new Date(world.clock.nowMs() + 60_000).toISOString(),
    reason: 'away',
  });
  const asked = await ask();
  assert.equal((await vote(world.operator, asked.approval)).json.status, 'pending');
  const own = await vote(deputy, asked.approval);
  assert.equal(own.json.votes[1].inPlaceOf, null, 'the deputy’s own right is used, the lent one is spent');
  assert.equal(own.json.status, 'approved');
});

test('an emergency passes at once, for a quarter of an hour, and somebody else reviews it', async () => {
  const { ask } = await world.gated('financial', { approversNeeded: 5 });
  const asked = await ask();
  const broken = (client: Client, id: string): Promise<Answer> =>
    post(client, `/v1/approvals/${id}/break-glass`, { reason: 'nobody can be reached tonight' });
  assert.equal((await broken(world.operator, asked.approval)).status, 403);
  assert.equal(
    (await vote(world.administrator, asked.approval)).json.status,
    'pending',
    'a vote is no obstacle',
  );
  const passed = await broken(world.administrator, asked.approval);
  assert.deepEqual([passed.status, passed.json.status], [200, 'approved'], passed.text);
  assert.ok(Date.parse(passed.json.expiresAt) <= world.clock.nowMs() + 15 * 60_000);
  assert.equal(passed.json.breakGlass.status, 'to_review');
  assert.equal(await world.use(asked), 'committed');
  const { id } = passed.json.breakGlass;
  const review = (client: Client): Promise<Answer> =>
    post(client, `/v1/break-glass-uses/${id}/review`, { verdict: 'justified', note: 'the pager was down' });
  assert.equal((await review(world.administrator)).status, 403, 'not by whoever did it');
  world.later(25 * 3_600_000);
  await world.signInAnew();
  const counts = await get(world.administrator, '/v1/approval-counts');
  assert.ok(counts.breakGlassOverdue >= 1 && counts.breakGlassToReview >= counts.breakGlassOverdue);
  const late = await get(world.administrator, '/v1/break-glass-uses?overdue=true');
  assert.ok(late.data.some((row: AnyJson) => row.id === id && row.overdue));
  const auditor = await world.under.as('advanced');
  const reviewed = await review(auditor);
  assert.deepEqual(
    [reviewed.status, reviewed.json.status, reviewed.json.verdict],
    [200, 'reviewed', 'justified'],
  );
  assert.equal((await review(auditor)).status, 409);
});

test('no emergency where a gate forbids it, after a refusal, or unused after its time', async () => {
  const broken = (id: string): Promise<Answer> =>
    post(world.administrator, `/v1/approvals/${id}/break-glass`, { reason: 'nobody can be reached tonight' });
  const { ask } = await world.gated('retrieve', {});
  const refused = await ask();
  await vote(world.operator, refused.approval, 'refuse');
  assert.equal((await broken(refused.approval)).status, 409);
  const unused = await ask();
  assert.equal((await broken(unused.approval)).status, 200);
  world.later(15 * 60_000);
  assert.equal(await world.use(unused), 'approval_not_usable');
  assert.equal((await read(world.operator, unused.approval)).status, 'expired');
  const forbidding = await world.gated('retrieve', { breakGlass: 'forbidden' });
  const forbidden = await forbidding.ask();
  const answer = await broken(forbidden.approval);
  assert.equal(answer.status, 403, answer.text);
  assert.match(answer.json.message, /forbids it/);
});
