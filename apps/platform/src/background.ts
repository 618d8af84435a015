/** What goes on while the platform's server listens, and ends with it. */
import { createJournalKeeper, type JournalKeeper } from './audit/journal-keeper.ts';
import { createDeliveryWorker } from './features/administration/integrations/delivery-worker.ts';
import {
  createBehaviourWatcher,
  type BehaviourWatcher,
} from './features/agentic/behaviour/watch-regularly.ts';
import type { Platform } from './platform.ts';
import { createSweeper } from './sweep-regularly.ts';

export interface Background {
  readonly keeper: JournalKeeper;
  readonly behaviour: BehaviourWatcher;
  /** All of it, these two too. */
  readonly works: readonly { start(): void; stop(): Promise<unknown> }[];
}

const sweepEveryMs = 30_000;

export function backgroundOf(platform: Platform, checkpointMs: number): Background {
  const keeper = keeperOf(platform, checkpointMs);
  const behaviour = createBehaviourWatcher(platform);
  return {
    keeper,
    behaviour,
    works: [
      keeper,
      behaviour,
      createSweeper(platform, sweepEveryMs),
      createDeliveryWorker({ ...platform, openTarget: platform.openWebhookTarget }),
      platform.sealing,
      platform.rotations,
    ],
  };
}

function keeperOf(platform: Platform, intervalMs: number): JournalKeeper {
  const { db, journal, witness, clock, random, logger } = platform;
  return createJournalKeeper({
    db,
    signer: journal,
    witness,
    clock,
    random,
    intervalMs,
    onFailure: (tenant, error) => {
      logger.warn({ err: error, tenant }, 'the journal of a tenant could not be checkpointed');
    },
  });
}
