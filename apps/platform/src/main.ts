/** Starts the platform: gates first, then the port, until it is told to stop. */
import { createLogger } from '@gamut/service/logger';
import { runUntilStopped } from '@gamut/service/run-until-stopped';
import { raiseTlsFloor } from '@gamut/service/transport';
import { composePlatform } from './compose.ts';
import { readPlatformConfig } from './config.ts';

const struck: (Uint8Array | string)[] = [];
const logger = createLogger('platform', { secrets: struck });
raiseTlsFloor();
await runUntilStopped(() => {
  const { config, secrets } = readPlatformConfig(process.env);
  struck.push(...secrets.all);
  return composePlatform(config, secrets, { logger });
}, logger);
