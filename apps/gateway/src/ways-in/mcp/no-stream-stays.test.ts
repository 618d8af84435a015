/**
 * What an agent may still hold open when it is stopped: nothing. Gateway promises no notifications, so a subscription of the newer
 * protocol ends as it is acknowledged, and the older one's stream is refused; a call under way is cut off (kill-switch.test.ts).
 * Whoever adds a notification turns this red, and has to end its streams where calls in flight are cut off.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  startContractPlatform,
  type ContractPlatform,
} from '../../../../../tests/support/contract-platform.ts';
import { startGateway, type TestGateway } from '../../../../../tests/support/gateway.ts';
import { makeAgent, makeFacts } from '../../../../../tests/support/gateway-facts.ts';
import { connectAgent } from '../../../../../tests/support/mcp-agent.ts';

const agent = makeAgent('listener');
let platform: ContractPlatform;
let gateway: TestGateway;

before(async () => {
  platform = await startContractPlatform(makeFacts([agent], [], []));
  gateway = await startGateway(platform, {});
});
after(async () => {
  await gateway.close();
  await platform.close();
});

const headers = { authorization: `Bearer ${agent.token}`, accept: 'text/event-stream' };

test('2026-07-28: whatever a client subscribes to, the stream is ended with its acknowledgement', async () => {
  const client = await gateway.connect(agent.token);
  const subscription = await client.listen({
    toolsListChanged: true,
    promptsListChanged: true,
    resourcesListChanged: true,
    resourceSubscriptions: ['file:///notes.txt'],
  });
  assert.deepEqual(subscription.honoredFilter, {});
  assert.equal(await subscription.closed, 'graceful');
});

test('2025-11-25: the stream that a client opens for notifications is refused, and the client goes on without', async () => {
  const older = await connectAgent(gateway.origin, agent.token, '2025-11-25');
  const refused = await fetch(`${gateway.origin}/mcp`, {
    headers: { ...headers, 'mcp-protocol-version': '2025-11-25' },
  });
  assert.equal(refused.status, 405);
  await refused.body?.cancel();
  assert.deepEqual(await older.listTools(), []);
  await older.close();
});

test('every answer ends by itself, and so does the stream that it comes on', async () => {
  for (const method of ['tools/list', 'ping', 'server/discover']) {
    const answer = await fetch(`${gateway.origin}/mcp`, {
      method: 'POST',
      headers: {
        ...headers,
        accept: 'application/json, text/event-stream',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method }),
    });
    assert.notEqual(await answer.text(), '', method);
  }
});
