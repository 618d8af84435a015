/**
 * Keeps the journal's promises in the background: every interval it signs what has grown and has the witness countersign
 * it. A failure is logged and tried again at the next interval; it never stops an append, and it shows in the console as
 * the age of the newest countersigned checkpoint.
 */
import type { Database } from '@gamut/database/database';
import type { Clock } from '@gamut/kernel/time-source';
import { checkpointTenant, type JournalSigner } from './checkpoint-streams.ts';
import { submitToWitness, type WitnessEdge } from './witness-client.ts';

export interface JournalKeeper {
  /** One round over all tenants. @returns what failed, by tenant */
  round(): Promise<readonly { readonly tenant: string; readonly error: unknown }[]>;
  start(): void;
  stop(): Promise<void>;
}

export interface KeeperParts {
  readonly db: Database;
  readonly signer: JournalSigner;
  readonly witness: WitnessEdge | undefined;
  readonly clock: Clock;
  readonly intervalMs: number;
  readonly onFailure: (tenant: string, error: unknown) => void;
}

export function createJournalKeeper(parts: KeeperParts): JournalKeeper {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();

  async function round(): Promise<{ tenant: string; error: unknown }[]> {
    const failures: { tenant: string; error: unknown }[] = [];
    for (const tenant of await parts.db.listTenants()) {
      try {
        await checkpointTenant(parts.db, tenant, parts.signer, parts.clock);
        if (parts.witness !== undefined) await submitToWitness(parts.db, tenant, parts.witness, parts.clock);
      } catch (error) {
        failures.push({ tenant: tenant.id, error });
      }
    }
    return failures;
  }

  async function tick(): Promise<void> {
    try {
      for (const { tenant, error } of await round()) parts.onFailure(tenant, error);
    } catch (error) {
      parts.onFailure('all', error);
    }
    if (timer !== undefined) schedule();
  }

  function schedule(): void {
    timer = setTimeout(() => {
      running = tick();
    }, parts.intervalMs);
    timer.unref();
  }

  return {
    round,
    start: schedule,
    stop: async () => {
      clearTimeout(timer);
      timer = undefined;
      await running;
    },
  };
}
