/** All SQL of notices: what the watch finds in the decision stream, and what a person has been told and has seen. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { AskedPage } from '../../../http/list-page.ts';
import { readingOnly } from '../decisions/decision-way.ts';

/** Where the watch stands; undefined while somebody else has it. */
export async function holdNoticesWatch(tx: TenantTx): Promise<number | undefined> {
  const [row] = await tx.query<{ seq: string }>(
    'SELECT noticed_seq AS seq FROM behaviour_watch WHERE one FOR UPDATE SKIP LOCKED',
  );
  return row === undefined ? undefined : Number(row.seq);
}

export async function moveNoticesWatch(tx: TenantTx, seq: number): Promise<void> {
  await tx.query('UPDATE behaviour_watch SET noticed_seq = $1 WHERE one', [seq]);
}

export async function hasNewEntries(tx: TenantReader): Promise<boolean> {
  const [row] = await tx.query<{ more: boolean }>(
    `SELECT (SELECT seq FROM journal_heads WHERE stream = 'decisions') > (SELECT noticed_seq FROM behaviour_watch WHERE one) AS more`,
  );
  return row?.more === true;
}

/** @returns the last of at most so many entries behind this one */
export async function findLastEntry(
  tx: TenantReader,
  after: number,
  most: number,
): Promise<number | undefined> {
  const [row] = await tx.query<{ seq: string }>(
    `SELECT seq FROM journal_heads WHERE stream = 'decisions' AND seq > $1`,
    [after],
  );
  return row === undefined ? undefined : Math.min(Number(row.seq), after + most);
}

export interface EndedAct {
  readonly seq: number;
  readonly at: Date;
  readonly decision_id: string;
  readonly agent_id: string;
  readonly agent_name: string;
  readonly tool: string;
  readonly action_type: string;
  readonly kind: string;
  readonly level: string;
  readonly state: string;
  readonly human_owner_id: string | null;
  readonly security_owner_id: string | null;
}

/** Acts with an effect, of agents at these levels, that ended behind the one entry and not behind the other. */
export async function listEndedActs(
  tx: TenantReader,
  { after, last }: { readonly after: number; readonly last: number },
  levels: readonly string[],
): Promise<EndedAct[]> {
  const rows = await tx.query<EndedAct>(
    `SELECT o.seq, o.at, d.id AS decision_id, d.agent_id, d.agent_name, d.tool, d.action_type, d.kind, d.state,
       e.bytes::jsonb #>> '{body,agent,level}' AS level, a.human_owner_id, a.security_owner_id
     FROM journal_entries o JOIN decisions d ON d.id = o.subject AND d.outcome_seq = o.seq
       JOIN journal_entries e ON e.stream = 'decisions' AND e.seq = d.seq JOIN agents a ON a.id = d.agent_id
     WHERE o.stream = 'decisions' AND o.seq > $1 AND o.seq <= $2 AND o.kind = 'outcome'
       AND d.action_type <> ALL ($3::text[]) AND e.bytes::jsonb #>> '{body,agent,level}' = ANY ($4::text[])
     ORDER BY o.seq`,
    [after, last, readingOnly, levels],
  );
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}

export interface NewNotice {
  readonly person: string;
  readonly act: EndedAct;
  readonly capacities: readonly string[];
}

export async function insertNotices(tx: TenantTx, notices: readonly NewNotice[], at: string): Promise<void> {
  if (notices.length === 0) return;
  await tx.query(
    `INSERT INTO notices (person_id, seq, decision_id, addressed_as, ended_at, given_at)
     SELECT n.person, n.seq, n.decision, string_to_array(n.addressed, ' '), n.ended, $6::timestamptz
     FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::timestamptz[]) AS n (person, seq, decision, addressed, ended)`,
    [
      notices.map(({ person }) => person),
      notices.map(({ act }) => act.seq),
      notices.map(({ act }) => act.decision_id),
      notices.map(({ capacities }) => capacities.join(' ')),
      notices.map(({ act }) => act.at.toISOString()),
      at,
    ],
  );
}

export interface StoredNotice {
  readonly seq: number;
  readonly decision_id: string;
  readonly agent_id: string;
  readonly agent_name: string;
  readonly tool: string;
  readonly action_type: string | null;
  readonly data_class: string | null;
  readonly risk: string | null;
  readonly kind: string;
  readonly state: string;
  readonly ended_at: Date;
  readonly addressed_as: ('human_owner' | 'security_owner')[];
  readonly given_at: Date;
  readonly seen_at: Date | null;
}

export interface NoticeFilter {
  readonly seen?: string;
  readonly agentId?: string;
}

/** Of one person, newest first. What is new is in an index of its own, however much has been seen. */
export async function listNotices(
  tx: TenantReader,
  person: string,
  asked: AskedPage,
  { seen, agentId }: NoticeFilter,
): Promise<StoredNotice[]> {
  const which =
    seen === undefined ? '' : seen === 'true' ? 'AND n.seen_at IS NOT NULL' : 'AND n.seen_at IS NULL';
  const rows = await tx.query<StoredNotice>(
    `SELECT n.seq, n.decision_id, d.agent_id, d.agent_name, d.tool, d.action_type, d.data_class, d.risk, d.kind, d.state,
       n.ended_at, n.addressed_as, n.given_at, n.seen_at
     FROM notices n JOIN decisions d ON d.id = n.decision_id
     WHERE n.person_id = $1 AND ($2::bigint IS NULL OR n.seq < $2) AND ($3::text IS NULL OR d.agent_id = $3) ${which}
     ORDER BY n.seq DESC LIMIT $4`,
    [person, asked.after?.[0] ?? null, agentId ?? null, asked.limit + 1],
  );
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}

/** @returns how many were new */
export async function markSeen(
  tx: TenantTx,
  person: string,
  { seq, andBefore }: { readonly seq: number; readonly andBefore: boolean },
  at: string,
): Promise<number> {
  const marked = await tx.query<{ seq: number }>(
    `UPDATE notices SET seen_at = $3::timestamptz WHERE person_id = $1 AND seen_at IS NULL AND seq ${andBefore ? '<=' : '='} $2 RETURNING seq`,
    [person, seq, at],
  );
  return marked.length;
}

export async function countNew(tx: TenantReader, person: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM notices WHERE person_id = $1 AND seen_at IS NULL',
    [person],
  );
  return row?.count ?? 0;
}
