/**
 * What allow tokens are tested in: a real platform on a real Postgres, real Gateways in processes of their own before it, and
 * an upstream that counts what was really done, by the name that each call gives its effect.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMcpHandler, ProtocolError, Server } from '@modelcontextprotocol/server';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { sha256Hex } from '@gamut/crypto/hash';
import { randomBytes } from '@gamut/crypto/random';
import type { TenantRef } from '@gamut/database/database';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { toolDigest } from '../../apps/gateway/src/connectors/tool-digest.ts';
import { compiled } from './compiled.ts';
import { makeToken, someId } from './gateway-facts.ts';
import { testPlatform, type AnyJson, type PlatformUnderTest } from './platform.ts';

const gatewayProgram = join(import.meta.dirname, '..', '..', 'apps/gateway/src/main.ts');
const inputSchema = {
  type: 'object',
  properties: { effect: { type: 'string' }, amount: { type: 'integer' } },
  required: ['effect'],
  additionalProperties: false,
};
const description = 'does something once for each name';
const long = 'words of a tool '.repeat(2000);

export interface Told {
  readonly status: number;
  readonly json: AnyJson;
}

export interface TokenGateway {
  readonly origin: string;
  /** Ends it as the system would, without a chance to say anything. */
  kill(): Promise<void>;
  /** A call by the agent's token. */
  post(path: string, body: unknown, token: string): Promise<Told>;
}

export interface TokenWorld {
  readonly under: PlatformUnderTest;
  readonly signingSecret: Uint8Array;
  readonly platformUrl: string;
  /** Settings and secrets of every Gateway of this world, but for where platform is. */
  readonly environment: Readonly<Record<string, string>>;
  /** How often each named effect was had. */
  readonly effects: ReadonlyMap<string, number>;
  /** While it is set, the upstream counts an effect and does not answer. */
  silent: boolean;
  /** The agent of the first tenant, another of it, and one of the other tenant. */
  readonly agents: readonly TokenAgent[];
  /** @param more settings and secrets that differ from the world's */
  startGateway(platformPort?: number, more?: Readonly<Record<string, string>>): Promise<TokenGateway>;
  close(): Promise<void>;
}

export interface TokenAgent {
  readonly id: string;
  readonly token: string;
  readonly credential: string;
  readonly tenant: TenantRef;
  readonly toolId: string;
}

export const doing = (effect: string, more: object = {}) => ({
  tool: 'upstream_do',
  arguments: { effect, ...more },
});

/** @param names of the agents of the first tenant */
export async function openTokenWorld(
  options: Parameters<typeof testPlatform>[0] = {},
  names: readonly string[] = ['first', 'second'],
): Promise<TokenWorld> {
  const under = await testPlatform(options);
  const port = await under.running.listen();
  const effects = new Map<string, number>();
  const state = { silent: false };
  const upstream = await startUpstream(effects, state);
  const origin = `http://127.0.0.1:${String((upstream.address() as AddressInfo).port)}`;
  const home = mkdtempSync(join(tmpdir(), 'gamut-tokens-'));
  const signingSecret = randomBytes(32);
  const vaultKey = randomBytes(32);
  const agents = [
    ...(await seedTenant(under, under.tenant, origin, names)),
    ...(await seedTenant(under, under.other, origin, ['foreign'])),
  ];
  const running: ChildProcess[] = [];
  const { key, answerKey } = under.secrets.fromGateway;
  const text = (bytes: Uint8Array): string => encodeBase64url(bytes);
  const environment = {
    GATEWAY_VAULT_KEY: text(vaultKey),
    AGENTIC_SIGNING_SECRET: text(signingSecret),
    EDGE_KEY_GATEWAY_TO_PLATFORM: text(key),
    EDGE_KEY_PLATFORM_TO_GATEWAY: text(answerKey),
    EDGE_KEY_CLAW_TO_GATEWAY: text(randomBytes(32)),
    EDGE_KEY_GATEWAY_TO_CLAW: text(randomBytes(32)),
    GAMUT_MODE: 'development',
    GAMUT_GATEWAY_PORT: '0',
    GAMUT_EGRESS_ALLOW: origin,
    GAMUT_RUNNER_HOME: join(home, 'runner'),
  };
  return {
    under,
    signingSecret,
    platformUrl: `http://127.0.0.1:${String(port)}`,
    environment,
    effects,
    agents,
    get silent() {
      return state.silent;
    },
    set silent(silent) {
      state.silent = silent;
    },
    startGateway: async (platformPort = port, more = {}) => {
      const GAMUT_PLATFORM_URL = `http://127.0.0.1:${String(platformPort)}`;
      const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', gatewayProgram], {
        env: { ...compiled, ...environment, GAMUT_PLATFORM_URL, ...more },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      running.push(child);
      return gatewayOf(child, await listening(child));
    },
    close: async () => {
      await Promise.all(running.map(kill));
      upstream.closeAllConnections();
      await new Promise((resolve) => upstream.close(resolve));
      await under.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function gatewayOf(child: ChildProcess, port: number): TokenGateway {
  const origin = `http://127.0.0.1:${String(port)}`;
  return {
    origin,
    kill: () => kill(child),
    post: async (path, body, token) => {
      const response = await fetch(origin + path, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      return { status: response.status, json: await response.json() };
    },
  };
}

function listening(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (part: string) => {
        said += part;
        const port = /"port":(\d+)/.exec(said)?.[1];
        if (port !== undefined) resolve(Number(port));
      });
    child.once('exit', () => reject(new Error(`the Gateway did not start: ${said}`)));
  });
}

function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

async function startUpstream(effects: Map<string, number>, state: { silent: boolean }): Promise<HttpServer> {
  const handler = toNodeHandler(
    createMcpHandler(() => {
      const server = new Server({ name: 'upstream', version: '1' }, { capabilities: { tools: {} } });
      server.setRequestHandler('tools/list', () => ({
        tools: [{ name: 'do', description, inputSchema: inputSchema as never }],
      }));
      server.setRequestHandler('tools/call', async ({ params }) => {
        const effect = String(params.arguments?.['effect']);
        effects.set(effect, (effects.get(effect) ?? 0) + 1);
        if (state.silent) await new Promise(() => undefined);
        const [, code] = /^error (-?\d+)/.exec(effect) ?? [];
        if (code !== undefined) throw new ProtocolError(Number(code), 'after it was done');
        const more = effect.startsWith('call with a long answer')
          ? [{ type: 'text' as const, text: long }]
          : [];
        return { content: [{ type: 'text', text: `done: ${effect}` }, ...more] };
      });
      return server;
    }),
  );
  const server = createServer((request, response) => void handler(request as never, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** A connector to the upstream with its tool pinned, and agents that may use it. */
async function seedTenant(
  { running }: PlatformUnderTest,
  tenant: TenantRef,
  origin: string,
  names: readonly string[],
): Promise<TokenAgent[]> {
  const { db } = running.platform;
  const [connector, toolId] = [someId('con'), someId('tol')];
  return db.tenant(tenant, async (tx) => {
    const [owner] = await tx.query<{ id: string }>('SELECT id FROM people ORDER BY id LIMIT 1', []);
    await tx.query(
      `INSERT INTO connectors (id, name, title, transport, url, created_at, updated_at) VALUES ($1, 'upstream', 'Upstream', 'http', $2, now(), now())`,
      [connector, `${origin}/mcp`],
    );
    await tx.query(
      `INSERT INTO tools (id, connector_id, name, title, description, input_schema, schema_sha256, action_type, data_class, risk, pinned_at)
       VALUES ($1, $2, 'do', 'do', $3, $4, $5, 'write_internal', 'internal', 'medium', now())`,
      [
        toolId,
        connector,
        description,
        JSON.stringify(inputSchema),
        toolDigest({ name: 'do', description, inputSchema }),
      ],
    );
    await tx.query(
      `INSERT INTO incident_playbooks (id, name, action_types, steps, created_at) VALUES ($1, 'all', '{write_internal}', 'Call somebody.', now())`,
      [someId('pbk')],
    );
    await tx.query(
      'UPDATE facts_state SET agent_calls_per_minute_max = 1000000000, version = version + 1',
      [],
    );
    const agents: TokenAgent[] = [];
    for (const name of names) {
      const id = someId('agt');
      const agent = { id, token: makeToken(id), credential: someId('crd'), tenant, toolId };
      agents.push(agent);
      await tx.query(
        `INSERT INTO agents (id, name, purpose, level, tier, status, human_owner_id, security_owner_id, created_at, updated_at)
         VALUES ($1, $2, 'tests', 'senior', 'low', 'active', $3, $3, now(), now())`,
        [id, name, owner?.id],
      );
      await tx.query(
        `INSERT INTO agent_credentials (id, agent_id, name, sha256, created_at) VALUES ($1, $2, 'first', $3, now())`,
        [agent.credential, id, sha256Hex(agent.token)],
      );
      await tx.query(
        `INSERT INTO tool_permissions (id, agent_id, tool_id, calls_per_minute_max, created_at) VALUES ($1, $2, $3, 1000000, now())`,
        [someId('prm'), id, toolId],
      );
      await tx.query(
        `INSERT INTO data_flows (id, agent_id, data_class, handling, created_at) VALUES ($1, $2, 'internal', 'full', now())`,
        [someId('dfl'), id],
      );
      await tx.query(
        `INSERT INTO red_team_tests (id, agent_id, result, summary, tested_at, created_at) VALUES ($1, $2, 'passed', 'Held.', now() - interval '1 day', now())`,
        [someId('rtt'), id],
      );
      await tx.query('SELECT register_agent($1)', [id]);
    }
    return agents;
  });
}
