/**
 * All SQL of transaction limits: what holds for the actions of a batch and what was performed so far, in one statement; what
 * was performed now, in another. Both run under the lock of the decision stream's head, which admits one batch at a time over
 * all processes, so no count is lost (product.md 4, control 12).
 */
import type { TenantTx } from '@gamut/database/tenant-transaction';
import type { TimeWindow, TransactionLimit } from '@gamut/protocol/transaction-limit';

/** Empty tool id: of the agent over all its tools. */
export interface StoredCount {
  readonly agentId: string;
  readonly toolId: string;
  readonly window: TimeWindow;
  readonly startedAtMs: number;
  readonly calls: number;
  /** Of what is in no currency: decimal text, exact. */
  readonly amount: string;
  readonly currencyAmounts: Readonly<Record<string, string>>;
}

export interface LimitedPair {
  readonly agentId: string;
  readonly toolId: string;
  readonly ofAgent: readonly TransactionLimit[];
  readonly ofTool: readonly TransactionLimit[];
  readonly counts: readonly StoredCount[];
}

interface PairRow {
  agent: string;
  tool: string;
  of_agent: TransactionLimit[];
  of_tool: TransactionLimit[];
  counts: StoredCount[];
}

export async function findLimitedPairs(
  tx: TenantTx,
  pairs: readonly { readonly agentId: string; readonly toolId: string }[],
): Promise<LimitedPair[]> {
  const rows = await tx.query<PairRow>(
    `SELECT u.agent, u.tool, COALESCE(a.transaction_limits, '[]'::jsonb) AS of_agent, COALESCE(p.transaction_limits, '[]'::jsonb) AS of_tool,
       COALESCE((SELECT jsonb_agg(jsonb_build_object('agentId', c.agent_id, 'toolId', c.tool_id, 'window', c.time_window,
           'startedAtMs', round(extract(epoch FROM c.started_at) * 1000), 'calls', c.calls, 'amount', c.amount::text, 'currencyAmounts', c.currency_amounts))
         FROM transaction_counts c WHERE c.agent_id = u.agent AND c.tool_id IN ('', u.tool)), '[]'::jsonb) AS counts
     FROM (SELECT DISTINCT * FROM unnest($1::text[], $2::text[]) AS q (agent, tool)) u
     LEFT JOIN agents a ON a.id = u.agent LEFT JOIN tool_permissions p ON p.agent_id = u.agent AND p.tool_id = u.tool`,
    [pairs.map((pair) => pair.agentId), pairs.map((pair) => pair.toolId)],
  );
  return rows.map((row) => ({
    agentId: row.agent,
    toolId: row.tool,
    ofAgent: row.of_agent,
    ofTool: row.of_tool,
    counts: row.counts,
  }));
}

/** Whole values, not increments: they were computed under the lock. */
export async function saveCounts(tx: TenantTx, counts: readonly StoredCount[]): Promise<void> {
  if (counts.length === 0) return;
  await tx.query(
    `INSERT INTO transaction_counts (agent_id, tool_id, time_window, started_at, calls, amount, currency_amounts)
     SELECT u.agent, u.tool, u.win, to_timestamp(u.started / 1000.0), u.calls, u.amount, u.currencies
     FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::numeric[], $7::jsonb[])
       AS u (agent, tool, win, started, calls, amount, currencies)
     ON CONFLICT (agent_id, tool_id, time_window) DO UPDATE
       SET started_at = excluded.started_at, calls = excluded.calls, amount = excluded.amount, currency_amounts = excluded.currency_amounts`,
    [
      counts.map((count) => count.agentId),
      counts.map((count) => count.toolId),
      counts.map((count) => count.window),
      counts.map((count) => count.startedAtMs),
      counts.map((count) => count.calls),
      counts.map((count) => count.amount),
      counts.map((count) => JSON.stringify(count.currencyAmounts)),
    ],
  );
}
