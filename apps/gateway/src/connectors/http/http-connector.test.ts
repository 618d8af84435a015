/**
 * An upstream MCP server over HTTP, with a credential that the agent never sees: sealed in the facts, opened for the call,
 * struck from whatever comes back; sealed for another place it does not open, and nothing is sent.
 */
import assert from 'node:assert/strict';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { createMcpHandler, Server } from '@modelcontextprotocol/server';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { headerDestination, sealCredential, vaultPublicKey } from '@gamut/crypto/seal';
import { randomBytes } from '@gamut/crypto/random';
import type { ConnectorFacts } from '@gamut/protocol/facts';
import {
  startContractPlatform,
  type ContractPlatform,
} from '../../../../../tests/support/contract-platform.ts';
import { startGateway, type TestGateway } from '../../../../../tests/support/gateway.ts';
import { makeAgent, makeConnector, makeFacts, makeTool } from '../../../../../tests/support/gateway-facts.ts';
import { eventually } from '../../../../../tests/support/pace.ts';
import { toolDigest } from '../tool-digest.ts';

const credential = 'Bearer upstream-credential-7f3a9c';
const inputSchema = { type: 'object', properties: { text: { type: 'string' } } };
const whoami = {
  name: 'whoami',
  title: 'whoami',
  description: 'says who asks',
  inputSchema,
  schemaSha256: toolDigest({ name: 'whoami', description: 'says who asks', inputSchema }),
};
const agent = makeAgent('tester');
const seen: (string | undefined)[] = [];

let upstream: HttpServer;
let origin: string;
let platform: ContractPlatform;
let gateway: TestGateway;
let connector: ConnectorFacts;

before(async () => {
  const handler = toNodeHandler(
    createMcpHandler((context) => {
      const given = context.requestInfo?.headers.get('x-api-key') ?? 'nobody';
      const server = new Server({ name: 'upstream', version: '1' }, { capabilities: { tools: {} } });
      server.setRequestHandler('tools/list', () => ({
        tools: [{ name: 'whoami', description: 'says who asks', inputSchema: inputSchema as never }],
      }));
      server.setRequestHandler('tools/call', ({ params }) => {
        const leaks = [
          given,
          Buffer.from(given).toString('base64'),
          encodeURIComponent(given),
          Buffer.from(given).toString('hex'),
          given.slice(7),
        ];
        const more = params.arguments?.['text'] === 'long' ? ['word '.repeat(18_000), given] : [];
        return { content: [{ type: 'text', text: [...leaks, ...more].join('\n') }] };
      });
      return server;
    }),
  );
  upstream = createServer((request, response) => {
    seen.push(request.headers['x-api-key'] as string | undefined);
    void handler(request as never, response);
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  connector = makeConnector('remote', { kind: 'http', url: `${origin}/mcp`, origin });
  platform = await startContractPlatform(makeFacts([agent], [connector], [makeTool(connector, whoami)]));
  gateway = await startGateway(platform, {}, { egressAllow: [origin] });
  seal(origin);
});
after(async () => {
  await gateway.close();
  await platform.close();
  upstream.closeAllConnections();
  upstream.close();
});

/** As platform does it: sealed to Gateway's public key, for this tenant, connector, header and origin. */
function seal(forOrigin: string): void {
  const place = {
    tenant: platform.facts.tenant,
    connector: connector.id,
    field: 'x-api-key',
    destination: headerDestination(forOrigin, 'x-api-key'),
  };
  const sealed = sealCredential(vaultPublicKey(gateway.vaultKey), place, credential, randomBytes);
  platform.change({ connectors: [{ ...connector, sealedHeaders: { 'x-api-key': sealed } }] });
}

for (const era of ['modern', 'legacy'] as const) {
  for (const length of ['short', 'long'])
    test(`the upstream gets the credential, the agent does not, in any spelling, in a ${length} answer (${era})`, async () => {
      const client = await gateway.connect(agent.token, era);
      const result = await client.callTool({ name: 'remote_whoami', arguments: { text: length } });
      assert.equal(result.isError, undefined, JSON.stringify(result).slice(0, 1000));
      assert.equal(seen.at(-1), credential);
      const text = JSON.stringify(result);
      assert.equal(text.length > 80_000, length === 'long');
      for (const leak of [
        credential,
        'upstream-credential-7f3a9c',
        Buffer.from(credential).toString('base64').slice(4, -4),
        Buffer.from(credential).toString('hex'),
      ]) {
        assert.ok(!text.includes(leak), leak);
      }
      assert.ok((platform.outcomes.at(-1)?.redactions['known_secret'] ?? 0) >= 4);
    });
}

test('a credential that was sealed for another origin does not open, and the server is not called', async () => {
  const before = seen.filter((one) => one !== undefined).length;
  seal('https://elsewhere.example');
  const client = await gateway.connect(agent.token);
  const result = await client.callTool({ name: 'remote_whoami', arguments: { text: 'x' } });
  assert.equal(result.isError, true);
  assert.equal(seen.filter((one) => one !== undefined).length, before);
  seal(origin);
});

test('an upstream that the operator does not allow is not reached', async () => {
  let reached = 0;
  const other = createServer((_request, response) => {
    reached += 1;
    response.end();
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  const moved = {
    ...connector,
    transport: { kind: 'http', url: `${elsewhere}/mcp`, origin: elsewhere } as const,
  };
  platform.change({ connectors: [moved] });
  const closed = await startGateway(platform, {}, { egressAllow: [] });
  try {
    const client = await closed.connect(agent.token);
    const result = await client.callTool({ name: 'remote_whoami', arguments: { text: 'x' } });
    assert.match(JSON.stringify(result.structuredContent), /connector_unreachable/);
    await eventually(
      () => platform.observations.find((one) => !one.reachable && JSON.stringify(one).includes('not https')),
      'what was observed',
    );
    assert.equal(reached, 0);
  } finally {
    await closed.close();
    other.close();
  }
});
