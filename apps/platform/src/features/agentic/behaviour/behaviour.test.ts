/** A departure is noticed once, by one process, within the round; rules only tighten; a person settles, closes and gives back. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { commitDecision, makeWorld, type RouteWorld } from '../../../../../../tests/support/route-world.ts';
import {
  testPlatform,
  type AnyJson,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../../../tests/support/platform.ts';
import { makeSettledAgent } from '../../../../../../tests/support/settled-agent.ts';
import { createFactsDesk } from '../facts/facts-desk.ts';
import { watchBehaviour } from './watch-behaviour.ts';

let under: PlatformUnderTest;
let administrator: Client;
let world: RouteWorld;

before(async () => {
  under = await testPlatform();
  administrator = await under.as('administrator');
  world = await makeWorld(under, administrator, under.tenant);
  await watch();
});
after(() => under.close());

const watch = async (): Promise<number> =>
  (await watchBehaviour(under.running.platform, under.tenant)).looked;
const post = (path: string, body: unknown): Promise<Answer> =>
  administrator.call({ method: 'POST', path, body });
const get = async (path: string): Promise<AnyJson> => {
  const answer = await administrator.call({ method: 'GET', path });
  assert.equal(answer.status, 200, answer.text);
  return answer.json;
};
const alertsOf = async (agentId: string): Promise<AnyJson[]> =>
  (await get(`/v1/behaviour-alerts?agentId=${agentId}`)).data as AnyJson[];
const factsOf = async (agentId: string) =>
  (await createFactsDesk(under.running.platform.db).load(under.tenant)).agents.find(
    (one) => one.id === agentId,
  );
const setRules = async (over: object): Promise<void> => {
  const rules = await get('/v1/behaviour-rules');
  const answer = await administrator.call({
    method: 'PUT',
    path: '/v1/behaviour-rules',
    body: { ...rules, ...over },
  });
  assert.equal(answer.status, 200, answer.text);
};

/** An agent that has done a thousand things, all of them the tool of the world, at one place. */
const settled = (): Promise<string> =>
  makeSettledAgent(under, under.tenant, administrator, 'outside.example');
const act = (agentId: string, more = {}) =>
  commitDecision(
    under,
    under.tenant,
    { agent: agentId, agentName: 'habit', toolId: world.toolId },
    'allow',
    more,
  );

test('what an agent always did raises nothing; what it never did raises one alert, with the decision and what is normal', async () => {
  const agentId = await settled();
  await act(agentId);
  await watch();
  assert.deepEqual(await alertsOf(agentId), []);
  const first = await act(agentId, { tool: 'bank_pay', target: 'somebody@elsewhere.example' });
  await act(agentId, { tool: 'bank_pay', target: 'somebody@elsewhere.example' });
  await watch();
  const found = await alertsOf(agentId);
  assert.deepEqual(found.map((one) => [one.kind, one.saw, one.normal, one.act, one.decisionId]).sort(), [
    ['new_target', 'elsewhere.example', 'outside.example', 'alert', first.id],
    ['new_tool', 'bank_pay', 'tools_send', 'alert', first.id],
  ]);
});

test('each decision is looked at once, also by two watches at the same time', async () => {
  const agentId = await settled();
  for (let index = 0; index < 5; index++) await act(agentId, { tool: 'bank_pay' });
  const looked = await Promise.all([watch(), watch()]);
  assert.equal(looked[0] + looked[1], 5);
  assert.equal((await alertsOf(agentId)).length, 1);
  assert.equal(await watch(), 0);
});

test('a rule opens the breaker: the facts say so at once, and only a person closes it', async () => {
  await setRules({ new_tool: 'open_breaker' });
  const agentId = await settled();
  await act(agentId, { tool: 'bank_pay' });
  await watch();
  const { breaker } = (await factsOf(agentId)) ?? {};
  assert.match(breaker?.reason ?? '', /^it used a tool that it never used \(alert alt_/);
  const shown = await get(`/v1/agents/${agentId}/behaviour`);
  assert.equal(shown.breaker.reason, breaker?.reason);
  const operator = await under.as('operator');
  const path = `/v1/agents/${agentId}/breaker/close`;
  assert.equal((await operator.call({ method: 'POST', path, body: { reason: 'let it run' } })).status, 403);
  assert.equal((await post(path, { reason: 'looked at it' })).status, 200);
  assert.equal((await factsOf(agentId))?.breaker, undefined);
  assert.equal((await post(path, { reason: 'looked at it' })).status, 409);
});

test('a rule takes one level and says why; an intern stays an intern, and nothing is ever raised', async () => {
  await setRules({ new_tool: 'drop_level', new_target: 'drop_level' });
  const agentId = await settled();
  await under.running.platform.db.tenant(under.tenant, (tx) =>
    tx.query("UPDATE agents SET level = 'junior' WHERE id = $1", [agentId]),
  );
  await act(agentId, { tool: 'bank_pay', target: 'somebody@elsewhere.example' });
  await watch();
  const facts = await factsOf(agentId);
  assert.equal(facts?.level, 'intern');
  assert.match(facts.levelReason ?? '', /never/);
  assert.equal((await alertsOf(agentId)).length, 2);
});

test('an agent may have rules of its own: kind by kind, before the organisation’s, until they are taken away', async () => {
  await setRules({ new_tool: 'alert', new_target: 'alert' });
  const [agentId, other] = [await settled(), await settled()];
  const path = `/v1/agents/${agentId}/behaviour-rules`;
  const set = (own: object, client = administrator) =>
    client.call({ method: 'PUT', path, body: { own, reason: 'It moves money.' } });
  assert.equal((await set({ new_tool: 'alert' }, await under.as('operator'))).status, 403);
  assert.equal((await set({ new_tool: 'shrug' })).status, 422);
  const answer = await set({ new_tool: 'open_breaker' });
  assert.deepEqual(
    [answer.json.own, answer.json.inForce.new_tool, answer.json.inForce.new_target],
    [{ new_tool: 'open_breaker' }, 'open_breaker', 'alert'],
  );
  assert.deepEqual(await get(path), answer.json);
  const listed = (await get('/v1/agent-behaviour-rules')).data as AnyJson[];
  assert.deepEqual(
    listed.map((one) => one.agentId),
    [agentId],
  );
  for (const one of [agentId, other])
    await act(one, { tool: 'bank_pay', target: 'somebody@elsewhere.example' });
  await watch();
  const acts = async (of: string) => (await alertsOf(of)).map((one) => `${one.kind} ${one.act}`).sort();
  assert.deepEqual(await acts(agentId), ['new_target alert', 'new_tool open_breaker']);
  assert.deepEqual(await acts(other), ['new_target alert', 'new_tool alert']);
  assert.ok((await factsOf(agentId))?.breaker);
  assert.equal((await factsOf(other))?.breaker, undefined);
  assert.equal((await set({})).status, 200);
  assert.deepEqual((await get('/v1/agent-behaviour-rules')).data, []);
});

test('accepted is normal from now on; dismissed is raised again', async () => {
  await setRules({ new_tool: 'alert', new_target: 'alert' });
  const agentId = await settled();
  await act(agentId, { tool: 'bank_pay' });
  await watch();
  const settle = async (verdict: string): Promise<void> => {
    const [open] = (await alertsOf(agentId)).filter((one) => one.status === 'open');
    const answer = await post(`/v1/behaviour-alerts/${open.id}/settle`, { verdict, note: 'looked at it' });
    assert.deepEqual([answer.status, answer.json.status], [200, verdict]);
    const again = await post(`/v1/behaviour-alerts/${open.id}/settle`, { verdict, note: 'looked at it' });
    assert.equal(again.status, 409);
  };
  await settle('dismissed');
  await act(agentId, { tool: 'bank_pay' });
  await watch();
  assert.equal((await alertsOf(agentId)).length, 2);
  await settle('accepted');
  await act(agentId, { tool: 'bank_pay' });
  await watch();
  assert.equal((await alertsOf(agentId)).length, 2);
});

test('what a failing record keeps back is looked at again: nothing is missed and nothing is raised twice', async () => {
  const agentId = await settled();
  await act(agentId, { tool: 'bank_pay' });
  const { db } = under.running.platform;
  const broken = {
    ...under.running.platform,
    random: () => {
      throw new Error('no randomness');
    },
  };
  await assert.rejects(watchBehaviour(broken, under.tenant), /no randomness/);
  assert.deepEqual(await alertsOf(agentId), []);
  assert.equal(await watch(), 1);
  assert.equal((await alertsOf(agentId)).length, 1);
  assert.equal(
    await db.readTenant(under.other, (tx) =>
      tx.query('SELECT 1 FROM behaviour_alerts').then((rows) => rows.length),
    ),
    0,
  );
});

test('an agent that has just begun is learned, and the score says what it is made of', async () => {
  const body = { name: 'just-begun', purpose: 'tests', status: 'active' };
  const agentId = (await post('/v1/agents', body)).json.id as string;
  assert.equal((await get(`/v1/agents/${agentId}/behaviour`)).state, 'none');
  await act(agentId);
  const blocked = { kind: 'block', reasons: [], trace: [] };
  await act(agentId, { decision: blocked, tool: 'tools_pay' });
  await act(agentId, { decision: blocked, tool: '(unreadable)' });
  await watch();
  const shown = await get(`/v1/agents/${agentId}/behaviour`);
  assert.deepEqual(
    [shown.state, shown.actions, shown.tools],
    ['learning', 1, [{ name: 'tools_send', actions: 1 }]],
  );
  assert.equal(shown.learning.actions, 1_000);
  assert.equal(Date.parse(shown.learning.until) - Date.parse(shown.since), 7 * 86_400_000);
  assert.deepEqual(shown.departsAbove, { callsPerMinute: 11, refusedOfLast50: 30 });
  const sum = (shown.trust.parts as AnyJson[]).reduce((all, part) => all + Number(part.points), 0);
  assert.equal(shown.trust.score, Math.round(sum * 10) / 10);
  assert.equal((await post(`/v1/agents/${agentId}/behaviour/relearn`, { reason: 'new work' })).status, 200);
  assert.equal((await get(`/v1/agents/${agentId}/behaviour`)).state, 'none');
});
