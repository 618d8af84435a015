/**
 * Claw's sign of life: a signed call to platform every few seconds. Claw is ready while platform answers these, signed and
 * bound to the call; without platform it can spend no nonce and hold no lease, so it must not take work.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { Clock } from '@gamut/kernel/time-source';
import type { Logger } from '@gamut/service/logger';
import type { SignedClient } from '@gamut/service/signed-client';

export interface Heartbeat {
  start(): void;
  /** Sends one now; never throws. */
  beat(): Promise<void>;
  /** What is wrong with platform as seen from here, or undefined. */
  trouble(): string | undefined;
  stop(): void;
}

export interface HeartbeatOptions {
  readonly platform: SignedClient;
  /** Resolves once platform has accepted this process. */
  readonly introduced: () => Promise<void>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly build: string;
  readonly everyMs: number;
}

export function createHeartbeat(options: HeartbeatOptions): Heartbeat {
  const { clock, logger, everyMs } = options;
  let timer: NodeJS.Timeout | undefined;
  let answeredMs: number | undefined;
  let failure: string | undefined = 'platform has not answered yet';
  let inFlight = false;
  const beat = async (): Promise<void> => {
    if (inFlight) return;
    inFlight = true;
    try {
      await options.introduced();
      const at = new Date(clock.nowMs()).toISOString();
      await options.platform.post('/internal/v1/heartbeats', {
        body: { process: 'claw', at, build: options.build },
      });
      answeredMs = clock.monotonicMs();
      if (failure !== undefined) logger.info('platform answers');
      failure = undefined;
    } catch (error) {
      if (failure === undefined) logger.warn({ err: error }, 'platform does not answer');
      failure = error instanceof AppError ? error.message : 'the call to platform failed';
    } finally {
      inFlight = false;
    }
  };
  return {
    beat,
    start: () => {
      void beat();
      timer = setInterval(() => void beat(), everyMs);
    },
    trouble: () => {
      if (failure !== undefined) return failure;
      // A beat that neither answered nor failed for three periods is as bad as one that failed.
      const silent = answeredMs === undefined || clock.monotonicMs() - answeredMs > 3 * everyMs;
      return silent ? 'platform has been silent for three heartbeats' : undefined;
    },
    stop: () => {
      clearInterval(timer);
    },
  };
}
