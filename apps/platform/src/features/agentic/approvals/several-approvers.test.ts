/** Several approvers, through the routes and the ledger: who counts, until when, and what is told. */
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
import type { AnyJson } from '../../../../../../tests/support/platform.ts';
import { endApprovals } from './end-approvals.ts';

let world: ApprovalsWorld;
before(async () => {
  world = await openApprovalsWorld();
});
after(() => world.under.close());

test('two of two: the first vote leaves it waiting, one person votes once, the second lets it pass', async () => {
  const { ask } = await world.gated('code_modification', { approversNeeded: 2 });
  const asked = await ask();
  const first = await vote(world.operator, asked.approval);
  assert.deepEqual(
    [first.status, first.json.status, first.json.stages[0].given],
    [200, 'pending', 1],
    first.text,
  );
  assert.equal((await vote(world.operator, asked.approval)).status, 409);
  assert.equal((await world.found(asked)).status, 'pending');
  assert.equal(await world.use(asked), 'approval_not_usable');
  const waiting = await get(world.operator, '/v1/approvals?view=waiting_for_me');
  assert.ok(!waiting.data.some((row: AnyJson) => row.id === asked.approval), 'it waits for others now');
  const mine = await get(world.operator, '/v1/approvals?view=mine');
  assert.ok(mine.data.some((row: AnyJson) => row.id === asked.approval));
  const forOther = await get(world.administrator, '/v1/approvals?view=waiting_for_me');
  assert.ok(forOther.data.some((row: AnyJson) => row.id === asked.approval));
  const second = await vote(world.administrator, asked.approval);
  assert.equal(second.json.status, 'approved', second.text);
  assert.deepEqual(
    second.json.votes.map((one: AnyJson) => [one.verdict, one.counts, one.reasonCodes, one.shownSha256]),
    Array(2).fill(['approved', true, ['level_needs_approval'], second.json.shownSha256]),
  );
  assert.deepEqual((await world.found(asked)).reasonCodes, ['level_needs_approval']);
  assert.equal(await world.use(asked), 'committed');
  const shown = await read(world.operator, asked.approval);
  assert.deepEqual(
    [shown.status, shown.usedBy.kind, shown.usedBy.state],
    ['consumed', 'allow_and_log', 'started'],
  );
});

test('one refusal refuses, after any number of approvals', async () => {
  const { ask } = await world.gated('code_modification', { approversNeeded: 2 });
  const asked = await ask();
  await vote(world.operator, asked.approval);
  const refused = await vote(world.administrator, asked.approval, 'refuse');
  assert.equal(refused.json.status, 'refused', refused.text);
  assert.equal((await world.found(asked)).status, 'refused');
  assert.equal(await world.use(asked), 'approval_not_usable');
});

test('a gate may name people: an office is no name, and who is not here can’t be named', async () => {
  const { ask } = await world.gated('admin', { approverIds: [world.operator.userId], approversNeeded: 1 });
  const asked = await ask();
  const refused = await vote(world.administrator, asked.approval);
  assert.equal(refused.status, 403, refused.text);
  assert.match(refused.json.message, /of the people whom its gate names/);
  assert.equal((await vote(world.operator, asked.approval)).json.status, 'approved');
  for (const wrong of [
    { approverIds: ['usr_00000000000000000000000000'] },
    { approverIds: [world.operator.userId], approversNeeded: 2 },
    { approversNeeded: 0 },
    { approversNeeded: 6 },
    { approversNeeded: 1.5 },
  ]) {
    const answer = await post(world.administrator, '/v1/approval-gates', {
      name: 'wrong',
      actionTypes: ['admin'],
      mode: 'each_time',
      approverRole: 'administrator',
      ...wrong,
    });
    assert.equal(answer.status, 422, answer.text);
  }
});

test('a vote whose voter’s roles change before the use counts no more: it waits again, and may be given anew', async () => {
  const { ask } = await world.gated('financial', {});
  const voter = await world.somebody();
  const asked = await ask();
  assert.equal((await vote(voter, asked.approval)).json.status, 'approved');
  const lowered = await world.administrator.call({
    method: 'PUT',
    path: `/v1/people/${voter.userId}/roles`,
    body: { role: 'standard', additiveRoles: [] },
  });
  assert.equal(lowered.status, 200, lowered.text);
  assert.equal((await world.found(asked)).status, 'pending');
  assert.equal(await world.use(asked), 'approval_not_usable');
  const shown = await read(world.operator, asked.approval);
  assert.equal(shown.status, 'pending');
  assert.match(shown.votes[0].countsNotBecause, /roles .* changed/);
  assert.equal(
    (await endApprovals(world.under.running.platform.db, world.under.tenant, world.clock)).reopened,
    1,
  );
  assert.equal((await vote(world.operator, asked.approval)).json.status, 'approved');
  assert.equal(await world.use(asked), 'committed');
});

test('a tightened gate holds for what was approved already', async () => {
  const { ask } = await world.gated('retrieve', {});
  const asked = await ask();
  assert.equal((await vote(world.operator, asked.approval)).json.status, 'approved');
  const tighter = await world.gated('retrieve', { approversNeeded: 2 });
  assert.equal((await read(world.operator, asked.approval)).status, 'pending');
  assert.equal(await world.use(asked), 'approval_not_usable');
  await world.administrator.call({
    method: 'DELETE',
    path: `/v1/approval-gates/${tighter.gateId}`,
    body: { reason: 'because the test says so' },
  });
  assert.equal(await world.use(asked), 'committed');
});

test('once those whom a gate names have left, nobody is asked: it is a block that says so', async () => {
  const leaver = await world.somebody();
  const { ask } = await world.gated('model', { approverIds: [leaver.userId] });
  const before = await ask();
  assert.equal((await vote(leaver, before.approval)).json.status, 'approved');
  const removed = await world.administrator.call({ method: 'DELETE', path: `/v1/people/${leaver.userId}` });
  assert.equal(removed.status, 200, removed.text);
  assert.equal(await world.use(before), 'approval_not_usable', 'whoever has left approves nothing any more');
  const facts = await world.under.running.platform.db.readTenant(world.under.tenant, (tx) =>
    tx.query<{ here: number }>(
      'SELECT (SELECT count(*)::int FROM people p WHERE p.id = ANY (g.approver_ids) AND p.left_at IS NULL) AS here FROM approval_gates g WHERE $1 = ANY (approver_ids)',
      [leaver.userId],
    ),
  );
  assert.deepEqual(facts, [{ here: 0 }]);
  await assert.rejects(ask(), /approval_chain_empty/);
});

test('a gate that nobody could satisfy is refused, and one that nobody can any more is a block', async () => {
  const outsider = await world.under.as('advanced');
  const gate = (body: object) =>
    post(world.administrator, '/v1/approval-gates', {
      ...{ name: 'for nobody', actionTypes: ['retrieve'], mode: 'each_time', approverRole: 'administrator' },
      ...body,
    });
  for (const [body, pointer] of [
    [{ approverIds: [outsider.userId] }, '/approverIds'],
    [{ approversNeeded: 5 }, '/approversNeeded'],
  ] as const) {
    const { status, json } = await gate(body);
    assert.deepEqual([status, json.errors?.[0].pointer], [422, pointer], JSON.stringify(json));
  }
  const demoted = await world.somebody();
  const { ask } = await world.gated('retrieve', { approverIds: [demoted.userId] });
  await ask();
  const roles = { role: 'advanced', additiveRoles: [] };
  const path = `/v1/people/${demoted.userId}/roles`;
  assert.equal((await world.administrator.call({ method: 'PUT', path, body: roles })).status, 200);
  await assert.rejects(ask(), /approval_chain_empty/);
});

test('what ends with no one looking ended at its time, and the audit stream tells it once', async () => {
  const { ask } = await world.gated('admin', {});
  const asked = await ask({ approvalExpiresAfterMs: 60_000 });
  const { expiresAt } = await read(world.operator, asked.approval);
  world.later(3_600_000);
  await world.signInAnew();
  const { db } = world.under.running.platform;
  await Promise.all([1, 2, 3].map(() => endApprovals(db, world.under.tenant, world.clock)));
  const told = await db.readTenant(world.under.tenant, (tx) =>
    tx.query<{ bytes: string }>(
      "SELECT bytes FROM journal_entries WHERE stream = 'audit' AND kind = 'approval.expired' AND subject = $1",
      [asked.approval],
    ),
  );
  assert.equal(told.length, 1);
  assert.equal(JSON.parse(told[0]?.bytes ?? '').body.after.expiredAt, expiresAt);
  const shown = await read(world.operator, asked.approval);
  assert.deepEqual(
    [shown.status, shown.endedAt, shown.endedBecause],
    ['expired', expiresAt, 'nobody decided in time'],
  );
});

test('two platforms and the same approval: exactly one act', async () => {
  const { ask } = await world.gated('admin', {});
  const asked = await ask();
  const given = await vote(world.operator, asked.approval);
  assert.equal(given.status, 200, given.text);
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => world.use(asked)));
  assert.equal(outcomes.filter((one) => one === 'committed').length, 1, outcomes.join());
  assert.ok(
    outcomes.every((one) => ['committed', 'approval_not_usable', 'same_action_under_way'].includes(one)),
    outcomes.join(),
  );
});

test('a voter who says what they were shown is refused when it is something else', async () => {
  const { ask } = await world.gated('admin', {});
  const asked = await ask();
  const wrong = await post(world.operator, `/v1/approvals/${asked.approval}/approve`, {
    note: 'seen and decided',
    shownSha256: '1'.repeat(64),
  });
  assert.equal(wrong.status, 409, wrong.text);
  const { shownSha256, similar } = await read(world.operator, asked.approval);
  assert.ok(similar.length > 0 && similar.every((one: AnyJson) => one.id !== asked.approval));
  const right = await post(world.operator, `/v1/approvals/${asked.approval}/approve`, {
    note: 'seen and decided',
    shownSha256,
  });
  assert.equal(right.status, 200, right.text);
});

test('what waits of an agent ends with it, and says so: approvals, promotions and plans', async () => {
  const { ask } = await world.gated('write_internal', {});
  const asked = await ask();
  await world.under.running.platform.db.tenant(world.under.tenant, async (tx) => {
    const [agent, by] = [world.agentId, world.operator.userId];
    await tx.query(
      `INSERT INTO promotions (id, agent_id, from_level, to_level, business_value, requested_by, requested_at)
       VALUES ('pmt_1', $1, 'intern', 'junior', 'value', $2, now())`,
      [agent, by],
    );
    await tx.query(
      `INSERT INTO workflow_plans (id, agent_id, name, purpose, stages, throughout_tool_ids, lasts_hours, sha256, written_by, written_at)
       VALUES ('wpl_1', $1, 'plan', 'tests', '[{}]', '{}', 1, $2, $3, now())`,
      [agent, '0'.repeat(64), by],
    );
  });
  const retired = await post(world.administrator, `/v1/agents/${world.agentId}/retire`, {
    reason: 'done with',
  });
  assert.equal(retired.status, 200, retired.text);
  const { status, mayDecide, endedBecause } = await read(world.operator, asked.approval);
  assert.deepEqual([status, mayDecide], ['expired', false]);
  assert.match(endedBecause, /^its agent was retired: done with/);
  assert.equal((await vote(world.operator, asked.approval)).status, 409);
  const left = await world.under.running.platform.db.readTenant(world.under.tenant, (tx) =>
    tx.query(
      `SELECT 'promotion' AS what, status, note AS because FROM promotions WHERE agent_id = $1
       UNION SELECT 'plan', status, end_reason FROM workflow_plans WHERE agent_id = $1 ORDER BY 1`,
      [world.agentId],
    ),
  );
  const because = 'its agent was retired: done with';
  assert.deepEqual(left, [
    { what: 'plan', status: 'cancelled', because },
    { what: 'promotion', status: 'withdrawn', because },
  ]);
});
