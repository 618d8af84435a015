/** All SQL of behaviour: the watch's place, baselines, rules, alerts, and the breaker on the agent's own row. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import { behaviourActs, defaultBehaviourRules, deviationKinds } from '@gamut/governance/judge-behaviour';
import type { AtfLevel, DataClass } from '@gamut/kernel/agentic-terms';
import type { AskedPage } from '../../../http/list-page.ts';
import { isoText } from '../iso-text.ts';
import type { BehaviourAlert, BehaviourRules } from './behaviour.ts';

/** @returns undefined while another process watches this tenant */
export async function holdWatch(tx: TenantTx): Promise<number | undefined> {
  const [row] = await tx.query<{ seq: string }>(
    'SELECT seq FROM behaviour_watch WHERE one FOR UPDATE SKIP LOCKED',
  );
  return row === undefined ? undefined : Number(row.seq);
}

export async function moveWatch(tx: TenantTx, seq: number): Promise<void> {
  await tx.query('UPDATE behaviour_watch SET seq = $1 WHERE one', [seq]);
}

export interface WatchedDecision {
  readonly id: string;
  readonly seq: number;
  readonly at: Date;
  readonly agent_id: string;
  readonly tool: string;
  readonly data_class: DataClass | null;
  readonly refused: boolean;
  readonly passed: boolean;
  readonly arguments_sealed: string | null;
  /** An agent of this tenant: what a stranger's credential asked is in the stream too. */
  readonly known: boolean;
}

/** Decisions after that place, in the stream's order. */
export async function readNewDecisions(
  tx: TenantReader,
  seq: number,
  most: number,
): Promise<WatchedDecision[]> {
  const rows = await tx.query<WatchedDecision & { readonly seq: number | string }>(
    `SELECT d.id, d.seq, d.at, d.agent_id, d.tool, d.data_class, d.kind IN ('block', 'block_and_open_incident') AS refused,
       d.kind IN ('allow', 'allow_and_log', 'degrade') AS passed, d.arguments_sealed, a.id IS NOT NULL AS known
     FROM decisions d LEFT JOIN agents a ON a.id = d.agent_id WHERE d.seq > $1 ORDER BY d.seq LIMIT $2`,
    [seq, most],
  );
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}

export async function hasNewDecisions(tx: TenantReader): Promise<boolean> {
  const [row] = await tx.query<{ more: boolean }>(
    'SELECT EXISTS (SELECT FROM decisions WHERE seq > (SELECT seq FROM behaviour_watch WHERE one)) AS more',
  );
  return row?.more === true;
}

export async function oldestNewDecision(tx: TenantReader): Promise<Date | undefined> {
  const [row] = await tx.query<{ at: Date }>(
    'SELECT at FROM decisions WHERE seq > (SELECT seq FROM behaviour_watch WHERE one) ORDER BY seq LIMIT 1',
  );
  return row?.at;
}

/** Sealed profiles of these agents, held until this transaction ends. */
export async function lockProfiles(tx: TenantTx, agentIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ agent_id: string; profile_sealed: string }>(
    'SELECT agent_id, profile_sealed FROM agent_baselines WHERE agent_id = ANY ($1::text[]) ORDER BY agent_id FOR UPDATE',
    [agentIds],
  );
  return new Map(rows.map((row) => [row.agent_id, row.profile_sealed]));
}

export async function findProfile(tx: TenantReader, agentId: string): Promise<string | undefined> {
  const [row] = await tx.query<{ profile_sealed: string }>(
    'SELECT profile_sealed FROM agent_baselines WHERE agent_id = $1',
    [agentId],
  );
  return row?.profile_sealed;
}

export async function putProfile(tx: TenantTx, agentId: string, sealed: string, at: string): Promise<void> {
  await tx.query(
    `INSERT INTO agent_baselines (agent_id, profile_sealed, updated_at) VALUES ($1, $2, $3)
     ON CONFLICT (agent_id) DO UPDATE SET profile_sealed = $2, updated_at = $3`,
    [agentId, sealed, at],
  );
}

export async function dropProfile(tx: TenantTx, agentId: string): Promise<void> {
  await tx.query('DELETE FROM agent_baselines WHERE agent_id = $1', [agentId]);
}

export async function loadRules(tx: TenantReader): Promise<BehaviourRules> {
  const rows = await tx.query<{ kind: string; act: string }>('SELECT kind, act FROM behaviour_rules');
  return Object.fromEntries(
    deviationKinds.map((kind) => {
      const own = rows.find((row) => row.kind === kind)?.act;
      return [kind, behaviourActs.find((act) => act === own) ?? defaultBehaviourRules[kind]];
    }),
  ) as BehaviourRules;
}

export async function putRules(tx: TenantTx, rules: BehaviourRules, at: string): Promise<void> {
  await tx.query(
    `INSERT INTO behaviour_rules (kind, act, set_at) SELECT r.kind, r.act, $3 FROM unnest($1::text[], $2::text[]) AS r (kind, act)
     ON CONFLICT (kind) DO UPDATE SET act = EXCLUDED.act, set_at = EXCLUDED.set_at`,
    [[...deviationKinds], deviationKinds.map((kind) => rules[kind]), at],
  );
}

export interface AlertRow extends Omit<BehaviourAlert, 'saw' | 'normal'> {
  readonly sealed: string;
}

const alertRows = `SELECT jsonb_build_object('id', b.id, 'agentId', b.agent_id, 'agentName', a.name, 'decisionId', b.decision_id, 'kind', b.kind,
    'sealed', b.saw_sealed, 'act', b.act, 'actedAt', ${isoText('b.acted_at')}, 'raisedAt', ${isoText('b.raised_at')}, 'status', b.status,
    'settledBy', CASE WHEN p.id IS NULL THEN NULL ELSE jsonb_build_object('id', p.id, 'name', p.name) END,
    'settledAt', ${isoText('b.settled_at')}, 'note', b.note) AS item
  FROM behaviour_alerts b JOIN agents a ON a.id = b.agent_id LEFT JOIN people p ON p.id = b.settled_by`;

export async function listAlertRows(
  tx: TenantReader,
  asked: AskedPage,
  which: { readonly agentId?: string | undefined; readonly status?: string | undefined },
): Promise<AlertRow[]> {
  const found = await tx.query<{ item: AlertRow }>(
    `${alertRows} WHERE ($1::text IS NULL OR b.id < $1) AND ($2::text IS NULL OR b.agent_id = $2) AND ($3::text IS NULL OR b.status = $3)
     ORDER BY b.id DESC LIMIT $4`,
    [asked.after?.[0] ?? null, which.agentId ?? null, which.status ?? null, asked.limit + 1],
  );
  return found.map((row) => row.item);
}

/** Held until this transaction ends. */
export async function lockAlertRow(tx: TenantTx, id: string): Promise<AlertRow | undefined> {
  await tx.query('SELECT 1 FROM behaviour_alerts WHERE id = $1 FOR UPDATE', [id]);
  const [row] = await tx.query<{ item: AlertRow }>(`${alertRows} WHERE b.id = $1`, [id]);
  return row?.item;
}

export async function insertAlert(
  tx: TenantTx,
  row: Pick<AlertRow, 'id' | 'agentId' | 'decisionId' | 'kind' | 'sealed' | 'act' | 'actedAt' | 'raisedAt'>,
): Promise<void> {
  await tx.query(
    `INSERT INTO behaviour_alerts (id, agent_id, decision_id, kind, saw_sealed, act, acted_at, raised_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.id, row.agentId, row.decisionId, row.kind, row.sealed, row.act, row.actedAt, row.raisedAt],
  );
}

export async function settleAlertRow(
  tx: TenantTx,
  id: string,
  settled: { readonly status: string; readonly by: string; readonly at: string; readonly note: string },
): Promise<void> {
  await tx.query(
    'UPDATE behaviour_alerts SET status = $2, settled_by = $3, settled_at = $4, note = $5 WHERE id = $1',
    [id, settled.status, settled.by, settled.at, settled.note],
  );
}

/** @returns false when it is open already */
export async function openBreakerRow(
  tx: TenantTx,
  agentId: string,
  reason: string,
  at: string,
): Promise<boolean> {
  const changed = await tx.execute(
    'UPDATE agents SET breaker_opened_at = $3, breaker_reason = $2 WHERE id = $1 AND breaker_opened_at IS NULL',
    [agentId, reason, at],
  );
  return changed === 1;
}

/** @returns false when it is not open */
export async function closeBreakerRow(tx: TenantTx, agentId: string): Promise<boolean> {
  const changed = await tx.execute(
    'UPDATE agents SET breaker_opened_at = NULL, breaker_reason = NULL WHERE id = $1 AND breaker_opened_at IS NOT NULL',
    [agentId],
  );
  return changed === 1;
}

export async function lowerLevelRow(
  tx: TenantTx,
  agentId: string,
  level: AtfLevel,
  reason: string,
  at: string,
): Promise<void> {
  await tx.query(
    'UPDATE agents SET level = $2, level_since = $4, level_reason = $3, updated_at = $4 WHERE id = $1',
    [agentId, level, reason, at],
  );
}
