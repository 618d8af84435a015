/**
 * Run once per database by its administrator: the logins, and the hardening without which a role switch is no wall (security.md
 * section 1.5). Every revoke is verified by asking for the privilege, never by the REVOKE's success. Idempotent. A superuser
 * shuts every door; an administrator who is none (managed Postgres) shuts what he may, which is enough only where every tenant
 * has a login of its own.
 */
import { AppError } from '@gamut/kernel/app-error';
import { dangerousFunctions } from './dangerous-functions.ts';
import { findOpenDoors } from './hardening.ts';
import { quoteIdentifier } from './identifier.ts';
import { databaseScript, loginScript, migratorGrants, revokes } from './bootstrap-script.ts';
import { openOwnerSession, type OwnerSession } from './owner-session.ts';

export interface BootstrapOptions {
  /** Names the database to make ready; it is created when absent. */
  readonly superuserUrl: string;
  readonly appPassword: string;
  readonly migratorPassword: string;
  /** `own`: each tenant has a login of its own, so an administrator without a superuser's rights will do. */
  readonly tenantLogins?: 'own' | undefined;
}

export interface BootstrapResult {
  /** Doors that this administrator could not shut; none after a superuser's bootstrap. */
  readonly openDoors: readonly string[];
}

export async function bootstrapDatabase(options: BootstrapOptions): Promise<BootstrapResult> {
  const database = decodeURIComponent(new URL(options.superuserUrl).pathname.slice(1));
  assertDatabaseName(database);
  assertPassword('GAMUT_APP_PASSWORD', options.appPassword);
  assertPassword('GAMUT_MIGRATOR_PASSWORD', options.migratorPassword);
  await ensureDatabase(options.superuserUrl, database);
  const session = await openOwnerSession(options.superuserUrl, 'gamut-bootstrap');
  try {
    const superuser = await assertAdministrator(session, options.tenantLogins === 'own');
    await session.transaction(() => harden(session, database, options, superuser));
    const openDoors = await findOpenDoors(session, 'gamut_app');
    if (openDoors.length > 0 && options.tenantLogins !== 'own') throw notHardened(openDoors);
    await assertLogins(session);
    return { openDoors };
  } finally {
    await session.close();
  }
}

async function harden(
  session: OwnerSession,
  database: string,
  options: BootstrapOptions,
  superuser: boolean,
): Promise<void> {
  // roles and databases are shared by the whole server: one bootstrap at a time in this database
  await session.query("SELECT pg_advisory_xact_lock(hashtextextended('gamut bootstrap', 0))");
  // in a message of its own: a server that logs statements does so before it runs the first one of a message
  if (superuser)
    await session.script(
      "SET LOCAL log_statement = 'none'; SET LOCAL log_min_duration_statement = -1; SET LOCAL log_min_error_statement = 'panic'",
    );
  await session.script(loginScript(options, superuser));
  await session.script(databaseScript(database, options.tenantLogins));
  const functions = await dangerousFunctions(session);
  for (const line of [...revokes(functions.map(({ signature }) => signature)), ...migratorGrants]) {
    if (superuser) await session.script(line);
    else await attempt(session, line);
  }
  if (!superuser) await session.script('REVOKE gamut_migrator FROM current_user');
}

/** What is not this administrator's to give or take is left as it is: the open doors are counted afterwards. */
async function attempt(session: OwnerSession, line: string): Promise<void> {
  await session.script('SAVEPOINT attempt');
  try {
    await session.script(`${line}; RELEASE SAVEPOINT attempt`);
  } catch {
    await session.script('ROLLBACK TO SAVEPOINT attempt; RELEASE SAVEPOINT attempt');
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

/** @returns whether it is a superuser */
async function assertAdministrator(session: OwnerSession, ownLogins: boolean): Promise<boolean> {
  const [row] = await session.query<{ superuser: boolean; roles: boolean; version: number }>(
    "SELECT rolsuper AS superuser, rolcreaterole AS roles, current_setting('server_version_num')::int AS version FROM pg_roles WHERE rolname = current_user",
  );
  const who = 'whoever operates the database';
  if (row?.superuser !== true && !ownLogins)
    throw new AppError(
      'forbidden',
      'bootstrap needs a superuser: only the owner of the built-in functions can take them away',
      {
        fix: 'give SUPERUSER_DATABASE_URL of a superuser (it is used once and kept nowhere), or set GAMUT_TENANT_LOGINS=own for a managed Postgres',
        who,
      },
    );
  if (row?.superuser !== true && row?.roles !== true)
    throw new AppError('forbidden', 'bootstrap needs an administrator who may create roles', {
      fix: 'give SUPERUSER_DATABASE_URL of a login with CREATEROLE and CREATEDB',
      who,
    });
  if (row.version < 170_000)
    throw new AppError('unavailable', `Postgres ${Math.trunc(row.version / 10_000)} is too old`, {
      fix: 'use Postgres 17 or newer',
      who,
    });
  return row.superuser;
}

/** A login that was there before, and holds more than it may, can't be mended by an administrator without those rights. */
async function assertLogins(session: OwnerSession): Promise<void> {
  const strong = await session.query<{ name: string }>(
    `SELECT rolname AS name FROM pg_roles WHERE rolname IN ('gamut_app', 'gamut_migrator', 'gamut_control')
       AND (rolsuper OR rolreplication OR rolbypassrls OR rolcreatedb OR rolcreaterole <> (rolname = 'gamut_migrator'))`,
  );
  if (strong.length === 0) return;
  throw new AppError('forbidden', `the login ${strong[0]?.name ?? ''} holds more than it may`, {
    fix: 'let a superuser take its powers away, or drop it and bootstrap again',
    who: 'whoever operates the database',
  });
}

function notHardened(open: readonly string[]): AppError {
  return new AppError(
    'forbidden',
    `this database could not be hardened: gamut_app still has ${open.join(', ')}`,
    {
      fix: 'bootstrap as the superuser that owns the built-in objects',
      who: 'whoever operates the database',
    },
  );
}
