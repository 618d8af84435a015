/** All SQL of kill switches. A row stays after its release: the list is the history. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { KillTarget } from '@gamut/kernel/agentic-terms';
import { refuseTaken } from '../../../http/expected-refusals.ts';
import type { AskedPage } from '../../../http/list-page.ts';
import { isoText } from '../iso-text.ts';
import type { KillSwitch } from './kill-switch.ts';

const rows = `SELECT jsonb_build_object('id', k.id, 'target', k.target, 'targetId', k.target_id, 'targetName', k.target_name,
    'state', CASE WHEN k.released_at IS NULL THEN 'engaged' ELSE 'released' END, 'reason', k.reason,
    'engagedAt', ${isoText('k.engaged_at')}, 'engagedBy', COALESCE(e.name, k.engaged_by),
    'releasedAt', ${isoText('k.released_at')}, 'releasedBy', COALESCE(r.name, k.released_by), 'releaseReason', k.release_reason) AS item
  FROM kill_switches k LEFT JOIN people e ON e.id = k.engaged_by LEFT JOIN people r ON r.id = k.released_by`;

export interface KillSwitchFilter {
  readonly state?: string | undefined;
  readonly target?: string | undefined;
  readonly targetId?: string | undefined;
}

/** Newest first. @returns at most one more than the limit */
export async function listKillSwitches(
  tx: TenantReader,
  asked: AskedPage,
  { state, target, targetId }: KillSwitchFilter,
): Promise<KillSwitch[]> {
  const found = await tx.query<{ item: KillSwitch }>(
    `${rows} WHERE ($1::text IS NULL OR k.id < $1) AND ($2::boolean IS NULL OR (k.released_at IS NULL) = $2)
       AND ($3::text IS NULL OR k.target = $3) AND ($4::text IS NULL OR k.target_id = $4)
     ORDER BY k.id DESC LIMIT $5`,
    [
      asked.after?.[0] ?? null,
      state === undefined ? null : state === 'engaged',
      target ?? null,
      targetId ?? null,
      asked.limit + 1,
    ],
  );
  return found.map((row) => row.item);
}

export async function findKillSwitch(tx: TenantReader, id: string): Promise<KillSwitch | undefined> {
  const [row] = await tx.query<{ item: KillSwitch }>(`${rows} WHERE k.id = $1`, [id]);
  return row?.item;
}

const targetNames: Readonly<Record<Exclude<KillTarget, 'tenant'>, string>> = {
  agent: 'SELECT name FROM agents WHERE id = $1',
  tool: "SELECT n.name || '_' || t.name AS name FROM tools t JOIN connectors n ON n.id = t.connector_id WHERE t.id = $1",
  connector: 'SELECT name FROM connectors WHERE id = $1',
};

/** What a person calls it; undefined when the tenant has no such thing. */
export async function findTargetName(
  tx: TenantReader,
  target: Exclude<KillTarget, 'tenant'>,
  id: string,
): Promise<string | undefined> {
  const [row] = await tx.query<{ name: string }>(targetNames[target], [id]);
  return row?.name;
}

export interface KillSwitchRow {
  readonly id: string;
  readonly target: KillTarget;
  readonly targetId: string;
  readonly targetName: string;
  readonly reason: string;
}

/** @throws AppError `conflict` when one is engaged against this already */
export async function insertKillSwitch(
  tx: TenantTx,
  row: KillSwitchRow,
  by: string,
  at: string,
): Promise<void> {
  await refuseTaken(
    tx.query(
      `INSERT INTO kill_switches (id, target, target_id, target_name, reason, engaged_at, engaged_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [row.id, row.target, row.targetId, row.targetName, row.reason, at, by],
    ),
    'A kill switch against this, engaged,',
  );
}

/** @returns false when it was released already */
export async function releaseKillSwitchRow(
  tx: TenantTx,
  id: string,
  by: string,
  reason: string,
  at: string,
): Promise<boolean> {
  const released = await tx.execute(
    'UPDATE kill_switches SET released_at = $2, released_by = $3, release_reason = $4 WHERE id = $1 AND released_at IS NULL',
    [id, at, by, reason],
  );
  return released === 1;
}
