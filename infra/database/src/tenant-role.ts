/**
 * The role of one tenant, in one of two postures (security.md section 1): a NOLOGIN role that the application's login may
 * switch to and never inherits; or, where Postgres's own functions can't be shut, a login of its own that is a member of
 * nothing. Its password is derived; Postgres is told the SCRAM verifier alone.
 */
import { randomBytes } from '@gamut/crypto/random';
import { scramVerifier } from '@gamut/crypto/scram';
import { AppError } from '@gamut/kernel/app-error';
import { quoteIdentifier, quoteLiteral, quoteTenantRole } from './identifier.ts';
import type { OwnerSession } from './owner-session.ts';
import { tenantLoginPassword } from './tenant-logins.ts';

export interface TenantRoleOptions {
  /** Present: the posture "own logins". */
  readonly tenantLoginSecret?: Uint8Array | undefined;
  /** False: the role is made, but nobody may use it yet. */
  readonly granted?: boolean | undefined;
}

/** Makes the role when the server lacks it (two cells may share a server), and puts it into the posture asked for. */
export async function ensureTenantRole(
  session: Pick<OwnerSession, 'query' | 'script'>,
  name: string,
  options: TenantRoleOptions = {},
): Promise<void> {
  const role = quoteTenantRole(name);
  const [found] = await session.query<{ weak: boolean }>(
    `SELECT NOT (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication) AS weak FROM pg_roles WHERE rolname = $1`,
    [name],
  );
  if (found?.weak === false)
    throw new AppError('conflict', `the role ${name} holds more than a tenant may`, {
      fix: 'let a superuser take its powers away, or drop it',
      who: 'whoever operates the database',
    });
  const granted = options.granted ?? true;
  await session.script(
    [
      ...(found === undefined ? [`CREATE ROLE ${role} NOLOGIN NOSUPERUSER NOINHERIT`] : []),
      ...(granted ? grantLines(name, options.tenantLoginSecret) : []),
    ].join(';\n'),
  );
}

/** What lets the serving side become this tenant. */
function grantLines(name: string, secret: Uint8Array | undefined): string[] {
  if (secret === undefined)
    return [`GRANT ${quoteTenantRole(name)} TO gamut_app WITH INHERIT FALSE, SET TRUE, ADMIN FALSE`];
  return [loginLine(name, secret)];
}

function loginLine(name: string, secret: Uint8Array): string {
  const verifier = scramVerifier(tenantLoginPassword(secret, name), randomBytes(16));
  return `ALTER ROLE ${quoteTenantRole(name)} LOGIN PASSWORD ${quoteLiteral(verifier)}`;
}

/** The password of a tenant's own login becomes the one that this secret gives. */
export function giveLogin(
  session: Pick<OwnerSession, 'script'>,
  name: string,
  secret: Uint8Array,
): Promise<void> {
  return session.script(loginLine(name, secret));
}

/** How a role stands: both false while a move or a restore holds the tenant shut. */
export interface RoleStanding {
  readonly role_name: string;
  readonly login: boolean;
  readonly granted: boolean;
}

/** Columns of `RoleStanding` in a question over control.tenants. */
export const standingColumns = `role_name, EXISTS (SELECT FROM pg_roles r WHERE r.rolname = role_name AND r.rolcanlogin) AS login,
  EXISTS (SELECT FROM pg_auth_members m WHERE m.roleid = to_regrole(role_name) AND m.member = to_regrole('gamut_app')) AS granted`;

export const isShut = ({ login, granted }: RoleStanding): boolean => !login && !granted;

/**
 * Puts roles that stand in the other posture into the one that is asked for; a tenant that is held shut stays shut.
 * @returns how many were changed
 */
export async function switchPosture(
  session: OwnerSession,
  standings: readonly RoleStanding[],
  secret: Uint8Array | undefined,
): Promise<number> {
  const others = standings.filter(({ login, granted }) => (secret === undefined ? login : granted));
  for (const { role_name: name } of others) {
    const role = quoteTenantRole(name);
    const leave =
      secret === undefined ? `ALTER ROLE ${role} NOLOGIN PASSWORD NULL` : `REVOKE ${role} FROM gamut_app`;
    await session.script([leave, ...grantLines(name, secret)].join(';\n'));
  }
  if (secret !== undefined) await letTenantsConnect(session);
  return others.length;
}

/** A database that was bootstrapped for the other posture lets the application alone connect. */
async function letTenantsConnect(session: OwnerSession): Promise<void> {
  const [row] = await session.query<{ database: string; open: boolean }>(
    `SELECT current_database() AS database, EXISTS (SELECT FROM pg_database d, aclexplode(d.datacl) a
       WHERE d.datname = current_database() AND a.grantee = 0 AND a.privilege_type = 'CONNECT') AS open`,
  );
  if (row?.open === false)
    await session.script(`GRANT CONNECT ON DATABASE ${quoteIdentifier(row.database)} TO PUBLIC`);
}
