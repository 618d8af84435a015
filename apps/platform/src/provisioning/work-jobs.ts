/**
 * The worker of the provision process: takes one job, works it step by step, and writes its outcome in the transaction of the
 * entry that says so. Killed at any point it leaves whole steps, and whoever takes the job up goes on behind the last one.
 */
import type { OwnerSession } from '@gamut/database/owner-session';
import { isConnectionLost } from '@gamut/database/sql-error';
import { AppError } from '@gamut/kernel/app-error';
import type { JsonObject } from '@gamut/kernel/canonical-json';
import { appendControl } from '../audit/append-control.ts';
import type { ControlEvent } from '../audit/control-events.ts';
import { jobKinds, type JobHandler, type JobInHand, type JobKind } from './job.ts';
import { deathsMax, judgeFailure } from './job-failure.ts';
import {
  putBack,
  recordDone,
  recordFailed,
  recordStep,
  renewLease,
  takeJob,
  tryFence,
  unfence,
  type TakenJob,
} from './job-store.ts';
import { openCellSession, type ProvisionParts } from './provision-parts.ts';

const keepAliveMs = 3_000;
const cellFenceWaitMs = 35_000;
const resultBytesMax = 16_000;
const worker = { kind: 'system', id: 'provision', name: 'Provision' } as const;

const doneEvents: Readonly<Record<JobKind, ControlEvent>> = {
  'tenant.create': 'tenant.created',
  'tenant.move': 'tenant.moved',
  'tenant.export': 'tenant.exported',
  'tenant.restore': 'tenant.restored',
  'tenant.delete': 'tenant.deleted',
};

/** The worker was told to stop, and a step has just been committed. */
class StoppedBetweenSteps extends Error {}

/**
 * @param home the worker's own session, used by nothing else meanwhile
 * @returns whether there was a job; @throws when home is lost, so that the caller opens another session
 */
export async function workOnce(
  parts: ProvisionParts,
  home: OwnerSession,
  stopping: () => boolean = () => false,
): Promise<boolean> {
  const taken = await takeJob(home);
  if (taken === undefined) return false;
  const label = `${taken.kind} ${taken.tenantId} (${taken.id})`;
  parts.say(`${label}: ${taken.step === null ? 'begins' : `goes on after "${taken.step}"`}`);
  const inHand = holdJob(parts, home, taken, stopping);
  try {
    parts.say(`${label}: ${await work(parts, home, taken, inHand.job)}`);
  } finally {
    await inHand.letGo();
  }
  return true;
}

/** @returns what became of the job, for the log; @throws when home is lost: then the job is free for whoever comes */
async function work(
  parts: ProvisionParts,
  home: OwnerSession,
  taken: TakenJob,
  job: JobInHand,
): Promise<string> {
  let handler: JobHandler | undefined;
  try {
    handler = handlerOf(parts, taken);
    await finish(parts, home, taken, { event: doneEvents[handler.kind], result: await handler.run(job) });
    return 'done';
  } catch (error) {
    await assertStillThere(home, error);
    if (error instanceof AppError && error.code === 'stale') return error.message;
    return settle(parts, home, taken, error, () => handler?.undo?.(job));
  }
}

/** A connection was lost: was it home's, or a cell's? */
async function assertStillThere(home: OwnerSession, error: unknown): Promise<void> {
  const cause = error instanceof AppError ? error.cause : error;
  if (cause instanceof Error && isConnectionLost(cause)) await home.query('SELECT 1');
}

function handlerOf(parts: ProvisionParts, taken: TakenJob): JobHandler {
  if (taken.attempts > deathsMax)
    throw new AppError('internal_error', `the worker died ${String(deathsMax)} times at this job`, {
      fix: 'read the log of provision, mend the cause, and ask for it again',
    });
  const kind = jobKinds.find((known) => known === taken.kind);
  const handler = kind === undefined ? undefined : parts.handlers[kind];
  if (handler !== undefined) return handler;
  throw new AppError(
    'internal_error',
    `this provision process does not know how to work ${JSON.stringify(taken.kind.slice(0, 60))}`,
    {
      fix: 'start the build that the platform runs',
    },
  );
}

interface HeldJob {
  readonly job: JobInHand;
  letGo(): Promise<void>;
}

function holdJob(
  parts: ProvisionParts,
  home: OwnerSession,
  taken: TakenJob,
  stopping: () => boolean,
): HeldJob {
  const cells = new Map<string, OwnerSession>();
  const steps = countSteps(home, taken, stopping);
  const keepAlive = setInterval(() => {
    void renewLease(home, taken.id).catch(() => undefined);
    for (const cell of cells.values()) void cell.query('SELECT 1').catch(() => undefined);
  }, keepAliveMs);
  keepAlive.unref();

  async function openCell(name: string): Promise<OwnerSession> {
    const known = name === 'home' ? steps.home : cells.get(name);
    if (known !== undefined) return known;
    await parts.assertCell?.(name);
    const session = await openCellSession(parts, name);
    if (!(await tryFence(session, taken.tenantId, cellFenceWaitMs))) {
      await session.close();
      throw new AppError('unavailable', `another worker still holds this tenant in the cell ${name}`, {
        fix: 'wait: the server ends its session within half a minute',
      });
    }
    cells.set(name, session);
    return session;
  }

  const { kill } = parts;
  return {
    job: {
      id: taken.id,
      kind: taken.kind,
      tenantId: taken.tenantId,
      payload: taken.payload,
      reason: taken.reason,
      get step() {
        return steps.last();
      },
      stepDone: steps.done,
      home: steps.home,
      openCell,
      migrations: parts.migrations,
      tenantLoginSecret: parts.tenantLoginSecret,
      exportFolder: parts.exportFolder,
      say: (text) => parts.say(`${taken.kind} ${taken.tenantId}: ${text}`),
      ...(kill === undefined ? {} : { kill }),
    },
    async letGo() {
      clearInterval(keepAlive);
      await Promise.all([...cells.values()].map((cell) => cell.close()));
      await unfence(home, taken.tenantId).catch(() => undefined);
    },
  };
}

interface Steps {
  readonly home: OwnerSession;
  last(): string | null;
  done(step: string): Promise<void>;
}

/** A step inside a transaction counts once that has committed; only then may the worker stop between two steps. */
function countSteps(home: OwnerSession, taken: TakenJob, stopping: () => boolean): Steps {
  let committed = taken.step;
  let pending: string | undefined;
  let inTransaction = false;
  const stopIfAsked = (): void => {
    if (pending === undefined) return;
    committed = pending;
    pending = undefined;
    if (stopping()) throw new StoppedBetweenSteps(committed);
  };
  return {
    home: {
      ...home,
      async transaction(work) {
        inTransaction = true;
        pending = undefined;
        const result = await home.transaction(work).finally(() => (inTransaction = false));
        stopIfAsked();
        return result;
      },
    },
    last: () => committed,
    async done(step) {
      await recordStep(home, taken, step);
      pending = step;
      if (!inTransaction) stopIfAsked();
    },
  };
}

async function finish(
  parts: ProvisionParts,
  home: OwnerSession,
  taken: TakenJob,
  { event, result }: { readonly event: ControlEvent; readonly result: JsonObject },
): Promise<void> {
  if (JSON.stringify(result).length > resultBytesMax) throw new Error('a job’s result is too long');
  await home.transaction(async () => {
    await recordDone(home, taken, result);
    await record(parts, home, taken, event, result);
  });
}

/** @returns what became of the job, for the log */
async function settle(
  parts: ProvisionParts,
  home: OwnerSession,
  taken: TakenJob,
  error: unknown,
  undo: () => Promise<void> | undefined,
): Promise<string> {
  if (error instanceof StoppedBetweenSteps) {
    await putBack(home, taken, null, 0);
    return `put back after "${error.message}"`;
  }
  const { reason, againInMs } = judgeFailure(error, taken.attempts);
  if (againInMs !== null) {
    await putBack(home, taken, reason, againInMs);
    return `failed, again in ${String(againInMs / 1000)} s: ${reason}`;
  }
  const left = await undone(home, undo);
  const failure =
    left === undefined ? reason : `${reason}; and what it left could not be taken back: ${left}`;
  await home.transaction(async () => {
    await recordFailed(home, taken, failure);
    await record(parts, home, taken, 'job.failed', { failure });
  });
  return `failed: ${failure}`;
}

async function undone(
  home: OwnerSession,
  undo: () => Promise<void> | undefined,
): Promise<string | undefined> {
  try {
    await undo();
    return undefined;
  } catch (error) {
    await assertStillThere(home, error);
    return judgeFailure(error, Number.POSITIVE_INFINITY).reason;
  }
}

async function record(
  parts: ProvisionParts,
  home: OwnerSession,
  taken: TakenJob,
  event: ControlEvent,
  after: JsonObject,
): Promise<void> {
  const [tenant] = await home.query<{ slug: string }>('SELECT slug FROM control.tenants WHERE id = $1', [
    taken.tenantId,
  ]);
  const slug = tenant?.slug ?? taken.payload['slug'];
  await appendControl(home, parts, {
    actor: worker,
    event,
    subject: {
      kind: 'tenant',
      id: taken.tenantId,
      name: typeof slug === 'string' ? slug : taken.tenantId,
    },
    after: { ...after, job: taken.id, kind: taken.kind },
    ...(taken.reason === null ? {} : { reason: taken.reason }),
    ...(tenant === undefined ? {} : { concerns: taken.tenantId }),
  });
}
