/**
 * Puts Gateway together from its settings, its secrets and the world's ports, so that a test can run it in process:
 * decisions over the signed edge, connectors from the facts, MCP as the way in.
 */
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Clock } from '@gamut/kernel/time-source';
import type { AllowedAction } from './decide/allowed-action.ts';
import type { Deadlines } from './decide/decision-point.ts';
import type { FaultHook } from './decide/dependency.ts';
import { createVault } from '@gamut/credentials/vault';
import { edgeOf, otherWay, type Edge } from '@gamut/service/edge';
import { createServer } from '@gamut/service/http-server';
import { isLoopbackHost } from '@gamut/service/loopback';
import type { SecretsOf } from '@gamut/service/secret-table';
import type { GateFailure } from '@gamut/service/start-gates';
import type { Logger } from '@gamut/service/logger';
import { digestBuild } from './build-digest.ts';
import { openWaysIn } from './compose-ways-in.ts';
import { composeDecisions, type Decisions } from './compose-decisions.ts';
import type { GatewayConfig } from './config.ts';
import { ConnectorRegistry } from './connectors/connector-registry.ts';
import { lendThrough } from './connectors/lend-credentials.ts';
import { createConnectorOpener } from './connectors/open-connector.ts';
import { readCatalogue } from './connectors/stdio/catalogue.ts';
import { serveFactsPush } from './facts/facts-push-route.ts';
import { AnswerThreads } from './answers/answer-threads.ts';
import { createScan } from './answers/scan-answer.ts';
import { showArguments } from './answers/show-arguments.ts';
import { createSigningKeys } from './identity/runtime-keys.ts';
import { fingerprintSecrets } from './identity/fingerprint-secrets.ts';
import { CallsInFlight } from './perform/calls-in-flight.ts';
import type { LedgerEntry } from './ledger/ledger-client.ts';
import { KeptOutcomes } from './perform/kept-outcomes.ts';
import { performThroughConnector } from './perform/perform-through-connector.ts';
import type { Performed } from './perform/perform-action.ts';
import { watchSelfTest, type SelfTestWatch } from './self-test-watch.ts';

export interface GatewayPorts {
  readonly logger: Logger;
  readonly clock?: Clock;
  readonly fault?: FaultHook;
  /** For tests, shorter. */
  readonly deadlines?: Deadlines;
  readonly selfTest?: SelfTestWatch;
}

export interface Gateway {
  listen(): Promise<{ readonly port: number; readonly origin: string }>;
  close(): Promise<void>;
  /** Resolves when platform refuses this process for good. */
  readonly refused: Promise<GateFailure>;
}

/** A kill, or a tenant's suspension, cuts what is under way within a second, the question and its answer included. */
export const tickMs = 750;
/** Of the five seconds that a process has to end in. */
const lastAnswersMs = 1500;

export function composeGateway(
  config: GatewayConfig,
  secrets: SecretsOf<'gateway'>,
  ports: GatewayPorts,
): Gateway {
  const { logger } = ports;
  let own: string | undefined;
  const acting = composeActing(config, secrets, ports, () => config.pushUrl ?? own);
  const { decisions, registry, perform } = acting;
  const { facts, clock, random } = decisions;
  const selfTest = ports.selfTest ?? watchSelfTest();
  const server = createServer({
    logger,
    checks: readinessOf(decisions, selfTest),
    clock,
    random,
    strictTransport: config.tlsProxy,
  });
  const waysIn = openWaysIn(server, {
    config,
    signing: createSigningKeys(secrets.AGENTIC_SIGNING_SECRET, secrets.AGENTIC_SIGNING_SECRET_RETIRING),
    decisions,
    perform,
    selfTest,
    logger,
  });
  acceptPushes(server, acting, logger);
  let timer: NodeJS.Timeout | undefined;
  return {
    refused: decisions.introduction.refused,
    listen: async () => {
      await server.listen({ host: config.host, port: config.port });
      const { port } = server.server.address() as AddressInfo;
      const origin = `http://${config.host}:${port}`;
      if (isLoopbackHost(new URL(config.platformUrl).hostname)) own = origin;
      const tick = (): void => {
        void facts.syncAll().catch(() => undefined);
        registry.tend();
      };
      tick();
      timer = setInterval(tick, tickMs);
      logger.info({ port, tool_servers: acting.toolServers }, 'Gateway listens');
      return { port, origin };
    },
    close: async () => {
      clearInterval(timer);
      selfTest.stop();
      await waysIn.close();
      // what is still being gone through then is withheld, and its call recorded
      const patience = setTimeout(() => void acting.threads.close(), lastAnswersMs);
      await server.close();
      clearTimeout(patience);
      await acting.threads.close();
      await acting.kept.close();
      await registry.close();
      await decisions.close();
    },
  };
}

/** Platform tells what has moved and what was stopped. */
function acceptPushes(server: ReturnType<typeof createServer>, acting: Acting, logger: Logger): void {
  const { flights, edge, decisions } = acting;
  const { instance, facts, clock, random } = decisions;
  serveFactsPush(server, { instance, edge: otherWay(edge), facts, flights, logger, clock, random });
}

interface Acting {
  readonly decisions: Decisions;
  readonly flights: CallsInFlight;
  readonly kept: KeptOutcomes;
  readonly threads: AnswerThreads;
  /** Gateway → platform. */
  readonly edge: Edge;
  readonly registry: ConnectorRegistry;
  readonly toolServers: number;
  readonly perform: (allowed: AllowedAction) => Promise<Performed>;
}

/** Decisions and connectors, each knowing of the other only what it must. */
function composeActing(
  config: GatewayConfig,
  secrets: SecretsOf<'gateway'>,
  { clock: givenClock, fault, deadlines }: GatewayPorts,
  pushOrigin: () => string | undefined,
): Acting {
  mkdirSync(config.runnerHome, { recursive: true, mode: 0o755 });
  const catalogue = readCatalogue(config.toolServers);
  const flights = new CallsInFlight();
  const { EDGE_KEY_GATEWAY_TO_PLATFORM: asks, EDGE_KEY_PLATFORM_TO_GATEWAY: answers } = secrets;
  const edge = edgeOf('gateway', 'platform', asks, answers);
  const decisions = composeDecisions({
    platformUrl: config.platformUrl,
    edge,
    pushOrigin,
    buildSha256: config.buildSha256 ?? digestBuild(),
    fingerprints: (deployment) => fingerprintSecrets(deployment, secrets),
    checkTool: (resolved) => registry.checkTool(resolved),
    showArguments,
    onFacts: (tenant, held) => {
      flights.review(tenant, held);
      registry.apply(tenant, held);
    },
    ...(givenClock === undefined ? {} : { clock: givenClock }),
    ...(fault === undefined ? {} : { fault }),
    ...(deadlines === undefined ? {} : { deadlines }),
  });
  const { clock, random, depend, ledger, platform } = decisions;
  const vault = lendThrough(createVault(secrets.GATEWAY_VAULT_KEY), depend);
  const opener = createConnectorOpener({ catalogue, config, vault });
  const observe = platform.observe.bind(platform);
  const registry = new ConnectorRegistry({ open: opener.open, observe, clock });
  const commit = (tenant: string, entry: LedgerEntry, signal: AbortSignal) =>
    ledger.commit(tenant, entry, signal);
  const kept = new KeptOutcomes({ commit, depend, clock });
  const keep = kept.keep.bind(kept);
  const threads = new AnswerThreads();
  const parts = { commit, depend, clock, random, keep, scan: createScan(threads) };
  const through = { connectors: registry, flights, vault, parts };
  return {
    decisions,
    flights,
    kept,
    threads,
    edge,
    registry,
    toolServers: catalogue.size,
    perform: (allowed) => performThroughConnector(allowed, through),
  };
}

/** Ready means: platform answered within the lease, so there is something to decide on. */
function readinessOf(decisions: Decisions, selfTest: SelfTestWatch) {
  return [
    { name: 'self-test', check: () => selfTest.failed() },
    {
      name: 'platform',
      check: async () => {
        if (!decisions.facts.isFresh()) await decisions.facts.sync().catch(() => undefined);
        return decisions.facts.isFresh() ? undefined : 'it does not answer on the signed edge';
      },
    },
    {
      name: 'facts',
      check: () => (decisions.facts.isFresh() ? undefined : 'the governance facts are older than the lease'),
    },
  ];
}
