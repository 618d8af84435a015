/** Puts Claw together from its configuration: the signed way to platform, the heartbeat, the health server. */
import type { AddressInfo } from 'node:net';
import type { Clock } from '@gamut/kernel/time-source';
import { createServer } from '@gamut/service/http-server';
import type { Logger } from '@gamut/service/logger';
import { signedClient } from '@gamut/service/signed-client';
import { systemTime } from '@gamut/service/system-time';
import type { ClawConfig, ClawSecrets } from './config.ts';
import { createHeartbeat } from './heartbeat.ts';

export interface Claw {
  /** @returns the port it listens on */
  listen(): Promise<number>;
  close(): Promise<void>;
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
  const heartbeat = createHeartbeat({
    platform,
    clock,
    logger,
    build: config.build,
    everyMs: config.heartbeatMs,
  });
  const server = createServer({ logger, clock, checks: [{ name: 'platform', check: heartbeat.trouble }] });
  return {
    listen: async () => {
      await server.listen({ host: '127.0.0.1', port: config.port });
      heartbeat.start();
      const { port } = server.server.address() as AddressInfo;
      logger.info({ port }, 'claw is up');
      return port;
    },
    close: async () => {
      heartbeat.stop();
      await server.close();
      await platform.close();
    },
  };
}
