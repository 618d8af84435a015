/** Starts Claw: gates first, then the health port, then the heartbeat, until it is told to stop. */
import { createLogger } from '@gamut/service/logger';
import { runUntilStopped } from '@gamut/service/run-until-stopped';
import { raiseTlsFloor } from '@gamut/service/transport';
import { composeClaw } from './compose.ts';
import { readClawConfig } from './config.ts';

const struck: Uint8Array[] = [];
const logger = createLogger('claw', { secrets: struck });
raiseTlsFloor();
await runUntilStopped(() => {
  const { config, secrets } = readClawConfig(process.env);
  struck.push(...secrets.all);
  return composeClaw(config, secrets, logger);
}, logger);
