/** Starts Claw: gates first, then the health port, then the heartbeat, until it is told to stop. */
import { selfTestFix } from '@gamut/service/gate-watch';
import { createLogger } from '@gamut/service/logger';
import { runUntilStopped } from '@gamut/service/run-until-stopped';
import { failedSigningTest } from '@gamut/service/self-test-of-signing';
import { passGates } from '@gamut/service/start-gates';
import { raiseTlsFloor } from '@gamut/service/transport';
import { composeClaw } from './compose.ts';
import { readClawConfig } from './config.ts';

const struck: Uint8Array[] = [];
const logger = createLogger('claw', { secrets: struck });
raiseTlsFloor();
await runUntilStopped(async () => {
  const { config, secrets } = readClawConfig(process.env);
  struck.push(...secrets.all);
  await passGates([{ name: 'self-test', fix: selfTestFix, check: () => failedSigningTest() }]);
  return composeClaw(config, secrets, logger);
}, logger);
