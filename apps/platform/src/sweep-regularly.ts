/**
 * What has to end although whoever began it may be dead: actions without an outcome become in doubt, owners are told what their agents did, approvals, observe periods and
 * workflow plans expire, nonces that no request can carry any more are forgotten, the audit index follows its stream, an agent with a
 * critical incident is an intern. A failure is logged and tried again at the next round.
 */
import type { Platform } from './platform.ts';
import { sweepRequestNonces } from './access/request-nonces.ts';
import { sweepSharedLimits, sweepTenantLimits } from './limits/sweep-limits.ts';
import { indexAudit } from './audit/index-audit.ts';
import { endTrials } from './features/administration/tenants/end-trials.ts';
import { endApprovals } from './features/agentic/approvals/end-approvals.ts';
import { demoteFallen } from './features/agentic/incidents/demote-for-incident.ts';
import { giveNotices } from './features/agentic/notices/give-notices.ts';
import { endObservePeriods } from './features/agentic/observe-periods/end-observe-periods.ts';
import { tellPlansOver } from './features/agentic/workflow-plans/tell-plans-over.ts';
import { knowStanding } from './features/agentic/people/know-standing.ts';
import { sweepUnfinished } from './features/agentic/decisions/sweep-unfinished.ts';
import { tellDoubts } from './features/agentic/actions-in-doubt/tell-doubts.ts';
import { unfinishedMs } from './features/agentic/decisions/unfinished-time.ts';

/** A thousand records each: a search waits for no more than came since. */
const indexRoundsMax = 20;

export interface Sweeper {
  round(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

export function createSweeper(platform: Platform, everyMs: number): Sweeper {
  const { db, clock, random, logger } = platform;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  /** The database was away when it was asked last. */
  let wasAway = false;

  /** @returns whether it succeeded */
  async function attempt(what: string, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      logger.warn({ err: error, what }, 'a sweep failed');
      return false;
    }
  }

  async function round(): Promise<void> {
    await attempt('request nonces', () => sweepRequestNonces(db, clock.nowMs()));
    await attempt('limits', () => sweepSharedLimits(db, clock.nowMs()));
    await attempt('trials', () => endTrials(db, clock, random));
    // after an outage Gateways have one round to say how what they kept has ended
    const isSettled = !wasAway;
    const swept = await attempt('tenants', async () => {
      for (const tenant of await db.listTenants()) {
        await attempt(tenant.id, () => indexAudit(db, tenant, indexRoundsMax));
        if (isSettled)
          await attempt(tenant.id, () => sweepUnfinished(db, tenant, unfinishedMs, clock, random));
        await attempt(tenant.id, () => tellDoubts(db, tenant, clock));
        await attempt(tenant.id, () => giveNotices(db, tenant, clock));
        await attempt(tenant.id, () => endApprovals(db, tenant, clock));
        await attempt(tenant.id, () => endObservePeriods(db, tenant, clock));
        await attempt(tenant.id, () => tellPlansOver(db, tenant, clock));
        await attempt(tenant.id, () => knowStanding(db, tenant));
        await attempt(tenant.id, () => demoteFallen(db, tenant, clock));
        await attempt(tenant.id, () => sweepTenantLimits(db, tenant, clock.nowMs()));
      }
    });
    wasAway = !swept;
  }

  function schedule(): void {
    timer = setTimeout(() => {
      running = round().then(() => {
        if (timer !== undefined) schedule();
      });
    }, everyMs);
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
