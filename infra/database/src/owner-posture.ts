/**
 * The database's part of the start gates for the commands that own it (bootstrap and the migrator): new enough, on time, this
 * deployment's and no other's, and under the login that the command is meant for. Nothing is written here.
 */
import { connectWithinMs, recordInstallation, whyOtherInstallation } from './installation.ts';
import { openOwnerSession, type OwnerSession } from './owner-session.ts';
import { isMigrated, type Checked } from './posture-check.ts';
import { checkClock, checkVersion } from './server-posture.ts';

export interface OwnerPostureOptions {
  readonly url: string;
  readonly cell: string;
  readonly deployment: string;
  /** Bootstrap comes as an administrator, everything later as `gamut_migrator`. */
  readonly as: 'administrator' | 'migrator';
  readonly nowMs: () => number;
}

export interface ShutGate {
  readonly gate: string;
  readonly reason: string;
  readonly fix: string;
}

type OwnerCheck = (session: OwnerSession, options: OwnerPostureOptions) => Promise<string | undefined>;

const checks: readonly (readonly [gate: string, fix: string, check: OwnerCheck])[] = [
  [
    'database-version',
    'use Postgres 17 or newer',
    (session, options) => checkVersion(asked(session, options)),
  ],
  [
    'database-login',
    'run `provision bootstrap` first, and give provision the URL of gamut_migrator',
    whyOtherLogin,
  ],
  [
    'database-installation',
    'give each process the addresses of its own deployment’s databases',
    whyOthersDatabase,
  ],
  [
    'database-clock',
    'set the clocks of both machines by NTP',
    (session, options) => checkClock(asked(session, options)),
  ],
];

/** @returns the first gate that is shut. @throws AppError `unavailable` when the database is away */
export async function findShutOwnerGate(options: OwnerPostureOptions): Promise<ShutGate | undefined> {
  const session = await open(options);
  try {
    for (const [gate, fix, check] of checks) {
      const reason = await check(session, options);
      if (reason !== undefined) return { gate, reason, fix };
    }
    return undefined;
  } finally {
    await session.close();
  }
}

/** Bootstrap makes the database when it is not there yet; what can be asked is asked of the server then. */
async function open({ url, as }: OwnerPostureOptions): Promise<OwnerSession> {
  try {
    return await openOwnerSession(url, 'gamut-posture', connectWithinMs);
  } catch (error) {
    const missing = (error as { sqlState?: string }).sqlState === '3D000';
    if (as !== 'administrator' || !missing) throw error;
    const server = new URL(url);
    server.pathname = '/postgres';
    return openOwnerSession(server.href, 'gamut-posture', connectWithinMs);
  }
}

/** The two checks that owners share with the application ask for no more than this. */
function asked(session: OwnerSession, { url, cell, deployment, nowMs }: OwnerPostureOptions): Checked {
  const options = { url, deployment, nowMs, migrations: { control: [], tenant: [] } };
  return { session, cell, url, options, tenants: undefined };
}

async function whyOthersDatabase(
  session: OwnerSession,
  { deployment, cell, as }: OwnerPostureOptions,
): Promise<string | undefined> {
  if (!(await isMigrated(session))) return undefined;
  if (as === 'migrator') return whyOtherInstallation(session, { deployment, cell });
  // an administrator comes to any cell of the deployment, and where it is no superuser it may not look
  const [may] = await session.query<{ read: boolean }>(
    `SELECT has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') AS read
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'control' AND c.relname = 'installation'`,
  );
  if (may?.read !== true) return undefined;
  const [row] = await session.query<{ cell: string }>('SELECT cell FROM control.installation');
  return whyOtherInstallation(session, { deployment, cell: row?.cell ?? cell });
}

/**
 * From its first migration on a database belongs to one deployment.
 * @returns why it is another's already
 */
export async function claimDatabase(
  url: string,
  installation: { readonly deployment: string; readonly cell: string },
): Promise<string | undefined> {
  const session = await openOwnerSession(url, 'gamut-posture', connectWithinMs);
  try {
    return await session.transaction(() => recordInstallation(session, installation));
  } finally {
    await session.close();
  }
}

async function whyOtherLogin(
  session: OwnerSession,
  { as }: OwnerPostureOptions,
): Promise<string | undefined> {
  if (as === 'administrator') return undefined;
  const [login] = await session.query<{ name: string; power: boolean }>(
    'SELECT rolname AS name, rolsuper OR rolbypassrls OR rolreplication AS power FROM pg_roles WHERE rolname = session_user',
  );
  if (login?.name !== 'gamut_migrator')
    return `migrations run as gamut_migrator, not as ${login?.name ?? 'nobody'}`;
  return login.power ? 'gamut_migrator is a superuser, or may bypass row security or replicate' : undefined;
}
