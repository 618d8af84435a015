/** All SQL of people's sessions, in control. One query joins session, user, tenant and membership, so a suspension bites on the next request. */
import type { ControlReader, ControlTx } from '@gamut/database/tenant-transaction';

export interface SessionRow {
  readonly id: string;
  readonly csrf_hash: string;
  readonly role_epoch: number;
  readonly last_seen_at: Date;
  readonly expires_at: Date;
  readonly ended_at: Date | null;
  readonly user_id: string;
  readonly user_name: string;
  readonly email: string;
  readonly user_status: string;
  readonly tenant_id: string;
  readonly slug: string;
  readonly tenant_name: string;
  readonly tenant_status: string;
  readonly plan: string;
  readonly role: string;
  readonly additive_roles: readonly string[];
  readonly membership_status: string;
  readonly membership_epoch: number;
}

export async function findSession(tx: ControlReader, idHash: string): Promise<SessionRow | undefined> {
  const [row] = await tx.query<SessionRow>(
    `SELECT s.id, s.csrf_hash, s.role_epoch, s.last_seen_at, s.expires_at, s.ended_at,
       u.id AS user_id, u.name AS user_name, u.email, u.status AS user_status,
       t.id AS tenant_id, t.slug, t.name AS tenant_name, t.status AS tenant_status, t.plan,
       m.role, m.additive_roles, m.status AS membership_status, m.role_epoch AS membership_epoch
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
}

/** Only for an active membership of an active user. @returns false when there is none */
export async function insertSession(tx: ControlTx, session: NewSession): Promise<boolean> {
  const made = await tx.execute(
    `INSERT INTO control.sessions (id_hash, id, user_id, tenant_id, csrf_hash, role_epoch, created_at, last_seen_at, expires_at)
     SELECT $1, $2, m.user_id, m.tenant_id, $5, m.role_epoch, $6, $6, $7
     FROM control.memberships m JOIN control.users u ON u.id = m.user_id JOIN control.tenants t ON t.id = m.tenant_id
     WHERE m.user_id = $3 AND m.tenant_id = $4 AND m.status = 'active' AND u.status = 'active' AND t.status = 'active'`,
    [
      session.idHash,
      session.id,
      session.userId,
      session.tenantId,
      session.csrfHash,
      session.at,
      session.expiresAt,
    ],
  );
  return made === 1;
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
