/**
 * The statements of bootstrap: three roles, the rights on the database, and the revokes of security.md section 1.5. A
 * superuser runs them all; for an administrator who is none, each is tried and what stands open is asked afterwards.
 */
import { scramVerifier } from '@gamut/crypto/scram';
import { randomBytes } from '@gamut/crypto/random';
import { quoteIdentifier, quoteLiteral } from './identifier.ts';

export interface LoginPasswords {
  readonly appPassword: string;
  readonly migratorPassword: string;
}

/** CREATE ROLE takes no parameters: it is given the SCRAM verifiers, so no password stands in a statement. */
export function loginScript(passwords: LoginPasswords, superuser: boolean): string {
  // only a superuser may name these, and a role that is made anew has none of them
  const none = superuser ? ' NOSUPERUSER NOREPLICATION NOBYPASSRLS' : '';
  return `${ensureRole('gamut_app')}
${ensureRole('gamut_migrator')}
${ensureRole('gamut_control')}
ALTER ROLE gamut_app LOGIN NOCREATEDB NOCREATEROLE NOINHERIT${none} PASSWORD ${verifier(passwords.appPassword)};
ALTER ROLE gamut_migrator LOGIN NOCREATEDB CREATEROLE${none} PASSWORD ${verifier(passwords.migratorPassword)};
ALTER ROLE gamut_control NOLOGIN NOCREATEDB NOCREATEROLE${none};
GRANT gamut_control TO gamut_app WITH INHERIT FALSE, SET TRUE, ADMIN FALSE;
${superuser ? '' : 'GRANT gamut_migrator TO current_user WITH INHERIT TRUE, SET TRUE;'}`;
}

function verifier(password: string): string {
  return quoteLiteral(scramVerifier(password, randomBytes(16)));
}

function ensureRole(name: string): string {
  return `DO $do$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${quoteLiteral(name)}) THEN CREATE ROLE ${quoteIdentifier(name)}; END IF; END $do$;`;
}

/**
 * What belongs to the database itself; it is not copied with a template, so clones run it again. Where tenants log in
 * themselves everybody may connect: an entry for each of a thousand logins would be written by every making of a tenant.
 */
export function databaseScript(database: string, tenantLogins?: 'own'): string {
  const name = quoteIdentifier(database);
  return `ALTER DATABASE ${name} OWNER TO gamut_migrator;
REVOKE ALL ON DATABASE ${name} FROM PUBLIC;
GRANT CONNECT ON DATABASE ${name} TO ${tenantLogins === 'own' ? 'PUBLIC' : 'gamut_app'};
GRANT CONNECT, CREATE ON DATABASE ${name} TO gamut_migrator;`;
}

export function revokes(signatures: readonly string[]): string[] {
  return [
    ...signatures.map((signature) => `REVOKE EXECUTE ON FUNCTION ${signature} FROM PUBLIC`),
    // whoever watches the server still may: a role that no login of ours is a member of
    ...signatures
      .filter(isStatistic)
      .map((signature) => `GRANT EXECUTE ON FUNCTION ${signature} TO pg_monitor`),
    'REVOKE ALL ON SCHEMA public FROM PUBLIC',
    'REVOKE ALL ON pg_catalog.pg_settings FROM PUBLIC',
    'GRANT SELECT ON pg_catalog.pg_settings TO PUBLIC',
    'REVOKE USAGE ON LANGUAGE plpgsql, sql FROM PUBLIC',
  ];
}

const isStatistic = (signature: string) => /^pg_catalog\.pg_(stat_get_|.*_size\()/.test(signature);

export const migratorGrants: readonly string[] = [
  'GRANT USAGE ON LANGUAGE plpgsql, sql TO gamut_migrator',
  'GRANT EXECUTE ON FUNCTION pg_catalog.pg_advisory_lock(bigint), pg_catalog.pg_advisory_unlock(bigint) TO gamut_migrator',
  'GRANT EXECUTE ON FUNCTION pg_catalog.pg_advisory_xact_lock(bigint), pg_catalog.pg_advisory_xact_lock_shared(bigint) TO gamut_migrator, gamut_control',
  'ALTER DEFAULT PRIVILEGES FOR ROLE gamut_migrator REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC',
  'ALTER DEFAULT PRIVILEGES FOR ROLE gamut_migrator REVOKE USAGE ON TYPES FROM PUBLIC',
];
