/** Puts the platform together: gates, then the database, the journal's keeper, the routes, the console; then the port. */
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { createPasswordHasher } from '@gamut/crypto/password';
import { sha256 } from '@gamut/crypto/hash';
import { randomBytes } from '@gamut/crypto/random';
import { ed25519Signer } from '@gamut/crypto/sign';
import { createDatabase } from '@gamut/database/database';
import { parseVkey } from '@gamut/journal/signed-note';
import type { Clock } from '@gamut/kernel/time-source';
import { otherWay, type Edge } from '@gamut/service/edge';
import type { GateWatch } from '@gamut/service/gate-watch';
import { createServer, type SchemaCompilers } from '@gamut/service/http-server';
import type { Logger } from '@gamut/service/logger';
import { createMetrics } from '@gamut/service/metrics';
import { GateFailure } from '@gamut/service/start-gates';
import { systemTime } from '@gamut/service/system-time';
import { createControlChange } from './access/control-change.ts';
import { journalVkey } from './audit/export-journal.ts';
import { createReadingLog } from './audit/record-reading.ts';
import { createStreamSeats } from './audit/stream-seats.ts';
import type { WitnessEdge } from './audit/witness-client.ts';
import { backgroundOf } from './background.ts';
import type { PlatformConfig, PlatformSecrets } from './config.ts';
import { createWebhookSender } from './features/administration/integrations/send-webhook.ts';
import { toldOf } from './features/agentic/behaviour/watch-regularly.ts';
import { createLedger } from './features/agentic/decisions/commit-ledger.ts';
import { announceMoves } from './features/agentic/facts/announce-moves.ts';
import { bumpFacts } from './features/agentic/facts/bump-facts.ts';
import { createFactsDesk } from './features/agentic/facts/facts-desk.ts';
import { createGatewayRegister, type GatewayRegister } from './features/agentic/facts/gateway-register.ts';
import { createFactsPusher, type FactsPusher } from './features/agentic/facts/push-facts.ts';
import { createDenialLog } from './http/denial-log.ts';
import { mountInternalRoutes } from './http/internal-routes.ts';
import { openApiDocument } from './http/openapi.ts';
import { mountRoutes, type PipelineParts } from './http/pipeline.ts';
import { measurePlatform } from './figures.ts';
import { createRateLimits, type RateLimits } from './limits/rate-limits.ts';
import { rateRules, type RateRules } from './limits/rate-rules.ts';
import { routeTable } from './http/route-table.ts';
import { serveConsole } from './http/static-files.ts';
import { serveSecurityContact, whatIsWrongWith } from './http/security-contact.ts';
import type { Platform } from './platform.ts';
import { openPlatformGates, type PlatformGates } from './platform-gates.ts';
import { createProcessWatch } from './process-watch.ts';
import { composeTenantKeys } from './tenancy/compose-tenant-keys.ts';

export interface RunningPlatform {
  /** @returns the port it listens on */
  listen(): Promise<number>;
  close(): Promise<void>;
  readonly platform: Platform;
  /** Looks at every gate again now, for whoever can't wait five minutes. */
  readonly gates: GateWatch;
  readonly server: ReturnType<typeof createServer>;
}

export interface PlatformPorts {
  readonly logger: Logger;
  readonly clock?: Clock;
  /** Tests that guess a thousand times set other limits; programs leave it out. */
  readonly rateRules?: RateRules;
  readonly passwordCostLog2?: number;
  /** Tests compile a route's schemas when it is first asked. */
  readonly compilers?: SchemaCompilers;
  readonly consoleFolder?: string;
}

const consoleFolder = join(import.meta.dirname, '..', '..', 'web', 'dist');
const witnessDeadlineMs = 3000;

/** @throws GateFailure before anything listens or is written */
export async function composePlatform(
  config: PlatformConfig,
  secrets: PlatformSecrets,
  ports: PlatformPorts,
): Promise<RunningPlatform> {
  const clock = ports.clock ?? systemTime;
  const db = createDatabase({
    url: secrets.databaseUrl,
    cells: secrets.cellUrls,
    tenantLoginSecret: secrets.tenantLoginSecret,
    applicationName: 'gamut-platform',
    poolSize: config.poolSize,
  });
  try {
    const witness = witnessOf(config);
    const gates = await openPlatformGates({
      config,
      secrets,
      witnessPublicKey: witness?.key.publicKey,
      db,
      clock,
      logger: ports.logger,
    });
    return assemble(config, secrets, ports, { clock, gates, witness });
  } catch (error) {
    await db.close();
    throw error;
  }
}

function assemble(
  config: PlatformConfig,
  secrets: PlatformSecrets,
  ports: PlatformPorts,
  { clock, gates, witness }: { clock: Clock; gates: PlatformGates; witness: WitnessEdge | undefined },
): RunningPlatform {
  const { logger } = ports;
  const { watch } = gates;
  const { db, gateways, pusher } = pushing(gates.db, otherWay(secrets.fromGateway), clock, logger);
  let port = config.port;
  const made = { clock, db, witness, gates: watch, portNow: () => port, present: presentTo(() => server) };
  const platform = platformOf(config, secrets, ports, made);
  const metrics = createMetrics();
  const server = createServer({
    logger,
    clock,
    metrics,
    // a console under https stands behind a proxy that terminates TLS: browsers must not come without it
    strictTransport: config.consoleOrigins.some((origin) => origin.startsWith('https:')),
    trustedProxies: config.trustedProxies,
    ...(ports.compilers === undefined ? {} : { compilers: ports.compilers }),
    checks: () => [{ name: 'database', check: () => db.ping().then(() => undefined) }, ...watch.checks()],
  });
  const limits = createRateLimits(db, clock, ports.rateRules ?? rateRules);
  const pipeline = pipelineParts(platform, limits);
  mountRoutes(server, pipeline, routeTable);
  const { keeper, behaviour, works } = backgroundOf(platform, config.checkpointMs);
  const ledger = toldOf(createLedger({ db, clock, random: randomBytes, keys: platform.keys }), behaviour);
  const facts = createFactsDesk(db, { logger, isSealed: (id) => platform.sealing.isSealed(id) });
  const edges = [secrets.fromGateway, secrets.fromClaw];
  const internal = { facts, gateways, ledger, ownSecrets: gates.ownSecrets, denials: pipeline.denials };
  mountInternalRoutes(server, { platform, edges, ...internal });
  let openApi: ReturnType<typeof openApiDocument> | undefined;
  server.get('/openapi.json', () => (openApi ??= openApiDocument(routeTable)));
  serveSecurityContact(server, config.security);
  serveConsole(server, ports.consoleFolder ?? consoleFolder);
  measurePlatform(metrics, { db, clock, limits, keeper, behaviour });
  return {
    platform,
    server,
    gates: watch,
    listen: async () => {
      await server.listen({ host: '127.0.0.1', port: config.port });
      ({ port } = server.server.address() as AddressInfo);
      watch.start();
      for (const work of works) work.start();
      const lacking = whatIsWrongWith(config.security, clock.nowMs());
      if (lacking !== undefined) logger.warn(lacking);
      logger.info({ port }, 'platform is up');
      return port;
    },
    close: async () => {
      watch.stop();
      platform.streamSeats.endAll();
      await server.close();
      await Promise.all(works.map((work) => work.stop()));
      await pusher.close();
      await db.close();
    },
  };
}

/** The database whose commits are told to the Gateways that are there. */
function pushing(
  guarded: Platform['db'],
  edge: Edge,
  clock: Clock,
  logger: Logger,
): { readonly db: Platform['db']; readonly gateways: GatewayRegister; readonly pusher: FactsPusher } {
  const gateways = createGatewayRegister(clock);
  const pusher = createFactsPusher({ edge, gateways, clock, random: randomBytes, logger });
  return { db: announceMoves(guarded, pusher.push), gateways, pusher };
}

function pipelineParts(platform: Platform, limits: RateLimits): PipelineParts {
  return {
    platform,
    limits,
    denials: createDenialLog(platform),
    recordReading: createReadingLog(platform),
  };
}

/** The whole server, asked as from outside; it is made after the platform that asks it. */
function presentTo(server: () => RunningPlatform['server']): Platform['present'] {
  return async ({ method, url, headers, body = '' }) =>
    (await server().inject({ method, url, headers, payload: body })).statusCode;
}

function platformOf(
  config: PlatformConfig,
  secrets: PlatformSecrets,
  ports: PlatformPorts,
  made: Pick<Platform, 'clock' | 'db' | 'witness' | 'gates' | 'present'> & { readonly portNow: () => number },
): Platform {
  const { clock, db } = made;
  const journal = { deployment: config.deployment, key: ed25519Signer(secrets.journalSigningKey) };
  const cost = ports.passwordCostLog2;
  return {
    db,
    // never more than a quarter of the pool waits for a second connection
    controlChange: createControlChange({
      db,
      clock,
      random: randomBytes,
      logger: ports.logger,
      atOnceMax: Math.max(1, Math.floor(config.poolSize / 4)),
    }),
    clock,
    random: randomBytes,
    logger: ports.logger,
    mode: config.mode,
    passwords: createPasswordHasher({
      random: randomBytes,
      ...(cost === undefined ? {} : { costLog2: cost }),
    }),
    tokenPepper: secrets.tokenPepper,
    ...composeTenantKeys({
      db,
      encryptionKeys: secrets.encryptionKeys,
      services: secrets.keyServices,
      times: config.keyCheckTimes,
      clock,
      random: randomBytes,
      logger: ports.logger,
      moveFacts: async (tenant) => void (await db.tenant(tenant, bumpFacts)),
    }),
    journal,
    journalVkey: journalVkey(journal),
    witnessVkey: config.witnessVkey,
    witness: made.witness,
    vaultPublicKey: config.vaultPublicKey,
    gatewayUrl: config.gatewayUrl,
    securityContact: config.security.contact,
    egressAllow: config.egressAllow,
    openWebhookTarget: createWebhookSender({ clock, allowedOrigins: config.egressAllow }),
    streamSeats: createStreamSeats(),
    watch: createProcessWatch(clock),
    gates: made.gates,
    present: made.present,
    consoleOrigins: () => [
      `http://127.0.0.1:${String(made.portNow())}`,
      `http://localhost:${String(made.portNow())}`,
      ...config.consoleOrigins,
    ],
    operatorTokenSha256: config.operatorTokenSha256,
  };
}

function witnessOf(config: PlatformConfig): WitnessEdge | undefined {
  if (config.witnessUrl === null || config.witnessVkey === null) return undefined;
  const key = parseVkey('cosignature', config.witnessVkey, sha256);
  if (key === undefined)
    throw new GateFailure(
      'config',
      'WITNESS_VKEY is not a verifier key',
      'set it to the line that the witness prints',
    );
  return { url: config.witnessUrl, key, deadlineMs: witnessDeadlineMs };
}
