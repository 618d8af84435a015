/** Toolsets as people use them: granted as one, never looser than what a person set, and changed for everybody who holds them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBinding, why, type Binding } from '../../../../../../tests/support/binding.ts';
import type { AnyJson } from '../../../../../../tests/support/platform.ts';
import { createFactsDesk } from '../facts/facts-desk.ts';

let world: Binding;
before(async () => {
  world = await startBinding();
});
after(() => world.close());

const grant = (agentId: string, toolset: AnyJson) =>
  world.post(world.operator, '/v1/toolset-grants', { agentId, toolsetId: toolset.id });
const factsVersion = async (): Promise<number> =>
  (await createFactsDesk(world.under.running.platform.db).load(world.under.tenant)).version;

test('a toolset permits its tools from the grant to the withdrawal, and no others', async () => {
  const { toolIds, reader, codesOf, toolset, remove, operator } = world;
  const [agentId, stranger] = [await reader(), await reader()];
  const files = await toolset([{ toolId: toolIds['read_file'], targetsUnder: ['open'] }]);
  assert.deepEqual(await codesOf(agentId, 'read_file', 'open/a'), ['tool_not_permitted']);
  const granted = await grant(agentId, files);
  assert.equal(granted.status, 201, granted.text);
  assert.deepEqual(granted.json.tools, ['files_read_file']);
  assert.deepEqual(await codesOf(agentId, 'read_file', 'open/a'), []);
  assert.deepEqual(await codesOf(agentId, 'read_file', 'closed/a'), ['target_outside_scope']);
  assert.deepEqual(await codesOf(agentId, 'list_folder', 'open'), ['tool_not_permitted']);
  assert.deepEqual(await codesOf(stranger, 'read_file', 'open/a'), ['tool_not_permitted']);
  assert.equal((await grant(agentId, files)).json.code, 'conflict');
  const gone = await remove(operator, `/v1/toolset-grants/${granted.json.id}`);
  assert.equal(gone.status, 200, gone.text);
  assert.deepEqual(await codesOf(agentId, 'read_file', 'open/a'), ['tool_not_permitted']);
});

test('a direct permission and a toolset together are the stricter of each', async () => {
  const { toolIds, reader, codesOf, toolset, permit } = world;
  const agentId = await reader();
  await permit(agentId, 'read_file');
  await grant(agentId, await toolset([{ toolId: toolIds['read_file'], requiresApproval: true }]));
  assert.deepEqual(await codesOf(agentId, 'read_file'), ['tool_requires_approval']);
});

test('a change names exactly whom it concerns and the version that was seen, and holds from the next decision', async () => {
  const { toolIds, reader, codesOf, toolset, post, get, operator } = world;
  const agentId = await reader();
  const files = await toolset([{ toolId: toolIds['read_file'] }]);
  await grant(agentId, files);
  const tools = [{ toolId: toolIds['list_folder'] }];
  const change = (more: object) =>
    post(operator, `/v1/toolsets/${files.id}/versions`, {
      version: 1,
      tools,
      affects: [agentId],
      ...why,
      ...more,
    });
  for (const more of [{ affects: [] }, { affects: [agentId, await reader()] }, { version: 2 }])
    assert.equal((await change(more)).json.code, 'conflict', JSON.stringify(more));
  assert.match((await change({ affects: [] })).json.message, /reader-\d+/, 'it says whom');
  assert.deepEqual(await codesOf(agentId, 'read_file'), [], 'nothing was changed');
  const version = await factsVersion();
  const changed = await change({});
  assert.deepEqual([changed.status, changed.json.version], [200, 2], changed.text);
  assert.ok((await factsVersion()) > version);
  assert.deepEqual(await codesOf(agentId, 'read_file'), ['tool_not_permitted']);
  assert.deepEqual(await codesOf(agentId, 'list_folder'), []);
  assert.deepEqual(
    (await get(`/v1/toolsets/${files.id}`)).heldBy.map((one: AnyJson) => one.id),
    [agentId],
  );
});

test('what an agent holds is not removed, and what nobody holds is', async () => {
  const { toolIds, reader, toolset, remove, operator, get } = world;
  const agentId = await reader();
  const files = await toolset([{ toolId: toolIds['read_file'] }]);
  const { json } = await grant(agentId, files);
  assert.equal((await remove(operator, `/v1/toolsets/${files.id}`)).json.code, 'conflict');
  await remove(operator, `/v1/toolset-grants/${json.id}`);
  assert.equal((await remove(operator, `/v1/toolsets/${files.id}`)).status, 200);
  assert.equal((await get(`/v1/toolsets/${files.id}`)).code, 'not_found');
});

test('no tool, a tool twice, an unknown one, one of another tenant and a number that is none are refused with their place', async () => {
  const { toolIds, post, operator, under } = world;
  const toolId = toolIds['read_file'];
  const stranger = await under.as('administrator', under.other);
  const make = (tools: unknown, name = 'bad') =>
    post(operator, '/v1/toolsets', { name, purpose: 'for the test', tools });
  for (const tools of [
    [],
    [{ toolId }, { toolId }],
    [{ toolId: 'tol_01jx0000000000000000000000' }],
    [{ toolId: 'another' }],
    [{ toolId, amountMax: 9_007_199_254_740_992 }],
    [{ toolId, amountMax: -1 }],
    [{ toolId, callsPerMinuteMax: 0 }],
    Array.from({ length: 65 }, () => ({ toolId })),
  ]) {
    const answer = await make(tools);
    assert.deepEqual([answer.status, answer.json.code], [422, 'validation_failed'], answer.text);
    assert.ok(answer.json.errors.length > 0);
  }
  assert.equal((await make([{ toolId }], 'x'.repeat(101))).status, 422);
  assert.equal((await make([{ toolId, auditLogging: false }])).json.code, 'unknown_field');
  const foreign = await stranger.call({
    method: 'POST',
    path: '/v1/toolsets',
    body: { name: 'theirs', purpose: 'for the test', tools: [{ toolId }] },
  });
  assert.deepEqual(
    [foreign.status, foreign.json.code],
    [422, 'validation_failed'],
    'a tool of another tenant',
  );
});

test('an agent holds thirty-two toolsets and no more', async () => {
  const { toolIds, reader, toolset, under } = world;
  const agentId = await reader();
  const made = await Promise.all(
    Array.from({ length: 33 }, () => toolset([{ toolId: toolIds['read_file'] }])),
  );
  const [last, ...others] = made;
  await under.running.platform.db.tenant(under.tenant, async (tx) => {
    for (const [at, { id }] of others.entries())
      await tx.query(
        'INSERT INTO agent_capabilities (id, agent_id, toolset_id, given_by, given_at) VALUES ($1, $2, $3, $2, now())',
        [`tsg_${at}`, agentId, id],
      );
  });
  const refused = await grant(agentId, last);
  assert.deepEqual([refused.status, refused.json.message], [409, 'An agent has at most 32 toolsets.']);
});

test("another tenant's toolset is not there, and cannot be granted here", async () => {
  const { toolIds, reader, toolset, under } = world;
  const files = await toolset([{ toolId: toolIds['read_file'] }]);
  const stranger = await under.as('administrator', under.other);
  const seen = await stranger.call({ method: 'GET', path: `/v1/toolsets/${files.id}` });
  assert.equal(seen.status, 404);
  const body = { agentId: await reader(), toolsetId: files.id };
  assert.equal((await stranger.call({ method: 'POST', path: '/v1/toolset-grants', body })).status, 404);
});
