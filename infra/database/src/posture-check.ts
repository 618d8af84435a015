/** What a check of the posture is given to ask: one database as the application's own login, and who should live there. */
import type { MigrationLists } from './migration.ts';
import type { OwnerSession } from './owner-session.ts';

export interface PostureOptions {
  /** Home, with the application's login. */
  readonly url: string;
  /** The cells beside home, by name. */
  readonly cells?: Readonly<Record<string, string>> | undefined;
  /** Set: the posture "own logins" is checked instead of the one with roles. */
  readonly tenantLoginSecret?: Uint8Array | undefined;
  /** Whose database it must be. */
  readonly deployment: string;
  readonly migrations: MigrationLists;
  readonly nowMs: () => number;
}

/** A tenant as home's control has it. */
export interface Resident {
  readonly id: string;
  readonly slug: string;
  readonly cell: string;
  readonly status: string;
  readonly schema_name: string;
  readonly role_name: string;
}

export interface Checked {
  readonly session: OwnerSession;
  readonly cell: string;
  readonly url: string;
  readonly options: PostureOptions;
  /** Every tenant of the installation; undefined while home was never migrated. */
  readonly tenants: readonly Resident[] | undefined;
}

/** @returns what stands open, in a sentence; undefined when the gate holds */
export type Check = (checked: Checked) => Promise<string | undefined>;

/** Those that live in this database and are not on their way in, out or away: a move and a deletion are repaired by their job. */
export function settledResidents({ tenants, cell }: Checked): Resident[] {
  return (tenants ?? []).filter(
    (tenant) => tenant.cell === cell && (tenant.status === 'active' || tenant.status === 'suspended'),
  );
}

/** As the role of control, across tenants: what the application itself may see. */
export function asControl<T>(session: OwnerSession, work: () => Promise<T>): Promise<T> {
  return session.transaction(async () => {
    await session.script("SET LOCAL ROLE gamut_control; SET LOCAL gamut.scope = 'routing'");
    return work();
  });
}

/** All questions of one look see one moment: a tenant that is made or moved meanwhile is there whole, or not at all. */
export function asControlAtOnce<T>(session: OwnerSession, work: () => Promise<T>): Promise<T> {
  return asControl(session, async () => {
    await session.script(
      "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL jit = off; SET LOCAL work_mem = '64MB'",
    );
    return work();
  });
}

export async function isMigrated(session: OwnerSession): Promise<boolean> {
  const [row] = await session.query<{ there: boolean }>(
    `SELECT count(*) = 2 AS there FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'control' AND c.relname IN ('migration_ledger', 'installation')`,
  );
  return row?.there === true;
}

/**
 * What the questions about walls share. `place`: control and each tenant's schema with its one role; `relation`: what stands
 * there; `bound`: the roles that hold nothing anywhere else; `provider`: who may do anything anyway.
 */
const places = `
  asked AS (SELECT $1::text[] AS schemas, $2::text[] AS roles, $3::boolean AS own_logins, $4::text[] AS ids, $5::text[] AS names, $6::text[] AS bodies),
  place AS MATERIALIZED (
    SELECT n.oid, n.nspname, n.nspacl, to_regrole(CASE n.nspname WHEN 'control' THEN 'gamut_control' ELSE t.role_name END)::oid AS role
    FROM pg_namespace n LEFT JOIN unnest($1::text[], $2::text[]) AS t (schema_name, role_name) ON t.schema_name = n.nspname
    WHERE n.nspname = 'control' OR n.nspname ~ '^t_[0-9a-f]{16}$'
  ), relation AS MATERIALIZED (
    SELECT c.oid, c.relname, c.relkind, c.relnamespace, c.relowner, c.relacl, p.nspname FROM pg_class c JOIN place p ON p.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
  ), bound AS MATERIALIZED (
    SELECT oid FROM pg_roles WHERE rolname IN ('gamut_app', 'gamut_control') OR rolname ~ '^gt_[0-9a-f]{16}$'
  ), provider AS MATERIALIZED (SELECT oid FROM pg_roles WHERE rolsuper)`;

/**
 * Each question names what stands open; one that begins with a comma goes on with names of its own. Together they read a cell's catalogs a few times, however many tenants it has; to
 * compile them would take longer than to answer.
 * @param declared two lists of the caller's, `$5` and `$6`
 */
export async function askOfPlaces(
  session: OwnerSession,
  ownLogins: boolean,
  questions: readonly string[],
  declared: readonly (readonly string[])[] = [],
): Promise<string[]> {
  return asControlAtOnce(session, async () => {
    const here = await session.query<{ id: string; schema_name: string; role_name: string }>(
      'SELECT id, schema_name, role_name FROM control.tenants',
    );
    const given = [
      here.map(({ schema_name: schema }) => schema),
      here.map(({ role_name: role }) => role),
      ownLogins,
      here.map(({ id }) => id),
      declared[0] ?? [],
      declared[1] ?? [],
    ];
    const found: string[] = [];
    for (const question of questions) {
      const rows = await session.query<{ name: string }>(`WITH ${places} ${question}`, given);
      found.push(...rows.map(({ name }) => name));
    }
    return found;
  });
}

/** Some names and how many more. */
export function few(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${String(names.length - 5)} more` : shown;
}
