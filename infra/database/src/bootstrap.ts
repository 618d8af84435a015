/**
 * Run once per database by a superuser: the logins, and the hardening without which a role switch is no wall (security.md
 * section 1.5). Every revoke is verified by asking for the privilege, never by the REVOKE's success. Idempotent.
 */
import { AppError } from '@gamut/kernel/app-error';
import { findOpenDoors } from './hardening.ts';
import { quoteIdentifier, quoteLiteral } from './identifier.ts';
import { openOwnerSession, type OwnerSession } from './owner-session.ts';
import { dangerousFunctions } from './dangerous-functions.ts';

export interface BootstrapOptions {
  /** Names the database to make ready; it is created when absent. */
  readonly superuserUrl: string;
  readonly appPassword: string;
  readonly migratorPassword: string;
}

export async function bootstrapDatabase(options: BootstrapOptions): Promise<void> {
  const database = decodeURIComponent(new URL(options.superuserUrl).pathname.slice(1));
  assertDatabaseName(database);
  assertPassword('GAMUT_APP_PASSWORD', options.appPassword);
  assertPassword('GAMUT_MIGRATOR_PASSWORD', options.migratorPassword);
  await ensureDatabase(options.superuserUrl, database);
  const session = await openOwnerSession(options.superuserUrl, 'gamut-bootstrap');
  try {
    await assertSuperuser(session);
    await session.transaction(async () => {
      // roles and databases are shared by the whole server: one bootstrap at a time in this database
      await session.query("SELECT pg_advisory_xact_lock(hashtextextended('gamut bootstrap', 0))");
      // in a message of its own: a server that logs statements does so before it runs the first one of a message
      await session.script(
        "SET LOCAL log_statement = 'none'; SET LOCAL log_min_duration_statement = -1; SET LOCAL log_min_error_statement = 'panic'",
      );
      await session.script(loginScript(options));
      await session.script(databaseScript(database));
      for (const { signature } of await dangerousFunctions(session)) {
        await session.script(`REVOKE EXECUTE ON FUNCTION ${signature} FROM PUBLIC`);
      }
      await session.script(migratorGrants);
    });
    await assertHardened(session);
  } finally {
    await session.close();
  }
}

function assertDatabaseName(name: string): void {
  if (/^[a-z][a-z0-9_]{0,62}$/.test(name) && !name.startsWith('template')) return;
  throw new AppError('bad_request', `the database name ${JSON.stringify(name)} will not do`, {
    fix: 'name a database of lower-case letters, digits and underscores in SUPERUSER_DATABASE_URL',
    who: 'whoever installs Gamut',
  });
}

function assertPassword(name: string, password: string): void {
  if (/^[\x21-\x5b\x5d-\x7e]{16,200}$/.test(password)) return;
  throw new AppError('validation_failed', `${name} will not do`, {
    fix: `make it 16 to 200 printable characters without spaces and backslashes, at random`,
    who: 'whoever installs Gamut',
  });
}

async function ensureDatabase(superuserUrl: string, database: string): Promise<void> {
  const url = new URL(superuserUrl);
  url.pathname = '/postgres';
  const session = await openOwnerSession(url.href, 'gamut-bootstrap');
  try {
    const found = await session.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (found.length === 0)
      await session.script(`CREATE DATABASE ${quoteIdentifier(database)} TEMPLATE template0 ENCODING 'UTF8'`);
  } finally {
    await session.close();
  }
}

async function assertSuperuser(session: OwnerSession): Promise<void> {
  const [row] = await session.query<{ superuser: boolean; version: number }>(
    "SELECT rolsuper AS superuser, current_setting('server_version_num')::int AS version FROM pg_roles WHERE rolname = current_user",
  );
  if (row?.superuser !== true) {
    throw new AppError(
      'forbidden',
      'bootstrap needs a superuser: only the owner of the built-in functions can take them away',
      {
        fix: 'give SUPERUSER_DATABASE_URL of a superuser; it is used once and kept nowhere',
        who: 'whoever operates the database',
      },
    );
  }
  if (row.version < 170_000) {
    throw new AppError('unavailable', `Postgres ${Math.trunc(row.version / 10_000)} is too old`, {
      fix: 'use Postgres 17 or newer',
      who: 'whoever operates the database',
    });
  }
}

/** CREATE ROLE takes no parameters, so the passwords are quoted; the server stores their SCRAM verifiers. */
function loginScript(options: BootstrapOptions): string {
  return `SET LOCAL password_encryption = 'scram-sha-256';
${ensureRole('gamut_app')}
${ensureRole('gamut_migrator')}
${ensureRole('gamut_control')}
ALTER ROLE gamut_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT PASSWORD ${quoteLiteral(options.appPassword)};
ALTER ROLE gamut_migrator LOGIN NOSUPERUSER NOCREATEDB CREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD ${quoteLiteral(options.migratorPassword)};
ALTER ROLE gamut_control NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
GRANT gamut_control TO gamut_app WITH INHERIT FALSE, SET TRUE, ADMIN FALSE;`;
}

function ensureRole(name: string): string {
  return `DO $do$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${quoteLiteral(name)}) THEN CREATE ROLE ${quoteIdentifier(name)}; END IF; END $do$;`;
}

/** What belongs to the database itself; it is not copied with a template, so clones run it again. */
export function databaseScript(database: string): string {
  const name = quoteIdentifier(database);
  return `ALTER DATABASE ${name} OWNER TO gamut_migrator;
REVOKE ALL ON DATABASE ${name} FROM PUBLIC;
GRANT CONNECT ON DATABASE ${name} TO gamut_app;
GRANT CONNECT, CREATE ON DATABASE ${name} TO gamut_migrator;`;
}

const migratorGrants = `
REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON pg_catalog.pg_settings FROM PUBLIC;
GRANT SELECT ON pg_catalog.pg_settings TO PUBLIC;
REVOKE USAGE ON LANGUAGE plpgsql, sql FROM PUBLIC;
GRANT USAGE ON LANGUAGE plpgsql, sql TO gamut_migrator;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_advisory_lock(bigint), pg_catalog.pg_advisory_unlock(bigint) TO gamut_migrator;
ALTER DEFAULT PRIVILEGES FOR ROLE gamut_migrator REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE gamut_migrator REVOKE USAGE ON TYPES FROM PUBLIC;`;

async function assertHardened(session: OwnerSession): Promise<void> {
  const open = await findOpenDoors(session, 'gamut_app');
  if (open.length === 0) return;
  throw new AppError(
    'forbidden',
    `this database could not be hardened: gamut_app still has ${open.join(', ')}`,
    {
      fix: 'bootstrap as the superuser that owns the built-in objects',
      who: 'whoever operates the database',
    },
  );
}
