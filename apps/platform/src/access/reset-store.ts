/** All SQL of links that reset a forgotten password. A link belongs to one place: an account in one tenant. */
import type { ControlReader, ControlTx } from '@gamut/database/tenant-transaction';
import type { SetUp } from './account-store.ts';
import type { Whose } from './session-store.ts';

export interface NewResetLink extends Whose {
  readonly tokenHash: string;
  readonly at: string;
  readonly expiresAt: string;
  /** Null: at once. */
  readonly usableFrom: string | null;
}

/** Links of before, for the same place, are void. */
export async function insertResetLink(tx: ControlTx, link: NewResetLink): Promise<void> {
  const { userId, tenantId, at } = link;
  await tx.execute(
    `UPDATE control.sign_in_links SET used_at = $3 WHERE user_id = $1 AND tenant_id = $2 AND purpose = 'reset' AND used_at IS NULL`,
    [userId, tenantId, at],
  );
  await tx.execute(
    `INSERT INTO control.sign_in_links (token_hash, user_id, tenant_id, created_at, expires_at, purpose, usable_from)
     VALUES ($3, $1, $2, $4, $5, 'reset', $6)`,
    [userId, tenantId, link.tokenHash, at, link.expiresAt, link.usableFrom],
  );
}

/**
 * Whose password an open link resets. A link that waits is void once its person was seen in the tenant after it was made: they
 * know their password, so it was not they who asked.
 */
export async function findReset(
  tx: ControlReader,
  tokenHash: string,
  at: string,
): Promise<SetUp | undefined> {
  const [row] = await tx.query<SetUp>(
    `SELECT u.id AS user_id, coalesce(m.name, u.name) AS name, u.email, NULL AS password_hash, m.tenant_id, coalesce(m.person_id, m.user_id) AS person_id
     FROM control.sign_in_links l
     JOIN control.memberships m ON m.user_id = l.user_id AND m.tenant_id = l.tenant_id
     JOIN control.users u ON u.id = l.user_id JOIN control.tenants t ON t.id = l.tenant_id
     WHERE l.token_hash = $1 AND l.purpose = 'reset' AND l.used_at IS NULL AND l.expires_at > $2
       AND m.status = 'active' AND u.status = 'active' AND t.status = 'active'
       AND (l.usable_from IS NULL OR (l.usable_from <= $2 AND NOT EXISTS (
         SELECT FROM control.sessions s WHERE s.user_id = l.user_id AND s.tenant_id = l.tenant_id AND s.last_seen_at > l.created_at)))`,
    [tokenHash, at],
  );
  return row;
}

/** Of two at once, one uses it up. Every other link into the same place goes with it. */
export async function consumeReset(
  tx: ControlTx,
  tokenHash: string,
  { userId, tenantId }: Whose,
  at: string,
): Promise<boolean> {
  const used = await tx.execute(
    "UPDATE control.sign_in_links SET used_at = $2 WHERE token_hash = $1 AND purpose = 'reset' AND used_at IS NULL AND expires_at > $2",
    [tokenHash, at],
  );
  if (used !== 1) return false;
  await tx.execute(
    'UPDATE control.sign_in_links SET used_at = $3 WHERE user_id = $1 AND tenant_id = $2 AND used_at IS NULL',
    [userId, tenantId, at],
  );
  return true;
}

/**
 * The account's own password where this is its only place, and a password of this place alone where it has another. Holds the
 * account's row, so that no place is added meanwhile. Raises the epoch: what is under way by the password of before is refused.
 * @returns the epoch from here on; undefined when the place is gone
 */
export async function storeResetPassword(
  tx: ControlTx,
  { userId, tenantId }: Whose,
  hash: string,
  at: string,
): Promise<number | undefined> {
  await tx.query('SELECT FROM control.users WHERE id = $1 FOR UPDATE', [userId]);
  const [places] = await tx.query<{ others: number }>(
    'SELECT count(*) AS others FROM control.memberships WHERE user_id = $1 AND tenant_id <> $2',
    [userId, tenantId],
  );
  const alone = Number(places?.others ?? 0) === 0;
  if (alone)
    await tx.execute('UPDATE control.users SET password_hash = $2, updated_at = $3 WHERE id = $1', [
      userId,
      hash,
      at,
    ]);
  const [row] = await tx.query<{ role_epoch: number }>(
    `UPDATE control.memberships SET password_hash = $3, role_epoch = role_epoch + 1
     WHERE user_id = $1 AND tenant_id = $2 AND status = 'active' RETURNING role_epoch`,
    [userId, tenantId, alone ? null : hash],
  );
  return row?.role_epoch;
}

/** @returns how many could still be used */
export function revokeTokensOf(tx: ControlTx, { userId, tenantId }: Whose, at: string): Promise<number> {
  return tx.execute(
    'UPDATE control.api_tokens SET revoked_at = $3 WHERE user_id = $1 AND tenant_id = $2 AND revoked_at IS NULL',
    [userId, tenantId, at],
  );
}
