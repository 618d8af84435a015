/** Two connectors under one name: their tools are listed to nobody, and a call is told which name means two things. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  startContractPlatform,
  type ContractPlatform,
} from '../../../../../tests/support/contract-platform.ts';
import { startGateway, type TestGateway } from '../../../../../tests/support/gateway.ts';
import { makeAgent, makeConnector, makeFacts, makeTool } from '../../../../../tests/support/gateway-facts.ts';

const agent = makeAgent('tester');
const [one, two] = [
  makeConnector('docs', { kind: 'stdio', catalogue: 'one' }),
  makeConnector('docs', { kind: 'stdio', catalogue: 'two' }),
];
const pinned = {
  name: 'search',
  title: 'Search',
  description: 'x',
  inputSchema: { type: 'object' },
  schemaSha256: '0'.repeat(64),
};

let platform: ContractPlatform;
let gateway: TestGateway;
before(async () => {
  const tools = [makeTool(one as never, pinned), makeTool(two as never, pinned)];
  platform = await startContractPlatform(makeFacts([agent], [one, two] as never, tools));
  gateway = await startGateway(platform, {});
});
after(async () => {
  await gateway.close();
  await platform.close();
});

test('a name that means two tools is not listed, and a call of it is a recorded block that says so', async () => {
  const client = await gateway.connect(agent.token);
  assert.deepEqual((await client.listTools()).tools, []);
  const result = await client.callTool({ name: 'docs_search', arguments: {} });
  assert.match(JSON.stringify(result.structuredContent), /tool_ambiguous/);
  assert.equal(platform.decisions.at(-1)?.decision.kind, 'block');
});

test('arguments that break the schema, unknown members and a member named __proto__ are blocked, each by name', async () => {
  const schema = {
    type: 'object',
    properties: { q: { type: 'string', maxLength: 3 } },
    required: ['q'],
    additionalProperties: false,
  };
  const only = makeTool(one as never, { ...pinned, inputSchema: schema });
  const next = makeFacts([agent], [one] as never, [only]);
  platform.change({ connectors: next.connectors, tools: next.tools, toolPermissions: next.toolPermissions });
  const client = await gateway.connect(agent.token);
  for (const [args, pattern] of [
    [{}, /arguments_invalid/],
    [{ q: 'long' }, /arguments_invalid/],
    [{ q: 7 }, /arguments_invalid/],
    [{ q: 'ok', extra: 1 }, /argument_unknown/],
  ] as const) {
    const result = await client.callTool({ name: 'docs_search', arguments: args });
    assert.match(JSON.stringify(result.structuredContent?.['reasons' as never]), pattern);
  }
});
