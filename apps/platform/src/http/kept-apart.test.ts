/**
 * Who may loosen what, generated from the route table: each route that may loosen is closed to whoever answers for what is critical
 * there, and the refusal is on record; the same person may the very same once somebody else answers for it (decision 42).
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { changeRequests, nameOf, type ChangeAsked } from '../../../../tests/support/changing-routes.ts';
import { loosening, prepare } from '../../../../tests/support/loosening-requests.ts';
import { commitDecision, makeWorld, type RouteWorld } from '../../../../tests/support/route-world.ts';
import { peopleActs } from '../../../../tests/support/people-world.ts';
import {
  testPlatform,
  type Answer,
  type AnyJson,
  type Client,
  type PlatformUnderTest,
} from '../../../../tests/support/platform.ts';
import type { Route } from './route.ts';
import { routeTable } from './route-table.ts';
import { assertKeptApart, openSeparation } from './separation.ts';

let under: PlatformUnderTest;
let administrator: Client;
/** Another administrator, who comes to answer for every agent. */
let owner: Client;
let requests: ReturnType<typeof changeRequests>;

before(async () => {
  under = await testPlatform();
  administrator = await under.as('administrator');
  owner = await peopleActs(under).addActive(administrator, { role: 'administrator' });
  requests = changeRequests(under, administrator);
});
after(() => under.close());

const agentic = routeTable.filter((route) => route.entitlement === 'agentic' && route.method !== 'GET');
const mayLoosen = agentic.filter((route) => typeof route.loosens === 'string');
/** What each tool asks that it grants; the tools have to be seen in use first (observe-periods.test.ts). */
const elsewhere = ['POST /v1/observe-periods/:observePeriodId/accept'];

/** Every agent of the tenant is critical, and the owner's; or nobody's, and is not. */
async function answers(isTheirs: boolean): Promise<void> {
  await under.running.platform.db.tenant(under.tenant, (tx) =>
    tx.query('UPDATE agents SET human_owner_id = $1, tier = $2', [
      isTheirs ? owner.userId : null,
      isTheirs ? 'critical' : 'low',
    ]),
  );
}

async function denialsOf(route: Route): Promise<AnyJson[]> {
  const rows = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ bytes: string }>(
      "SELECT bytes FROM journal_entries WHERE stream = 'audit' AND kind = 'access.denied' ORDER BY seq",
    ),
  );
  return rows
    .map(({ bytes }) => (JSON.parse(bytes) as AnyJson).body)
    .filter(({ after: { route: name } }) => name === nameOf(route));
}

async function ask(route: Route, index: number, how: 'shared' | 'own'): Promise<ChangeAsked> {
  const usual = await requests.request(route, `k${index}${how}`, how);
  const row = loosening[nameOf(route)];
  const world = requests.world();
  if (row === undefined) return usual;
  await under.running.platform.db.tenant(under.tenant, (tx) => prepare(tx, row, world));
  return { ...usual, ...row.asked?.(world) };
}

/** What the owner is told, and then whoever answers for nothing any more. */
async function tried(route: Route, index: number, how: 'shared' | 'own'): Promise<readonly [Answer, Answer]> {
  const asked = await ask(route, index, how);
  await answers(true);
  const refused = await owner.call(asked);
  await answers(false);
  return [refused, await owner.call(asked)];
}

for (const [index, route] of mayLoosen.entries()) {
  if (elsewhere.includes(nameOf(route))) continue;
  test(`${nameOf(route)} is closed to whoever answers for what it may loosen, and recorded`, async () => {
    let [refused, done] = await tried(route, index, 'shared');
    if (done.status !== route.status) [refused, done] = await tried(route, index, 'own');
    assert.deepEqual([refused.status, refused.json.code], [403, 'forbidden'], refused.text);
    assert.ok(refused.json.fix && refused.json.who, 'it says what would make it pass, and who may');
    assert.equal(done.status, route.status, `it was refused for that alone: ${done.text}`);
    const denied = await denialsOf(route);
    assert.ok(denied.length > 0, 'on record');
    for (const { actor, after: what } of denied) {
      assert.deepEqual([actor.id, what.reason], [owner.userId, 'separation']);
      assert.ok(what.agents.length > 0, 'with the agents');
    }
  });
}

test('every changing route of agentic records says what it may loosen, or why that is nothing', () => {
  assert.ok(mayLoosen.length > 40, `${mayLoosen.length} may loosen`);
  for (const { method, path, loosens } of agentic)
    assert.ok(typeof loosens === 'string' || (loosens?.nothing ?? '').length > 5, `${method} ${path}`);
  const named = new Set(agentic.map(nameOf));
  for (const name of [...Object.keys(loosening), ...elsewhere])
    assert.ok(named.has(name), `${name} is a route`);
});

test('a change that may loosen and asked nobody can’t commit', () => {
  for (const reach of ['an_agent', 'all_agents', 'an_action'] as const) {
    const separation = openSeparation();
    assert.throws(() => assertKeptApart(separation, reach), /did not ask/);
    for (const another of ['an_agent', 'all_agents', 'an_action'] as const)
      if (another !== reach) separation.keptApart(another);
    assert.throws(() => assertKeptApart(separation, reach), /did not ask/);
    separation.keptApart(reach);
    assert.doesNotThrow(() => assertKeptApart(separation, reach));
  }
  const tightened = openSeparation();
  tightened.tightens();
  assert.doesNotThrow(() => assertKeptApart(tightened, 'all_agents'));
  assert.doesNotThrow(() => assertKeptApart(openSeparation(), { nothing: 'it stops' }));
  assert.doesNotThrow(() => assertKeptApart(openSeparation(), null));
});

test('what only holds agents back is free, and whoever hands the agent over is free again', async () => {
  await requests.request(mayLoosen[0] as Route, 'free', 'own');
  const world = requests.world();
  const { agentId, connectorId } = world;
  const send = async (client: Client, method: string, path: string, body: object): Promise<number> =>
    (await client.call({ method, path, body })).status;
  const reason = 'because the test says so';
  const gate = { actionTypes: ['external'], mode: 'each_time', approverRole: 'administrator' };
  const connector = `/v1/connectors/${connectorId}`;
  const tool = {
    schemaSha256: world.schemaSha256,
    actionType: 'external',
    dataClass: 'internal',
    risk: 'critical',
  };
  await answers(true);
  assert.equal(await send(owner, 'POST', '/v1/approval-gates', { ...gate, name: 'one more' }), 201);
  assert.equal(await send(owner, 'PUT', '/v1/access-matrix-requirement', { required: true, reason }), 200);
  assert.equal(await send(owner, 'PUT', `${connector}/tools/send`, tool), 200, 'the risk is raised');
  assert.equal(
    await send(owner, 'PUT', `${connector}/tools/send`, { ...tool, risk: 'high' }),
    403,
    'and stays',
  );
  assert.equal(await send(owner, 'POST', `${connector}/status`, { status: 'quarantined', reason }), 200);
  assert.equal(await send(owner, 'POST', `${connector}/status`, { status: 'active', reason }), 403);
  const free = { required: false, reason };
  assert.equal(await send(owner, 'PUT', '/v1/access-matrix-requirement', free), 403);
  // the others are retired in their name: one is left, which an agent operator takes over
  await under.running.platform.db.tenant(under.tenant, (tx) =>
    tx.query("UPDATE agents SET status = 'retired' WHERE id <> $1", [agentId]),
  );
  const operator = await under.as('operator');
  assert.equal(await send(owner, 'PUT', '/v1/access-matrix-requirement', free), 403);
  const taken = { humanOwnerId: operator.userId };
  assert.equal(await send(owner, 'PATCH', `/v1/agents/${agentId}`, taken), 403, 'not by themselves');
  assert.equal(await send(operator, 'PATCH', `/v1/agents/${agentId}`, taken), 200);
  assert.equal(await send(owner, 'PUT', '/v1/access-matrix-requirement', free), 200);
});

const why = { reason: 'because the test says so' };
const said = async (client: Client, asked: ChangeAsked): Promise<number> => (await client.call(asked)).status;
const post = async (client: Client, path: string, body: object): Promise<AnyJson> => {
  const answer = await client.call({ method: 'POST', path, body });
  assert.ok(answer.status < 300, `${path}: ${answer.text}`);
  return answer.json;
};

/** An agent of low tier. */
const agentOf = async (humanOwnerId: string, words: string): Promise<string> => {
  const name = words.replaceAll(' ', '-');
  const owners = { humanOwnerId, securityOwnerId: administrator.userId };
  return (await post(administrator, '/v1/agents', { name, purpose: 'tests', status: 'active', ...owners }))
    .id;
};

const classified = ({ connectorId, schemaSha256 }: RouteWorld, risk: string): ChangeAsked => ({
  method: 'PUT',
  path: `/v1/connectors/${connectorId}/tools/send`,
  body: { schemaSha256, actionType: 'external', dataClass: 'internal', risk },
});

/** What holds a critical tool back, set by somebody else, and what takes that off. */
const loosened: Readonly<Record<string, (world: RouteWorld) => Promise<ChangeAsked>>> = {
  'its risk': async (world) => classified(world, 'low'),
  'its switch': async ({ toolId }) => {
    const { id } = await post(administrator, '/v1/kill-switches', {
      target: 'tool',
      targetId: toolId,
      ...why,
    });
    return { method: 'POST', path: `/v1/kill-switches/${id}/release`, body: why };
  },
  'its credentials': async ({ connectorId }) => ({
    method: 'PUT',
    path: `/v1/connectors/${connectorId}/credentials`,
    body: { headers: { authorization: 'Bearer another' } },
  }),
  'its connector': async ({ connectorId }) => {
    const path = `/v1/connectors/${connectorId}/status`;
    await post(administrator, path, { status: 'quarantined', ...why });
    return { method: 'POST', path, body: { status: 'active', ...why } };
  },
  'its gate': async ({ toolId }) => {
    const gate = {
      name: `strict ${toolId}`,
      actionTypes: ['external'],
      toolIds: [toolId],
      mode: 'each_time',
    };
    const { id } = await post(administrator, '/v1/approval-gates', {
      ...gate,
      approverRole: 'administrator',
    });
    return { method: 'DELETE', path: `/v1/approval-gates/${id}`, body: why };
  },
};

/** Ways of having it: what gives it, and where what was given is taken away. */
const given: Readonly<Record<string, (agentId: string, world: RouteWorld) => Promise<ChangeAsked>>> = {
  'tool-permissions': async (agentId, { toolId }) => ({
    method: 'POST',
    path: '/v1/tool-permissions',
    body: { agentId, toolId },
  }),
  'toolset-grants': async (agentId, { toolId }) => {
    const set = { name: `of ${agentId}`, purpose: 'tests', tools: [{ toolId }] };
    const { id } = await post(administrator, '/v1/toolsets', set);
    return { method: 'POST', path: '/v1/toolset-grants', body: { agentId, toolsetId: id } };
  },
};

for (const [way, give] of Object.entries(given))
  for (const [what, prepared] of Object.entries(loosened))
    test(`${way}: whoever gives a critical tool back and loosens ${what} does not take it again, nor takes over who has it`, async () => {
      const world = await makeWorld(under, administrator, under.tenant);
      const agentId = await agentOf(owner.userId, `${way} ${what}`);
      assert.equal(await said(administrator, classified(world, 'critical')), 200);
      const gift = await give(agentId, world);
      const { id } = await post(administrator, gift.path, gift.body as object);
      const loosening = await prepared(world);
      assert.equal(await said(owner, loosening), 403, 'while they have it');
      assert.equal(await said(owner, { method: 'DELETE', path: `/v1/${way}/${id}` }), 200);
      assert.equal(await said(owner, loosening), 200, 'it is nobody’s of theirs');
      assert.equal(await said(owner, gift), 403, 'and stays so');
      const strange = await agentOf((await under.as('operator')).userId, `strange ${way} ${what}`);
      assert.equal(await said(owner, { ...gift, body: { ...(gift.body as object), agentId: strange } }), 201);
      const over = { method: 'PATCH', path: `/v1/agents/${strange}`, body: { humanOwnerId: owner.userId } };
      assert.equal(await said(owner, over), 403, 'not by a detour');
      assert.equal(await said(administrator, gift), 201, 'somebody else gives it');
      // a retired agent counts no more
      const finding = { agentId, severity: 'low', title: 'A finding' };
      const path = `/v1/findings/${(await post(administrator, '/v1/findings', finding)).id}/close`;
      if (what !== 'its risk') assert.equal(await said(owner, { method: 'POST', path, body: why }), 403);
      await post(owner, `/v1/agents/${agentId}/retire`, why);
      assert.equal(await said(owner, { method: 'POST', path, body: why }), 200);
    });

test('while something critical of an agent is open everything that could let it go further asks', async () => {
  const { toolId } = await makeWorld(under, administrator, under.tenant);
  const agentId = await agentOf(owner.userId, 'open');
  const path = `/v1/agents/${agentId}`;
  const limits = [{ window: 'day', callsMax: 1, amountMax: null, whenOver: 'block' }];
  const who = { agent: agentId, agentName: 'open', toolId };
  await commitDecision(under, under.tenant, who, 'require_approval', { risk: 'critical' });
  const flow = { agentId, dataClass: 'special_category', handling: 'full' };
  for (const asked of [
    { method: 'PATCH', path, body: { tier: 'medium' } },
    { method: 'PATCH', path, body: { transactionLimits: limits } },
    { method: 'PATCH', path, body: { securityOwnerId: null } },
    { method: 'POST', path: '/v1/tool-permissions', body: { agentId, toolId } },
    { method: 'POST', path: '/v1/data-flows', body: flow },
  ])
    assert.deepEqual(
      [await said(owner, asked), asked.method === 'POST' ? 0 : await said(administrator, asked)],
      [403, asked.method === 'POST' ? 0 : 200],
      JSON.stringify(asked.body),
    );
});
