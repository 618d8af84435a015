/** A Gateway in process for tests, against the platform that it is given, with a catalogue and a runner's home of its own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { randomBytes } from '@gamut/crypto/random';
import { createLogger } from '@gamut/service/logger';
import { composeGateway, type GatewayPorts } from '../../apps/gateway/src/compose.ts';
import type { GatewayConfig } from '../../apps/gateway/src/config.ts';
import type { ContractPlatform } from './contract-platform.ts';
import { patienceMs } from './pace.ts';

export interface TestGateway {
  readonly origin: string;
  readonly vaultKey: Uint8Array;
  readonly home: string;
  /** An agent's client of the newer or the older protocol. */
  connect(token: string, era?: 'modern' | 'legacy'): Promise<Client>;
  close(): Promise<void>;
}

/** A busy machine may be late with an answer; what tests of deadlines need shorter they give. */
export const patientDeadlines = {
  factsMs: patienceMs,
  approvalMs: patienceMs,
  ledgerMs: patienceMs,
  connectorMs: patienceMs,
  totalMs: patienceMs,
};

export async function startGateway(
  platform: ContractPlatform,
  servers: Record<string, unknown>,
  change: Partial<GatewayConfig> = {},
  ports: Partial<GatewayPorts> = {},
): Promise<TestGateway> {
  const home = mkdtempSync(join(tmpdir(), 'gamut-gateway-'));
  const toolServers = join(home, 'servers.json');
  writeFileSync(toolServers, JSON.stringify({ servers }));
  const config: GatewayConfig = {
    mode: 'development',
    host: '127.0.0.1',
    port: 0,
    platformUrl: platform.url,
    pushUrl: undefined,
    consoleUrl: 'http://127.0.0.1:4600',
    egressAllow: [],
    toolServers,
    runnerHome: join(home, 'runner'),
    hosts: [],
    tlsProxy: false,
    buildSha256: undefined,
    ...change,
  };
  const vaultKey = randomBytes(32);
  const secrets = {
    GATEWAY_VAULT_KEY: vaultKey,
    AGENTIC_SIGNING_SECRET: randomBytes(32),
    AGENTIC_SIGNING_SECRET_RETIRING: undefined,
    EDGE_KEY_GATEWAY_TO_PLATFORM: platform.keys.toPlatform,
    EDGE_KEY_PLATFORM_TO_GATEWAY: platform.keys.toGateway,
    EDGE_KEY_CLAW_TO_GATEWAY: randomBytes(32),
    EDGE_KEY_GATEWAY_TO_CLAW: randomBytes(32),
  };
  const gateway = composeGateway(config, secrets, {
    logger: createLogger('gateway', { level: process.env['TEST_LOG'] ?? 'silent' }),
    deadlines: patientDeadlines,
    ...ports,
  });
  const { origin } = await gateway.listen();
  const clients: Client[] = [];
  return {
    origin,
    vaultKey,
    home,
    connect: async (token, era = 'modern') => {
      const client = new Client(
        { name: 'test-agent', version: '1' },
        { versionNegotiation: { mode: era === 'modern' ? 'auto' : 'legacy' } },
      );
      await client.connect(
        new StreamableHTTPClientTransport(new URL(`${origin}/mcp`), {
          requestInit: { headers: { authorization: `Bearer ${token}` } },
        }),
      );
      clients.push(client);
      return client;
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.close()));
      await gateway.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
