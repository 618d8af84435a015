/** A tool that is classified anew is not what somebody approved: it is closed in the plan until somebody has approved it again. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { note, startBinding, type Binding } from '../../../../../../tests/support/binding.ts';
import { reclassify } from '../../../../../../tests/support/observe-world.ts';
import type { AnyJson } from '../../../../../../tests/support/platform.ts';

let world: Binding;
before(async () => {
  world = await startBinding();
});
after(() => world.close());

const repin = (more: object) => reclassify(world.administrator, world.connectorId, 'list_folder', more);
const usual = { risk: 'low' };
const changedOf = async (plan: AnyJson) =>
  (await world.get(`/v1/workflow-plans/${plan.id}`)).toolsChanged.map((one: AnyJson) => one.tool);

async function permitted(): Promise<string> {
  const agentId = await world.reader();
  await world.permit(agentId, 'read_file', 'list_folder');
  return agentId;
}

test('a stage tool that is classified anew is closed from the next decision, and others are not', async () => {
  const { started, codesOf, get } = world;
  const agentId = await permitted();
  const plan = await started(agentId, { throughoutToolIds: [world.toolIds['read_file']] });
  assert.deepEqual(await codesOf(agentId, 'list_folder'), []);
  await repin({ risk: 'medium' });
  assert.deepEqual(await codesOf(agentId, 'list_folder'), ['plan_tool_changed']);
  assert.deepEqual(await codesOf(agentId, 'read_file'), []);
  const { toolsChanged } = await get(`/v1/workflow-plans/${plan.id}`);
  assert.deepEqual(
    toolsChanged.map((one: AnyJson) => [one.tool, one.was.risk, one.now.risk]),
    [['files_list_folder', 'low', 'medium']],
  );
  await repin(usual);
  assert.deepEqual(await codesOf(agentId, 'list_folder'), [], 'it is again what was approved');
  await repin({ dataClass: 'public' });
  assert.deepEqual(await changedOf(plan), ['files_list_folder']);
  await repin(usual);
});

test('it is opened by approving the plan again, by somebody else than who wrote it, in the stage that it is in', async () => {
  const { started, step, codesOf, operator, reviewer, get } = world;
  const agentId = await permitted();
  const plan = await started(agentId);
  const { sha256 } = await get(`/v1/workflow-plans/${plan.id}`);
  assert.equal((await step(reviewer, plan, 'approve')).json.code, 'conflict', 'nothing has changed');
  await repin({ risk: 'medium' });
  assert.equal((await step(operator, plan, 'approve')).json.code, 'forbidden', 'who wrote it');
  assert.deepEqual(await codesOf(agentId, 'list_folder'), ['plan_tool_changed']);
  const again = await step(reviewer, plan, 'approve');
  assert.deepEqual([again.status, again.json.status, again.json.stage], [200, 'active', 1], again.text);
  assert.notEqual(again.json.sha256, sha256, 'the digest covers what the tools are');
  assert.deepEqual(await codesOf(agentId, 'list_folder'), []);
  assert.deepEqual(
    await codesOf(agentId, 'read_file'),
    ['plan_checkpoint_waits'],
    'no checkpoint was passed',
  );
  assert.equal((await step(operator, plan, 'sign', { stage: 1, ...note })).status, 200);
  await repin(usual);
});

test('a plan whose tools have changed since its approval is not started, and a draft is approved with its tools as they are', async () => {
  const { plan, step, codesOf, reviewer } = world;
  const agentId = await permitted();
  const written = await plan(agentId);
  await repin({ risk: 'medium' });
  const approved = await step(reviewer, written, 'approve');
  assert.deepEqual([approved.json.status, approved.json.toolsChanged], ['approved', []], approved.text);
  await repin(usual);
  const refused = await step(reviewer, written, 'start');
  assert.equal(refused.json.code, 'conflict', refused.text);
  assert.match(refused.json.message, /files_list_folder/);
  assert.equal((await step(reviewer, written, 'approve')).json.status, 'approved');
  assert.equal((await step(reviewer, written, 'start')).json.status, 'active');
  assert.deepEqual(await codesOf(agentId, 'list_folder'), []);
});

test('a plan of before this was kept goes on as it was', async () => {
  const { started, codesOf, under } = world;
  const agentId = await permitted();
  const plan = await started(agentId);
  await under.running.platform.db.tenant(under.tenant, (tx) =>
    tx.query('UPDATE workflow_plans SET tools_as_approved = NULL WHERE id = $1', [plan.id]),
  );
  await repin({ risk: 'medium' });
  assert.deepEqual(await codesOf(agentId, 'list_folder'), []);
  assert.deepEqual(await changedOf(plan), []);
  await repin(usual);
});
