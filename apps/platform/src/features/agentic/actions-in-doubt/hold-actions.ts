/**
 * The ledger's side of actions whose end is not known: which are in doubt, written in the transaction that says so, and whether
 * exactly the same action is asked for again before a person has looked, or before it has ended. What only reads holds nothing up.
 */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { Reason } from '@gamut/protocol/decision';
import type { DecisionEntry, OutcomeEntry } from '@gamut/protocol/ledger';
import { hasEffect, heldByDigests, readingOnly } from '../decisions/decision-way.ts';
import { actionInDoubt, actionUnderWay } from '../decisions/refusal-reasons.ts';
import { endOfTime, unfinishedConnector, unfinishedMs } from '../decisions/unfinished-time.ts';

/** @param outcomes of actions whose end is now recorded as unknown, or said too late: how they ended then */
export async function recordDoubts(
  tx: TenantTx,
  outcomes: readonly Pick<OutcomeEntry, 'decision' | 'state'>[],
  at: string,
): Promise<void> {
  if (outcomes.length === 0) return;
  await tx.query(
    `INSERT INTO actions_in_doubt (decision_id, agent_id, action_sha256, since, said_late)
     SELECT d.id, d.agent_id, CASE WHEN d.action_type = ANY ($3::text[]) THEN NULL
         ELSE coalesce(d.action_sha256, (SELECT e.bytes::jsonb #>> '{body,action,sha256}' FROM journal_entries e
           WHERE e.stream = 'decisions' AND e.seq = d.seq)) END, $2::timestamptz, nullif(o.state, 'in_doubt')
     FROM unnest($1::text[], $4::text[]) AS o (id, state)
       JOIN decisions d ON d.id = o.id AND d.id = ANY ($1::text[])
     ON CONFLICT (decision_id) DO UPDATE SET said_late = coalesce(actions_in_doubt.said_late, excluded.said_late)`,
    [outcomes.map(({ decision }) => decision), at, readingOnly, outcomes.map(({ state }) => state)],
  );
}

/**
 * Each is looked up by itself: whole, the index of what is under way also holds what has ended since it was last tidied. All that
 * holds it is gathered, which is hardly ever more than one: where the first would do, Postgres may look for it along any index.
 * What is under way is asked for so that `decisions_holding` alone serves it: neither the agent nor the state is written as any other
 * index has it.
 */
const findHolding = `SELECT e.id, w.found[1] AS decision_id, true AS doubtful FROM unnest($1::text[], $2::text[], $3::text[]) AS e (id, agent, action), LATERAL
    (SELECT array_agg(u.decision_id) AS found FROM actions_in_doubt u
     WHERE u.agent_id = e.agent AND u.action_sha256 = e.action AND u.resolved_at IS NULL) w WHERE w.found IS NOT NULL
  UNION ALL SELECT e.id, w.found[1], w.is_over FROM unnest($1::text[], $2::text[], $3::text[]) AS e (id, agent, action), LATERAL
    (SELECT array_agg(d.id) AS found, bool_or(${endOfTime('$5')} < $4::timestamptz) AS is_over FROM decisions d ${unfinishedConnector}
     WHERE d.action_sha256 = e.action AND coalesce(d.state, '') = 'started' AND d.agent_id IS NOT DISTINCT FROM e.agent) w WHERE w.found IS NOT NULL`;

/**
 * Why an entry is held up, by its id. What is under way holds until its own time is over; then it is in doubt, whether or not the
 * sweep has said so yet.
 */
export async function findHeld(
  tx: TenantReader,
  entries: readonly DecisionEntry[],
  nowMs: number,
): Promise<ReadonlyMap<string, Reason>> {
  const asking = entries.filter(hasEffect);
  if (asking.length === 0) return new Map();
  const sought = asking.flatMap((entry) => heldByDigests(entry).map((digest) => ({ entry, digest })));
  const rows = await tx.query<{ id: string; decision_id: string; doubtful: boolean }>(findHolding, [
    sought.map(({ entry }) => entry.id),
    sought.map(({ entry }) => entry.agent),
    sought.map(({ digest }) => digest),
    new Date(nowMs).toISOString(),
    unfinishedMs,
  ]);
  // where both hold it up, the doubt is what a person has to look at
  const inOrder = [...rows].sort((one, other) => Number(one.doubtful) - Number(other.doubtful));
  return new Map(
    inOrder.map((row) => [
      row.id,
      row.doubtful ? actionInDoubt(row.decision_id) : actionUnderWay(row.decision_id),
    ]),
  );
}
