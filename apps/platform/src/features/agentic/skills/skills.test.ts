/** Skills as people use them: approved by somebody else, in force version by version, binding whoever has one. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBinding, type Binding } from '../../../../../../tests/support/binding.ts';
import type { AnyJson, Client } from '../../../../../../tests/support/platform.ts';

let world: Binding;
before(async () => {
  world = await startBinding();
});
after(() => world.close());

const assign = (agentId: string, skill: AnyJson) =>
  world.post(world.operator, '/v1/skill-assignments', { agentId, skillId: skill.id });
const step = (client: Client, skill: AnyJson, name: string, version: number) =>
  world.post(client, `/v1/skills/${skill.id}/${name}`, { version });
const statuses = async (skill: AnyJson) =>
  (await world.get(`/v1/skills/${skill.id}`)).versions.map((one: AnyJson) => [one.version, one.status]);

test('an agent without skills is as before; its first skill leaves it only what that names', async () => {
  const { reader, permit, codesOf, skill, remove, operator, administrator } = world;
  const agentId = await reader();
  await permit(agentId, 'read_file', 'list_folder');
  assert.deepEqual(await codesOf(agentId, 'list_folder'), []);
  const assigned = await assign(agentId, await skill());
  assert.equal(assigned.status, 201, assigned.text);
  assert.deepEqual(await codesOf(agentId, 'read_file'), []);
  assert.deepEqual(await codesOf(agentId, 'list_folder'), ['skill_does_not_cover']);
  const path = `/v1/skill-assignments/${assigned.json.id}`;
  assert.equal((await remove(operator, path)).status, 403, 'an operator sets no agent free');
  assert.equal((await remove(administrator, path)).status, 200);
  assert.deepEqual(await codesOf(agentId, 'list_folder'), []);
});

test('a skill permits nothing, and reaches no higher class of data than it says', async () => {
  const { reader, permit, codesOf, skill } = world;
  const agentId = await reader();
  await assign(agentId, await skill({ dataClassMax: 'public' }));
  assert.deepEqual(await codesOf(agentId, 'read_file'), ['tool_not_permitted', 'skill_data_class']);
  await permit(agentId, 'read_file');
  assert.deepEqual(await codesOf(agentId, 'read_file'), ['skill_data_class']);
});

test('a new version binds nobody until somebody else has approved it, and then takes the place of the one before', async () => {
  const { reader, permit, codesOf, skill, post, operator, reviewer, toolIds } = world;
  const agentId = await reader();
  await permit(agentId, 'read_file', 'list_folder');
  const reading = await skill();
  await assign(agentId, reading);
  const { purpose, instructions, actionTypes, dataClassMax } = reading.versions[0];
  const written = await post(operator, `/v1/skills/${reading.id}/versions`, {
    ...{ purpose, instructions, actionTypes, dataClassMax },
    toolIds: [toolIds['list_folder']],
  });
  assert.equal(written.status, 201, written.text);
  assert.equal((await step(reviewer, reading, 'approve', 2)).json.code, 'conflict', 'not submitted');
  await step(operator, reading, 'submit', 2);
  assert.deepEqual(await codesOf(agentId, 'read_file'), [], 'the first is in force');
  assert.equal((await step(operator, reading, 'approve', 2)).json.code, 'forbidden', 'who wrote it');
  assert.equal((await step(reviewer, reading, 'approve', 2)).status, 200);
  assert.deepEqual(await statuses(reading), [
    [2, 'approved'],
    [1, 'retired'],
  ]);
  assert.deepEqual(await codesOf(agentId, 'read_file'), ['skill_does_not_cover']);
  assert.deepEqual(await codesOf(agentId, 'list_folder'), []);
});

test('to retire the only skill of an agent sets it free of nothing', async () => {
  const { reader, permit, codesOf, skill, operator } = world;
  const agentId = await reader();
  await permit(agentId, 'read_file');
  const reading = await skill();
  await assign(agentId, reading);
  assert.equal((await step(operator, reading, 'retire', 1)).status, 200);
  assert.deepEqual(await codesOf(agentId, 'read_file'), ['skill_not_in_force']);
  assert.equal((await assign(await reader(), reading)).json.code, 'conflict', 'nothing to assign');
});

test('a later change of a toolset does not widen a skill that was written with it', async () => {
  const { reader, permit, codesOf, skill, toolset, post, operator, toolIds } = world;
  const files = await toolset([{ toolId: toolIds['read_file'] }]);
  const agentId = await reader();
  await permit(agentId, 'read_file', 'list_folder');
  const reading = await skill({ toolIds: [], toolsetIds: [files.id] });
  assert.deepEqual(reading.versions[0].toolsets, [{ id: files.id, name: files.name, version: 1 }]);
  await assign(agentId, reading);
  const tools = [{ toolId: toolIds['read_file'] }, { toolId: toolIds['list_folder'] }];
  const changed = await post(operator, `/v1/toolsets/${files.id}/versions`, {
    ...{ version: 1, tools, affects: [], reason: 'one more tool' },
  });
  assert.equal(changed.status, 200, changed.text);
  assert.deepEqual(await codesOf(agentId, 'list_folder'), ['skill_does_not_cover']);
});

test('no tool, unknown ones, those of another tenant and texts that are too long are refused', async () => {
  const { post, operator, toolIds, under, skill } = world;
  const sound = {
    ...{ name: 'bad', purpose: 'for the test', instructions: 'Read.', toolIds: [toolIds['read_file']] },
    ...{ actionTypes: ['read'], dataClassMax: 'internal' },
  };
  for (const more of [
    { toolIds: [] },
    { toolIds: ['tol_01jx0000000000000000000000'] },
    { toolIds: [toolIds['read_file'], toolIds['read_file']] },
    { toolsetIds: ['tls_01jx0000000000000000000000'] },
    { actionTypes: [] },
    { actionTypes: ['everything'] },
    { dataClassMax: 'secret' },
    { instructions: 'x'.repeat(20_001) },
    { name: 'x'.repeat(101) },
  ]) {
    const answer = await post(operator, '/v1/skills', { ...sound, ...more });
    assert.deepEqual(
      [answer.status, answer.json.code],
      [422, 'validation_failed'],
      answer.text.slice(0, 300),
    );
  }
  const stranger = await under.as('administrator', under.other);
  assert.equal((await post(stranger, '/v1/skills', sound)).json.code, 'validation_failed');
  const reading = await skill();
  assert.equal((await step(stranger, reading, 'retire', 1)).status, 404);
  for (const version of [0, 2, 1.5, 9_007_199_254_740_992])
    assert.ok([404, 422].includes((await step(operator, reading, 'retire', version)).status), `${version}`);
});
