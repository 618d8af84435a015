/** Workflow plans as people use them: approved by somebody else, opened stage by stage, stopped by a refusal and by their end. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { note, startBinding, why, type Binding } from '../../../../../../tests/support/binding.ts';
import { tellPlansOver } from './tell-plans-over.ts';

let world: Binding;
before(async () => {
  world = await startBinding();
});
after(() => world.close());

async function permitted(tier = 'low'): Promise<string> {
  const agentId = await world.reader(tier);
  await world.permit(agentId, 'read_file', 'list_folder', 'write_file');
  return agentId;
}

test('a plan opens its stages one after the other, by people, and is completed in the last', async () => {
  const { started, step, codesOf, operator, get } = world;
  const agentId = await permitted();
  assert.deepEqual(await codesOf(agentId, 'read_file'), []);
  const plan = await started(agentId);
  assert.deepEqual(await codesOf(agentId, 'list_folder'), []);
  assert.deepEqual(await codesOf(agentId, 'read_file'), ['plan_checkpoint_waits']);
  assert.equal((await step(operator, plan, 'complete', why)).json.code, 'conflict', 'not in the last stage');
  const signed = await step(operator, plan, 'sign', { stage: 1, ...note });
  assert.deepEqual([signed.status, signed.json.stage], [200, 2], signed.text);
  assert.deepEqual(await codesOf(agentId, 'list_folder'), ['plan_stage_forbids']);
  assert.deepEqual(await codesOf(agentId, 'read_file'), []);
  for (const stage of [1, 2])
    assert.equal((await step(operator, plan, 'sign', { stage, ...note })).json.code, 'conflict', `${stage}`);
  assert.equal((await step(operator, plan, 'complete', why)).json.status, 'completed');
  assert.deepEqual(await codesOf(agentId, 'list_folder'), []);
  const { checkpoints } = await get(`/v1/workflow-plans/${plan.id}`);
  assert.deepEqual(
    [checkpoints.length, checkpoints[0].verdict, checkpoints[0].by.id],
    [1, 'signed', operator.userId],
  );
});

test('who wrote a plan does not approve it, nor who answers for a critical agent; a draft binds nobody', async () => {
  const { plan, step, operator, administrator, codesOf } = world;
  const agentId = await permitted();
  const draft = await plan(agentId);
  assert.equal((await step(operator, draft, 'approve')).json.code, 'forbidden');
  assert.equal((await step(administrator, draft, 'start')).json.code, 'conflict', 'not approved');
  assert.deepEqual(await codesOf(agentId, 'read_file'), []);
  const critical = await permitted('critical');
  const own = await plan(critical, {}, administrator);
  assert.equal((await step(operator, own, 'approve')).json.code, 'forbidden', 'the human owner');
});

test('a refused checkpoint stops everything until an administrator settles it; then the checkpoint waits anew', async () => {
  const { started, step, codesOf, operator, administrator, get } = world;
  const agentId = await permitted();
  const plan = await started(agentId);
  const refused = await step(operator, plan, 'refuse', { stage: 1, ...note });
  assert.deepEqual([refused.status, refused.json.halted], [200, true], refused.text);
  const needs = (await get('/v1/overview')).needsYou as { kind: string; id: string }[];
  assert.ok(
    needs.some(({ kind, id }) => kind === 'plan' && id === plan.id),
    'the overview says so',
  );
  for (const tool of ['list_folder', 'read_file', 'write_file'])
    assert.ok((await codesOf(agentId, tool)).includes('plan_halted'), tool);
  assert.equal((await step(operator, plan, 'sign', { stage: 1, ...note })).json.code, 'conflict');
  assert.equal((await step(operator, plan, 'resume', why)).status, 403);
  assert.equal((await step(administrator, plan, 'resume', why)).json.halted, false);
  assert.deepEqual(await codesOf(agentId, 'list_folder'), []);
  assert.deepEqual(await codesOf(agentId, 'read_file'), ['plan_checkpoint_waits']);
  assert.equal((await step(administrator, plan, 'resume', why)).json.code, 'conflict', 'it runs');
});

test('the end of its time frees nobody: a person resumes it with a new end, or cancels it', async () => {
  const { started, step, codesOf, operator, administrator, get, read, under } = world;
  const agentId = await permitted();
  const plan = await started(agentId);
  await under.running.platform.db.tenant(under.tenant, (tx) =>
    tx.query(
      "UPDATE workflow_plans SET started_at = now() - interval '25 hours', ends_at = now() - interval '1 hour' WHERE id = $1",
      [plan.id],
    ),
  );
  const { db, clock } = under.running.platform;
  assert.equal(await tellPlansOver(db, under.tenant, clock), 1);
  assert.equal(await tellPlansOver(db, under.tenant, clock), 0, 'told once');
  const told = await administrator.call({
    method: 'GET',
    path: '/v1/audit-events?filter=event:workflow_plan.expired',
  });
  assert.equal(told.json.data[0].subject.id, plan.id, told.text.slice(0, 500));
  const behind = { decidedMs: clock.nowMs() - 7_200_000 };
  const late = await read(agentId, 'open', 'files_list_folder', behind);
  assert.deepEqual(
    late.entry.decision.reasons.map(({ code }) => code),
    ['plan_expired'],
    'a clock that is behind lets nothing through',
  );
  assert.deepEqual(await codesOf(agentId, 'list_folder'), ['plan_expired']);
  assert.equal((await get(`/v1/workflow-plans/${plan.id}`)).over, true);
  for (const [name, body] of [
    ['sign', { stage: 1, ...note }],
    ['complete', why],
  ] as const)
    assert.equal((await step(operator, plan, name, body)).json.code, 'conflict', name);
  assert.equal((await step(administrator, plan, 'resume', why)).json.code, 'conflict', 'for how long?');
  assert.equal((await step(administrator, plan, 'resume', { ...why, hours: 1 })).json.over, false);
  assert.deepEqual(await codesOf(agentId, 'list_folder'), []);
  assert.equal((await step(operator, plan, 'cancel', why)).status, 403);
  assert.equal((await step(administrator, plan, 'cancel', why)).json.status, 'cancelled');
  assert.deepEqual(await codesOf(agentId, 'read_file'), []);
});

test('who answers for a critical agent signs none of its checkpoints, and their approval of before does not start a plan', async () => {
  const { plan, step, operator, administrator } = world;
  const setTier = (id: string, tier: string) =>
    administrator.call({ method: 'PATCH', path: `/v1/agents/${id}`, body: { tier } });
  const agentId = await permitted();
  const written = await plan(agentId, {}, administrator);
  assert.equal((await step(operator, written, 'approve')).status, 200, 'it is not critical yet');
  assert.equal((await setTier(agentId, 'critical')).status, 200);
  assert.equal((await step(administrator, written, 'start')).json.code, 'forbidden');
  await setTier(agentId, 'high');
  assert.equal((await step(administrator, written, 'start')).status, 200);
  await setTier(agentId, 'critical');
  assert.equal((await step(operator, written, 'sign', { stage: 1, ...note })).json.code, 'forbidden');
  assert.equal((await step(administrator, written, 'sign', { stage: 1, ...note })).status, 200);
});

test('a checkpoint is signed by whom the plan names, and not by another', async () => {
  const { started, step, operator, administrator, toolIds } = world;
  const agentId = await permitted();
  const [look, read] = [
    { name: 'look', toolIds: [toolIds['list_folder']] },
    { name: 'read', toolIds: [toolIds['read_file']] },
  ];
  const checkpoint = { approverRole: 'agent_operator', approverIds: [operator.userId] };
  const plan = await started(agentId, { stages: [{ ...look, checkpoint }, read] });
  assert.equal((await step(administrator, plan, 'sign', { stage: 1, ...note })).json.code, 'forbidden');
  assert.equal((await step(operator, plan, 'sign', { stage: 1, ...note })).status, 200);
  const forRole = { approverRole: 'administrator' };
  const other = await started(await permitted(), { stages: [{ ...look, checkpoint: forRole }, read] });
  assert.equal((await step(operator, other, 'sign', { stage: 1, ...note })).json.code, 'forbidden');
  assert.equal((await step(administrator, other, 'sign', { stage: 1, ...note })).status, 200);
});

test('of two people who sign one checkpoint at once one opens the next stage, and nobody the one after', async () => {
  const { started, step, operator, administrator, toolIds, get } = world;
  const agentId = await permitted();
  const stages = ['one', 'two', 'three', 'four'].map((name) => ({ name, toolIds: [toolIds['read_file']] }));
  const plan = await started(agentId, { stages });
  const answers = await Promise.all(
    [operator, administrator, operator, administrator].map((client) =>
      step(client, plan, 'sign', { stage: 1, ...note }),
    ),
  );
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409, 409]);
  const { stage, checkpoints } = await get(`/v1/workflow-plans/${plan.id}`);
  assert.deepEqual([stage, checkpoints.length], [2, 1]);
});

test('reading tools for every stage stay usable, and one plan binds an agent at a time', async () => {
  const { started, step, plan, codesOf, reviewer, toolIds } = world;
  const agentId = await permitted();
  await started(agentId, { throughoutToolIds: [toolIds['read_file']] });
  assert.deepEqual(await codesOf(agentId, 'read_file'), []);
  const second = await plan(agentId);
  await step(reviewer, second, 'approve');
  assert.equal((await step(reviewer, second, 'start')).json.code, 'conflict');
});

test('no stage, an empty one, two of one name, unknown tools, a writing tool for every stage and a checkpoint that leads nowhere are refused', async () => {
  const { post, operator, toolIds, under, started, step } = world;
  const agentId = await permitted();
  const toolId = toolIds['read_file'];
  const sound = {
    ...{ agentId, name: 'bad', purpose: 'for the test', lastsHours: 1 },
    stages: [{ name: 'read', toolIds: [toolId] }],
  };
  for (const more of [
    { stages: [] },
    { stages: [{ name: 'read', toolIds: [] }] },
    { stages: [{ name: 'read', toolIds: [toolId, toolId] }] },
    { stages: [{ name: 'read', toolIds: ['tol_01jx0000000000000000000000'] }] },
    { stages: [sound.stages[0], sound.stages[0]] },
    { stages: Array.from({ length: 17 }, (_, at) => ({ name: `${at}`, toolIds: [toolId] })) },
    { stages: [{ ...sound.stages[0], checkpoint: { approverRole: 'administrator' } }] },
    { throughoutToolIds: [toolIds['write_file']] },
    { lastsHours: 0 },
    { lastsHours: 2161 },
    { lastsHours: 9_007_199_254_740_992 },
    { name: 'x'.repeat(101) },
  ]) {
    const answer = await post(operator, '/v1/workflow-plans', { ...sound, ...more });
    assert.deepEqual(
      [answer.status, answer.json.code],
      [422, 'validation_failed'],
      answer.text.slice(0, 300),
    );
  }
  const stranger = await under.as('administrator', under.other);
  assert.equal((await post(stranger, '/v1/workflow-plans', sound)).status, 404);
  const plan = await started(agentId);
  assert.equal((await step(stranger, plan, 'sign', { stage: 1, ...note })).status, 404);
});
