/** Who may move a plan at all: nobody who owns the agent while it is critical, by any act; and nobody is asked who could never sign. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { note, startBinding, why, type Binding } from '../../../../../../tests/support/binding.ts';
import { makeReader } from '../../../../../../tests/support/observe-world.ts';
import { peopleActs } from '../../../../../../tests/support/people-world.ts';
import type { AnyJson, Client } from '../../../../../../tests/support/platform.ts';
import { workflowPlanRoutes } from './workflow-plan-routes.ts';

let world: Binding;
/** Another administrator, who owns nothing. */
let other: Client;
let made = 0;
before(async () => {
  world = await startBinding();
  other = await peopleActs(world.under).addActive(world.administrator, { role: 'administrator' });
});
after(() => world.close());

const makeCritical = (agentId: string) =>
  other.call({ method: 'PATCH', path: `/v1/agents/${agentId}`, body: { tier: 'critical' } });

/** An agent of the administrator's own, with tools; not critical yet. */
async function owned(): Promise<string> {
  const { administrator, another, permit } = world;
  const owners = { humanOwnerId: administrator.userId, securityOwnerId: another.userId };
  const agentId = await makeReader(administrator, `owned-${++made}`, owners, 'high');
  await permit(agentId, 'read_file', 'list_folder');
  return agentId;
}

const acts: Readonly<
  Record<string, { readonly body?: object; readonly until?: readonly (readonly [string, object?])[] }>
> = {
  approve: {},
  start: { until: [['approve']] },
  sign: { until: [['approve'], ['start']], body: { stage: 1, ...note } },
  refuse: { until: [['approve'], ['start']], body: { stage: 1, ...note } },
  resume: { until: [['approve'], ['start'], ['refuse', { stage: 1, ...note }]], body: why },
  complete: { until: [['approve'], ['start'], ['sign', { stage: 1, ...note }]], body: why },
  cancel: { until: [['approve'], ['start']], body: why },
};

test('no act on a plan is made by whoever owns its critical agent, and every act is among these', async () => {
  const paths = workflowPlanRoutes.filter(({ method }) => method === 'POST').map(({ path }) => path);
  assert.deepEqual(
    paths.flatMap((path) => /:workflowPlanId\/(\w+)$/.exec(path)?.[1] ?? []).sort(),
    Object.keys(acts).sort(),
    'a new act has its row here',
  );
  const { administrator, operator, plan, step, get } = world;
  for (const [act, { body, until = [] }] of Object.entries(acts)) {
    const agentId = await owned();
    const written = await plan(agentId, {}, operator);
    for (const [name, more] of until)
      assert.equal((await step(other, written, name, more)).status, 200, `${act}: ${name}`);
    assert.equal((await makeCritical(agentId)).status, 200);
    const before = await get(`/v1/workflow-plans/${written.id}`);
    const refused = await step(administrator, written, act, body);
    assert.deepEqual([refused.status, refused.json.code], [403, 'forbidden'], `${act}: ${refused.text}`);
    assert.match(refused.text, /critical/, act);
    assert.deepEqual(await get(`/v1/workflow-plans/${written.id}`), before, `${act} changed nothing`);
    assert.equal((await step(other, written, act, body)).status, 200, `${act}, by somebody else`);
  }
});

test('who owns a critical agent neither takes a skill from it, nor gives it a further one, nor puts a version in force for it', async () => {
  const { administrator, operator, skill, post, remove, toolIds } = world;
  const agentId = await owned();
  const [first, second] = [await skill(), await skill()];
  const { json } = await post(operator, '/v1/skill-assignments', { agentId, skillId: first.id });
  await makeCritical(agentId);
  const path = `/v1/skill-assignments/${json.id}`;
  assert.equal((await remove(administrator, path)).json.code, 'forbidden');
  const further = { agentId, skillId: second.id };
  assert.equal((await post(administrator, '/v1/skill-assignments', further)).json.code, 'forbidden');
  const { purpose, instructions, actionTypes, dataClassMax } = first.versions[0] as AnyJson;
  const wider = { purpose, instructions, actionTypes, dataClassMax, toolIds: [toolIds['write_file']] };
  await post(operator, `/v1/skills/${first.id}/versions`, wider);
  await post(operator, `/v1/skills/${first.id}/submit`, { version: 2 });
  const approve = (client: Client) => post(client, `/v1/skills/${first.id}/approve`, { version: 2 });
  assert.equal((await approve(administrator)).json.code, 'forbidden');
  assert.equal((await approve(other)).status, 200);
  assert.equal((await post(other, '/v1/skill-assignments', further)).status, 201);
  assert.equal((await remove(other, path)).status, 200);
  const bare = await owned();
  await makeCritical(bare);
  const tighter = { agentId: bare, skillId: first.id };
  assert.equal((await post(administrator, '/v1/skill-assignments', tighter)).status, 201, 'the first binds');
});

test('a plan that names somebody who could never sign is not written, and one whose signers have gone is not started', async () => {
  const { operator, administrator, post, toolIds, reader, plan, step, under } = world;
  const agentId = await reader();
  const subscriber = await under.as('subscriber');
  const stages = (checkpoint: object) => [
    { name: 'look', toolIds: [toolIds['list_folder']], checkpoint },
    { name: 'read', toolIds: [toolIds['read_file']] },
  ];
  const asked = (agent: string, checkpoint: object) =>
    post(operator, '/v1/workflow-plans', {
      ...{ agentId: agent, name: 'unsigned', purpose: 'for the test', lastsHours: 1 },
      stages: stages(checkpoint),
    });
  for (const approverIds of [[subscriber.userId], [operator.userId, subscriber.userId], ['usr_nobody']]) {
    const refused = await asked(agentId, { approverRole: 'agent_operator', approverIds });
    assert.deepEqual([refused.status, refused.json.code], [422, 'validation_failed'], refused.text);
    if (approverIds[0] !== 'usr_nobody')
      assert.equal(refused.json.errors[0].pointer, '/stages/0/checkpoint/approverIds', refused.text);
  }
  const critical = await owned();
  await makeCritical(critical);
  const byOwner = { approverRole: 'administrator', approverIds: [administrator.userId] };
  assert.equal((await asked(critical, byOwner)).status, 422, 'its owner alone');
  const leaver = await peopleActs(under).addActive(administrator, { additiveRoles: ['agent_operator'] });
  const byLeaver = { approverRole: 'agent_operator', approverIds: [leaver.id] };
  const written = await plan(agentId, { stages: stages(byLeaver) });
  await step(administrator, written, 'approve');
  const roles = { role: 'advanced', additiveRoles: [] };
  const taken = await administrator.call({
    method: 'PUT',
    path: `/v1/people/${leaver.id}/roles`,
    body: roles,
  });
  assert.equal(taken.status, 200, taken.text);
  const refused = await step(administrator, written, 'start');
  assert.equal(refused.json.code, 'conflict', refused.text);
  assert.match(refused.json.message, /Nobody could sign the checkpoint after stage 1/);
});
