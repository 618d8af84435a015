/**
 * The catalog proof for one tenant, while the service runs (security promise 1): asked through the door, as the tenant's own
 * role, so it takes no power that the application has not. Each answer is a breach in a sentence; none means that nobody else
 * reaches this schema, that this role reaches nothing else, and that every table stands behind its wall.
 */
import type { Database, TenantRef } from './database.ts';
import { quoteTenantSchema } from './identifier.ts';
import type { TenantReader } from './tenant-transaction.ts';

export interface IsolationAnswer {
  readonly asked: 'reaches_in' | 'reaches_out' | 'rows_walled';
  /** How many things were looked at: an answer over nothing proves nothing. */
  readonly lookedAt: number;
  readonly breaches: readonly string[];
}

const ownRelations = `own AS (SELECT c.* FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S'))`;
const tableRights = "'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER'";
/** Who may be named beside the tenant's own role: the owner of the schemas, and whoever may do anything anyway. */
const notOwners = `r.rolname NOT IN (current_user, 'gamut_migrator') AND NOT r.rolsuper`;

/** Roles that hold a right here; roles that are, or may become, this one; members of the server's own read-everything roles. */
const reachesIn = `
  SELECT format('%s may enter the schema', r.rolname) AS breach FROM pg_roles r
  WHERE ${notOwners} AND r.rolname !~ '^pg_' AND has_schema_privilege(r.oid, current_schema(), 'USAGE, CREATE')
  UNION ALL SELECT format('%s is given %s on %s', CASE a.grantee WHEN 0 THEN 'everybody' ELSE pg_get_userbyid(a.grantee) END, a.privilege_type, o.relname)
  FROM own o, aclexplode(o.relacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee WHERE r.oid IS NULL OR ${notOwners}
  UNION ALL SELECT format('%s is given %s on a column of %s', CASE a.grantee WHEN 0 THEN 'everybody' ELSE pg_get_userbyid(a.grantee) END, a.privilege_type, o.relname)
  FROM own o JOIN pg_attribute t ON t.attrelid = o.oid CROSS JOIN aclexplode(t.attacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee WHERE r.oid IS NULL OR ${notOwners}
  UNION ALL SELECT format('%s is a member of this role', r.rolname) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member
  WHERE m.roleid = current_user::regrole AND ${notOwners} AND (m.inherit_option OR m.admin_option OR r.rolname <> session_user)
  UNION ALL SELECT format('%s is a member of %s', r.rolname, m.roleid::regrole) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member
  WHERE m.roleid::regrole::text IN ('pg_read_all_data', 'pg_write_all_data', 'pg_maintain', 'pg_execute_server_program', 'pg_read_server_files') AND ${notOwners}`;

/** Rights of this role outside of its schema, memberships, powers, and anything that it owns. */
const reachesOut = `
  SELECT format('this role may enter %s', n.nspname) AS breach FROM pg_namespace n
  WHERE n.oid <> current_schema()::regnamespace AND n.nspname !~ '^pg_(catalog|toast|temp)' AND n.nspname <> 'information_schema'
    AND has_schema_privilege(current_user, n.oid, 'USAGE, CREATE')
  UNION ALL SELECT format('this role has a right on %s', c.oid::regclass) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE (n.nspname = 'control' OR n.nspname ~ '^t_[0-9a-f]{16}$') AND n.oid <> current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND has_table_privilege(current_user, c.oid, ${tableRights})
  UNION ALL SELECT format('this role has a right on a column of %s', t.attrelid::regclass) FROM pg_attribute t CROSS JOIN aclexplode(t.attacl) a
  WHERE t.attacl IS NOT NULL AND a.grantee IN (0, current_user::regrole) AND t.attrelid NOT IN (SELECT oid FROM own) AND t.attrelid >= 16384
  UNION ALL SELECT format('this role is a member of %s', m.roleid::regrole) FROM pg_auth_members m WHERE m.member = current_user::regrole
  UNION ALL SELECT 'this role has a power' FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)
  UNION ALL SELECT format('this role owns %s objects', count(*)) FROM pg_shdepend
  WHERE refclassid = 'pg_authid'::regclass AND refobjid = current_user::regrole AND deptype = 'o' HAVING count(*) > 0`;

/** The wall's words, as the catalog spells them, for exactly this role and this tenant. */
const rowsWalled = `
  SELECT format('%s is without its wall', o.relname) AS breach FROM own o CROSS JOIN words
  WHERE o.relkind IN ('r', 'p', 'f') AND NOT (o.relrowsecurity AND o.relforcerowsecurity
    AND (SELECT count(*) FROM pg_policy p WHERE p.polrelid = o.oid) = 2
    AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = o.oid AND p.polname = 'gamut_owner' AND p.polroles = ARRAY['gamut_migrator'::regrole::oid])
    AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = o.oid AND p.polname = 'gamut_wall' AND p.polcmd = '*' AND p.polroles = ARRAY[current_user::regrole::oid]
      AND pg_get_expr(p.polqual, p.polrelid) = words.wall AND pg_get_expr(p.polwithcheck, p.polrelid) = words.wall))
  UNION ALL SELECT format('the view %s runs with its owner''s rights', o.relname) FROM own o
  WHERE o.relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY (o.reloptions), false)`;

const wall = `words AS (SELECT format('((CURRENT_USER = %L::name) AND (current_setting(''gamut.tenant''::text, true) = %L::text))', current_user, current_setting('gamut.tenant', true)) AS wall)`;

const questions: readonly (readonly [IsolationAnswer['asked'], question: string, lookedAt: string])[] = [
  ['reaches_in', reachesIn, `SELECT count(*) FROM pg_roles r WHERE ${notOwners}`],
  [
    'reaches_out',
    reachesOut,
    `SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE (n.nspname = 'control' OR n.nspname ~ '^t_[0-9a-f]{16}$') AND n.oid <> current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')`,
  ],
  ['rows_walled', rowsWalled, `SELECT count(*) FROM own WHERE relkind IN ('r', 'p', 'f')`],
];

/** Asks the catalog as this tenant: its role, its schema, its setting are those of the transaction. */
export function askTenantIsolation(tx: TenantReader): Promise<IsolationAnswer[]> {
  return Promise.all(
    questions.map(async ([asked, question, lookedAt]) => {
      const [row] = await tx.query<{ breaches: string[]; looked_at: number }>(
        `WITH ${ownRelations}, ${wall}
         SELECT ARRAY(SELECT breach FROM (${question}) AS found ORDER BY breach LIMIT 50) AS breaches, (${lookedAt}) AS looked_at`,
      );
      return {
        asked,
        lookedAt: row?.looked_at ?? 0,
        breaches: row?.breaches ?? ['the catalog did not answer'],
      };
    }),
  );
}

/**
 * Tries to read a table of another tenant of the same database, as this tenant.
 * @returns `refused` is what must come; `alone`: nobody else lives here
 */
export async function tryForeignTenant(
  db: Database,
  ref: TenantRef,
): Promise<'refused' | 'reached' | 'alone'> {
  const [other] = await db.readTenant(ref, (tx) =>
    tx.query<{ schema: string }>(
      `SELECT nspname AS schema FROM pg_namespace WHERE nspname ~ '^t_[0-9a-f]{16}$' AND nspname <> current_schema() ORDER BY random() LIMIT 1`,
    ),
  );
  if (other === undefined) return 'alone';
  try {
    await db.readTenant(ref, (tx) =>
      tx.query(`SELECT 1 FROM ${quoteTenantSchema(other.schema)}.people LIMIT 1`),
    );
    return 'reached';
  } catch (error) {
    if ((error as { code?: unknown }).code === '42501') return 'refused';
    throw error;
  }
}
