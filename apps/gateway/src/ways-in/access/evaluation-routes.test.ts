/** AuthZEN 1.0 on a real Gateway before a real platform: answered by the same decision, recorded as a question, and never an act. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { AnyJson } from '../../../../../tests/support/platform.ts';
import {
  openTokenWorld,
  type Told,
  type TokenAgent,
  type TokenGateway,
  type TokenWorld,
} from '../../../../../tests/support/token-world.ts';

let world: TokenWorld;
let gateway: TokenGateway;
let agent: TokenAgent;
let colleague: TokenAgent;

before(async () => {
  world = await openTokenWorld();
  [agent, colleague] = world.agents as [TokenAgent, TokenAgent];
  gateway = await world.startGateway();
});
after(() => world.close());

const resource = { type: 'tool', id: 'upstream_do' };
const action = { name: 'call', properties: { arguments: { effect: 'asked' } } };
const subject = () => ({ type: 'agent', id: agent.id });
const ask = (question: object): Promise<Told> =>
  gateway.post('/access/v1/evaluation', { subject: subject(), action, resource, ...question }, agent.token);
const askAll = (body: object): Promise<Told> => gateway.post('/access/v1/evaluations', body, agent.token);
const booleans = (told: Told): boolean[] =>
  (told.json.evaluations as { decision: boolean }[]).map((one) => one.decision);

async function read(path: string): Promise<AnyJson> {
  const auditor = await world.under.as('administrator');
  const { status, json, text } = await auditor.call({ method: 'GET', path });
  assert.equal(status, 200, text);
  return json;
}

const entries = (kind: string) =>
  world.under.running.platform.db.readTenant(agent.tenant, (tx) =>
    tx.query<{ subject: string; bytes: string }>(
      `SELECT subject, bytes FROM journal_entries WHERE stream = 'decisions' AND kind = $1 ORDER BY seq`,
      [kind],
    ),
  );

test('a question is answered with the decision, its reasons and its record, and nothing is performed', async () => {
  const told = await ask({ context: { time: '2026-11-23T06:00:00Z' } });
  assert.deepEqual([told.status, told.json.decision], [200, true], JSON.stringify(told.json));
  assert.equal(told.json.context.decision, 'allow_and_log');
  assert.equal('token' in told.json || 'token' in told.json.context, false);
  const [entry] = (await entries('question')).filter((one) => one.subject === told.json.context.id);
  assert.ok(entry !== undefined, 'it stands in the decision stream');
  assert.deepEqual((JSON.parse(entry.bytes) as { body: { way: unknown } }).body.way, { kind: 'question' });
  const listed = await world.under.running.platform.db.readTenant(agent.tenant, (tx) =>
    tx.query('SELECT id FROM decisions WHERE id = $1', [told.json.context.id]),
  );
  assert.deepEqual(listed, [], 'and is none of the decisions that anything was done under');
  assert.equal(world.effects.size, 0);
});

test('what the controls would block is false, with every reason', async () => {
  const unknown = await ask({ resource: { type: 'tool', id: 'upstream_nothing' } });
  assert.equal(unknown.json.decision, false);
  assert.ok(unknown.json.context.reasons.length > 0);
  const malformed = await ask({ action: { name: 'call', properties: { arguments: { effect: 1 } } } });
  assert.equal(malformed.json.decision, false);
});

test('the caller’s word for the action can only tighten', async () => {
  assert.equal((await ask({ action: { ...action, name: 'write_internal' } })).json.decision, true);
  const differs = (await ask({ action: { ...action, name: 'read' } })).json;
  assert.deepEqual(
    [differs.decision, differs.context.decision, differs.context.recorded],
    [false, 'block', true],
  );
  assert.deepEqual(await recordedNo(differs.context.id), ['block', ['action_type_differs']]);
});

/** What an auditor is shown under the id that the asker was given. */
async function recordedNo(id: unknown): Promise<unknown> {
  const json = await read(`/v1/decisions/${String(id)}`);
  return [json.kind, json.reasons.map(({ code }: { code: string }) => code)];
}

test('an agent asks about itself alone, and about tools', async () => {
  for (const question of [
    { subject: { type: 'agent', id: colleague.id } },
    { subject: { type: 'user', id: agent.id } },
    { resource: { type: 'document', id: 'upstream_do' } },
  ]) {
    const { decision, context } = (await ask(question)).json;
    assert.equal(decision, false);
    assert.deepEqual(await recordedNo(context.id), ['block', ['question_of_another']]);
  }
});

test('a question that would need a person opens no approval', async () => {
  const { db } = world.under.running.platform;
  const set = (needed: boolean) =>
    db.tenant(agent.tenant, async (tx) => {
      await tx.query('UPDATE tool_permissions SET requires_approval = $2 WHERE agent_id = $1', [
        agent.id,
        needed,
      ]);
      await tx.query('UPDATE facts_state SET version = version + 1', []);
    });
  await set(true);
  const told = await ask({});
  await set(false);
  assert.deepEqual([told.json.decision, told.json.context.decision], [false, 'require_approval']);
  const approvals = await db.readTenant(agent.tenant, (tx) => tx.query('SELECT id FROM approvals', []));
  assert.deepEqual(approvals, []);
});

test('several questions share defaults and are answered in their order', async () => {
  const told = await askAll({
    subject: subject(),
    action,
    resource,
    evaluations: [
      {},
      { resource: { type: 'tool', id: 'upstream_nothing' } },
      {},
      7,
      { subject: { type: 'agent' } },
    ],
  });
  assert.equal(told.status, 200);
  assert.deepEqual(booleans(told), [true, false, true, false, false]);
  assert.equal(told.json.evaluations[3].context.error.status, 400);
  const json = await read(`/v1/questions?agentId=${agent.id}&limit=4`);
  // the three that were read, and those that were not as one
  assert.deepEqual(json.data.map((one: AnyJson) => one.reasonCodes[0] ?? 'none').sort(), [
    'call_unreadable',
    'logged_acting_alone',
    'logged_acting_alone',
    'tool_unknown',
  ]);
});

const no = { resource: { type: 'tool', id: 'upstream_nothing' } };
for (const [semantic, list, expected] of [
  ['execute_all', [{}, no, {}], [true, false, true]],
  ['deny_on_first_deny', [{}, no, {}], [true, false]],
  ['permit_on_first_permit', [no, {}, no], [false, true]],
] as const) {
  test(`${semantic} ends where the standard says`, async () => {
    const options = { evaluations_semantic: semantic };
    const told = await askAll({ subject: subject(), action, resource, options, evaluations: list });
    assert.deepEqual(booleans(told), expected);
  });
}

test('without a list, several are one', async () => {
  assert.equal((await askAll({ subject: subject(), action, resource })).json.decision, true);
});

test('what is no question is 400, who shows nothing is 401, and neither is a decision', async () => {
  for (const body of [{}, { subject: subject(), action }, [], { evaluations: {} }])
    assert.equal(
      (await gateway.post('/access/v1/evaluations', body, agent.token)).status,
      400,
      JSON.stringify(body),
    );
  const unknown = {
    subject: subject(),
    action,
    resource,
    options: { evaluations_semantic: 'some' },
    evaluations: [{}],
  };
  assert.equal((await askAll(unknown)).status, 400);
  assert.equal(
    (await askAll({ subject: subject(), action, resource, evaluations: Array(51).fill({}) })).status,
    400,
  );
  assert.equal((await gateway.post('/access/v1/evaluation', {}, 'gma_none')).status, 401);
});

test('the configuration names the endpoints, and the caller’s request id comes back', async () => {
  const response = await fetch(`${gateway.origin}/.well-known/authzen-configuration`);
  assert.deepEqual(await response.json(), {
    policy_decision_point: gateway.origin,
    access_evaluation_endpoint: `${gateway.origin}/access/v1/evaluation`,
    access_evaluations_endpoint: `${gateway.origin}/access/v1/evaluations`,
  });
  const answer = await fetch(`${gateway.origin}/access/v1/evaluation`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${agent.token}`,
      'content-type': 'application/json',
      'x-request-id': 'mine-1',
    },
    body: JSON.stringify({ subject: subject(), action, resource }),
  });
  assert.deepEqual([answer.headers.get('x-request-id'), answer.status], ['mine-1', 200]);
  await answer.body?.cancel();
});
