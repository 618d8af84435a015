/** Kill switches as people use them: who may stop, who may let go again, what stays on record, and what waits meanwhile. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  testPlatform,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../../../tests/support/platform.ts';
import { commitDecision, makeWorld, type RouteWorld } from '../../../../../../tests/support/route-world.ts';
import { createFactsDesk } from '../facts/facts-desk.ts';

let under: PlatformUnderTest;
let administrator: Client;
let operator: Client;
let world: RouteWorld;
const reason = { reason: 'it does what it should not' };

before(async () => {
  under = await testPlatform();
  [administrator, operator] = [await under.as('administrator'), await under.as('operator')];
  world = await makeWorld(under, administrator, under.tenant);
});
after(() => under.close());

const post = (client: Client, path: string, body: unknown): Promise<Answer> =>
  client.call({ method: 'POST', path, body });
const get = (path: string): Promise<Answer> => operator.call({ method: 'GET', path });
const inFacts = async () =>
  (await createFactsDesk(under.running.platform.db).load(under.tenant)).killSwitches;

test('an agent operator may stop, and only an administrator lets go again; both say why, and it stays listed', async () => {
  const body = { target: 'agent', targetId: world.agentId, ...reason };
  assert.equal((await post(operator, '/v1/kill-switches', { ...body, reason: '' })).status, 422);
  const engaged = await post(operator, '/v1/kill-switches', body);
  assert.equal(engaged.status, 201, engaged.text);
  const { id } = engaged.json;
  assert.deepEqual([engaged.json.state, engaged.json.engagedBy], ['engaged', 'operator of alpha']);
  assert.ok((await inFacts()).some((one) => one.id === id && one.targetId === world.agentId));
  assert.equal((await post(operator, '/v1/kill-switches', body)).json.code, 'conflict', 'one at a time');
  assert.equal((await post(operator, `/v1/kill-switches/${id}/release`, reason)).status, 403);
  const released = await post(administrator, `/v1/kill-switches/${id}/release`, { reason: 'a false alarm' });
  assert.deepEqual([released.json.state, released.json.releaseReason], ['released', 'a false alarm']);
  assert.ok(!(await inFacts()).some((one) => one.id === id));
  assert.equal((await post(administrator, `/v1/kill-switches/${id}/release`, reason)).json.code, 'conflict');
  const { json } = await get(`/v1/kill-switches?state=released&target=agent&targetId=${world.agentId}`);
  assert.deepEqual(
    json.data.map((one: { id: string }) => one.id),
    [id],
  );
});

test('nobody stops what is not there, or another tenant', async () => {
  for (const body of [
    { target: 'agent', targetId: world.toolId },
    { target: 'tool' },
    { target: 'connector', targetId: 'con_nothing' },
    { target: 'tenant', targetId: under.other.id },
  ]) {
    const answer = await post(operator, '/v1/kill-switches', { ...body, ...reason });
    assert.equal(answer.json.code, 'not_found', JSON.stringify(body));
  }
  const misplaced = { target: 'tool', targetId: world.toolId, revokeCredentials: true, ...reason };
  assert.equal((await post(operator, '/v1/kill-switches', misplaced)).json.code, 'validation_failed');
});

test('an approval that waits stays as it is, says what stops it, and goes on after the release', async () => {
  const who = { agent: world.agentId, agentName: 'agent', toolId: world.toolId };
  const { approval } = await commitDecision(under, under.tenant, who, 'require_approval');
  const shown = async () => (await get(`/v1/approvals/${approval}`)).json;
  // the connector is stopped by the world itself
  const standing = (await shown()).stoppedBy;
  assert.equal(standing.target, 'connector');
  assert.equal((await post(administrator, `/v1/kill-switches/${standing.id}/release`, reason)).status, 200);
  assert.equal((await shown()).stoppedBy, null);
  const { json } = await post(operator, '/v1/kill-switches', {
    target: 'tool',
    targetId: world.toolId,
    ...reason,
  });
  const stopped = await shown();
  assert.deepEqual([stopped.status, stopped.stoppedBy.id], ['pending', json.id]);
  await post(administrator, `/v1/kill-switches/${json.id}/release`, reason);
  assert.deepEqual([(await shown()).status, (await shown()).stoppedBy], ['pending', null]);
});

test('the switch with its revocation leaves the agent without a token, and says how many', async () => {
  const engaged = await post(operator, '/v1/kill-switches', {
    target: 'agent',
    targetId: world.agentId,
    revokeCredentials: true,
    ...reason,
  });
  assert.equal(engaged.status, 201, engaged.text);
  assert.deepEqual((await get(`/v1/agents/${world.agentId}`)).json.credentials, []);
  const rows = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ bytes: string }>(
      "SELECT bytes FROM journal_entries WHERE kind = 'kill_switch.engaged' AND subject = $1",
      [engaged.json.id],
    ),
  );
  assert.match(rows[0]?.bytes ?? '', /"credentialsRevoked":1/);
});
