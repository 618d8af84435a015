/**
 * What was let pass since its agent is observed is held to that once more where it becomes durable: at this moment the period must
 * run, and the action must be of a type that a period can reach. A period that was ended moved the facts; one that ran out did not.
 */
import type { TenantTx } from '@gamut/database/tenant-transaction';
import { observeTerms } from '@gamut/policy/observe-mode';
import type { DecisionEntry } from '@gamut/protocol/ledger';
import { periodStands } from '../facts/standing-observe-periods.ts';
import { passes } from './decision-way.ts';

const actionTypes: ReadonlySet<string> = new Set(observeTerms.actionTypes);

/** @returns ids of entries that no period in force stands behind */
export async function findUnobserved(
  tx: TenantTx,
  entries: readonly DecisionEntry[],
  at: string,
): Promise<ReadonlySet<string>> {
  const observed = entries.filter((entry) => passes(entry) && wasObserved(entry));
  if (observed.length === 0) return new Set();
  const rows = await tx.query<{ agent_id: string; tool_id: string }>(
    `SELECT o.agent_id, t.id AS tool_id FROM observe_periods o JOIN agents a ON a.id = o.agent_id JOIN tools t ON t.connector_id = ANY (o.connector_ids)
     WHERE o.agent_id = ANY ($1::text[]) AND t.id = ANY ($2::text[]) AND o.ends_at > $3::timestamptz AND ${periodStands}`,
    [observed.map((entry) => entry.agent), observed.map((entry) => entry.toolId), at],
  );
  const reached = new Set(rows.map((row) => `${row.agent_id} ${row.tool_id}`));
  const unreached = observed.filter(
    ({ agent, toolId, actionType }) =>
      actionType === null || !actionTypes.has(actionType) || !reached.has(`${agent} ${toolId ?? ''}`),
  );
  return new Set(unreached.map((entry) => entry.id));
}

/** Either mark is enough to be held to it. */
function wasObserved({ decision }: DecisionEntry): boolean {
  return (
    decision.trace.some((step) => step.verdict === 'observed') ||
    decision.reasons.some((reason) => reason.code === 'logged_observed')
  );
}
