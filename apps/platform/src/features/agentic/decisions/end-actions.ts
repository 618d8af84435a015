/**
 * What becomes of outcomes: one closes what was started, once. One that is said again, since nobody heard that it was taken, is
 * answered with the receipt that it has; and where the agent was told meanwhile that nobody knows how its action ended, that
 * action is in doubt, however it ended: it must not be made a second time before a person has looked.
 */
import type { TenantTx } from '@gamut/database/tenant-transaction';
import type { LedgerResult, OutcomeEntry } from '@gamut/protocol/ledger';
import type { JournalReceipt, NewJournalEntry } from '../../../audit/append-entries.ts';
import { recordDoubts } from '../actions-in-doubt/hold-actions.ts';
import { outcomeBody } from './journal-body.ts';
import { closeActions } from './ledger-store.ts';
import { refusalReasons } from './refusal-reasons.ts';

export interface EndedActions {
  /** By decision: what these outcomes close. */
  readonly closed: ReadonlyMap<string, { readonly agentId: string; readonly tool: string }>;
  /** By outcome: where it stands already. */
  readonly standing: ReadonlyMap<string, JournalReceipt>;
}

export async function endActions(
  tx: TenantTx,
  outcomes: readonly OutcomeEntry[],
  at: string,
): Promise<EndedActions> {
  const closed = await closeActions(tx, outcomes);
  const standing = await findStanding(
    tx,
    outcomes.filter(({ decision }) => !closed.has(decision)),
  );
  const doubtful = outcomes.filter(
    ({ id, decision, state, unheard }) =>
      (closed.has(decision) && (state === 'in_doubt' || unheard === true)) ||
      (standing.has(id) && unheard === true),
  );
  await recordDoubts(
    tx,
    doubtful.map(({ decision }) => decision),
    at,
  );
  return { closed, standing };
}

/** Exactly these outcomes, where they are what their decision ended with. */
async function findStanding(
  tx: TenantTx,
  outcomes: readonly OutcomeEntry[],
): Promise<ReadonlyMap<string, JournalReceipt>> {
  if (outcomes.length === 0) return new Map();
  const rows = await tx.query<{ id: string; seq: number; hash: string; at: Date }>(
    `SELECT o.id, e.seq, e.hash, e.at FROM unnest($1::text[], $2::text[]) AS o (id, decision)
     JOIN decisions d ON d.id = o.decision JOIN journal_entries e ON e.stream = 'decisions' AND e.seq = d.outcome_seq
     WHERE e.bytes::jsonb #>> '{body,id}' = o.id`,
    [outcomes.map(({ id }) => id), outcomes.map(({ decision }) => decision)],
  );
  return new Map(
    rows.map(({ id, seq, hash, at }) => [
      id,
      { stream: 'decisions', seq: Number(seq), hash, at: at.toISOString() },
    ]),
  );
}

/** What is only said again leaves nothing behind. */
export function leavesEntry(outcome: OutcomeEntry, { standing }: EndedActions): boolean {
  return !standing.has(outcome.id) || outcome.unheard === true;
}

/** A decision has one `outcome`; whatever else is said of its end stands under a kind of its own. */
export function outcomeEntry(outcome: OutcomeEntry, { closed, standing }: EndedActions): NewJournalEntry {
  const action = closed.get(outcome.decision);
  const otherwise = standing.has(outcome.id) ? 'outcome.unheard' : 'outcome.refused';
  return {
    kind: action === undefined ? otherwise : 'outcome',
    subject: outcome.decision,
    body: outcomeBody(outcome, action ?? { agentId: '', tool: '' }),
  };
}

/** @param receipt of the entry that it left now, if it left one */
export function answerTo(
  { id, decision }: OutcomeEntry,
  { closed, standing }: EndedActions,
  receipt: JournalReceipt | undefined,
): LedgerResult {
  const stands = receipt ?? (standing.get(id) as JournalReceipt);
  return closed.has(decision) || standing.has(id)
    ? { id, status: 'committed', receipt: stands, approval: null, incident: null }
    : { id, status: 'refused', reason: refusalReasons.unknownAction, receipt: stands };
}
