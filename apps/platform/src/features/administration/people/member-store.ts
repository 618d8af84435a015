/** All SQL of who has a place in a tenant. Only that tenant's memberships are touched: the account is the platform's. */
import type { ControlReader, ControlTx, TenantReader } from '@gamut/database/tenant-transaction';
import type { MemberRow, MemberSeen, MemberStatus } from './member.ts';

const columns = `m.user_id, coalesce(m.person_id, m.user_id) AS person_id, u.email, m.role, m.additive_roles, m.status, m.status_reason,
  m.role_epoch, m.created_at`;

const seen = `(SELECT max(s.last_seen_at) FROM control.sessions s WHERE s.user_id = m.user_id AND s.tenant_id = m.tenant_id) AS last_seen_at,
  (SELECT s.signed_in_with FROM control.sessions s WHERE s.user_id = m.user_id AND s.tenant_id = m.tenant_id
     ORDER BY s.created_at DESC LIMIT 1) AS signed_in_with,
  (SELECT count(*) FROM control.sessions s WHERE s.user_id = m.user_id AND s.tenant_id = m.tenant_id AND s.ended_at IS NULL
     AND s.role_epoch = m.role_epoch AND s.expires_at > $2 AND s.last_seen_at > $3) AS open_sessions`;

export interface Moment {
  readonly at: string;
  /** A session that was last seen before this is over. */
  readonly idleSince: string;
}

export function listMembers(
  tx: ControlReader,
  tenantId: string,
  { at, idleSince }: Moment,
  asked: { readonly limit: number; readonly afterId: string | undefined },
): Promise<MemberSeen[]> {
  return tx.query<MemberSeen>(
    `SELECT ${columns}, ${seen} FROM control.memberships m JOIN control.users u ON u.id = m.user_id
     WHERE m.tenant_id = $1 AND ($4::text IS NULL OR coalesce(m.person_id, m.user_id) > $4)
     ORDER BY coalesce(m.person_id, m.user_id) LIMIT $5`,
    [tenantId, at, idleSince, asked.afterId ?? null, asked.limit + 1],
  );
}

export async function findMemberSeen(
  tx: ControlReader,
  tenantId: string,
  { at, idleSince }: Moment,
  personId: string,
): Promise<MemberSeen | undefined> {
  const [row] = await tx.query<MemberSeen>(
    `SELECT ${columns}, ${seen} FROM control.memberships m JOIN control.users u ON u.id = m.user_id
     WHERE m.tenant_id = $1 AND coalesce(m.person_id, m.user_id) = $4`,
    [tenantId, at, idleSince, personId],
  );
  return row;
}

export async function findMember(
  tx: ControlReader,
  tenantId: string,
  personId: string,
): Promise<MemberRow | undefined> {
  const [row] = await tx.query<MemberRow>(
    `SELECT ${columns} FROM control.memberships m JOIN control.users u ON u.id = m.user_id
     WHERE m.tenant_id = $1 AND coalesce(m.person_id, m.user_id) = $2`,
    [tenantId, personId],
  );
  return row;
}

/**
 * This person's row and every administrator's, held until the transaction ends and always taken in one order: so of two
 * administrators who act on each other at once the second sees what the first did.
 */
export function lockMembers(tx: ControlTx, tenantId: string, personId: string): Promise<MemberRow[]> {
  return tx.query<MemberRow>(
    `SELECT ${columns} FROM control.memberships m JOIN control.users u ON u.id = m.user_id
     WHERE m.tenant_id = $1 AND (coalesce(m.person_id, m.user_id) = $2 OR m.role = 'administrator')
     ORDER BY m.user_id FOR NO KEY UPDATE OF m`,
    [tenantId, personId],
  );
}

export interface NewMember {
  readonly accountId: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly additiveRoles: readonly string[];
  readonly at: string;
}

/**
 * The account of this e-mail, made when there is none, and a place in the tenant under a fresh id. The statements are the same
 * whether the account stood before or not. @returns the account's id; undefined when it has a place here already
 */
export async function insertMember(
  tx: ControlTx,
  tenantId: string,
  member: NewMember,
): Promise<string | undefined> {
  const { accountId, email, name, role, additiveRoles, at } = member;
  await tx.execute(
    `INSERT INTO control.users (id, email, name, created_at, updated_at) VALUES ($1, $2, $3, $4, $4) ON CONFLICT (email) DO NOTHING`,
    [accountId, email, name, at],
  );
  const [row] = await tx.query<{ user_id: string }>(
    `INSERT INTO control.memberships (user_id, tenant_id, role, additive_roles, status, person_id, created_at, name)
     SELECT u.id, $2, $3, $4::text[], 'invited', $5, $6, $7 FROM control.users u WHERE u.email = $1
     ON CONFLICT (user_id, tenant_id) DO NOTHING RETURNING user_id`,
    [email, tenantId, role, additiveRoles, accountId, at, name],
  );
  return row?.user_id;
}

/** Somebody who was invited to administer this tenant and has not come yet. */
export async function findInvitedAdministrator(
  tx: ControlReader,
  tenantId: string,
  email: string,
): Promise<Pick<MemberRow, 'user_id' | 'person_id'> | undefined> {
  const [row] = await tx.query<Pick<MemberRow, 'user_id' | 'person_id'>>(
    `SELECT m.user_id, coalesce(m.person_id, m.user_id) AS person_id
     FROM control.memberships m JOIN control.users u ON u.id = m.user_id
     WHERE m.tenant_id = $1 AND u.email = $2 AND m.status = 'invited' AND m.role = 'administrator'`,
    [tenantId, email],
  );
  return row;
}

/** Whether somebody who can sign in administers this tenant. */
export async function isAdministered(tx: ControlReader, tenantId: string): Promise<boolean> {
  const rows = await tx.query<object>(
    `SELECT FROM control.memberships m JOIN control.users u ON u.id = m.user_id
     WHERE m.tenant_id = $1 AND m.role = 'administrator' AND m.status = 'active' AND u.status = 'active' LIMIT 1`,
    [tenantId],
  );
  return rows.length > 0;
}

/** Those who can sign in and administer this tenant; all of them, since one of them is looked for. */
export function listActiveAdministrators(
  tx: ControlReader,
  tenantId: string,
): Promise<Pick<MemberRow, 'user_id' | 'person_id' | 'email'>[]> {
  return tx.query<Pick<MemberRow, 'user_id' | 'person_id' | 'email'>>(
    `SELECT m.user_id, coalesce(m.person_id, m.user_id) AS person_id, u.email
     FROM control.memberships m JOIN control.users u ON u.id = m.user_id
     WHERE m.tenant_id = $1 AND m.role = 'administrator' AND m.status = 'active' AND u.status = 'active' ORDER BY m.user_id`,
    [tenantId],
  );
}

/** Those who can sign in, with what they hold: all of them, since one of them is looked for. */
export function listActiveMembers(
  tx: ControlReader,
  tenantId: string,
): Promise<Pick<MemberRow, 'person_id' | 'role' | 'additive_roles'>[]> {
  return tx.query<Pick<MemberRow, 'person_id' | 'role' | 'additive_roles'>>(
    `SELECT coalesce(m.person_id, m.user_id) AS person_id, m.role, m.additive_roles
     FROM control.memberships m JOIN control.users u ON u.id = m.user_id
     WHERE m.tenant_id = $1 AND m.status = 'active' AND u.status = 'active' ORDER BY m.user_id`,
    [tenantId],
  );
}

export interface MemberChange {
  readonly role?: string;
  readonly additiveRoles?: readonly string[];
  readonly status?: MemberStatus;
  readonly reason: string | null;
  readonly at: string;
}

/** Raises the epoch, so that every session made before is void. @returns the epoch from here on */
export async function changeMember(
  tx: ControlTx,
  tenantId: string,
  userId: string,
  change: MemberChange,
): Promise<number> {
  const [row] = await tx.query<{ role_epoch: number }>(
    `UPDATE control.memberships SET additive_roles = coalesce($4::text[], additive_roles), role = coalesce($3, role),
       status = coalesce($5, status), status_reason = $6, status_changed_at = $7, role_epoch = role_epoch + 1
     WHERE tenant_id = $1 AND user_id = $2 RETURNING role_epoch`,
    [
      tenantId,
      userId,
      change.role ?? null,
      change.additiveRoles ?? null,
      change.status ?? null,
      change.reason,
      change.at,
    ],
  );
  if (row === undefined) throw new Error('a membership that was locked is not there');
  return row.role_epoch;
}

/** With all that hangs on the place: sessions, links, tokens. The account stays. */
export async function deleteMember(tx: ControlTx, tenantId: string, userId: string): Promise<void> {
  for (const table of ['api_tokens', 'sessions', 'sign_in_links', 'memberships'] as const)
    await tx.execute(`DELETE FROM control.${table} WHERE tenant_id = $1 AND user_id = $2`, [
      tenantId,
      userId,
    ]);
}

/** Names as this tenant knows them, by id. */
export async function namesOf(
  tx: TenantReader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ id: string; name: string }>(
    'SELECT id, name FROM people WHERE id = ANY ($1::text[])',
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
