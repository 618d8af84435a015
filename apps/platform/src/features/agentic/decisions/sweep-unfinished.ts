/**
 * What was started and whose end never came is *in doubt*: after the deadline it is recorded as such, shown to a person, and
 * never retried. It always ends, whatever died on the way.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { TenantTx } from '@gamut/database/tenant-transaction';
import { newId } from '@gamut/kernel/id';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import type { OutcomeEntry } from '@gamut/protocol/ledger';
import { appendEntries, lockStreamHead, type JournalReceipt } from '../../../audit/append-entries.ts';
import { recordDoubts } from '../actions-in-doubt/hold-actions.ts';
import { outcomeBody } from './journal-body.ts';
import { forgetLearned } from './learned-store.ts';
import { closeActions, recordOutcomeSeqs, type ClosedAction } from './ledger-store.ts';
import { endOfTime, unfinishedConnector } from './unfinished-time.ts';

export interface Swept {
  readonly inDoubt: number;
}

const atOnce = 200;

/** @param deadlineMs longer than any call may take, its outcome's commit included; a connector's own time is mostly shorter */
export async function sweepUnfinished(
  db: Database,
  tenant: TenantRef,
  deadlineMs: number,
  clock: Clock,
  random: RandomBytes,
): Promise<Swept> {
  const nowMs = clock.nowMs();
  const at = new Date(nowMs).toISOString();
  return db.tenant(tenant, async (tx) => {
    const unfinished = await findUnfinished(tx, at, deadlineMs);
    const inDoubt =
      unfinished.length === 0
        ? 0
        : await recordInDoubt(
            tx,
            unfinished.map((row) => row.id),
            at,
            nowMs,
            random,
          );
    await forgetLearned(tx, at);
    return { inDoubt };
  });
}

/** Looked at without a lock: as a batch does, the sweep takes the head of the stream first, and then the rows that are still under way. */
function findUnfinished(tx: TenantTx, at: string, deadlineMs: number): Promise<{ id: string }[]> {
  return tx.query<{ id: string }>(
    `SELECT d.id FROM decisions d ${unfinishedConnector} WHERE d.state = 'started' AND ${endOfTime('$2')} < $1::timestamptz
     ORDER BY d.seq LIMIT ${atOnce}`,
    [at, deadlineMs],
  );
}

/** @returns how many had not ended meanwhile */
async function recordInDoubt(
  tx: TenantTx,
  decisions: readonly string[],
  at: string,
  nowMs: number,
  random: RandomBytes,
): Promise<number> {
  const outcomes = decisions.map((decision): OutcomeEntry => ({
    kind: 'outcome',
    id: newId('out', nowMs, random(16)),
    decision,
    at,
    state: 'in_doubt',
    answerSha256: null,
    answerBytes: 0,
    redactions: {},
    degraded: null,
    detail: 'Gateway started this action and never said how it ended.',
    tookMs: 0,
  }));
  const head = await lockStreamHead(tx, 'decisions');
  const closed = await closeActions(tx, outcomes, head.seq);
  const ended = outcomes.filter(({ decision }) => closed.has(decision));
  const entries = ended.map((outcome) => {
    const action = closed.get(outcome.decision) as ClosedAction;
    return { kind: 'outcome', subject: outcome.decision, body: outcomeBody(outcome, action) };
  });
  const receipts = await appendEntries(tx, 'decisions', head, at, entries);
  const seqs = ended.map(({ decision }, place) => ({
    decision,
    seq: (receipts[place] as JournalReceipt).seq,
  }));
  await recordOutcomeSeqs(
    tx,
    seqs.filter(({ decision, seq }) => closed.get(decision)?.seq !== seq),
  );
  await recordDoubts(tx, ended, at);
  return ended.length;
}
