/**
 * Each step that changes what Gateway enforces moves the facts in its own transaction, so a decision on the facts of before is not
 * committed; a step that binds nobody does not move them. What stands in them is what is in force, and nothing of people.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { factsText } from '@gamut/protocol/facts-of-record';
import { TenantFacts } from '@gamut/protocol/facts';
import { compileSchema } from '@gamut/service/strict-schema';
import { note, startBinding, why, type Binding } from '../../../../../../tests/support/binding.ts';
import type { AnyJson, Answer } from '../../../../../../tests/support/platform.ts';
import { createLedger } from '../decisions/commit-ledger.ts';
import { createFactsDesk } from './facts-desk.ts';

let world: Binding;
before(async () => {
  world = await startBinding();
});
after(() => world.close());

const load = (): Promise<TenantFacts> =>
  createFactsDesk(world.under.running.platform.db).load(world.under.tenant);

async function moves(step: () => Promise<Answer>): Promise<[number, AnyJson]> {
  const { version } = await load();
  const answer = await step();
  assert.ok(answer.status < 300, answer.text);
  return [(await load()).version - version, answer.json];
}

test('what binds an agent moves the facts, and what binds nobody yet does not', async () => {
  const { post, remove, reader, toolIds, operator, reviewer, administrator } = world;
  const agentId = await reader();
  const tools = [{ toolId: toolIds['read_file'] }];
  const moved: (readonly [string, boolean])[] = [];
  const step = async (name: string, run: () => Promise<Answer>): Promise<AnyJson> => {
    const [by, json] = await moves(run);
    moved.push([name, by > 0]);
    return json;
  };
  const made = await step('toolset made', () =>
    post(operator, '/v1/toolsets', { name: 'moving', purpose: 'for the test', tools }),
  );
  const grant = await step('granted', () =>
    post(operator, '/v1/toolset-grants', { agentId, toolsetId: made.id }),
  );
  await step('changed', () =>
    post(operator, `/v1/toolsets/${made.id}/versions`, { version: 1, tools, affects: [agentId], ...why }),
  );
  await step('withdrawn', () => remove(operator, `/v1/toolset-grants/${grant.id}`));
  await step('removed', () => remove(operator, `/v1/toolsets/${made.id}`));
  const skill = await step('skill written', () =>
    post(operator, '/v1/skills', {
      ...{ name: 'moving', purpose: 'for the test', instructions: 'Read.', toolIds: [toolIds['read_file']] },
      ...{ actionTypes: ['read'], dataClassMax: 'internal' },
    }),
  );
  const version = { version: 1 };
  await step('submitted', () => post(operator, `/v1/skills/${skill.id}/submit`, version));
  await step('skill approved', () => post(reviewer, `/v1/skills/${skill.id}/approve`, version));
  const assigned = await step('assigned', () =>
    post(operator, '/v1/skill-assignments', { agentId, skillId: skill.id }),
  );
  await step('retired', () => post(operator, `/v1/skills/${skill.id}/retire`, version));
  await step('unassigned', () => remove(administrator, `/v1/skill-assignments/${assigned.id}`));
  const plan = await step('plan written', () =>
    post(operator, '/v1/workflow-plans', {
      ...{ agentId, name: 'moving', purpose: 'for the test', lastsHours: 1 },
      stages: ['one', 'two'].map((name) => ({ name, toolIds: [toolIds['read_file']] })),
    }),
  );
  const on = (name: string, client = administrator, body: object = {}) =>
    step(`plan: ${name}`, () => post(client, `/v1/workflow-plans/${plan.id}/${name}`, body));
  await on('approve');
  await on('start');
  await on('refuse', operator, { stage: 1, ...note });
  await on('resume', administrator, why);
  await on('sign', operator, { stage: 1, ...note });
  await on('complete', operator, why);
  const quiet = new Set(['skill written', 'submitted', 'plan written', 'plan: approve']);
  assert.deepEqual(
    moved,
    moved.map(([name]) => [name, !quiet.has(name)]),
  );
});

test('a decision on the facts of before a refused checkpoint is stale at its commit', async () => {
  const { reader, permit, started, step, operator, read, under } = world;
  const agentId = await reader();
  await permit(agentId, 'list_folder');
  const plan = await started(agentId);
  const { entry, result } = await read(agentId, 'open', 'files_list_folder');
  assert.deepEqual([entry.decision.kind, result?.status], ['allow', 'committed']);
  await step(operator, plan, 'refuse', { stage: 1, ...note });
  const { db, clock, random, keys } = under.running.platform;
  const again = {
    ...entry,
    id: entry.id.replace(/.{6}$/, 'zzzzzz'),
    nonce: encodeBase64url(randomBytes(16)),
  };
  const { results } = await createLedger({ db, clock, random, keys }).commit(
    under.tenant,
    { tenant: under.tenant.id, instance: 'gwy_test', entries: [again] },
    encodeBase64url(randomBytes(16)),
  );
  assert.equal(results[0]?.status, 'stale');
});

test('facts hold what is in force, fit the contract, and nothing of who signs or what a skill says', async () => {
  const { reader, skill, started, post, operator, toolIds } = world;
  const agentId = await reader();
  const { id } = await skill({ instructions: 'words-of-the-skill' });
  await post(operator, '/v1/skill-assignments', { agentId, skillId: id });
  const checkpoint = { approverRole: 'agent_operator', approverIds: [operator.userId] };
  const stage = { toolIds: [toolIds['read_file']] };
  const plan = await started(agentId, {
    stages: [
      { name: 'one', ...stage, checkpoint },
      { name: 'two', ...stage },
    ],
  });
  const facts = await load();
  compileSchema<TenantFacts>(TenantFacts, 'facts')(JSON.parse(JSON.stringify(facts)));
  const mine = facts.workflowPlans?.find((one) => one.id === plan.id);
  assert.deepEqual(
    mine?.stages.map((one) => one.checkpoint),
    [{ approverRole: 'agent_operator', approversNamed: 1 }, null],
  );
  assert.match(facts.skills?.find((one) => one.id === id)?.instructionsSha256 ?? '', /^[0-9a-f]{64}$/);
  assert.ok(!factsText(facts).includes('words-of-the-skill'));
  assert.ok(!JSON.stringify(facts.workflowPlans).includes(operator.userId));
});

test('another process, and one after a restart, reads the very same facts', async () => {
  const [one, other] = [await load(), await load()];
  assert.equal(factsText(one), factsText(other));
  assert.ok((one.workflowPlans ?? []).length > 0);
});

test('a tenant without any of them has facts as before, without a member for them', async () => {
  const facts = await createFactsDesk(world.under.running.platform.db).load(world.under.other);
  for (const member of ['toolsets', 'toolsetGrants', 'skills', 'skillAssignments', 'workflowPlans'])
    assert.equal(Object.hasOwn(facts, member), false, member);
});
