/**
 * All SQL of the ledger's write side: what a batch claims before it is judged, and what it leaves behind. Lists travel as
 * arrays, one statement for the whole batch.
 */
import type { TenantTx } from '@gamut/database/tenant-transaction';
import type { DecisionEntry, OutcomeEntry } from '@gamut/protocol/ledger';
import type { JournalReceipt } from '../../../audit/append-entries.ts';

/** Spent nonces are kept until well after the signed request that carried them has expired. */
const nonceLifeMs = 10 * 60_000;

/** Waits for a change of the facts that is under way, and keeps the next one out until this batch is committed. @param willMove this batch may move it itself */
export async function lockFactsVersion(tx: TenantTx, willMove: boolean): Promise<number> {
  const [row] = await tx.query<{ version: number }>(
    `SELECT version FROM facts_state WHERE one FOR ${willMove ? 'UPDATE' : 'SHARE'}`,
    [],
  );
  if (row === undefined) throw new Error('the tenant has no facts row');
  return Number(row.version);
}

/**
 * Spends the nonces of entries that were decided on the version in force; those of stale entries stay unspent, since they
 * come again. @returns the nonces that were fresh
 */
export async function spendNonces(
  tx: TenantTx,
  nonces: readonly { nonce: string; factsVersion: number }[],
  nowMs: number,
): Promise<Set<string>> {
  const rows = await tx.query<{ nonce: string }>(
    `INSERT INTO nonces (nonce, expires_at)
     SELECT DISTINCT n.nonce, $3::timestamptz FROM unnest($1::text[], $2::bigint[]) AS n (nonce, version)
     WHERE n.version = 0 OR n.version = (SELECT version FROM facts_state WHERE one)
     ON CONFLICT (nonce) DO NOTHING RETURNING nonce`,
    [
      nonces.map((entry) => entry.nonce),
      nonces.map((entry) => entry.factsVersion),
      new Date(nowMs + nonceLifeMs).toISOString(),
    ],
  );
  return new Set(rows.map((row) => row.nonce));
}

/** Ids that the stream already holds: a decision is made once. */
export async function findKnownDecisions(
  tx: TenantTx,
  entries: readonly DecisionEntry[],
): Promise<Set<string>> {
  if (entries.length === 0) return new Set();
  const rows = await tx.query<{ id: string }>('SELECT id FROM decisions WHERE id = ANY ($1::text[])', [
    entries.map((entry) => entry.id),
  ]);
  return new Set(rows.map((row) => row.id));
}

export interface IndexedDecision {
  readonly entry: DecisionEntry;
  readonly receipt: JournalReceipt;
  readonly approvalId: string | null;
  readonly incidentId: string | null;
  readonly argumentsSealed: string | null;
  readonly kind: string;
  readonly reasonCodes: readonly string[];
  /** The receipt is also the claim: the call starts with this commit. */
  readonly started: boolean;
}

const insertDecisions = `INSERT INTO decisions
  (id, seq, at, agent_id, agent_name, tool, connector, action_type, data_class, risk, kind, reason_codes, approval_id, incident_id, state, arguments_sealed)
  SELECT r.id, r.seq, $1::timestamptz, r.agent, r.name, r.tool, r.connector, r.action_type, r.data_class, r.risk, r.kind,
    CASE r.reasons WHEN '' THEN '{}'::text[] ELSE string_to_array(r.reasons, ' ') END,
    r.approval, r.incident, CASE WHEN r.started THEN 'started' ELSE 'decided' END, r.sealed
  FROM unnest($2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
    $11::text[], $12::text[], $13::text[], $14::text[], $15::boolean[], $16::text[])
    AS r (id, seq, agent, name, tool, connector, action_type, data_class, risk, kind, reasons, approval, incident, started, sealed)`;

export async function indexDecisions(
  tx: TenantTx,
  at: string,
  rows: readonly IndexedDecision[],
): Promise<void> {
  if (rows.length === 0) return;
  const column = <T>(pick: (row: IndexedDecision) => T): T[] => rows.map(pick);
  await tx.query(insertDecisions, [
    at,
    column((row) => row.entry.id),
    column((row) => row.receipt.seq),
    column((row) => row.entry.agent),
    column((row) => row.entry.agentName),
    column((row) => row.entry.tool),
    column((row) => row.entry.connector),
    column((row) => row.entry.actionType),
    column((row) => row.entry.dataClass),
    column((row) => row.entry.risk),
    column((row) => row.kind),
    column((row) => row.reasonCodes.join(' ')),
    column((row) => row.approvalId),
    column((row) => row.incidentId),
    column((row) => row.started),
    column((row) => row.argumentsSealed),
  ]);
}

/** Closes started actions. @returns the decisions that really were under way */
export async function closeActions(
  tx: TenantTx,
  outcomes: readonly OutcomeEntry[],
): Promise<Map<string, { agentId: string; tool: string }>> {
  if (outcomes.length === 0) return new Map();
  const rows = await tx.query<{ id: string; agent_id: string; tool: string }>(
    `UPDATE decisions d SET state = o.state FROM unnest($1::text[], $2::text[]) AS o (id, state)
     WHERE d.id = o.id AND d.state = 'started' RETURNING d.id, d.agent_id, d.tool`,
    [outcomes.map((outcome) => outcome.decision), outcomes.map((outcome) => outcome.state)],
  );
  return new Map(rows.map((row) => [row.id, { agentId: row.agent_id, tool: row.tool }]));
}

export async function recordOutcomeSeqs(
  tx: TenantTx,
  closed: readonly { decision: string; seq: number }[],
): Promise<void> {
  if (closed.length === 0) return;
  await tx.query(
    'UPDATE decisions d SET outcome_seq = o.seq FROM unnest($1::text[], $2::bigint[]) AS o (id, seq) WHERE d.id = o.id',
    [closed.map((row) => row.decision), closed.map((row) => row.seq)],
  );
}
