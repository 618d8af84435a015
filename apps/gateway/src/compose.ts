/**
 * Puts Gateway together from its settings, its secrets and the world's ports, so that a test can run it in process:
 * decisions over the signed edge, connectors from the facts, MCP as the way in.
 */
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Clock } from '@gamut/kernel/time-source';
import type { AllowedAction } from './decide/allowed-action.ts';
import type { FaultHook } from './decide/dependency.ts';
import { createVault } from '@gamut/credentials/vault';
import { edgeOf } from '@gamut/service/edge';
import { createServer } from '@gamut/service/http-server';
import type { SecretsOf } from '@gamut/service/secret-table';
import type { Logger } from '@gamut/service/logger';
import { digestBuild } from './build-digest.ts';
import { composeDecisions, type Decisions } from './compose-decisions.ts';
import type { GatewayConfig } from './config.ts';
import { ConnectorRegistry } from './connectors/connector-registry.ts';
import { createConnectorOpener } from './connectors/open-connector.ts';
import { readCatalogue } from './connectors/stdio/catalogue.ts';
import { showArguments } from './answers/show-arguments.ts';
import { identifyAgent } from './identity/identify-agent.ts';
import { CallsInFlight } from './perform/calls-in-flight.ts';
import type { LedgerEntry } from './ledger/ledger-client.ts';
import { performThroughConnector } from './perform/perform-through-connector.ts';
import type { Performed } from './perform/perform-action.ts';
import { createMcpService } from './ways-in/mcp/mcp-handler.ts';
import { serveMcp } from './ways-in/mcp/mcp-route.ts';

export interface GatewayPorts {
  readonly logger: Logger;
  readonly clock?: Clock;
  readonly fault?: FaultHook;
}

export interface Gateway {
  listen(): Promise<{ readonly port: number; readonly origin: string }>;
  close(): Promise<void>;
}

const tickMs = 1000;

export function composeGateway(config: GatewayConfig, secrets: SecretsOf<'gateway'>, ports: GatewayPorts): Gateway {
  mkdirSync(config.runnerHome, { recursive: true, mode: 0o755 });
  const catalogue = readCatalogue(config.toolServers);
  const vault = createVault(secrets.GATEWAY_VAULT_KEY);
  const opener = createConnectorOpener({ catalogue, config, vault });
  const flights = new CallsInFlight();
  let connectors: ConnectorRegistry | undefined;
  const decisions = composeDecisions({
    platformUrl: config.platformUrl,
    edge: edgeOf('gateway', 'platform', secrets.EDGE_KEY_GATEWAY_TO_PLATFORM, secrets.EDGE_KEY_PLATFORM_TO_GATEWAY),
    buildSha256: config.buildSha256 ?? digestBuild(),
    checkTool: (resolved) => registry.checkTool(resolved),
    showArguments,
    onFacts: (tenant, held) => {
      flights.review(tenant, held);
      connectors?.apply(tenant, held);
    },
    ...(ports.clock === undefined ? {} : { clock: ports.clock }),
    ...(ports.fault === undefined ? {} : { fault: ports.fault }),
  });
  const registry = new ConnectorRegistry({ open: opener.open, observe: (observation) => decisions.platform.observe(observation), clock: decisions.clock });
  connectors = registry;
  const { clock, random, depend, ledger } = decisions;
  const parts = { commit: (tenant: string, entry: LedgerEntry) => ledger.commit(tenant, entry), depend, clock, random };
  const perform = (allowed: AllowedAction): Promise<Performed> => performThroughConnector(allowed, { connectors: registry, flights, vault, parts });
  const service = createMcpService({ facts: decisions.facts, decisions: decisions.point, perform, consoleUrl: config.consoleUrl }, (error) => {
    ports.logger.debug({ err: error }, 'MCP refused a message');
  });
  const server = createServer({ logger: ports.logger, checks: readinessOf(decisions), clock, random });
  const identify = (authorization: string | undefined) => identifyAgent(decisions.facts, authorization, clock.nowMs());
  serveMcp(server, { service, identify, hosts: config.hosts });
  let timer: NodeJS.Timeout | undefined;
  return {
    listen: async () => {
      const tick = (): void => {
        void decisions.facts.syncAll().catch(() => undefined);
        registry.tend();
      };
      tick();
      timer = setInterval(tick, tickMs);
      await server.listen({ host: config.host, port: config.port });
      const { port } = server.server.address() as AddressInfo;
      ports.logger.info({ port, tool_servers: catalogue.size }, 'Gateway listens');
      return { port, origin: `http://${config.host}:${port}` };
    },
    close: async () => {
      clearInterval(timer);
      await service.close();
      await server.close();
      await registry.close();
      await decisions.close();
    },
  };
}

/** Ready means: platform answered within the lease, so there is something to decide on. */
function readinessOf(decisions: Decisions) {
  return [
    {
      name: 'platform',
      check: async () => {
        if (!decisions.facts.isFresh()) await decisions.facts.sync().catch(() => undefined);
        return decisions.facts.isFresh() ? undefined : 'it does not answer on the signed edge';
      },
    },
    { name: 'facts', check: () => (decisions.facts.isFresh() ? undefined : 'the governance facts are older than the lease') },
  ];
}
