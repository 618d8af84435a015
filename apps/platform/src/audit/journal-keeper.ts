/**
 * Keeps the journal's promises in the background: every interval it records sign-ins that failed, carries what control has for a
 * tenant into its stream, signs what has grown and has the witness countersign it. A failure is logged and tried again at the next interval; it never stops an append, and it shows in the console as
 * the age of the newest countersigned checkpoint.
 */
import type { Database } from '@gamut/database/database';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import { platformTenant } from './append-control.ts';
import { carryOutbox, sweepOutbox } from './carry-outbox.ts';
import { checkpointJournal, type JournalSigner } from './checkpoint-streams.ts';
import { platformJournal, tenantJournal, type JournalOf } from './journal-of.ts';
import { recordFailedSignIns } from './record-failed-sign-ins.ts';
import { submitToWitness, type WitnessEdge } from './witness-client.ts';

export interface JournalKeeper {
  /** One round over the platform's own stream and all tenants. @returns what failed, by tenant */
  round(): Promise<readonly { readonly tenant: string; readonly error: unknown }[]>;
  start(): void;
  stop(): Promise<void>;
  /** When a round last ended without a failure, in monotonic milliseconds. */
  lastRoundMs(): number | undefined;
}

export interface KeeperParts {
  readonly db: Database;
  readonly signer: JournalSigner;
  readonly witness: WitnessEdge | undefined;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly intervalMs: number;
  readonly onFailure: (tenant: string, error: unknown) => void;
}

/** A hundred counts each; what is left comes in the next interval. */
const recordRoundsMax = 10;

export function createJournalKeeper(parts: KeeperParts): JournalKeeper {
  let lastRoundMs: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();

  async function keep(journal: JournalOf): Promise<void> {
    await checkpointJournal(journal, parts.signer, parts.clock);
    if (parts.witness !== undefined) await submitToWitness(journal, parts.witness, parts.clock);
  }

  async function round(): Promise<{ tenant: string; error: unknown }[]> {
    const failures: { tenant: string; error: unknown }[] = [];
    const attempt = async (tenant: string, work: () => Promise<void>): Promise<void> => {
      try {
        await work();
      } catch (error) {
        failures.push({ tenant, error });
      }
    };
    await attempt(platformTenant, async () => {
      for (let more = recordRoundsMax; more > 0; more--)
        if ((await recordFailedSignIns(parts.db, parts.clock, parts.random)) === 0) return;
    });
    await attempt(platformTenant, async () => void (await sweepOutbox(parts.db, parts.clock)));
    await attempt(platformTenant, () => keep(platformJournal(parts.db)));
    for (const tenant of await parts.db.listTenants())
      await attempt(tenant.id, async () => {
        await carryOutbox(parts.db, tenant, parts.clock);
        await keep(tenantJournal(parts.db, tenant));
      });
    if (failures.length === 0) lastRoundMs = parts.clock.monotonicMs();
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
    lastRoundMs: () => lastRoundMs,
    start: schedule,
    stop: async () => {
      clearTimeout(timer);
      timer = undefined;
      await running;
    },
  };
}
