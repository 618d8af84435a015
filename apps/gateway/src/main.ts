/** Starts Gateway: gates first, then the port, until it is told to stop (security.md 3). */
import { failedSelfTest } from '@gamut/crypto/self-test';
import { AppError } from '@gamut/kernel/app-error';
import { createLogger } from '@gamut/service/logger';
import { holdSecrets } from '@gamut/service/hold-secrets';
import { runUntilStopped } from '@gamut/service/run-until-stopped';
import { GateFailure, passGates } from '@gamut/service/start-gates';
import { composeGateway, type Gateway } from './compose.ts';
import { readGatewayConfig } from './config.ts';

await runUntilStopped(async (): Promise<Gateway> => {
  const secrets = holdSecrets('gateway', process.env);
  const logger = createLogger('gateway', { secrets: Object.values(secrets) });
  const config = readGatewayConfig(process.env);
  await passGates([
    { name: 'self-test', fix: 'do not run on this machine or build', check: () => failedSelfTest() },
  ]);
  try {
    return composeGateway(config, secrets, { logger });
  } catch (error) {
    if (error instanceof AppError)
      throw new GateFailure('tool-servers', error.message, error.fix ?? 'see the log');
    throw error;
  }
});
