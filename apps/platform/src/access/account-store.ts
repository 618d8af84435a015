/** All SQL of people's accounts that sign-in needs, in control. */
import type { ControlReader, ControlTx } from '@gamut/database/tenant-transaction';
import type { Whose } from './session-store.ts';

export interface AccountRow {
  readonly user_id: string;
  readonly name: string;
  readonly email: string;
  readonly password_hash: string | null;
  readonly tenant_id: string;
}

export interface PlaceRow extends AccountRow {
  /** The place has a password of its own, which `password_hash` is: it opens this place alone, and the account's does not. */
  readonly own_password: boolean;
}

const password =
  'coalesce(m.password_hash, u.password_hash) AS password_hash, m.password_hash IS NOT NULL AS own_password';

/** The active user of this e-mail with their active membership in an active tenant; the oldest when there are several. */
export async function findAccount(
  tx: ControlReader,
  email: string,
  tenantSlug?: string,
): Promise<PlaceRow | undefined> {
  const [row] = await tx.query<PlaceRow>(
    `SELECT u.id AS user_id, coalesce(m.name, u.name) AS name, u.email, ${password}, m.tenant_id
     FROM control.users u JOIN control.memberships m ON m.user_id = u.id JOIN control.tenants t ON t.id = m.tenant_id
     WHERE u.email = $1 AND u.status = 'active' AND m.status = 'active' AND t.status = 'active' AND ($2::text IS NULL OR t.slug = $2)
     ORDER BY m.created_at, m.tenant_id LIMIT 1`,
    [email.toLowerCase(), tenantSlug ?? null],
  );
  return row;
}

/** Whose password, and whether the place's own is meant. */
export interface PasswordOf extends Whose {
  readonly own: boolean;
}

export async function storePasswordHash(
  tx: ControlTx,
  { userId, tenantId, own }: PasswordOf,
  hash: string,
  at: string,
): Promise<void> {
  if (own)
    await tx.query(
      'UPDATE control.memberships SET password_hash = $3 WHERE user_id = $1 AND tenant_id = $2',
      [userId, tenantId, hash],
    );
  else
    await tx.query('UPDATE control.users SET password_hash = $2, updated_at = $3 WHERE id = $1', [
      userId,
      hash,
      at,
    ]);
}

export async function storeName(tx: ControlTx, userId: string, name: string, at: string): Promise<void> {
  await tx.query('UPDATE control.users SET name = $2, updated_at = $3 WHERE id = $1', [userId, name, at]);
}

/** What opens this place. */
export async function findPasswordHash(
  tx: ControlReader,
  { userId, tenantId }: Whose,
): Promise<Pick<PlaceRow, 'password_hash' | 'own_password'>> {
  const [row] = await tx.query<Pick<PlaceRow, 'password_hash' | 'own_password'>>(
    `SELECT ${password} FROM control.memberships m JOIN control.users u ON u.id = m.user_id
     WHERE m.user_id = $1 AND m.tenant_id = $2`,
    [userId, tenantId],
  );
  return row ?? { password_hash: null, own_password: false };
}

/** Those that the password opened: of this place alone, or of every place of the account. */
export async function endOtherSessions(
  tx: ControlTx,
  { userId, tenantId, own }: PasswordOf,
  keptSessionId: string,
  at: string,
): Promise<string[]> {
  const ended = await tx.query<{ id: string; tenant_id: string }>(
    `UPDATE control.sessions SET ended_at = $4
     WHERE user_id = $1 AND ($5 OR tenant_id = $2) AND id <> $3 AND ended_at IS NULL RETURNING id, tenant_id`,
    [userId, tenantId, keptSessionId, at, !own],
  );
  return ended.filter((session) => session.tenant_id === tenantId).map(({ id }) => id);
}

export interface NewLink {
  readonly tokenHash: string;
  readonly userId: string;
  readonly tenantId: string;
  readonly at: string;
  readonly expiresAt: string;
  readonly purpose: 'sign_in' | 'set_up';
}

export async function insertLink(tx: ControlTx, link: NewLink): Promise<void> {
  await tx.query(
    'INSERT INTO control.sign_in_links (token_hash, user_id, tenant_id, created_at, expires_at, purpose) VALUES ($1, $2, $3, $4, $5, $6)',
    [link.tokenHash, link.userId, link.tenantId, link.at, link.expiresAt, link.purpose],
  );
}

/** Uses the link up; of two at once, one finds it. */
export async function consumeLink(
  tx: ControlTx,
  tokenHash: string,
  at: string,
): Promise<AccountRow | undefined> {
  const [row] = await tx.query<AccountRow>(
    `UPDATE control.sign_in_links l SET used_at = $2 FROM control.users u
     WHERE l.token_hash = $1 AND l.purpose = 'sign_in' AND l.used_at IS NULL AND l.expires_at > $2 AND u.id = l.user_id
     RETURNING u.id AS user_id, u.name, u.email, NULL AS password_hash, l.tenant_id`,
    [tokenHash, at],
  );
  return row;
}

export interface SetUp extends AccountRow {
  readonly person_id: string;
}

/** `name` is the account's: for whoever proves that, and no other tenant. */
export interface Invitation extends SetUp {
  /** How whoever invited them calls them. */
  readonly place_name: string | null;
}

/** Whom an open set-up link is for, if their invitation still stands. */
export async function findSetUp(
  tx: ControlReader,
  tokenHash: string,
  at: string,
): Promise<Invitation | undefined> {
  const [row] = await tx.query<Invitation>(
    `SELECT u.id AS user_id, u.name, m.name AS place_name, u.email, u.password_hash, m.tenant_id, coalesce(m.person_id, m.user_id) AS person_id
     FROM control.sign_in_links l
     JOIN control.memberships m ON m.user_id = l.user_id AND m.tenant_id = l.tenant_id
     JOIN control.users u ON u.id = l.user_id JOIN control.tenants t ON t.id = l.tenant_id
     WHERE l.token_hash = $1 AND l.purpose = 'set_up' AND l.used_at IS NULL AND l.expires_at > $2
       AND m.status = 'invited' AND u.status = 'active' AND t.status = 'active'`,
    [tokenHash, at],
  );
  return row;
}

/** Of two at once, one uses it up. */
export async function consumeSetUpLink(tx: ControlTx, tokenHash: string, at: string): Promise<boolean> {
  const used = await tx.execute(
    "UPDATE control.sign_in_links SET used_at = $2 WHERE token_hash = $1 AND purpose = 'set_up' AND used_at IS NULL AND expires_at > $2",
    [tokenHash, at],
  );
  return used === 1;
}

/** Never over one that is there. */
export async function storeFirstPassword(
  tx: ControlTx,
  userId: string,
  hash: string,
  at: string,
): Promise<boolean> {
  const stored = await tx.execute(
    'UPDATE control.users SET password_hash = $2, updated_at = $3 WHERE id = $1 AND password_hash IS NULL',
    [userId, hash, at],
  );
  return stored === 1;
}

/** What a place has of its own where the account was not proven: a name, and the password that opens it alone. */
export interface OwnOfPlace {
  readonly name: string;
  readonly hash: string;
}

/** @returns the epoch of the roles from here on; undefined when nobody is invited any more */
export async function acceptMembership(
  tx: ControlTx,
  { userId, tenantId }: Whose,
  own: OwnOfPlace | undefined,
  at: string,
): Promise<number | undefined> {
  const [row] = await tx.query<{ role_epoch: number }>(
    `UPDATE control.memberships SET status = 'active', status_reason = NULL, status_changed_at = $3, name = $4, password_hash = $5
     WHERE user_id = $1 AND tenant_id = $2 AND status = 'invited' RETURNING role_epoch`,
    [userId, tenantId, at, own?.name ?? null, own?.hash ?? null],
  );
  return row?.role_epoch;
}
