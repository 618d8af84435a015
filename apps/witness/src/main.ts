/** Starts the witness: gates, then its own record is read back, then the port opens, until it is told to stop. */
import { createLogger } from '@gamut/service/logger';
import { runUntilStopped } from '@gamut/service/run-until-stopped';
import { raiseTlsFloor } from '@gamut/service/transport';
import { composeWitness } from './compose.ts';
import { readWitnessConfig } from './config.ts';

const struck: Uint8Array[] = [];
const logger = createLogger('witness', { secrets: struck });
raiseTlsFloor();
await runUntilStopped(() => {
  const { config, secrets } = readWitnessConfig(process.env);
  struck.push(...Object.values(secrets));
  return composeWitness(config, secrets, logger);
}, logger);
