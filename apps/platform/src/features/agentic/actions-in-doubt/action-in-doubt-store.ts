/** All SQL of actions in doubt that people read and resolve; the ledger's own is in `hold-actions.ts`. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { AskedPage } from '../../../http/list-page.ts';
import { isoText } from '../iso-text.ts';
import type { NewResolution, Resolution } from './action-in-doubt.ts';

export interface StoredDoubt {
  readonly decision_id: string;
  readonly at: Date;
  readonly agent_id: string;
  readonly agent_name: string;
  readonly agent_tier: string;
  readonly agent_owner_id: string | null;
  readonly tool: string;
  readonly connector: string | null;
  readonly action_type: string | null;
  readonly data_class: string | null;
  readonly risk: string | null;
  /** What was asked for, sealed under the decision. */
  readonly arguments_sealed: string | null;
  readonly since: Date;
  readonly holds: boolean;
  readonly resolved_at: Date | null;
  readonly why: string | null;
  readonly resolutions: readonly Resolution[];
}

const rows = `SELECT u.decision_id, d.at, d.agent_id, d.agent_name, a.tier AS agent_tier, a.human_owner_id AS agent_owner_id, d.tool, d.connector,
  d.action_type, d.data_class, d.risk, d.arguments_sealed, u.since, u.action_sha256 IS NOT NULL AS holds, u.resolved_at,
  nullif(concat_ws(' ', (SELECT e.bytes::jsonb #>> '{body,detail}' FROM journal_entries e WHERE e.stream = 'decisions' AND e.seq = d.outcome_seq),
    CASE u.said_late WHEN 'done' THEN 'Gateway said too late that it was done.' WHEN 'failed' THEN 'Gateway said too late that it failed.' END), '') AS why,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'found', r.found, 'evidence', r.evidence, 'evidenceUrl', r.evidence_url,
      'by', jsonb_build_object('id', p.id, 'name', p.name), 'at', ${isoText('r.at')}, 'supersedes', r.supersedes) ORDER BY r.id DESC), '[]'::jsonb)
    FROM decision_resolutions r JOIN people p ON p.id = r.person_id WHERE r.decision_id = u.decision_id) AS resolutions
  FROM actions_in_doubt u JOIN decisions d ON d.id = u.decision_id JOIN agents a ON a.id = u.agent_id`;

export interface DoubtFilter {
  readonly resolved?: string;
  readonly agentId?: string;
}

/** Newest first. */
export function listDoubts(
  tx: TenantReader,
  asked: AskedPage,
  { resolved, agentId }: DoubtFilter,
): Promise<StoredDoubt[]> {
  return tx.query<StoredDoubt>(
    `${rows} WHERE ($1::text IS NULL OR u.decision_id < $1) AND ($2::text IS NULL OR u.agent_id = $2)
       AND ($3::boolean IS NULL OR (u.resolved_at IS NOT NULL) = $3) ORDER BY u.decision_id DESC LIMIT $4`,
    [
      asked.after?.[0] ?? null,
      agentId ?? null,
      resolved === undefined ? null : resolved === 'true',
      asked.limit + 1,
    ],
  );
}

export async function findDoubt(tx: TenantReader, decision: string): Promise<StoredDoubt | undefined> {
  const [row] = await tx.query<StoredDoubt>(`${rows} WHERE u.decision_id = $1`, [decision]);
  return row;
}

/** Whoever comes second waits, and finds what the first has left. @returns false when there is none */
export async function lockDoubt(tx: TenantTx, decision: string): Promise<boolean> {
  const found = await tx.query<{ decision_id: string }>(
    'SELECT decision_id FROM actions_in_doubt WHERE decision_id = $1 FOR UPDATE',
    [decision],
  );
  return found.length === 1;
}

export async function insertResolution(
  tx: TenantTx,
  id: string,
  decision: string,
  { found, evidence, evidenceUrl, supersedes }: NewResolution,
  by: string,
  at: string,
): Promise<void> {
  await tx.query(
    `INSERT INTO decision_resolutions (id, decision_id, found, evidence, evidence_url, supersedes, person_id, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, decision, found, evidence, evidenceUrl ?? null, supersedes ?? null, by, at],
  );
  await tx.query(
    'UPDATE actions_in_doubt SET resolved_at = $2 WHERE decision_id = $1 AND resolved_at IS NULL',
    [decision, at],
  );
}
