/** A rise takes five gates and other people than the one who asks; a fall takes a reason and nothing else. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  commitDecision,
  makeWorld,
  randomId,
  type RouteWorld,
} from '../../../../../../tests/support/route-world.ts';
import {
  testPlatform,
  type AnyJson,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../../../tests/support/platform.ts';
import { createFactsDesk } from '../facts/facts-desk.ts';

let under: PlatformUnderTest;
let administrator: Client;
let operator: Client;
let world: RouteWorld;

before(async () => {
  under = await testPlatform();
  [administrator, operator] = [await under.as('administrator'), await under.as('operator')];
  world = await makeWorld(under, administrator, under.tenant);
});
after(() => under.close());

const post = (client: Client, path: string, body: unknown): Promise<Answer> =>
  client.call({ method: 'POST', path, body });
const note = { note: 'looked at it' };
const read = async (id: string): Promise<AnyJson> =>
  (await operator.call({ method: 'GET', path: `/v1/promotions/${id}` })).json;
const openGates = (promotion: AnyJson): string[] =>
  (promotion.gates as { id: string; passed: boolean }[])
    .filter((gate) => !gate.passed)
    .map((gate) => gate.id);
const levelInFacts = async (id: string): Promise<unknown> =>
  (await createFactsDesk(under.running.platform.db).load(under.tenant)).agents.find((one) => one.id === id)
    ?.level;

let made = 0;
async function newAgent(): Promise<string> {
  const answer = await post(administrator, '/v1/agents', {
    name: `riser-${++made}`,
    purpose: 'tests',
    status: 'active',
    humanOwnerId: administrator.userId,
  });
  assert.equal(answer.status, 201, answer.text);
  return answer.json.id as string;
}

async function ask(agentId: string): Promise<AnyJson> {
  const answer = await post(operator, '/v1/promotions', { agentId, businessValue: 'Saves two days.' });
  assert.equal(answer.status, 201, answer.text);
  return answer.json;
}

async function finishOne(agentId: string): Promise<void> {
  const who = { agent: agentId, agentName: 'riser', toolId: world.toolId };
  const { id } = await commitDecision(under, under.tenant, who, 'allow');
  await under.running.platform.db.tenant(under.tenant, (tx) =>
    tx.query("UPDATE decisions SET state = 'done' WHERE id = $1", [id]),
  );
}

test('a level is lowered at once and with a reason; a rise by the same route is refused and names the way', async () => {
  const agentId = await newAgent();
  const refused = await post(administrator, `/v1/agents/${agentId}/level`, {
    level: 'junior',
    reason: 'trust me',
  });
  assert.deepEqual([refused.status, refused.json.code], [409, 'conflict']);
  assert.match(refused.json.fix, /promotions/);
  assert.equal(await levelInFacts(agentId), 'intern');
});

test('gates are judged anew at each look, none can be waived, and the last one passed promotes in one transaction', async () => {
  const agentId = await newAgent();
  const promotion = await ask(agentId);
  assert.deepEqual([promotion.from, promotion.to, promotion.status], ['intern', 'junior', 'requested']);
  assert.deepEqual(openGates(promotion), ['performance', 'security_validation', 'governance_signoff']);
  const path = `/v1/promotions/${promotion.id}`;
  const early = await post(administrator, `${path}/approve`, note);
  assert.deepEqual([early.status, early.json.code], [409, 'conflict']);
  assert.match(early.json.message, /Performance: .*none yet.*Governance sign-off: signed for business/);

  await finishOne(agentId);
  assert.deepEqual(openGates(await read(promotion.id)), ['security_validation', 'governance_signoff']);
  const testedAt = new Date(under.running.platform.clock.nowMs() - 1000).toISOString();
  await post(operator, '/v1/red-team-tests', { agentId, result: 'passed', summary: 'Held.', testedAt });
  assert.deepEqual(openGates(await read(promotion.id)), ['governance_signoff']);
  assert.equal(
    (await post(administrator, `${path}/sign-offs`, { capacity: 'business', ...note })).status,
    200,
  );
  const done = await post(administrator, `${path}/approve`, note);
  assert.equal(done.status, 200, done.text);
  assert.deepEqual([done.json.status, openGates(done.json)], ['approved', []]);
  assert.equal(await levelInFacts(agentId), 'junior');

  const again = await post(administrator, `${path}/approve`, note);
  assert.deepEqual([again.status, again.json.code], [409, 'conflict']);
});

test('what the gates said is kept as it was, whatever becomes of the record', async () => {
  const agentId = await newAgent();
  const promotion = await ask(agentId);
  const refused = await post(administrator, `/v1/promotions/${promotion.id}/refuse`, note);
  assert.equal(refused.status, 200, refused.text);
  await finishOne(agentId);
  assert.deepEqual((await read(promotion.id)).gates, refused.json.gates);
  assert.ok((await ask(agentId)).id !== promotion.id, 'a new one may be asked for');
});

test('who asks neither signs nor approves, and security is not signed by the one who answers for the agent', async () => {
  const agentId = await newAgent();
  const own = await post(administrator, '/v1/promotions', { agentId, businessValue: 'Mine.' });
  const path = `/v1/promotions/${own.json.id}`;
  assert.equal(
    (await post(administrator, `${path}/sign-offs`, { capacity: 'business', ...note })).status,
    403,
  );
  assert.equal((await post(administrator, `${path}/approve`, note)).status, 403);
  assert.equal((await post(operator, `${path}/approve`, note)).status, 403, 'an operator promotes nobody');
  assert.equal((await post(operator, `${path}/sign-offs`, { capacity: 'security', ...note })).status, 403);
  assert.equal((await post(operator, `${path}/sign-offs`, { capacity: 'business', ...note })).status, 200);
  assert.equal((await post(operator, `${path}/sign-offs`, { capacity: 'business', ...note })).status, 409);
});

test('an amended promotion has to be signed again', async () => {
  const agentId = await newAgent();
  const { id } = await ask(agentId);
  await post(administrator, `/v1/promotions/${id}/sign-offs`, { capacity: 'business', ...note });
  assert.equal((await read(id)).signOffs.length, 1);
  const amended = await post(operator, `/v1/promotions/${id}/amend`, { businessValue: 'Saves three days.' });
  assert.deepEqual([amended.status, amended.json.revision, amended.json.signOffs], [200, 2, []]);
  assert.equal(amended.json.businessValue, 'Saves three days.');
  assert.equal(
    (await post(administrator, `/v1/promotions/${id}/sign-offs`, { capacity: 'business', ...note })).status,
    200,
  );
});

test('one promotion waits for an agent at a time, and a race of two leaves one', async () => {
  const agentId = await newAgent();
  const body = { agentId, businessValue: 'Saves two days.' };
  const both = await Promise.all([
    post(operator, '/v1/promotions', body),
    post(administrator, '/v1/promotions', body),
  ]);
  assert.deepEqual(both.map((answer) => answer.status).sort(), [201, 409]);
});

test('a principal is not promoted, nor one that is retired', async () => {
  const agentId = await newAgent();
  await under.running.platform.db.tenant(under.tenant, (tx) =>
    tx.query("UPDATE agents SET level = 'principal' WHERE id = $1", [agentId]),
  );
  assert.equal((await post(operator, '/v1/promotions', { agentId, businessValue: 'More.' })).status, 409);
  const other = await newAgent();
  await post(administrator, `/v1/agents/${other}/retire`, { reason: 'done with it' });
  assert.equal(
    (await post(operator, '/v1/promotions', { agentId: other, businessValue: 'More.' })).status,
    409,
  );
});

test('thresholds are the framework’s until the tenant sets its own, and the record says what they were', async () => {
  const tenant = under.other;
  const elsewhere = await under.as('administrator', tenant);
  const path = '/v1/promotion-thresholds';
  const before = await elsewhere.call({ method: 'GET', path });
  assert.equal(before.json.thresholds[0].daysAtLevelMin, 14);
  const own = (before.json.thresholds as AnyJson[]).map((one) => ({ ...one, daysAtLevelMin: 3 }));
  const set = await elsewhere.call({ method: 'PUT', path, body: { thresholds: own } });
  assert.equal(set.status, 200, set.text);
  assert.deepEqual((await elsewhere.call({ method: 'GET', path })).json.thresholds, own);
  const twice = [own[0], own[0], own[1]];
  assert.equal((await elsewhere.call({ method: 'PUT', path, body: { thresholds: twice } })).status, 422);
});

test('a promotion that is nowhere is not found', async () => {
  const answer = await operator.call({ method: 'GET', path: `/v1/promotions/${randomId('pmt')}` });
  assert.equal(answer.status, 404);
});
