/**
 * The gates about tenants: each lives in a cell that is configured, has its row and schema there, is at this build's
 * version, and every table stands behind its wall. Asked over all tenants at once: a thousand take well under two seconds.
 */
import { walledControl } from './apply-migration.ts';
import { whyOtherInstallation } from './installation.ts';
import { appliedTo } from './migrate.ts';
import { pendingMigrations, type MigrationLists } from './migration.ts';
import {
  asControl,
  asControlAtOnce,
  few,
  isMigrated,
  settledResidents,
  type Check,
} from './posture-check.ts';
import type { OwnerSession } from './owner-session.ts';
import { homeCell } from './tenant-ref.ts';
import { spelledWallCondition } from './wall-condition.ts';

export const checkInstallation: Check = async ({ session, cell, options: { deployment } }) => {
  if (!(await isMigrated(session))) return undefined;
  return asControl(session, () => whyOtherInstallation(session, { deployment, cell }));
};

/** Home alone knows where everybody lives. */
export const checkCells: Check = ({ cell, tenants = [], options }) => {
  if (cell !== homeCell) return Promise.resolve(undefined);
  const configured = new Set([homeCell, ...Object.keys(options.cells ?? {})]);
  const missing = new Set(tenants.map((tenant) => tenant.cell).filter((name) => !configured.has(name)));
  return Promise.resolve(
    missing.size === 0 ? undefined : `tenants live in cells that are not configured: ${few([...missing])}`,
  );
};

export const checkMigrations: Check = async (checked) => {
  const { session, options } = checked;
  if (!(await isMigrated(session))) return 'this database was never migrated to this build’s version';
  return asControl(session, async () => {
    try {
      const control = await appliedTo(session, 'control');
      const pending = pendingMigrations('control', options.migrations.control, control);
      if (pending.length > 0) return `control lacks ${String(pending.length)} migrations`;
      const behind = tenantsBehind(
        settledResidents(checked),
        await session.query(
          'SELECT scope, version, name, checksum FROM control.migration_ledger ORDER BY scope, version',
        ),
        options.migrations,
      );
      return behind.length === 0
        ? undefined
        : `${String(behind.length)} tenants are behind, ${behind[0] ?? ''} among them`;
    } catch (error) {
      return (error as Error).message;
    }
  });
};

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

/** What home says of a tenant is so here: the mirror row has its names, and the schema is there. */
export const checkResidents: Check = async (checked) => {
  const { session } = checked;
  const residents = settledResidents(checked);
  if (residents.length === 0 || !(await isMigrated(session))) return undefined;
  const missing = await asControl(session, () =>
    session.query<{ id: string }>(
      `SELECT home.id FROM unnest($1::text[], $2::text[], $3::text[]) AS home (id, schema_name, role_name)
       LEFT JOIN control.tenants t USING (id, schema_name, role_name)
       LEFT JOIN pg_namespace n ON n.nspname = home.schema_name WHERE t.id IS NULL OR n.oid IS NULL`,
      [
        residents.map(({ id }) => id),
        residents.map(({ schema_name: schema }) => schema),
        residents.map(({ role_name: role }) => role),
      ],
    ),
  );
  return missing.length === 0
    ? undefined
    : `tenants whose row or schema is not here: ${few(missing.map(({ id }) => id))}`;
};

/**
 * Every table of control and of every tenant: row security enabled and forced, and exactly the two policies that the migrator
 * writes. One schema's wall is one text, so each is spelled out once; control's are as many as its tables, and compared apart.
 */
const bareTables = `
  WITH relation AS (
    SELECT c.oid, n.nspname, c.relname, c.relrowsecurity AND c.relforcerowsecurity AS forced,
      CASE n.nspname WHEN 'control' THEN 'gamut_control' ELSE 'gt_' || substr(n.nspname, 3) END AS role
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE (n.nspname = 'control' OR n.nspname ~ '^t_[0-9a-f]{16}$') AND c.relkind IN ('r', 'p', 'm', 'f')
  ), policy AS (
    SELECT p.polrelid, count(*) AS policies,
      count(*) FILTER (WHERE p.polname = 'gamut_owner' AND p.polroles = ARRAY['gamut_migrator'::regrole::oid]) AS owners,
      min(p.oid) FILTER (WHERE p.polname = 'gamut_wall' AND p.polcmd = '*' AND p.polpermissive
        AND p.polqual::text = p.polwithcheck::text) AS wall
    FROM pg_policy p GROUP BY p.polrelid
  ), walled AS (
    SELECT r.*, p.policies, p.owners, w.polroles, w.oid AS wall, md5(w.polqual::text) AS text
    FROM relation r LEFT JOIN policy p ON p.polrelid = r.oid LEFT JOIN pg_policy w ON w.oid = p.wall
  ), wording AS (
    SELECT nspname, text, role, (SELECT pg_get_expr(p.polqual, p.polrelid) FROM pg_policy p WHERE p.oid = min(w.wall)) AS seen
    FROM walled w GROUP BY nspname, text, role
  ), sound AS (
    SELECT nspname, text FROM wording LEFT JOIN unnest($1::text[], $2::text[]) AS t (schema_name, id) ON t.schema_name = nspname
    WHERE CASE nspname
      WHEN 'control' THEN true ELSE seen = format('((CURRENT_USER = %L::name) AND (current_setting(''gamut.tenant''::text, true) = %L::text))', role, t.id) END
  )
  SELECT format('%I.%I', w.nspname, w.relname) AS name FROM walled w LEFT JOIN sound s USING (nspname, text)
  WHERE NOT w.forced OR w.policies IS DISTINCT FROM 2 OR w.owners IS DISTINCT FROM 1
    OR w.polroles IS DISTINCT FROM ARRAY[to_regrole(w.role)::oid] OR s.text IS NULL
  UNION ALL
  SELECT format('schema %I', nspname) FROM pg_namespace
  WHERE (nspname = 'control' OR nspname ~ '^t_[0-9a-f]{16}$') AND has_schema_privilege(session_user, oid, 'USAGE, CREATE')`;

export const checkWalls: Check = async ({ session }) => {
  if (!(await isMigrated(session))) return undefined;
  const names = await asControlAtOnce(session, async () => {
    const here = await session.query<{ id: string; schema_name: string }>(
      'SELECT id, schema_name FROM control.tenants',
    );
    const bare = await session.query<{ name: string }>(bareTables, [
      here.map(({ schema_name: schema }) => schema),
      here.map(({ id }) => id),
    ]);
    return [...bare.map(({ name }) => name), ...(await rewordedInControl(session))];
  });
  return names.length === 0 ? undefined : `without their wall: ${few(names)}`;
};

/** Tables of control whose wall is not, word for word, the one that the migrator writes. */
async function rewordedInControl(session: OwnerSession): Promise<string[]> {
  const walls = await session.query<{ name: string; columns: string[]; seen: string; written: string }>(
    `SELECT c.relname AS name, ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
       pg_get_expr(p.polqual, c.oid) AS seen, pg_get_expr(p.polwithcheck, c.oid) AS written
     FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE p.polname = 'gamut_wall' AND c.relnamespace = 'control'::regnamespace`,
  );
  return walls
    .filter((wall) => {
      const wanted = spelledWallCondition(walledControl, wall);
      return [wall.seen, wall.written].some((words) => words?.replaceAll(/\s+/g, ' ') !== wanted);
    })
    .map(({ name }) => `control.${name}`);
}
