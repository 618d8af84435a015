/**
 * The ledger's side of actions in doubt: which they are, written in the transaction that says so, and whether exactly the same
 * action is asked for again before a person has looked. What only reads is listed and holds nothing up.
 */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { DecisionEntry, OutcomeEntry } from '@gamut/protocol/ledger';

/** What may be done twice without anybody being the worse for it. */
const readingOnly = ['read', 'retrieve', 'model'];

/** @param decisions those whose end is now recorded as unknown */
export async function recordDoubts(tx: TenantTx, decisions: readonly string[], at: string): Promise<void> {
  if (decisions.length === 0) return;
  await tx.query(
    `INSERT INTO actions_in_doubt (decision_id, agent_id, action_sha256, since)
     SELECT d.id, d.agent_id, CASE WHEN d.action_type = ANY ($3::text[]) THEN NULL ELSE e.bytes::jsonb #>> '{body,action,sha256}' END, $2::timestamptz
     FROM decisions d JOIN journal_entries e ON e.stream = 'decisions' AND e.seq = d.seq WHERE d.id = ANY ($1::text[])`,
    [decisions, at, readingOnly],
  );
}

/** Those of a batch whose end is not known and that really were under way. */
export function doubtfulOf(
  outcomes: readonly OutcomeEntry[],
  closed: ReadonlyMap<string, unknown>,
): readonly string[] {
  return outcomes
    .filter(({ state, decision }) => state === 'in_doubt' && closed.has(decision))
    .map(({ decision }) => decision);
}

/** The decision in doubt that holds each entry up, by the entry's id. */
export async function findHeld(
  tx: TenantReader,
  entries: readonly DecisionEntry[],
): Promise<ReadonlyMap<string, string>> {
  const asking = entries.filter(({ actionType }) => actionType !== null && !readingOnly.includes(actionType));
  if (asking.length === 0) return new Map();
  const rows = await tx.query<{ id: string; decision_id: string }>(
    `SELECT e.id, u.decision_id FROM unnest($1::text[], $2::text[], $3::text[]) AS e (id, agent, action)
     JOIN actions_in_doubt u ON u.agent_id = e.agent AND u.action_sha256 = e.action AND u.resolved_at IS NULL`,
    [
      asking.map(({ id }) => id),
      asking.map(({ agent }) => agent),
      asking.map(({ actionSha256 }) => actionSha256),
    ],
  );
  return new Map(rows.map((row) => [row.id, row.decision_id]));
}
