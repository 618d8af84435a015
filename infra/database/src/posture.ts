/**
 * The database's part of the start gates (security.md section 3): asked as the application's own login, before any port
 * opens. Each finding names what stands open and what shuts it; a serving process goes on only when all hold.
 */
import { AppError } from '@gamut/kernel/app-error';
import { findOpenDoors } from './hardening.ts';
import { appliedTo } from './migrate.ts';
import { pendingMigrations, type MigrationLists } from './migration.ts';
import { openOwnerSession, type OwnerSession } from './owner-session.ts';

export interface PostureFinding {
  readonly gate: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly fix: string;
}

export interface PostureOptions {
  readonly url: string;
  readonly migrations: MigrationLists;
  readonly nowMs: () => number;
}

type Check = (session: OwnerSession, options: PostureOptions) => Promise<string | undefined>;

const bootstrap = 'run `provision bootstrap` as the superuser, and give the platform the URL of gamut_app';
const migrate = 'run `provision migrate`';

const checks: readonly (readonly [gate: string, fix: string, check: Check])[] = [
  ['database-version', 'use Postgres 17 or newer', checkVersion],
  ['database-durable', 'switch fsync, full_page_writes and synchronous_commit on', checkDurable],
  ['database-login', bootstrap, checkLogin],
  ['database-owner', bootstrap, checkOwnsNothing],
  ['database-memberships', bootstrap, checkMemberships],
  ['database-hardening', bootstrap, checkHardening],
  ['database-clock', 'set the clocks of both machines by NTP', checkClock],
  ['database-migrations', migrate, checkMigrations],
  ['database-walls', migrate, checkWalls],
];

/** Every gate in order; one that could not be asked stays shut. @throws AppError `unavailable` when Postgres is away */
export async function checkPosture(options: PostureOptions): Promise<PostureFinding[]> {
  const session = await openOwnerSession(options.url, 'gamut-posture');
  const findings: PostureFinding[] = [];
  try {
    for (const [gate, fix, check] of checks) {
      const problem = await ask(check, session, options);
      findings.push({ gate, ok: problem === undefined, detail: problem ?? 'holds', fix });
    }
    return findings;
  } finally {
    await session.close();
  }
}

async function ask(
  check: Check,
  session: OwnerSession,
  options: PostureOptions,
): Promise<string | undefined> {
  try {
    return await check(session, options);
  } catch (error) {
    if (error instanceof AppError) throw error;
    return `could not be asked (${(error as { code?: string }).code ?? (error as Error).name})`;
  }
}

async function checkVersion(session: OwnerSession): Promise<string | undefined> {
  const [row] = await session.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  );
  const major = Math.trunc((row?.version ?? 0) / 10_000);
  return major >= 17 ? undefined : `the server is Postgres ${major}`;
}

async function checkDurable(session: OwnerSession): Promise<string | undefined> {
  const off = await session.query<{ name: string }>(
    "SELECT name FROM (VALUES ('fsync'), ('full_page_writes'), ('synchronous_commit')) AS s (name) WHERE current_setting(name) = 'off'",
  );
  return off.length === 0
    ? undefined
    : `${off.map(({ name }) => name).join(', ')} off: a power cut would lose committed records`;
}

async function checkLogin(session: OwnerSession): Promise<string | undefined> {
  const [row] = await session.query<{ name: string; powers: string[] }>(
    `SELECT rolname AS name, array_remove(ARRAY[
       CASE WHEN rolsuper THEN 'superuser' END, CASE WHEN rolbypassrls THEN 'bypass row security' END, CASE WHEN rolcreaterole THEN 'create roles' END,
       CASE WHEN rolcreatedb THEN 'create databases' END, CASE WHEN rolreplication THEN 'replication' END, CASE WHEN rolinherit THEN 'inherit' END], NULL) AS powers
     FROM pg_roles WHERE rolname = session_user`,
  );
  if (row === undefined) return 'the login is not in the catalog';
  return row.powers.length === 0 ? undefined : `the login ${row.name} may ${row.powers.join(', ')}`;
}

async function checkOwnsNothing(session: OwnerSession): Promise<string | undefined> {
  const [row] = await session.query<{ owned: number }>(
    `SELECT (SELECT count(*) FROM pg_shdepend WHERE refclassid = 'pg_authid'::regclass AND refobjid = session_user::regrole AND deptype = 'o')
       + (SELECT count(*) FROM pg_database WHERE datdba = session_user::regrole) AS owned`,
  );
  return row?.owned === 0 ? undefined : `the login owns ${row?.owned ?? '?'} objects`;
}

/** A membership that inherits, or that can be passed on, lets a query work without naming its tenant. */
async function checkMemberships(session: OwnerSession): Promise<string | undefined> {
  const rows = await session.query<{ name: string }>(
    `SELECT r.rolname AS name FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid WHERE m.member = session_user::regrole
       AND (m.inherit_option OR m.admin_option OR NOT (r.rolname = 'gamut_control' OR r.rolname ~ '^gt_[0-9a-f]{16}$')
         OR r.rolcanlogin OR r.rolsuper OR r.rolbypassrls OR r.rolcreaterole)
     UNION ALL
     SELECT t.rolname || ' → ' || r.rolname FROM pg_auth_members m JOIN pg_roles t ON t.oid = m.member JOIN pg_roles r ON r.oid = m.roleid
       WHERE t.rolname = 'gamut_control' OR t.rolname ~ '^gt_[0-9a-f]{16}$' LIMIT 5`,
  );
  return rows.length === 0
    ? undefined
    : `memberships that must not be: ${rows.map(({ name }) => name).join(', ')}`;
}

async function checkHardening(session: OwnerSession): Promise<string | undefined> {
  const [row] = await session.query<{ login: string }>('SELECT session_user AS login');
  const open = await findOpenDoors(session, row?.login ?? '');
  return open.length === 0
    ? undefined
    : `still open: ${open.slice(0, 5).join(', ')}${open.length > 5 ? ` and ${open.length - 5} more` : ''}`;
}

async function checkClock(session: OwnerSession, options: PostureOptions): Promise<string | undefined> {
  const before = options.nowMs();
  const [row] = await session.query<{ at: string }>(
    'SELECT extract(epoch FROM clock_timestamp()) * 1000 AS at',
  );
  const after = options.nowMs();
  const at = Number(row?.at);
  const skewMs = at < before ? before - at : Math.max(0, at - after);
  return skewMs <= 2_000
    ? undefined
    : `the clocks of platform and database differ by ${Math.round(skewMs)} ms`;
}

async function checkMigrations(
  session: OwnerSession,
  { migrations }: PostureOptions,
): Promise<string | undefined> {
  return session.transaction(async () => {
    await session.script("SET LOCAL ROLE gamut_control; SET LOCAL gamut.scope = 'routing'");
    const [ledger] = await session.query<{ there: boolean }>(
      "SELECT to_regclass('control.migration_ledger') IS NOT NULL AS there",
    );
    if (ledger?.there !== true) return 'this database was never migrated';
    try {
      const pending = pendingMigrations('control', migrations.control, await appliedTo(session, 'control'));
      if (pending.length > 0) return `control lacks ${pending.length} migrations`;
      const tenants = await session.query<{ id: string; slug: string }>(
        'SELECT id, slug FROM control.tenants',
      );
      const behind = tenantsBehind(
        tenants,
        await session.query(
          'SELECT scope, version, name, checksum FROM control.migration_ledger ORDER BY scope, version',
        ),
        migrations,
      );
      return behind.length === 0 ? undefined : `${behind.length} tenants are behind, ${behind[0]} among them`;
    } catch (error) {
      return (error as Error).message;
    }
  });
}

interface LedgerRow {
  readonly scope: string;
  readonly version: number;
  readonly name: string;
  readonly checksum: string;
}

function tenantsBehind(
  tenants: readonly { id: string; slug: string }[],
  ledger: readonly LedgerRow[],
  migrations: MigrationLists,
): string[] {
  const byScope = Map.groupBy(ledger, ({ scope }) => scope);
  return tenants
    .filter(
      ({ id, slug }) =>
        pendingMigrations(`tenant ${slug}`, migrations.tenant, byScope.get(id) ?? []).length > 0,
    )
    .map(({ slug }) => slug);
}

/** Every table of control and of every tenant: row security enabled and forced, and exactly the two policies that the migrator writes. */
async function checkWalls(session: OwnerSession): Promise<string | undefined> {
  const bare = await session.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE (n.nspname = 'control' OR n.nspname ~ '^t_[0-9a-f]{16}$') AND c.relkind IN ('r', 'p', 'm', 'f')
       AND (NOT c.relrowsecurity OR NOT c.relforcerowsecurity
         OR (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid) <> 2
         OR NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'gamut_owner' AND p.polroles = ARRAY['gamut_migrator'::regrole::oid])
         OR NOT EXISTS (SELECT FROM pg_policy p, LATERAL (SELECT pg_get_expr(p.polqual, c.oid) AS seen, pg_get_expr(p.polwithcheck, c.oid) AS written,
               CASE n.nspname WHEN 'control' THEN 'gamut_control' ELSE 'gt_' || substr(n.nspname, 3) END AS role) w
             WHERE p.polrelid = c.oid AND p.polname = 'gamut_wall' AND p.polroles = ARRAY[to_regrole(w.role)::oid] AND w.seen = w.written
               AND CASE n.nspname
                 WHEN 'control' THEN starts_with(w.seen, format('((CURRENT_USER = %L::name) AND ', w.role))
                 ELSE w.seen ~ format('^\\(\\(CURRENT_USER = %L::name\\) AND \\(current_setting\\(''gamut\\.tenant''::text, true\\) = ''tnt_[0-9a-z]{26}''::text\\)\\)$', w.role) END))
     UNION ALL
     SELECT format('schema %I', nspname) FROM pg_namespace
     WHERE (nspname = 'control' OR nspname ~ '^t_[0-9a-f]{16}$') AND has_schema_privilege(session_user, oid, 'USAGE, CREATE') LIMIT 5`,
  );
  return bare.length === 0 ? undefined : `without their wall: ${bare.map(({ name }) => name).join(', ')}`;
}
