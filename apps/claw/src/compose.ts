/** Puts Claw together from its configuration: the signed way to platform, the heartbeat, the health server. */
import type { AddressInfo } from 'node:net';
import type { Clock } from '@gamut/kernel/time-source';
import { watchSelfTest } from '@gamut/service/gate-watch';
import { createServer } from '@gamut/service/http-server';
import { createIntroduction } from '@gamut/service/introduction';
import type { Logger } from '@gamut/service/logger';
import { fingerprintKeys } from '@gamut/service/secret-fingerprints';
import { failedSigningTest } from '@gamut/service/self-test-of-signing';
import { signedClient } from '@gamut/service/signed-client';
import type { GateFailure } from '@gamut/service/start-gates';
import { systemTime } from '@gamut/service/system-time';
import type { ClawConfig, ClawSecrets } from './config.ts';
import { createHeartbeat } from './heartbeat.ts';

export interface Claw {
  /** @returns the port it listens on */
  listen(): Promise<number>;
  close(): Promise<void>;
  /** Resolves when platform refuses this process for good. */
  readonly refused: Promise<GateFailure>;
}

export function composeClaw(
  config: ClawConfig,
  secrets: ClawSecrets,
  logger: Logger,
  clock: Clock = systemTime,
): Claw {
  const platform = signedClient({
    name: 'platform',
    baseUrl: config.platformUrl,
    edge: secrets.toPlatform,
    deadlineMs: Math.min(config.heartbeatMs, 2000),
    connections: 4,
    clock,
  });
  const introduction = createIntroduction({
    platform,
    process: 'claw',
    fingerprints: (deployment) => fingerprintKeys(deployment, secrets.held),
    clock,
  });
  const selfTest = watchSelfTest(failedSigningTest);
  const heartbeat = createHeartbeat({
    platform,
    introduced: introduction.done,
    clock,
    logger,
    build: config.build,
    everyMs: config.heartbeatMs,
  });
  const checks = () => [{ name: 'platform', check: heartbeat.trouble }, ...selfTest.checks()];
  const server = createServer({ logger, clock, checks });
  return {
    refused: introduction.refused,
    listen: async () => {
      await server.listen({ host: '127.0.0.1', port: config.port });
      selfTest.start();
      heartbeat.start();
      const { port } = server.server.address() as AddressInfo;
      logger.info({ port }, 'claw is up');
      return port;
    },
    close: async () => {
      selfTest.stop();
      heartbeat.stop();
      await server.close();
      await platform.close();
    },
  };
}
