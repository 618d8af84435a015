/** Agents: who answers for them, how they are stopped, and a token that is shown once and routes to its tenant. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sha256, sha256Hex } from '@gamut/crypto/hash';
import { encodeBase64url } from '@gamut/kernel/base64url';
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

before(async () => {
  under = await testPlatform();
  [administrator, operator] = [await under.as('administrator'), await under.as('operator')];
});
after(() => under.close());

const post = (client: Client, path: string, body: unknown): Promise<Answer> =>
  client.call({ method: 'POST', path, body });

async function register(name: string, more: object = {}): Promise<AnyJson> {
  const answer = await post(operator, '/v1/agents', { name, purpose: 'tests', ...more });
  assert.equal(answer.status, 201, answer.text);
  return answer.json;
}
const factsOf = async (id: string): Promise<AnyJson> =>
  (await createFactsDesk(under.running.platform.db).load(under.tenant)).agents.find(
    (agent) => agent.id === id,
  );

test('a new agent starts as proposed intern, whatever is asked, and stands in the directory at once', async () => {
  const agent = await register('starter');
  assert.deepEqual([agent.level, agent.status, agent.tier], ['intern', 'proposed', 'undetermined']);
  assert.equal(
    (await post(operator, '/v1/agents', { name: 'senior', purpose: 'x', level: 'senior' })).status,
    422,
  );
  const desk = createFactsDesk(under.running.platform.db);
  const { directory } = await desk.sync({ instance: 'gwy_test', directoryVersion: 0, held: [] });
  assert.equal(directory?.[agent.id], under.tenant.id);
});

test('a name is taken once, and names a person can’t type twice are refused', async () => {
  await register('taken');
  const again = await post(operator, '/v1/agents', { name: 'taken', purpose: 'x' });
  assert.deepEqual([again.status, again.json.code], [409, 'conflict']);
  for (const name of [
    'Upper',
    '1st',
    'with space',
    'a_b',
    'ä',
    '',
    'x'.repeat(64),
    "x'; DROP TABLE agents; --",
  ]) {
    assert.equal((await post(operator, '/v1/agents', { name, purpose: 'x' })).status, 422, name);
  }
});

test('owners are named people of this tenant, and can be taken away, which is a gap that the facts show', async () => {
  const agent = await register('owned', {
    humanOwnerId: operator.userId,
    securityOwnerId: administrator.userId,
  });
  assert.equal(agent.humanOwner.name, 'operator of alpha');
  const patch = { method: 'PATCH', path: `/v1/agents/${agent.id}` };
  const nobody = await operator.call({ ...patch, body: { humanOwnerId: 'usr_01jx0000000000000000000000' } });
  assert.deepEqual([nobody.status, nobody.json.errors[0].pointer], [422, '/humanOwnerId']);
  const without = await operator.call({ ...patch, body: { humanOwnerId: null } });
  assert.equal(without.status, 200, without.text);
  assert.deepEqual([without.json.humanOwner, without.json.securityOwner.id], [null, administrator.userId]);
  assert.equal((await factsOf(agent.id)).humanOwner, null);
  assert.equal((await operator.call({ ...patch, body: {} })).status, 422, 'a patch changes something');
});

test('an owner counts while they are active here and see agents: suspended, demoted or removed, the facts hold nobody, at once', async () => {
  const owner = await under.as('advanced');
  const roles = { role: 'advanced', additiveRoles: ['agent_operator'] };
  const made = { method: 'PUT', path: `/v1/people/${owner.userId}/roles`, body: roles };
  assert.equal((await administrator.call(made)).status, 200);
  const agent = await register('left-alone', {
    humanOwnerId: owner.userId,
    securityOwnerId: administrator.userId,
  });
  const shown = async () =>
    (await operator.call({ method: 'GET', path: `/v1/agents/${agent.id}` })).json.humanOwner.here;
  const person = `/v1/people/${owner.userId}`;
  const change = async (verb: string, body: object, there: boolean): Promise<void> => {
    const desk = createFactsDesk(under.running.platform.db);
    const { version } = await desk.load(under.tenant);
    const [method, path] = verb === 'roles' ? ['PUT', `${person}/roles`] : ['POST', `${person}/${verb}`];
    const answer = await administrator.call({ method, path, body });
    assert.equal(answer.status, 200, answer.text);
    assert.ok(
      (await desk.load(under.tenant)).version > version,
      `${verb}: a decision on older facts is stale`,
    );
    const { humanOwner } = await factsOf(agent.id);
    assert.deepEqual([humanOwner?.id ?? null, await shown()], [there ? owner.userId : null, there], verb);
  };
  await change('suspend', { reason: 'on leave' }, false);
  await change('reactivate', { reason: 'back' }, true);
  await change('roles', { role: 'subscriber', additiveRoles: [] }, false);
  await change('roles', roles, true);
  const removed = await administrator.call({ method: 'DELETE', path: person });
  assert.equal(removed.status, 200, removed.text);
  assert.deepEqual([(await factsOf(agent.id)).humanOwner, await shown()], [null, false]);
});

test('two different people who see agents answer for one, and what was one person before stays as it is', async () => {
  const subscriber = await under.as('subscriber');
  const patch = (id: string, body: object) =>
    operator.call({ method: 'PATCH', path: `/v1/agents/${id}`, body });
  const both = { humanOwnerId: administrator.userId, securityOwnerId: administrator.userId };
  const refused = async (answer: Promise<Answer>, pointer: string): Promise<void> => {
    const { status, json } = await answer;
    assert.deepEqual([status, json.errors?.[0].pointer], [422, pointer], JSON.stringify(json));
  };
  await refused(
    post(operator, '/v1/agents', { name: 'one-for-two', purpose: 'x', ...both }),
    '/humanOwnerId',
  );
  const agent = await register('two-for-one', { humanOwnerId: administrator.userId });
  await refused(patch(agent.id, { securityOwnerId: administrator.userId }), '/securityOwnerId');
  await refused(patch(agent.id, { securityOwnerId: subscriber.userId }), '/securityOwnerId');
  await under.running.platform.db.tenant(under.tenant, (tx) =>
    tx.execute('UPDATE agents SET security_owner_id = human_owner_id WHERE id = $1', [agent.id]),
  );
  assert.equal((await patch(agent.id, { purpose: 'as before' })).status, 200);
  assert.equal((await patch(agent.id, { humanOwnerId: operator.userId })).status, 200);
});

test('whoever answers for an agent of high or critical tier neither lowers it, nor hands it over, nor chooses who checks it', async () => {
  const agent = await register('lofty', { humanOwnerId: operator.userId });
  const patch = (client: Client, body: object) =>
    client.call({ method: 'PATCH', path: `/v1/agents/${agent.id}`, body });
  for (const tier of ['high', 'critical']) {
    assert.equal((await patch(administrator, { tier, securityOwnerId: null })).status, 200);
    for (const body of [
      { tier: 'low' },
      { securityOwnerId: administrator.userId },
      { humanOwnerId: administrator.userId },
    ])
      assert.equal((await patch(operator, body)).status, 403, `${tier} ${JSON.stringify(body)}`);
  }
});

test('a suspension is in the facts with its reason as soon as it is answered; a retired agent stays retired', async () => {
  const agent = await register('stopped', { status: 'active' });
  const act = (client: Client, verb: string): Promise<Answer> =>
    post(client, `/v1/agents/${agent.id}/${verb}`, { reason: 'it wrote to a broker' });
  assert.equal(
    (await post(operator, `/v1/agents/${agent.id}/suspend`, { reason: '' })).status,
    422,
    'no reason, no change',
  );
  assert.equal((await act(operator, 'suspend')).json.statusReason, 'it wrote to a broker');
  assert.equal((await factsOf(agent.id)).status, 'suspended');
  assert.equal((await act(operator, 'suspend')).status, 409);
  assert.equal(
    (await act(operator, 'reactivate')).status,
    403,
    'whoever operates agents does not wake them alone',
  );
  assert.equal((await act(administrator, 'reactivate')).json.status, 'active');
  assert.equal((await act(administrator, 'retire')).json.status, 'retired');
  for (const verb of ['suspend', 'reactivate', 'retire'])
    assert.equal((await act(administrator, verb)).status, 409, verb);
  assert.equal((await post(operator, `/v1/agents/${agent.id}/credentials`, { name: 'late' })).status, 409);
  const edit = { method: 'PATCH', path: `/v1/agents/${agent.id}`, body: { purpose: 'another' } };
  assert.equal((await operator.call(edit)).status, 409, 'it stays as it was');
});

test('a token names its agent, ends in a checksum, and is kept nowhere', async () => {
  const agent = await register('tokened', { status: 'active' });
  const issued = await post(operator, `/v1/agents/${agent.id}/credentials`, {
    name: 'laptop',
    expiresInDays: 7,
  });
  assert.equal(issued.status, 201, issued.text);
  const { token, credential } = issued.json as { token: string; credential: AnyJson };
  assert.match(token, new RegExp(`^gma_${agent.id}_[A-Za-z0-9_-]{49}$`));
  assert.equal(token.slice(-6), encodeBase64url(sha256(token.slice(0, -6))).slice(0, 6));
  assert.equal(credential.fingerprint, sha256Hex(token).slice(0, 12));
  assert.deepEqual((await factsOf(agent.id)).credentials[0].sha256, sha256Hex(token));
  const secret = token.slice(-49);
  const everything = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ text: string }>(
      'SELECT t::text AS text FROM agent_credentials t UNION ALL SELECT bytes FROM journal_entries',
    ),
  );
  assert.ok(!everything.some((row) => row.text.includes(secret)) && !under.logged.join('').includes(secret));
  const days = (Date.parse(credential.expiresAt) - Date.parse(credential.createdAt)) / 86_400_000;
  assert.equal(days, 7);
});

test('a revoked credential is out of the facts, and can’t be revoked twice or through another agent', async () => {
  const [agent, other] = [await register('revoked', { status: 'active' }), await register('bystander')];
  const { credential } = (await post(operator, `/v1/agents/${agent.id}/credentials`, { name: 'one' })).json;
  const remove = (of: string): Promise<Answer> =>
    operator.call({ method: 'DELETE', path: `/v1/agents/${of}/credentials/${credential.id}` });
  assert.equal((await remove(other.id)).status, 404);
  assert.deepEqual((await remove(agent.id)).json.credentials, []);
  assert.deepEqual((await factsOf(agent.id)).credentials, []);
  assert.equal((await remove(agent.id)).status, 404);
});

test('a list goes on where it stopped, page by page, and takes no cursor but its own', async () => {
  const seen: string[] = [];
  let path = '/v1/agents?limit=2';
  for (let page = 0; page < 50; page++) {
    const { json } = await operator.call({ method: 'GET', path });
    assert.ok(json.data.length <= 2);
    seen.push(...json.data.map((agent: AnyJson) => agent.name));
    assert.equal(json.has_more, json.next !== null);
    if (!json.has_more) break;
    path = `/v1/agents?limit=2&cursor=${json.next}`;
  }
  assert.deepEqual(seen, [...new Set(seen)].sort());
  const whole = (await operator.call({ method: 'GET', path: '/v1/agents' })).json.data;
  assert.equal(seen.length, whole.length);
  for (const cursor of [
    'x',
    'W10',
    encodeBase64url(Buffer.from('["a","b"]')),
    encodeBase64url(Buffer.from('[1]')),
  ]) {
    assert.equal(
      (await operator.call({ method: 'GET', path: `/v1/agents?cursor=${cursor}` })).status,
      422,
      cursor,
    );
  }
  for (const limit of ['0', '-1', '1e3', 'all']) {
    assert.equal(
      (await operator.call({ method: 'GET', path: `/v1/agents?limit=${limit}` })).status,
      422,
      limit,
    );
  }
});

test('an agent says since when it is at its level: a new level begins anew, and nothing else does', async () => {
  const { id, levelSince } = await register('levelled');
  await under.running.platform.db.tenant(under.tenant, (tx) =>
    tx.query("UPDATE agents SET level = 'senior', level_since = now() - interval '1 day' WHERE id = $1", [
      id,
    ]),
  );
  const shown = async () =>
    Date.parse((await operator.call({ method: 'GET', path: `/v1/agents/${id}` })).json.levelSince);
  const risen = await shown();
  assert.ok(risen < Date.parse(levelSince));
  await operator.call({
    method: 'PATCH',
    path: `/v1/agents/${id}`,
    headers: { 'if-match': '*' },
    body: { purpose: 'other tests' },
  });
  assert.equal(await shown(), risen);
  const lowered = await post(administrator, `/v1/agents/${id}/level`, { level: 'junior', reason: 'a test' });
  assert.equal(lowered.status, 200, lowered.text);
  assert.ok((await shown()) > risen);
});
