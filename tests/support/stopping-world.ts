/**
 * One real platform on a real database, a tool server that can be kept waiting, an agent that may use it, and Gateways as
 * processes of their own: what the tests of the kill switch stand on.
 */
import assert from 'node:assert/strict';
import { createServer, type Server as HttpServer } from 'node:http';
import {
  connect,
  createServer as createTcpServer,
  type AddressInfo,
  type Server as NetServer,
  type Socket,
} from 'node:net';
import { createMcpHandler, Server } from '@modelcontextprotocol/server';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { toolDigest } from '../../apps/gateway/src/connectors/tool-digest.ts';
import { observeConnector } from '../../apps/platform/src/features/agentic/connectors/observe-connector.ts';
import { gatewayFleet, type GatewayFleet } from './gateway-process.ts';
import { testPlatform, type AnyJson, type Client, type PlatformUnderTest } from './platform.ts';

const inputSchema = { type: 'object', properties: { tag: { type: 'string' } } };
/** The tool server's tools: one answers at once, one never does by itself. */
export const toolNames = ['quick', 'slow'] as const;

export interface StoppingWorld {
  readonly under: PlatformUnderTest;
  readonly administrator: Client;
  readonly fleet: GatewayFleet;
  readonly agent: { readonly id: string; readonly token: string };
  readonly connectorId: string;
  readonly toolIds: Readonly<Record<(typeof toolNames)[number], string>>;
  /** Between the Gateways and platform; pushes do not come by it. */
  readonly wire: { cut(): void; mend(): void };
  /** When each call reached the tool server, by its tag, in ms of `performance.now()`. */
  readonly arrived: Map<string, number>;
  post(path: string, body: unknown, status?: number): Promise<AnyJson>;
  /** An address that takes connections and never says anything. */
  readonly silence: string;
  close(): Promise<void>;
}

export async function stoppingWorld(): Promise<StoppingWorld> {
  const arrived = new Map<string, number>();
  const tools = await toolServer(arrived);
  const silent = createTcpServer(() => undefined);
  const silence = await listening(silent);
  const under = await testPlatform({ env: { GAMUT_EGRESS_ALLOW: tools.origin } });
  const platformPort = await under.running.listen();
  const wire = await passOn(platformPort);
  const administrator = await under.as('administrator');
  let person = administrator;
  const post: StoppingWorld['post'] = async (path, body, status = 201) => {
    let answer = await person.call({ method: 'POST', path, body });
    // a suspension of the tenant ended the session
    if (answer.status === 401) {
      person = await under.as('administrator');
      answer = await person.call({ method: 'POST', path, body });
    }
    assert.equal(answer.status, status, `${path}: ${answer.text}`);
    return answer.json;
  };
  const made = await makeTenant(under, administrator, post, tools.origin);
  const fleet = gatewayFleet({
    platformUrl: wire.origin,
    edge: under.secrets.fromGateway,
    egressAllow: [tools.origin],
  });
  return {
    under,
    administrator,
    fleet,
    ...made,
    wire,
    arrived,
    post,
    silence,
    close: async () => {
      await fleet.close();
      wire.close();
      tools.server.closeAllConnections();
      tools.server.close();
      silent.close();
      await under.close();
    },
  };
}

async function listening(server: NetServer): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

async function toolServer(arrived: Map<string, number>): Promise<{ server: HttpServer; origin: string }> {
  const handler = toNodeHandler(
    createMcpHandler(() => {
      const mcp = new Server({ name: 'upstream', version: '1' }, { capabilities: { tools: {} } });
      mcp.setRequestHandler('tools/list', () => ({
        tools: toolNames.map((name) => ({ name, description: name, inputSchema: inputSchema as never })),
      }));
      mcp.setRequestHandler('tools/call', async ({ params }) => {
        arrived.set(String(params.arguments?.['tag']), performance.now());
        if (params.name === 'slow') await new Promise(() => undefined);
        return { content: [{ type: 'text', text: 'done' }] };
      });
      return mcp;
    }),
  );
  const server = createServer((request, response) => void handler(request as never, response));
  return { server, origin: await listening(server) };
}

/** Passes bytes on until it is cut: then every connection ends, and none is taken. */
async function passOn(port: number): Promise<StoppingWorld['wire'] & { origin: string; close(): void }> {
  const open = new Set<Socket>();
  let whole = true;
  const server = createTcpServer((client) => {
    if (!whole) return void client.destroy();
    const upstream = connect(port, '127.0.0.1');
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => undefined).on('close', () => open.delete(socket));
    }
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    client.pipe(upstream).pipe(client);
  });
  const origin = await listening(server);
  const cut = (): void => {
    whole = false;
    for (const socket of open) socket.destroy();
  };
  return { origin, cut, mend: () => void (whole = true), close: () => void (cut(), server.close()) };
}

async function makeTenant(
  under: PlatformUnderTest,
  administrator: Client,
  post: StoppingWorld['post'],
  origin: string,
): Promise<Pick<StoppingWorld, 'agent' | 'connectorId' | 'toolIds'>> {
  const { db } = under.running.platform;
  const securityOwnerId = (await under.as('operator')).userId;
  const agent = await post('/v1/agents', {
    name: 'runner',
    purpose: 'to be stopped',
    humanOwnerId: administrator.userId,
    securityOwnerId,
    status: 'active',
  });
  const { token } = await post(`/v1/agents/${agent.id}/credentials`, { name: 'first' });
  const connector = await post('/v1/connectors', {
    name: 'far',
    title: 'Far',
    transport: { kind: 'http', url: `${origin}/mcp` },
    callTimeoutMs: 120_000,
  });
  const seen = toolNames.map((name) => {
    const tool = { name, description: name, inputSchema };
    return { ...tool, title: name, schemaSha256: toolDigest(tool) };
  });
  const at = new Date().toISOString();
  const observed = { connector: connector.id, at, reachable: true, detail: null, isolation: [], tools: seen };
  await observeConnector(db, under.tenant, { tenant: under.tenant.id, ...observed });
  const toolIds: Record<string, string> = {};
  for (const { name, schemaSha256 } of seen) {
    const { json, status, text } = await administrator.call({
      method: 'PUT',
      path: `/v1/connectors/${connector.id}/tools/${name}`,
      body: { schemaSha256, actionType: 'read', dataClass: 'internal', risk: 'low' },
    });
    assert.equal(status, 200, text);
    toolIds[name] = json.id;
    await post('/v1/tool-permissions', { agentId: agent.id, toolId: json.id, callsPerMinuteMax: 1_000_000 });
  }
  await post('/v1/data-flows', { agentId: agent.id, dataClass: 'internal', handling: 'full' });
  await db.tenant(under.tenant, async (tx) => {
    await tx.query('UPDATE facts_state SET agent_calls_per_minute_max = 1000000, version = version + 1');
    // it calls as often as it can, which is no departure here
    await tx.query("INSERT INTO behaviour_rules (kind, act, set_at) VALUES ('rate', 'alert', now())");
  });
  return {
    agent: { id: agent.id, token },
    connectorId: connector.id,
    toolIds: toolIds as StoppingWorld['toolIds'],
  };
}
