/** Starts the witness: gates, then its own record is read back, then the port opens, until it is told to stop. */
import { selfTestFix } from '@gamut/service/gate-watch';
import { createLogger } from '@gamut/service/logger';
import { runUntilStopped } from '@gamut/service/run-until-stopped';
import { passGates } from '@gamut/service/start-gates';
import { raiseTlsFloor } from '@gamut/service/transport';
import { composeWitness } from './compose.ts';
import { readWitnessConfig } from './config.ts';
import { failedWitnessTest } from './self-test.ts';

const struck: Uint8Array[] = [];
const logger = createLogger('witness', { secrets: struck });
raiseTlsFloor();
await runUntilStopped(async () => {
  const { config, secrets } = readWitnessConfig(process.env);
  struck.push(...Object.values(secrets));
  await passGates([{ name: 'self-test', fix: selfTestFix, check: () => failedWitnessTest() }]);
  return composeWitness(config, secrets, logger);
}, logger);
