/**
 * What a skill tells its agent to do reaches that agent as an MCP prompt, in the very words that were approved, and nobody else: real Gateway,
 * platform and Postgres, and the official clients of both generations.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  Client as NewClient,
  StreamableHTTPClientTransport as NewTransport,
} from '@modelcontextprotocol/client';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { bumpFacts } from '../../apps/platform/src/features/agentic/facts/bump-facts.ts';
import { startFaultyGateway, type FaultyGateway } from '../support/faulty-gateway.ts';
import { eventually } from '../support/pace.ts';
import { giveSkill } from '../support/skill-world.ts';
import { openTokenWorld, type TokenAgent, type TokenWorld } from '../support/token-world.ts';

const words = 'Do each thing once.\nAsk a person where you are not sure.';
let world: TokenWorld;
let holder: TokenAgent;
let gateway: FaultyGateway;
let name: string;

before(async () => {
  world = await openTokenWorld();
  holder = world.agents[0] as TokenAgent;
  gateway = await startFaultyGateway(world.environment, Number(new URL(world.platformUrl).port));
  name = await giveSkill(world, holder, words);
});
after(async () => {
  await gateway?.close();
  await world.close();
});

const ask = (method: string, params: object, agent = holder) =>
  gateway.post('/mcp', { jsonrpc: '2.0', id: 1, method, params }, agent.token);
const listed = async (agent = holder): Promise<string[]> => {
  const { json } = await ask('prompts/list', {}, agent);
  return json.result.prompts.map((one: { name: string }) => one.name);
};
const change = (sql: string) =>
  world.under.running.platform.db.tenant(holder.tenant, async (tx) => {
    await tx.query(sql, []);
    await bumpFacts(tx);
  });

test('a client of either generation lists the skill, reads its words, and is told in the beginning to do so', async () => {
  const url = new URL(`${gateway.origin}/mcp`);
  const requestInit = { headers: { authorization: `Bearer ${holder.token}` } };
  const info = { name: 'reader', version: '1.0.0' };
  const newer = new NewClient(info, { versionNegotiation: { mode: 'auto' } });
  await newer.connect(new NewTransport(url, { requestInit }));
  const older = new OldClient(info);
  await older.connect(
    new OldTransport(url, { requestInit }) as unknown as Parameters<OldClient['connect']>[0],
  );
  for (const client of [newer, older]) {
    assert.match(client.getInstructions() ?? '', /Each prompt is a skill of yours/);
    const { prompts } = await client.listPrompts();
    assert.deepEqual(
      prompts.map((one) => [one.name, one.description]),
      [
        [
          name,
          'What this skill tells you to do (version 1, approved). It is for actions of type write_internal, on data up to personal.',
        ],
      ],
    );
    const { messages } = await client.getPrompt({ name });
    assert.deepEqual(messages, [{ role: 'user', content: { type: 'text', text: words } }]);
    await client.close();
  }
});

test('another agent of the same tenant, or of another, has no such prompt', async () => {
  for (const other of world.agents.slice(1)) {
    assert.deepEqual(await listed(other), []);
    const { text, json } = await ask('prompts/get', { name }, other);
    assert.ok(json.error !== undefined && !text.includes('Do each thing once'), text);
  }
});

test('words that are not the approved ones, or that platform does not give, are never handed on', async () => {
  await change("UPDATE skills SET instructions = 'Do each thing twice.'");
  const changed = await ask('prompts/get', { name });
  assert.match(changed.json.error.message, /could not be had/);
  assert.ok(!changed.text.includes('twice'));
  await change(`UPDATE skills SET instructions = E'${words.replace('\n', '\\n')}'`);
  gateway.arm({ name: 'instructions', nth: 1, kind: 'garbage' });
  assert.match((await ask('prompts/get', { name })).json.error.message, /could not be had/);
  gateway.arm(undefined);
  assert.equal((await ask('prompts/get', { name })).json.result.messages[0].content.text, words);
});

test('an agent that is stopped or suspended is told nothing, nor is one whose skill is not in force', async () => {
  for (const [stop, back] of [
    ["UPDATE agents SET status = 'suspended'", "UPDATE agents SET status = 'active'"],
    [
      "UPDATE skills SET status = 'retired', retired_at = now(), retired_by = 'usr_approver'",
      "UPDATE skills SET status = 'approved', retired_at = NULL, retired_by = NULL",
    ],
  ] as const) {
    await change(stop);
    const { text, json } = await ask('prompts/get', { name });
    assert.ok(json.error !== undefined || json.result?.messages === undefined, text);
    assert.ok(!text.includes('Do each thing once'), text);
    await change(back);
  }
  await eventually(
    async () => (await ask('prompts/get', { name })).text.includes('Do each thing once'),
    'it holds again',
  );
});
