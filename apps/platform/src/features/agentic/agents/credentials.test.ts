/** Credentials of agents end, are rotated with an overlap, say when they were last used, and tell people before their end. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  testPlatform,
  type AnyJson,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../../../tests/support/platform.ts';
import { makeWorld, commitDecision, type RouteWorld } from '../../../../../../tests/support/route-world.ts';
import { createFactsDesk } from '../facts/facts-desk.ts';

const dayMs = 86_400_000;
let frozenMs: number | undefined;
const now = (): number => frozenMs ?? Date.now();
let under: PlatformUnderTest;
let administrator: Client;
let operator: Client;
let world: RouteWorld;

before(async () => {
  under = await testPlatform({ clock: { nowMs: now, monotonicMs: now } });
  [administrator, operator] = [await under.as('administrator'), await under.as('operator')];
  world = await makeWorld(under, administrator, under.tenant);
  frozenMs = Date.now();
});
after(() => under.close());

const post = (path: string, body: unknown): Promise<Answer> => operator.call({ method: 'POST', path, body });
const list = async (query = ''): Promise<AnyJson[]> => {
  const { json } = await operator.call({
    method: 'GET',
    path: `/v1/agent-credentials?agentId=${world.agentId}${query}`,
  });
  return json.data as AnyJson[];
};
async function issue(name: string, more: object = {}): Promise<AnyJson> {
  const answer = await post(`/v1/agents/${world.agentId}/credentials`, { name, ...more });
  assert.equal(answer.status, 201, answer.text);
  return answer.json;
}
const rotate = (id: string, body: object): Promise<Answer> =>
  post(`/v1/agents/${world.agentId}/credentials/${id}/rotate`, body);
const inFacts = async (id: string): Promise<AnyJson> =>
  (await createFactsDesk(under.running.platform.db).load(under.tenant)).agents
    .flatMap((agent) => agent.credentials)
    .find((one) => one.id === id);

test('a credential ends in 90 days unless somebody says otherwise, and says who issued it', async () => {
  const { credential } = await issue('usual');
  assert.equal(Date.parse(credential.expiresAt) - Date.parse(credential.createdAt), 90 * dayMs);
  const { credential: endless } = await issue('endless', { expiresInDays: null });
  assert.equal(endless.expiresAt, null);
  const row = (await list()).find((one) => one.id === credential.id);
  assert.deepEqual([row.state, row.issuedBy, row.lastUsedAt], ['live', 'operator of alpha', null]);
  assert.ok(!('sha256' in row));
});

test('a rotation gives a new token and the old one an end; both are good in between', async () => {
  const { credential: old } = await issue('rotated');
  const answer = await rotate(old.id, { overlapHours: 2 });
  assert.equal(answer.status, 201, answer.text);
  const { credential, token } = answer.json;
  assert.match(token, /^gma_agt_/);
  assert.equal(credential.name, 'rotated');
  const rows = await list();
  const before = rows.find((one) => one.id === old.id);
  assert.deepEqual([before.state, before.replacedBy], ['ending', credential.id]);
  assert.equal(Date.parse((await inFacts(old.id)).expiresAt), now() + 2 * 3_600_000);
  assert.ok(await inFacts(credential.id));
  assert.equal(
    (await rotate(old.id, { overlapHours: 2 })).json.code,
    'conflict',
    'it has a successor already',
  );
  assert.equal((await rotate(credential.id, { overlapHours: 0 })).status, 201);
  assert.equal(
    (await list('&state=expired')).some((one) => one.id === credential.id),
    true,
  );
});

test('an overlap never makes an old credential live longer', async () => {
  const { credential } = await issue('short', { expiresInDays: 1 });
  assert.equal((await rotate(credential.id, { overlapHours: 720 })).status, 201);
  assert.equal((await inFacts(credential.id)).expiresAt, credential.expiresAt);
});

test('what ends within 14 days is listed as such', async () => {
  const { credential: soon } = await issue('soon', { expiresInDays: 14 });
  const { credential: later } = await issue('later', { expiresInDays: 15 });
  const ids = (await list('&state=expiring_soon')).map((one) => one.id as string);
  assert.deepEqual([ids.includes(soon.id), ids.includes(later.id)], [true, false]);
});

test('a last use is written with the decision, at most once a minute, and only for the agent’s own credential', async () => {
  const { credential } = await issue('used');
  const who = { agent: world.agentId, agentName: 'agent', toolId: world.toolId };
  const use = () => commitDecision(under, under.tenant, who, 'allow', { credential: credential.id });
  await use();
  const row = async () => (await list()).find((one) => one.id === credential.id);
  assert.equal(Date.parse((await row()).lastUsedAt), now());
  const { json } = await post('/v1/agents', { name: 'other-agent', purpose: 'x' });
  const others = await post(`/v1/agents/${json.id as string}/credentials`, { name: 'theirs' });
  const theirs = others.json.credential.id as string;
  await commitDecision(under, under.tenant, who, 'allow', { credential: theirs });
  const { json: shown } = await operator.call({
    method: 'GET',
    path: `/v1/agent-credentials?agentId=${json.id as string}`,
  });
  assert.equal(shown.data[0].lastUsedAt, null);
});

test('a revoked or expired credential is not rotated, and a retired agent has none left', async () => {
  const { credential } = await issue('gone');
  await operator.call({ method: 'DELETE', path: `/v1/agents/${world.agentId}/credentials/${credential.id}` });
  assert.equal((await rotate(credential.id, { overlapHours: 1 })).json.code, 'conflict');
  const row = (await list('&state=revoked')).find((one) => one.id === credential.id);
  assert.equal(row.revokedBy, 'operator of alpha');
  const retired = await administrator.call({
    method: 'POST',
    path: `/v1/agents/${world.agentId}/retire`,
    body: { reason: 'the pilot is over' },
  });
  assert.equal(retired.status, 200, retired.text);
  assert.deepEqual(retired.json.credentials, []);
  for (const one of await list()) assert.equal(one.state, 'revoked');
  const back = await administrator.call({
    method: 'POST',
    path: `/v1/agents/${world.agentId}/reactivate`,
    body: { reason: 'it shall come back' },
  });
  assert.equal(back.json.code, 'conflict');
});
