/** Starts Gateway: gates, then the programme, then an orderly end (security.md 3). */
import { createLogger } from '@gamut/service/logger';
import { holdSecrets } from '@gamut/service/hold-secrets';
import { runUntilStopped } from '@gamut/service/run-until-stopped';
import { composeGateway } from './compose.ts';
import { readGatewayConfig } from './config.ts';

await runUntilStopped(() => {
  const secrets = holdSecrets('gateway', process.env);
  const config = readGatewayConfig(process.env);
  const logger = createLogger('gateway', { secrets: Object.values(secrets) });
  return composeGateway(config, secrets, { logger });
});
