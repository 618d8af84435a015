/**
 * The role of one tenant, in one of two postures (security.md section 1): a NOLOGIN role that the application's login may
 * switch to and never inherits; or, where Postgres's own functions can't be shut, a login of its own that is a member of
 * nothing. Its password is derived; Postgres is told the SCRAM verifier alone.
 */
import { randomBytes } from '@gamut/crypto/random';
import { scramVerifier } from '@gamut/crypto/scram';
import { AppError } from '@gamut/kernel/app-error';
import { quoteLiteral, quoteTenantRole } from './identifier.ts';
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

/** What lets the serving side become this tenant; `shutLines` takes it back. */
function grantLines(name: string, secret: Uint8Array | undefined): string[] {
  const role = quoteTenantRole(name);
  if (secret === undefined) return [`GRANT ${role} TO gamut_app WITH INHERIT FALSE, SET TRUE, ADMIN FALSE`];
  const verifier = scramVerifier(tenantLoginPassword(secret, name), randomBytes(16));
  return [`ALTER ROLE ${role} LOGIN PASSWORD ${quoteLiteral(verifier)}`];
}
