/**
 * New passwords for the tenants' own logins of one cell, drawn from a new TENANT_LOGIN_SECRET: for when the old one may be known.
 * Resumable by giving it again: each login is done by itself, and a tenant that is held shut stays shut.
 */
import type { OwnerSession } from './owner-session.ts';
import { standingColumns, giveLogin, type RoleStanding } from './tenant-role.ts';

/**
 * The old password opens nothing from here on. A connection that stands lives on: the migrator may not end other roles' sessions.
 * @returns how many logins were renewed
 */
export async function renewTenantLogins(session: OwnerSession, secret: Uint8Array): Promise<number> {
  const standings = await session.query<RoleStanding>(
    `SELECT ${standingColumns} FROM control.tenants ORDER BY role_name`,
  );
  const logins = standings.filter(({ login }) => login);
  for (const { role_name: name } of logins) await giveLogin(session, name, secret);
  return logins.length;
}
