/**
 * All SQL of the ledger's write side: what a batch claims before it is judged, and what it leaves behind. Lists travel as
 * arrays, one statement for the whole batch.
 */
import type { TenantTx } from '@gamut/database/tenant-transaction';
import type { StreamHead } from '@gamut/journal/entry';
import type { DecisionEntry, OutcomeEntry } from '@gamut/protocol/ledger';
import {
  besideEntries,
  entryParameters,
  type JournalReceipt,
  type WrittenBeside,
} from '../../../audit/append-entries.ts';
import { hasEffect, holdingDigest } from './decision-way.ts';

/** Spent nonces are kept until well after the signed request that carried them has expired. */
const nonceLifeMs = 10 * 60_000;

/** The two rows that a batch waits for, in this order. */
export interface LockedTenant {
  readonly version: number;
  readonly head: StreamHead;
}

const lockTenant = (
  facts: 'SHARE' | 'UPDATE',
) => `SELECT f.version, h.seq, h.hash FROM facts_state f, journal_heads h
  WHERE f.one AND h.stream = 'decisions' FOR ${facts} OF f FOR UPDATE OF h`;
const lockTenantShared = lockTenant('SHARE');
const lockTenantAlone = lockTenant('UPDATE');

/**
 * Waits for a change of the facts that is under way, and keeps the next one out until this batch is committed; then for whoever
 * writes the stream. @param willMove this batch may move the facts itself
 */
export async function lockFactsAndHead(tx: TenantTx, willMove: boolean): Promise<LockedTenant> {
  const [row] = await tx.query<{ version: number; seq: number; hash: string }>(
    willMove ? lockTenantAlone : lockTenantShared,
    [],
  );
  if (row === undefined) throw new Error('the tenant has no facts row, or no stream of decisions');
  return { version: Number(row.version), head: { seq: Number(row.seq), hash: row.hash } };
}

export interface Nonce {
  readonly nonce: string;
  /** The version that its entry was decided on; 0: spent whatever the version is. */
  readonly factsVersion: number;
}

const insertNonces = `INSERT INTO nonces (nonce, expires_at)
  SELECT n.nonce, $3::timestamptz FROM unnest($1::text[], $2::bigint[]) AS n (nonce, version)
  WHERE n.version = 0 OR n.version = (SELECT version FROM facts_state WHERE one)
  ON CONFLICT (nonce) DO NOTHING RETURNING nonce`;

const nonceValues = (nonces: readonly Nonce[], nowMs: number) => [
  nonces.map((entry) => entry.nonce),
  nonces.map((entry) => entry.factsVersion),
  new Date(nowMs + nonceLifeMs).toISOString(),
];

/**
 * Spends the nonces of entries that were decided on the version in force; those of stale entries stay unspent, since they
 * come again. @returns the nonces that were fresh
 */
export async function spendNonces(
  tx: TenantTx,
  nonces: readonly Nonce[],
  nowMs: number,
): Promise<Set<string>> {
  const rows = await tx.query<{ nonce: string }>(insertNonces, nonceValues(nonces, nowMs));
  return new Set(rows.map((row) => row.nonce));
}

/** What is asked for every batch, in one statement, once its rows are locked. */
export interface FoundOut {
  /** Nonces that nobody had used before; they are spent now. */
  readonly fresh: Set<string>;
  /** Ids that the stream already holds: a decision is made once. */
  readonly known: Set<string>;
  /** Digests of facts that are kept already. */
  readonly kept: ReadonlySet<string>;
  /** Some transaction limit stands in this tenant. */
  readonly limited: boolean;
  /** When the credentials of these entries end, in milliseconds since 1970; those without an end are left out. */
  readonly ends: ReadonlyMap<string, number>;
}

const findOutStatement = `WITH spent AS (${insertNonces})
  SELECT ARRAY(SELECT nonce FROM spent) AS fresh,
    ARRAY(SELECT id FROM decisions WHERE id = ANY ($4::text[])) AS known,
    ARRAY(SELECT sha256 FROM facts_bodies WHERE sha256 = ANY ($5::text[])) AS kept,
    EXISTS (SELECT 1 FROM tool_permissions WHERE transaction_limits <> '[]'::jsonb)
      OR EXISTS (SELECT 1 FROM agents WHERE transaction_limits <> '[]'::jsonb) AS limited,
    (SELECT jsonb_object_agg(id, floor(extract(epoch FROM expires_at) * 1000)) FROM agent_credentials
      WHERE id = ANY ($6::text[]) AND expires_at IS NOT NULL) AS ends`;

interface FoundRow {
  readonly fresh: string[];
  readonly known: string[];
  readonly kept: string[];
  readonly limited: boolean;
  readonly ends: Readonly<Record<string, number>> | null;
}

/** @param nonces to be spent as `spendNonces` spends them; empty when that has to wait */
export async function findOut(
  tx: TenantTx,
  entries: readonly DecisionEntry[],
  nonces: readonly Nonce[],
  nowMs: number,
): Promise<FoundOut> {
  const [row] = await tx.query<FoundRow>(findOutStatement, [
    ...nonceValues(nonces, nowMs),
    entries.map((entry) => entry.id),
    [...new Set(entries.filter((entry) => entry.factsVersion > 0).map((entry) => entry.factsSha256))],
    [...new Set(entries.flatMap(({ credential }) => credential ?? []))],
  ]);
  if (row === undefined) throw new Error('a question without an answer');
  return {
    fresh: new Set(row.fresh),
    known: new Set(row.known),
    kept: new Set(row.kept),
    limited: row.limited,
    ends: new Map(Object.entries(row.ends ?? {})),
  };
}

export interface IndexedDecision {
  readonly entry: DecisionEntry;
  readonly receipt: JournalReceipt;
  readonly approvalId: string | null;
  readonly incidentId: string | null;
  readonly argumentsSealed: string | null;
  readonly wholeSealed: string | null;
  readonly kind: string;
  readonly reasonCodes: readonly string[];
  /** The receipt is also the claim: the call starts with this commit. */
  readonly started: boolean;
}

/** Of the index: the column, its type on the way, and where it comes from. */
const indexColumns: readonly (readonly [string, string, (row: IndexedDecision) => unknown])[] = [
  ['id', 'text', (row) => row.entry.id],
  ['seq', 'bigint', (row) => row.receipt.seq],
  ['agent_id', 'text', (row) => row.entry.agent],
  ['agent_name', 'text', (row) => row.entry.agentName],
  ['tool', 'text', (row) => row.entry.tool],
  ['connector', 'text', (row) => row.entry.connector],
  ['action_type', 'text', (row) => row.entry.actionType],
  ['data_class', 'text', (row) => row.entry.dataClass],
  ['risk', 'text', (row) => row.entry.risk],
  ['kind', 'text', (row) => row.kind],
  ['reason_codes', 'text', (row) => row.reasonCodes.join(' ')],
  ['approval_id', 'text', (row) => row.approvalId],
  ['incident_id', 'text', (row) => row.incidentId],
  ['state', 'text', (row) => (row.started ? 'started' : 'decided')],
  ['arguments_sealed', 'text', (row) => row.argumentsSealed],
  ['action_sha256', 'text', (row) => (row.started && hasEffect(row.entry) ? holdingDigest(row.entry) : null)],
  ['whole_sealed', 'text', (row) => row.wholeSealed],
];

const indexNames = indexColumns.map(([name]) => name);
const indexValues = (of: (place: number) => string): string =>
  indexNames
    .map((name, place) => (name === 'reason_codes' ? `string_to_array(${of(place)}, ' ')` : of(place)))
    .join(', ');
const intoIndex = `INSERT INTO decisions (at, ${indexNames.join(', ')})`;
const indexedAt = `$${String(entryParameters + 1)}::timestamptz`;
const typed = (many: '' | '[]') => (place: number) =>
  `$${String(entryParameters + 2 + place)}::${(indexColumns[place] as readonly string[])[1] as string}${many}`;
const indexMany =
  besideEntries(`${intoIndex} SELECT ${indexedAt}, ${indexValues((place) => `r.${indexNames[place] as string}`)}
  FROM unnest(${indexColumns.map((_, place) => typed('[]')(place)).join(', ')}) AS r (${indexNames.join(', ')})`);
/** A list of one costs more to take apart than its row to write. */
const indexOne = besideEntries(`${intoIndex} VALUES (${indexedAt}, ${indexValues(typed(''))})`);

/** The rows of the index, written with the entries that they find. */
export function indexBeside(at: string, rows: readonly IndexedDecision[]): WrittenBeside | undefined {
  const [row] = rows;
  if (row === undefined) return undefined;
  return rows.length === 1
    ? { statement: indexOne, values: [at, ...indexColumns.map(([, , of]) => of(row))] }
    : { statement: indexMany, values: [at, ...indexColumns.map(([, , of]) => rows.map(of))] };
}

export interface ClosedAction {
  /** The outcome that closed it. */
  readonly by: string;
  readonly agentId: string;
  readonly tool: string;
  /** The place in the stream that was written with it. */
  readonly seq: number;
}

/**
 * Closes started actions, in one writing with the places that their outcomes take if each leaves an entry, in this order. Of two
 * outcomes of one decision the first closes it. They are found by their ids: the condition is written so that the indexes of what is
 * under way do not serve it, which hold all that ended since they were last tidied; and the ids are asked for beside the join, since
 * for a table that was small when Postgres looked it reads the whole of it and then joins.
 * @param before the last number of the stream before the first of them
 * @returns the decisions that really were under way
 */
export async function closeActions(
  tx: TenantTx,
  outcomes: readonly OutcomeEntry[],
  before: number,
): Promise<Map<string, ClosedAction>> {
  if (outcomes.length === 0) return new Map();
  const first = new Map<string, { readonly outcome: OutcomeEntry; readonly seq: number }>();
  for (const [place, outcome] of outcomes.entries())
    if (!first.has(outcome.decision)) first.set(outcome.decision, { outcome, seq: before + place + 1 });
  const rows = await tx.query<{ id: string; agent_id: string; tool: string; outcome_seq: number }>(
    `UPDATE decisions d SET state = o.state, outcome_seq = o.seq
     FROM unnest($1::text[], $2::text[], $3::bigint[]) AS o (id, state, seq)
     WHERE d.id = o.id AND d.id = ANY ($1::text[]) AND coalesce(d.state, '') = 'started' RETURNING d.id, d.agent_id, d.tool, d.outcome_seq`,
    [
      [...first.keys()],
      [...first.values()].map(({ outcome }) => outcome.state),
      [...first.values()].map(({ seq }) => seq),
    ],
  );
  return new Map(
    rows.map(({ id, agent_id: agentId, tool, outcome_seq: seq }) => {
      const by = (first.get(id) as { outcome: OutcomeEntry }).outcome.id;
      return [id, { by, agentId, tool, seq: Number(seq) }];
    }),
  );
}

/** Where an outcome took another place after all. */
export async function recordOutcomeSeqs(
  tx: TenantTx,
  closed: readonly { readonly decision: string; readonly seq: number }[],
): Promise<void> {
  if (closed.length === 0) return;
  await tx.query(
    'UPDATE decisions d SET outcome_seq = o.seq FROM unnest($1::text[], $2::bigint[]) AS o (id, seq) WHERE d.id = o.id AND d.id = ANY ($1::text[])',
    [closed.map((row) => row.decision), closed.map((row) => row.seq)],
  );
}
