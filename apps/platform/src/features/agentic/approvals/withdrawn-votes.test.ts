/** A vote that its voter takes back counts no more from that moment on, stays on record, and may be given anew. */
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

const takeBack = (client: Client, id: string): Promise<Answer> =>
  post(client, `/v1/approvals/${id}/withdraw-vote`, { note: 'I had read it wrongly' });

test('what was approved waits again, can’t be used, wants the voter anew, and passes once it is given again', async () => {
  const { ask } = await world.gated('code_modification', { approversNeeded: 1 });
  const asked = await ask();
  const given = (await vote(world.operator, asked.approval)).json;
  assert.deepEqual([given.status, given.votes[0].mayWithdraw], ['approved', true]);
  const back = await takeBack(world.operator, asked.approval);
  assert.equal(back.status, 200, back.text);
  const [taken] = back.json.votes;
  assert.deepEqual(
    [back.json.status, back.json.votesGiven, taken.counts, taken.withdrawnBecause, taken.mayWithdraw],
    ['pending', 0, false, 'I had read it wrongly', false],
  );
  assert.deepEqual([back.json.decidedByName, back.json.note], [null, null]);
  assert.equal((await world.found(asked)).status, 'pending');
  assert.equal(await world.use(asked), 'approval_not_usable');
  const waiting = await get(world.operator, '/v1/approvals?view=waiting_for_me');
  assert.ok(waiting.data.some((row: AnyJson) => row.id === asked.approval));
  assert.equal((await vote(world.operator, asked.approval)).json.status, 'approved');
  assert.equal(await world.use(asked), 'committed');
});

test('one of two votes goes and the other stays; each round is kept', async () => {
  const { ask } = await world.gated('admin', { approversNeeded: 2 });
  const asked = await ask();
  await vote(world.operator, asked.approval);
  assert.equal((await vote(world.administrator, asked.approval)).json.status, 'approved');
  const back = (await takeBack(world.administrator, asked.approval)).json;
  assert.deepEqual([back.status, back.stages.at(-1).given], ['pending', 1]);
  await vote(world.administrator, asked.approval);
  await takeBack(world.administrator, asked.approval);
  const shown = (await vote(world.administrator, asked.approval)).json;
  assert.equal(shown.status, 'approved');
  assert.deepEqual(
    shown.votes.map((one: AnyJson) => one.counts),
    [true, false, false, true],
  );
});

test('nobody takes back what is not theirs, what was refused, what was used, or the same vote twice', async () => {
  const { ask } = await world.gated('financial', { approversNeeded: 1 });
  const [theirs, refused, used, twice] = [await ask(), await ask(), await ask(), await ask()];
  await vote(world.operator, theirs.approval);
  assert.equal((await read(world.administrator, theirs.approval)).votes[0].mayWithdraw, false);
  await vote(world.operator, refused.approval, 'refuse');
  await vote(world.operator, used.approval);
  assert.equal(await world.use(used), 'committed');
  await vote(world.operator, twice.approval);
  assert.equal((await takeBack(world.operator, twice.approval)).status, 200);
  for (const [client, { approval }] of [
    [world.administrator, theirs],
    [world.operator, refused],
    [world.operator, used],
    [world.operator, twice],
  ] as const)
    assert.equal((await takeBack(client, approval)).json.code, 'conflict', approval);
  assert.equal((await read(world.operator, used.approval)).status, 'consumed');
});

test('taken back and used at once: exactly one of the two happens, and both are told so', async () => {
  const { ask } = await world.gated('code_modification', { approversNeeded: 1 });
  for (let round = 0; round < 5; round += 1) {
    const asked = await ask();
    await vote(world.operator, asked.approval);
    const [back, use] = await Promise.all([takeBack(world.operator, asked.approval), world.use(asked)]);
    const { status } = await read(world.operator, asked.approval);
    const outcome = `${back.status} ${use} ${status}`;
    assert.ok(['200 approval_not_usable pending', '409 committed consumed'].includes(outcome), outcome);
  }
});

test('it leaves an audit record with the vote, the reason and what is left of the count', async () => {
  const { ask } = await world.gated('external', { approversNeeded: 2 });
  const asked = await ask();
  await vote(world.operator, asked.approval);
  await takeBack(world.operator, asked.approval);
  const { data } = await get(world.administrator, '/v1/audit-events?filter=event:approval.vote_withdrawn');
  const record = data.find((one: AnyJson) => one.subject.id === asked.approval);
  assert.deepEqual(
    [record.actor.id, record.reason, record.after.status],
    [world.operator.userId, 'I had read it wrongly', 'pending'],
  );
  assert.match(record.after.given, /0 of 2/);
});
