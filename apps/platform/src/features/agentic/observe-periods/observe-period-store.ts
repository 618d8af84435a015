/** All SQL of observe periods. A row stays after its end: the list is the history. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import { refuseTaken } from '../../../http/expected-refusals.ts';
import type { AskedPage } from '../../../http/list-page.ts';
import { isoText } from '../iso-text.ts';
import type { ObservePeriod, PeriodEnd } from './observe-period.ts';

/** A period whose time is over has ended, also before the sweep has said so. */
const rows = `SELECT jsonb_build_object('id', o.id, 'agentId', o.agent_id, 'agentName', a.name,
    'state', CASE WHEN o.ended_at IS NULL AND o.ends_at > $1::timestamptz THEN 'running' ELSE 'ended' END,
    'connectors', (SELECT jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) ORDER BY c.name) FROM connectors c WHERE c.id = ANY (o.connector_ids)),
    'reason', o.reason, 'startedAt', ${isoText('o.started_at')}, 'startedBy', COALESCE(s.name, o.started_by), 'endsAt', ${isoText('o.ends_at')},
    'endedAt', CASE WHEN o.ended_at IS NULL AND o.ends_at <= $1::timestamptz THEN ${isoText('o.ends_at')} ELSE ${isoText('o.ended_at')} END,
    'endedHow', CASE WHEN o.ended_at IS NULL AND o.ends_at <= $1::timestamptz THEN 'expired' ELSE o.ended_how END,
    'endedBy', COALESCE(e.name, o.ended_by), 'endReason', o.end_reason) AS item
  FROM observe_periods o JOIN agents a ON a.id = o.agent_id LEFT JOIN people s ON s.id = o.started_by LEFT JOIN people e ON e.id = o.ended_by`;

/** Newest first. @returns at most one more than the limit */
export async function listObservePeriods(
  tx: TenantReader,
  at: string,
  asked: AskedPage,
  { agentId, state }: { readonly agentId?: string | undefined; readonly state?: string | undefined },
): Promise<ObservePeriod[]> {
  const found = await tx.query<{ item: ObservePeriod }>(
    `${rows} WHERE ($2::text IS NULL OR o.id < $2) AND ($3::text IS NULL OR o.agent_id = $3)
       AND ($4::boolean IS NULL OR (o.ended_at IS NULL AND o.ends_at > $1::timestamptz) = $4) ORDER BY o.id DESC LIMIT $5`,
    [
      at,
      asked.after?.[0] ?? null,
      agentId ?? null,
      state === undefined ? null : state === 'running',
      asked.limit + 1,
    ],
  );
  return found.map((row) => row.item);
}

export async function findObservePeriod(
  tx: TenantReader,
  id: string,
  at: string,
): Promise<ObservePeriod | undefined> {
  const [row] = await tx.query<{ item: ObservePeriod }>(`${rows} WHERE o.id = $2`, [at, id]);
  return row?.item;
}

export interface NewPeriodRow {
  readonly id: string;
  readonly agentId: string;
  readonly connectorIds: readonly string[];
  readonly reason: string;
  readonly startedAt: string;
  readonly startedBy: string;
  readonly endsAt: string;
}

/** Level and tier are the agent's own at this moment, and the epoch is the one in force. @throws AppError `conflict` when one runs */
export async function insertObservePeriod(tx: TenantTx, row: NewPeriodRow): Promise<void> {
  await refuseTaken(
    tx.query(
      `INSERT INTO observe_periods (id, agent_id, connector_ids, reason, started_at, started_by, ends_at, level, tier, epoch)
       SELECT $1, a.id, $3, $4, $5, $6, $7, a.level, a.tier, (SELECT version >> 32 FROM facts_state WHERE one) FROM agents a WHERE a.id = $2`,
      [row.id, row.agentId, row.connectorIds, row.reason, row.startedAt, row.startedBy, row.endsAt],
    ),
    'An observe period of this agent, running,',
  );
}

/** @returns false when it was not running */
export async function endPeriodRow(
  tx: TenantTx,
  end: {
    readonly id: string;
    readonly at: string;
    readonly how: PeriodEnd;
    readonly by: string;
    readonly reason: string;
  },
): Promise<boolean> {
  const ended = await tx.execute(
    `UPDATE observe_periods SET ended_at = $2, ended_how = $3, ended_by = $4, end_reason = $5, told = true
     WHERE id = $1 AND ended_at IS NULL AND ends_at > $2::timestamptz AND started_at <= $2::timestamptz`,
    [end.id, end.at, end.how, end.by, end.reason],
  );
  return ended === 1;
}

/** A list is accepted once, also after the period's own end. @returns false when it was accepted already */
export async function acceptPeriodRow(
  tx: TenantTx,
  id: string,
  by: string,
  reason: string,
  at: string,
): Promise<boolean> {
  const accepted = await tx.execute(
    `UPDATE observe_periods SET ended_at = coalesce(ended_at, ends_at), ended_how = 'accepted', ended_by = $2, end_reason = $3, told = true
     WHERE id = $1 AND (ended_at IS NOT NULL OR ends_at <= $4::timestamptz) AND ended_how IS DISTINCT FROM 'accepted'`,
    [id, by, reason, at],
  );
  return accepted === 1;
}

/** Ends at the moment at which they were to end, not that of the sweep. @returns how many */
export async function expirePeriods(tx: TenantTx, at: string, agentId?: string): Promise<number> {
  return tx.execute(
    `UPDATE observe_periods SET ended_at = ends_at, ended_how = 'expired'
     WHERE ended_at IS NULL AND ends_at <= $1::timestamptz AND ($2::text IS NULL OR agent_id = $2)`,
    [at, agentId ?? null],
  );
}

export interface EndedRow {
  readonly id: string;
  readonly agent_name: string;
  readonly ended_at: Date;
  readonly ended_how: string;
}

export function hasUntold(tx: TenantReader, at: string): Promise<unknown[]> {
  return tx.query(
    'SELECT FROM observe_periods WHERE NOT told AND (ended_at IS NOT NULL OR ends_at <= $1::timestamptz) LIMIT 1',
    [at],
  );
}

/** Those that ended with nobody there to record it. */
export function tellEnded(tx: TenantTx): Promise<EndedRow[]> {
  return tx.query<EndedRow>(
    `UPDATE observe_periods o SET told = true FROM agents a WHERE a.id = o.agent_id AND o.id IN
       (SELECT id FROM observe_periods WHERE NOT told AND ended_at IS NOT NULL ORDER BY id LIMIT 200 FOR UPDATE SKIP LOCKED)
     RETURNING o.id, a.name AS agent_name, o.ended_at, o.ended_how`,
  );
}

export async function countActiveConnectors(tx: TenantReader, ids: readonly string[]): Promise<number> {
  const [row] = await tx.query<{ count: string }>(
    "SELECT count(*) AS count FROM connectors WHERE id = ANY ($1::text[]) AND status = 'active'",
    [ids],
  );
  return Number(row?.count ?? 0);
}
