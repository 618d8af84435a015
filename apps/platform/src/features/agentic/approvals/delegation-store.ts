/** All SQL of lent rights. One is in force between its times, while whoever lent it holds the roles that they held. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { AskedPage } from '../../../http/list-page.ts';

export interface DelegationRow {
  readonly id: string;
  readonly from_id: string;
  readonly from_name: string;
  readonly to_id: string;
  readonly to_name: string;
  readonly from_roles: string[];
  readonly from_epoch: number;
  readonly reason: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly ended_at: Date | null;
  readonly ended_by_name: string | null;
  readonly created_at: Date;
  /** Whoever lent it, or holds it, has left, or the lender's roles have changed. */
  readonly void: boolean;
  readonly votes: number;
}

const rows = `SELECT g.id, g.from_id, f.name AS from_name, g.to_id, t.name AS to_name, g.from_roles, g.from_epoch, g.reason, g.starts_at,
  g.ends_at, g.ended_at, e.name AS ended_by_name, g.created_at,
  (f.left_at IS NOT NULL OR t.left_at IS NOT NULL OR f.role_epoch IS DISTINCT FROM g.from_epoch) AS void,
  (SELECT count(*) FROM approval_votes v WHERE v.delegation_id = g.id)::int AS votes
  FROM approval_delegations g JOIN people f ON f.id = g.from_id JOIN people t ON t.id = g.to_id LEFT JOIN people e ON e.id = g.ended_by`;

/** Newest first. @param of only those that this person gave or holds */
export function listDelegations(
  tx: TenantReader,
  asked: AskedPage,
  of: string | undefined,
): Promise<DelegationRow[]> {
  return tx.query<DelegationRow>(
    `${rows} WHERE ($1::text IS NULL OR g.id < $1) AND ($2::text IS NULL OR $2 IN (g.from_id, g.to_id)) ORDER BY g.id DESC LIMIT $3`,
    [asked.after?.[0] ?? null, of ?? null, asked.limit + 1],
  );
}

export async function findDelegation(tx: TenantReader, id: string): Promise<DelegationRow | undefined> {
  const [row] = await tx.query<DelegationRow>(`${rows} WHERE g.id = $1`, [id]);
  return row;
}

export function listLentTo(tx: TenantReader, personId: string, at: string): Promise<DelegationRow[]> {
  return tx.query<DelegationRow>(
    `${rows} WHERE g.to_id = $1 AND g.ended_at IS NULL AND g.starts_at <= $2::timestamptz AND g.ends_at > $2::timestamptz
       AND f.left_at IS NULL AND f.role_epoch = g.from_epoch ORDER BY g.id`,
    [personId, at],
  );
}

export interface NewDelegation {
  readonly id: string;
  readonly fromId: string;
  readonly toId: string;
  readonly fromRoles: readonly string[];
  readonly fromEpoch: number;
  readonly reason: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly createdAt: string;
}

export async function insertDelegation(tx: TenantTx, made: NewDelegation): Promise<void> {
  await tx.query(
    `INSERT INTO approval_delegations (id, from_id, to_id, from_roles, from_epoch, reason, starts_at, ends_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      made.id,
      made.fromId,
      made.toId,
      made.fromRoles,
      made.fromEpoch,
      made.reason,
      made.startsAt,
      made.endsAt,
      made.createdAt,
    ],
  );
}

/** @returns false when it had ended already */
export async function endDelegationRow(tx: TenantTx, id: string, by: string, at: string): Promise<boolean> {
  const ended = await tx.execute(
    'UPDATE approval_delegations SET ended_at = $3, ended_by = $2 WHERE id = $1 AND ended_at IS NULL AND ends_at > $3::timestamptz',
    [id, by, at],
  );
  return ended === 1;
}
