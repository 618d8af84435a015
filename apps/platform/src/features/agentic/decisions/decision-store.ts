/** All SQL of the decisions' read side: the index for lists, the stream's own entries for the whole. */
import type { TenantReader } from '@gamut/database/tenant-transaction';
import type { AskedPage } from '../../../http/list-page.ts';
import type { DecisionFilter, DecisionPattern } from './decision-filter.ts';
import type { DecisionRow } from './decision.ts';

interface StoredRow {
  id: string;
  seq: number;
  at: Date;
  agent_id: string;
  agent_name: string;
  tool: string;
  connector: string | null;
  action_type: string | null;
  data_class: string | null;
  risk: string | null;
  kind: string;
  reason_codes: string[];
  state: string;
  approval_id: string | null;
  incident_id: string | null;
}

const columns =
  'id, seq, at, agent_id, agent_name, tool, connector, action_type, data_class, risk, kind, reason_codes, state, approval_id, incident_id';

/** As the index of reasons has it; what allows has only notes, and is not in it. */
const refused = `kind IN ('degrade', 'require_approval', 'block', 'block_and_open_incident')`;
const note = 'logged_';

function byReason({ likes, whole }: DecisionPattern, parameter: (value: unknown) => string): string {
  return whole !== undefined && !whole.some((code) => code.startsWith(note))
    ? `${refused} AND reason_codes && ${parameter(whole)}::text[]`
    : `EXISTS (SELECT FROM unnest(reason_codes) AS r (code) WHERE r.code LIKE ANY (${parameter(likes)}::text[]))`;
}

/** Newest first. The columns of the filter come from its fixed table, its values travel as parameters. */
export async function listDecisions(
  tx: TenantReader,
  filter: DecisionFilter,
  asked: AskedPage,
): Promise<DecisionRow[]> {
  const values: unknown[] = [asked.limit + 1];
  const wheres: string[] = [];
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  for (const pattern of filter.patterns) {
    const { column, likes } = pattern;
    if (column === 'reason_codes') wheres.push(byReason(pattern, parameter));
    else wheres.push(`${column} LIKE ANY (${parameter(likes)}::text[])`);
  }
  if (filter.sinceMs !== undefined)
    wheres.push(`at >= ${parameter(new Date(filter.sinceMs).toISOString())}::timestamptz`);
  if (filter.untilMs !== undefined)
    wheres.push(`at < ${parameter(new Date(filter.untilMs).toISOString())}::timestamptz`);
  if (asked.after !== undefined) wheres.push(`seq < ${parameter(asked.after[0])}::bigint`);
  const where = wheres.length === 0 ? '' : `WHERE ${wheres.join(' AND ')}`;
  const rows = await tx.query<StoredRow>(
    `SELECT ${columns} FROM decisions ${where} ORDER BY seq DESC LIMIT $1`,
    values,
  );
  return rows.map(rowOf);
}

export interface StoredDecision {
  readonly row: DecisionRow;
  readonly argumentsSealed: string | null;
  readonly outcomeSeq: number | null;
}

export async function findDecision(tx: TenantReader, id: string): Promise<StoredDecision | undefined> {
  const [row] = await tx.query<StoredRow & { arguments_sealed: string | null; outcome_seq: number | null }>(
    `SELECT ${columns}, arguments_sealed, outcome_seq FROM decisions WHERE id = $1`,
    [id],
  );
  if (row === undefined) return undefined;
  return {
    row: rowOf(row),
    argumentsSealed: row.arguments_sealed,
    outcomeSeq: row.outcome_seq === null ? null : Number(row.outcome_seq),
  };
}

/** The named people of the tenant, by id. */
export async function listNames(tx: TenantReader): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ id: string; name: string }>('SELECT id, name FROM people', []);
  return new Map(rows.map((row) => [row.id, row.name]));
}

function rowOf(row: StoredRow): DecisionRow {
  return {
    id: row.id,
    seq: Number(row.seq),
    at: row.at.toISOString(),
    agentId: row.agent_id,
    agentName: row.agent_name,
    tool: row.tool,
    connector: row.connector,
    actionType: row.action_type,
    dataClass: row.data_class,
    risk: row.risk,
    kind: row.kind,
    reasonCodes: row.reason_codes,
    state: row.state,
    approvalId: row.approval_id,
    incidentId: row.incident_id,
  };
}
