/** What is taken in one way and would stay in another: refused in both directions alike, with one step that leads on. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBinding, why, type Binding } from '../../../../../../tests/support/binding.ts';
import type { AnyJson, Answer } from '../../../../../../tests/support/platform.ts';

let world: Binding;
before(async () => {
  world = await startBinding();
});
after(() => world.close());

interface Held {
  readonly agentId: string;
  readonly permission: string;
  readonly grant: string;
}

/** An agent that holds one tool by a permission, which asks a person, and by a toolset, which names a place. */
async function heldTwice(): Promise<Held> {
  const { operator, post, reader, toolset, toolIds, codesOf } = world;
  const agentId = await reader();
  const asked = { agentId, toolId: toolIds['read_file'], requiresApproval: true };
  const permission = await post(operator, '/v1/tool-permissions', asked);
  const files = await toolset([
    { toolId: toolIds['read_file'], targetsUnder: ['open'] },
    { toolId: toolIds['list_folder'] },
  ]);
  const grant = await post(operator, '/v1/toolset-grants', { agentId, toolsetId: files.id });
  assert.deepEqual(await codesOf(agentId, 'read_file', 'closed/x'), [
    'target_outside_scope',
    'tool_requires_approval',
  ]);
  return { agentId, permission: permission.json.id, grant: grant.json.id };
}

const ways = (held: Held) =>
  [
    [`/v1/tool-permissions/${held.permission}`, /the toolset toolset \d+, .*a person approves each use\./],
    [`/v1/toolset-grants/${held.grant}`, /its own permission, .*only under open\./],
  ] as const;

function assertExplained(answer: Answer, says: RegExp): void {
  assert.deepEqual([answer.status, answer.json.code], [409, 'conflict'], answer.text);
  assert.match(answer.json.message, says);
  assert.match(answer.json.fix, /rest: take\. To let it stay so, say stays: tol_\w+\./);
}

test('neither a permission nor a toolset is taken from under the other: what stays, and what it loses, is said', async () => {
  const { operator, remove, codesOf } = world;
  const held = await heldTwice();
  for (const [path, says] of ways(held)) {
    assertExplained(await remove(operator, path), says);
    assert.deepEqual(
      await codesOf(held.agentId, 'read_file', 'closed/x'),
      ['target_outside_scope', 'tool_requires_approval'],
      'nothing was changed',
    );
  }
});

test('in one step a tool is taken in all its ways, each with its record', async () => {
  const { operator, administrator, remove, codesOf } = world;
  for (const at of [0, 1] as const) {
    const held = await heldTwice();
    const [path] = ways(held)[at];
    const gone = await remove(operator, `${path}?rest=take`);
    assert.equal(gone.status, 200, gone.text);
    assert.ok(path.endsWith(gone.json.id), 'the answer is about what was asked');
    assert.deepEqual(await codesOf(held.agentId, 'read_file', 'open/x'), ['tool_not_permitted']);
    for (const event of ['tool_permission.revoked', 'toolset.withdrawn']) {
      const told = await administrator.call({
        method: 'GET',
        path: `/v1/audit-events?filter=event:${event}`,
      });
      const about = told.json.data[0].subject.id;
      assert.equal(about, event === 'toolset.withdrawn' ? held.grant : held.permission, event);
    }
  }
});

test('what stays is named exactly, and stands in the record with what it loses', async () => {
  const { operator, administrator, remove, codesOf, toolIds } = world;
  const held = await heldTwice();
  const [, [path]] = ways(held);
  for (const stays of [toolIds['list_folder'], `${toolIds['read_file']},${toolIds['list_folder']}`])
    assert.equal((await remove(operator, `${path}?stays=${stays}`)).status, 409);
  const gone = await remove(operator, `${path}?stays=${toolIds['read_file']}`);
  assert.equal(gone.status, 200, gone.text);
  assert.deepEqual(await codesOf(held.agentId, 'read_file', 'closed/x'), ['tool_requires_approval']);
  assert.deepEqual(await codesOf(held.agentId, 'list_folder'), ['tool_not_permitted']);
  const told = await administrator.call({
    method: 'GET',
    path: '/v1/audit-events?filter=event:toolset.withdrawn',
  });
  assert.deepEqual(told.json.data[0].after, {
    stays: [{ tool: 'files_read_file', loses: ['only under open'] }],
  });
  const nothing = await remove(
    operator,
    `/v1/tool-permissions/${held.permission}?stays=${toolIds['read_file']}`,
  );
  assert.equal(nothing.status, 409, 'nothing would stay');
});

test('what another toolset of the same taking held is not left behind unsaid', async () => {
  const { operator, remove, post, permit, toolset, reader, toolIds } = world;
  const agentId = await reader();
  await permit(agentId, 'list_folder');
  const { json } = await post(operator, '/v1/tool-permissions', { agentId, toolId: toolIds['read_file'] });
  const both = await toolset([{ toolId: toolIds['read_file'] }, { toolId: toolIds['list_folder'] }]);
  await post(operator, '/v1/toolset-grants', { agentId, toolsetId: both.id });
  const path = `/v1/tool-permissions/${json.id}?rest=take`;
  const refused = await remove(operator, path);
  assert.equal(refused.status, 409, refused.text);
  assert.match(refused.json.message, /files_list_folder by its own permission/);
  assert.equal((await remove(operator, `${path}&stays=${toolIds['list_folder']}`)).status, 200);
});

test('a tool that is taken out of a toolset and stays with an agent is named, with the agent', async () => {
  const { operator, post, get, toolIds, codesOf } = world;
  const held = await heldTwice();
  const { toolset } = (await get(`/v1/toolset-grants?agentId=${held.agentId}`)).data[0];
  const change = (more: object): Promise<Answer> =>
    post(operator, `/v1/toolsets/${toolset.id}/versions`, {
      ...{ version: 1, tools: [{ toolId: toolIds['list_folder'] }], affects: [held.agentId] },
      ...{ ...why, ...more },
    });
  const refused = await change({});
  assert.equal(refused.status, 409, refused.text);
  assert.match(
    refused.json.message,
    /^reader-\d+ also holds files_read_file by its own permission, .*only under open/,
  );
  assert.equal((await change({ stays: [toolIds['list_folder']] })).status, 409);
  const changed = await change({ stays: [toolIds['read_file']] });
  assert.equal(changed.status, 200, changed.text);
  assert.deepEqual(await codesOf(held.agentId, 'read_file', 'closed/x'), ['tool_requires_approval']);
});

test('the list of observe mode proposes to withdraw only what that takes away, and can be accepted', async () => {
  const { operator, open, read, get, post } = world;
  const held = await heldTwice();
  const period = await open(held.agentId);
  assert.equal(period.status, 201, period.text);
  await read(held.agentId, 'a', 'files_list_folder');
  const draft = await get(`/v1/observe-periods/${period.json.id}/draft`);
  assert.deepEqual(draft.withdraw, [], 'the toolset would go on permitting it');
  const [unused] = draft.unusedByToolset as AnyJson[];
  assert.deepEqual([unused?.tool, unused?.permissionId], ['files_read_file', held.permission]);
  assert.deepEqual(
    draft.keep.map((one: AnyJson) => [one.tool, one.permissionId, one.toolsets.length]),
    [['files_list_folder', null, 1]],
    'used by a toolset is held',
  );
  assert.deepEqual(draft.refused, []);
  const path = `/v1/observe-periods/${period.json.id}/accept`;
  const crafted = await post(operator, path, { permit: [], withdraw: [held.permission], ...why });
  assert.equal(crafted.json.code, 'validation_failed', crafted.text);
  assert.equal((await post(operator, path, { permit: [], withdraw: [], ...why })).status, 200);
});

test('of a revocation and a change of the toolset at once neither leaves behind what nobody said', async () => {
  const { operator, post, remove, reader, toolset, toolIds, codesOf } = world;
  for (let round = 0; round < 6; round++) {
    const agentId = await reader();
    const toolId = toolIds['read_file'];
    const { json } = await post(operator, '/v1/tool-permissions', {
      agentId,
      toolId,
      requiresApproval: true,
    });
    const files = await toolset([{ toolId: toolIds['list_folder'] }]);
    await post(operator, '/v1/toolset-grants', { agentId, toolsetId: files.id });
    const [revoked, changed] = await Promise.all([
      remove(operator, `/v1/tool-permissions/${json.id}`),
      post(operator, `/v1/toolsets/${files.id}/versions`, {
        ...{ version: 1, tools: [{ toolId }, { toolId: toolIds['list_folder'] }], affects: [agentId] },
        ...why,
      }),
    ]);
    assert.equal(changed.status, 200, changed.text);
    const codes = await codesOf(agentId, 'read_file');
    assert.deepEqual(codes, revoked.status === 409 ? ['tool_requires_approval'] : [], `${revoked.status}`);
  }
});

test('whoever owns a critical agent takes from it, and leaves or makes nothing wider', async () => {
  const { administrator, operator, remove, post, get, toolIds, reader, toolset } = world;
  const held = await heldTwice();
  await administrator.call({
    method: 'PATCH',
    path: `/v1/agents/${held.agentId}`,
    body: { tier: 'critical' },
  });
  for (const [path] of ways(held))
    assert.equal(
      (await remove(operator, `${path}?stays=${toolIds['read_file']}`)).json.code,
      'forbidden',
      path,
    );
  const { toolset: files } = (await get(`/v1/toolset-grants?agentId=${held.agentId}`)).data[0];
  const change = (tools: readonly object[], more: object = {}) =>
    post(operator, `/v1/toolsets/${files.id}/versions`, {
      ...{ version: 1, tools, affects: [held.agentId], ...why, ...more },
    });
  const narrow = { toolId: toolIds['read_file'], targetsUnder: ['open'] };
  const listing = { toolId: toolIds['list_folder'] };
  for (const tools of [
    [narrow, listing, { toolId: toolIds['write_file'] }],
    [{ ...narrow, targetsUnder: [] }, listing],
  ])
    assert.equal((await change(tools)).json.code, 'forbidden', JSON.stringify(tools));
  assert.equal((await change([listing], { stays: [narrow.toolId] })).json.code, 'forbidden');
  assert.equal((await change([narrow])).status, 200, 'it only takes');
  assert.equal((await remove(operator, `${ways(held)[0][0]}?rest=take`)).status, 200);
  const other = await toolset([{ toolId: toolIds['read_file'] }]);
  const agentId = await reader();
  await post(operator, '/v1/toolset-grants', { agentId, toolsetId: other.id });
  const wider = { version: 1, tools: [narrow, listing], affects: [agentId], ...why };
  assert.equal(
    (await post(operator, `/v1/toolsets/${other.id}/versions`, wider)).status,
    200,
    'not critical',
  );
});
