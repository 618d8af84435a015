/** All SQL of people's sessions, in control. One query joins session, user, tenant and membership, so a suspension bites on the next request. */
import type { ControlReader, ControlTx } from '@gamut/database/tenant-transaction';
import { standingColumns, type StandingRow } from './standing-row.ts';

export interface SessionRow extends StandingRow {
  readonly id: string;
  readonly csrf_hash: string;
  readonly role_epoch: number;
  readonly last_seen_at: Date;
  readonly expires_at: Date;
  readonly ended_at: Date | null;
}

export async function findSession(tx: ControlReader, idHash: string): Promise<SessionRow | undefined> {
  const [row] = await tx.query<SessionRow>(
    `SELECT s.id, s.csrf_hash, s.role_epoch, s.last_seen_at, s.expires_at, s.ended_at, ${standingColumns}
     FROM control.sessions s
     JOIN control.users u ON u.id = s.user_id
     JOIN control.tenants t ON t.id = s.tenant_id
     JOIN control.memberships m ON m.user_id = s.user_id AND m.tenant_id = s.tenant_id
     WHERE s.id_hash = $1`,
    [idHash],
  );
  return row;
}

export interface NewSession {
  readonly idHash: string;
  readonly id: string;
  readonly userId: string;
  readonly tenantId: string;
  readonly csrfHash: string;
  readonly at: string;
  readonly expiresAt: string;
  /** How they proved who they are. */
  readonly by: string;
}

export interface SessionHolder {
  readonly person_id: string;
  readonly role_epoch: number;
  readonly role: string;
  readonly additive_roles: readonly string[];
}

/**
 * Only for an active membership of an active user, which a change of roles can't pass meanwhile.
 * @returns undefined when there is none
 */
export async function insertSession(tx: ControlTx, session: NewSession): Promise<SessionHolder | undefined> {
  const [holder] = await tx.query<SessionHolder>(
    `WITH holder AS (
       SELECT m.user_id, m.tenant_id, m.role_epoch, coalesce(m.person_id, m.user_id) AS person_id, m.role, m.additive_roles
       FROM control.memberships m JOIN control.users u ON u.id = m.user_id JOIN control.tenants t ON t.id = m.tenant_id
       WHERE m.user_id = $3 AND m.tenant_id = $4 AND m.status = 'active' AND u.status = 'active' AND t.status = 'active'
       FOR SHARE OF m
     ), made AS (
       INSERT INTO control.sessions (id_hash, id, user_id, tenant_id, csrf_hash, role_epoch, created_at, last_seen_at, expires_at, signed_in_with)
       SELECT $1, $2, user_id, tenant_id, $5, role_epoch, $6, $6, $7, $8 FROM holder RETURNING id
     ) SELECT holder.person_id, holder.role_epoch, holder.role, holder.additive_roles FROM holder, made`,
    [
      session.idHash,
      session.id,
      session.userId,
      session.tenantId,
      session.csrfHash,
      session.at,
      session.expiresAt,
      session.by,
    ],
  );
  return holder;
}

export async function touchSession(tx: ControlTx, id: string, at: string): Promise<void> {
  await tx.query('UPDATE control.sessions SET last_seen_at = $2 WHERE id = $1 AND ended_at IS NULL', [
    id,
    at,
  ]);
}

export async function endSession(tx: ControlTx, id: string, at: string): Promise<void> {
  await tx.query('UPDATE control.sessions SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL', [id, at]);
}

export interface OpenSession {
  readonly id: string;
  readonly created_at: Date;
  readonly last_seen_at: Date;
  readonly expires_at: Date;
  readonly signed_in_with: string | null;
}

export interface Whose {
  readonly userId: string;
  readonly tenantId: string;
}

/** Those that would still be let in: not ended, in time, and made under the roles of now. */
export function listOpenSessions(
  tx: ControlReader,
  { userId, tenantId }: Whose,
  times: { readonly at: string; readonly idleSince: string },
): Promise<OpenSession[]> {
  return tx.query<OpenSession>(
    `SELECT s.id, s.created_at, s.last_seen_at, s.expires_at, s.signed_in_with
     FROM control.sessions s JOIN control.memberships m ON m.user_id = s.user_id AND m.tenant_id = s.tenant_id
     WHERE s.user_id = $1 AND s.tenant_id = $2 AND s.ended_at IS NULL AND s.expires_at > $3 AND s.last_seen_at > $4
       AND s.role_epoch = m.role_epoch ORDER BY s.last_seen_at DESC, s.id LIMIT 500`,
    [userId, tenantId, times.at, times.idleSince],
  );
}

/** One of this person's in this tenant. @returns false when there is none open */
export async function endSessionOf(
  tx: ControlTx,
  { userId, tenantId }: Whose,
  id: string,
  at: string,
): Promise<boolean> {
  const ended = await tx.execute(
    'UPDATE control.sessions SET ended_at = $4 WHERE id = $3 AND user_id = $1 AND tenant_id = $2 AND ended_at IS NULL',
    [userId, tenantId, id, at],
  );
  return ended === 1;
}

/** All of this person's in this tenant, but for one. @returns those that were ended */
export async function endSessionsOf(
  tx: ControlTx,
  { userId, tenantId }: Whose,
  at: string,
  keptId: string | null = null,
): Promise<string[]> {
  const ended = await tx.query<{ id: string }>(
    `UPDATE control.sessions SET ended_at = $3
     WHERE user_id = $1 AND tenant_id = $2 AND ended_at IS NULL AND id IS DISTINCT FROM $4 RETURNING id`,
    [userId, tenantId, at, keptId],
  );
  return ended.map(({ id }) => id);
}
