/**
 * All SQL of what untrusted answers taught: written in the transaction that records an outcome, before the answer is returned,
 * so no agent knows a value that a commit does not know; looked up in the transaction that records a consequential decision.
 */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { LearnedOrigin } from '@gamut/protocol/learned-origin';
import type { OutcomeEntry } from '@gamut/protocol/ledger';

/** After it, an agent's memory of an answer is its own; longer than any conversation of it should live. */
const learnedLifeMs = 7 * 86_400_000;

/** @param closed who performed each decision, as the record says and not as Gateway does */
export async function storeLearned(
  tx: TenantTx,
  outcomes: readonly OutcomeEntry[],
  closed: ReadonlyMap<string, { readonly agentId: string; readonly tool: string }>,
  at: string,
): Promise<void> {
  const rows = outcomes.flatMap((outcome) => {
    const action = closed.get(outcome.decision);
    if (action === undefined) return [];
    return (outcome.learned ?? []).map((digest) => ({ ...action, digest, decision: outcome.decision }));
  });
  if (rows.length === 0) return;
  // The newest origin of a value is kept; of two in one batch, either.
  await tx.query(
    `INSERT INTO learned_values (agent_id, digest, tool, decision_id, learned_at, expires_at)
     SELECT DISTINCT ON (u.agent, u.digest) u.agent, u.digest, u.tool, u.decision, $5::timestamptz, $6::timestamptz
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS u (agent, digest, tool, decision)
     ON CONFLICT (agent_id, digest) DO UPDATE SET tool = excluded.tool, decision_id = excluded.decision_id,
       learned_at = excluded.learned_at, expires_at = GREATEST(learned_values.expires_at, excluded.expires_at)`,
    [
      rows.map((row) => row.agentId),
      rows.map((row) => row.digest),
      rows.map((row) => row.tool),
      rows.map((row) => row.decision),
      at,
      new Date(Date.parse(at) + learnedLifeMs).toISOString(),
    ],
  );
}

export async function forgetLearned(tx: TenantTx, at: string): Promise<void> {
  // what a batch learns anew just now is left for the next sweep: nobody waits for it with rows in its hands
  await tx.query(
    `DELETE FROM learned_values WHERE (agent_id, digest) IN
       (SELECT agent_id, digest FROM learned_values WHERE expires_at <= $1::timestamptz FOR UPDATE SKIP LOCKED)`,
    [at],
  );
}

export interface SoughtRecipients {
  readonly id: string;
  readonly agentId: string;
  readonly digests: readonly string[];
}

interface FoundRow {
  readonly id: string;
  readonly digest: string;
  readonly tool: string;
  readonly decision_id: string;
  readonly learned_at: Date;
}

/**
 * By its key each, however much an agent has learned; and once for each entry that asks for anything at all, any of it: as `*`, so
 * that what is learned next is no news to whoever was told so.
 */
const findLearnedRows = `SELECT u.id, l.digest, l.tool, l.decision_id, l.learned_at FROM unnest($1::text[], $2::text[], $3::text[]) AS u (id, agent, digest),
    LATERAL (SELECT * FROM learned_values v WHERE v.agent_id = u.agent AND v.digest = u.digest AND v.expires_at > $6::timestamptz LIMIT 1) l
  UNION ALL SELECT e.id, '*', l.tool, l.decision_id, l.learned_at FROM unnest($4::text[], $5::text[]) AS e (id, agent),
    LATERAL (SELECT * FROM learned_values v WHERE v.agent_id = e.agent AND v.expires_at > $6::timestamptz LIMIT 1) l`;

/** By entry id. `*` among the sought asks whether anything at all was learned; `*` among the learned answers every question. */
export async function findLearned(
  tx: TenantReader,
  sought: readonly SoughtRecipients[],
  at: string,
): Promise<Map<string, LearnedOrigin[]>> {
  const flat = sought.flatMap(({ id, agentId, digests }) =>
    [...new Set([...digests, '*'])].map((digest) => ({ id, agentId, digest })),
  );
  const anything = sought.filter(({ digests }) => digests.includes('*'));
  const rows = await tx.query<FoundRow>(findLearnedRows, [
    flat.map((one) => one.id),
    flat.map((one) => one.agentId),
    flat.map((one) => one.digest),
    anything.map((one) => one.id),
    anything.map((one) => one.agentId),
    at,
  ]);
  const found = new Map<string, Map<string, LearnedOrigin>>();
  for (const { id, digest, tool, decision_id: decision, learned_at } of rows) {
    const origins = found.get(id) ?? new Map<string, LearnedOrigin>();
    found.set(id, origins.set(digest, { digest, tool, decision, at: new Date(learned_at).toISOString() }));
  }
  return new Map([...found].map(([id, origins]) => [id, [...origins.values()]]));
}
