/**
 * Everything in the catalog that would let one tenant, the application's bare login, control or PUBLIC reach what is not
 * theirs (security.md section 1, "catalog proof"): one question for each kind of object, each answer a sentence that names
 * the breach. Asked for all roles over all objects at once, so every ordered pair of tenants is in it.
 */
import type { OwnerSession } from '@gamut/database/owner-session';

/** `own` is the one schema in which a role may have rights; what it may there is another test's. */
const roles = `roles (role, own) AS (
  SELECT role_name::name, schema_name::name FROM control.tenants
  UNION ALL VALUES ('gamut_app', NULL), ('gamut_control', 'control'), ('public', NULL))`;
const spaces = `spaces AS (SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_(catalog|toast)' AND nspname <> 'information_schema')`;
/** The roles that hold nothing beyond their own schema, as they stand in the catalog. */
const bound = `(SELECT oid FROM pg_roles WHERE rolname IN (SELECT role_name FROM control.tenants) OR rolname IN ('gamut_app', 'gamut_control'))`;
const foreign = 's.nspname IS DISTINCT FROM r.own';

/** `has_…_privilege` of every role for every object outside of its own schema. */
function privileges(kind: string, words: string, objects: string, asked: string): string {
  return `SELECT format('%s may %s on ${kind} %s', r.role, p.word, o.name) AS breach
    FROM roles r, spaces s, (${objects}) o (space, id, name), unnest(ARRAY[${words}]) AS p (word)
    WHERE o.space = s.oid AND ${foreign} AND ${asked}`;
}

const tableWords = "'SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN'";

const questions: readonly string[] = [
  privileges(
    'schema',
    "'USAGE', 'CREATE'",
    'SELECT oid, oid, nspname::text FROM pg_namespace',
    'has_schema_privilege(r.role, o.id, p.word)',
  ),
  privileges(
    'table',
    tableWords,
    "SELECT relnamespace, oid, oid::regclass::text FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f')",
    'has_table_privilege(r.role, o.id, p.word)',
  ),
  `SELECT format('%s may %s column %s of %s', r.role, p.word, a.attname, c.oid::regclass) FROM roles r, spaces s, pg_class c, pg_attribute a,
     unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) AS p (word)
   WHERE c.relnamespace = s.oid AND a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
     AND ${foreign} AND has_column_privilege(r.role, c.oid, a.attnum, p.word)`,
  privileges(
    'sequence',
    "'USAGE', 'SELECT', 'UPDATE'",
    "SELECT relnamespace, oid, oid::regclass::text FROM pg_class WHERE relkind = 'S'",
    'has_sequence_privilege(r.role, o.id, p.word)',
  ),
  privileges(
    'routine',
    "'EXECUTE'",
    'SELECT pronamespace, oid, oid::regprocedure::text FROM pg_proc',
    'has_function_privilege(r.role, o.id, p.word)',
  ),
  // the row type and the array of a table have no rights of their own: the schema's USAGE stands before them
  privileges(
    'type',
    "'USAGE'",
    "SELECT typnamespace, oid, oid::regtype::text FROM pg_type WHERE typtype IN ('d', 'e', 'r', 'm') OR typtype = 'c' AND typrelid IN (SELECT oid FROM pg_class WHERE relkind = 'c')",
    'has_type_privilege(r.role, o.id, p.word)',
  ),
  `SELECT format('large object %s exists', oid) FROM pg_largeobject_metadata`,
  `SELECT format('%s may %s on database', r.role, p.word) FROM roles r, unnest(ARRAY['CREATE', 'TEMP', 'CONNECT']) AS p (word)
   WHERE has_database_privilege(r.role, current_database(), p.word) AND NOT (r.role = 'gamut_app' AND p.word = 'CONNECT')`,
  `SELECT format('%s may use language %s', r.role, l.lanname) FROM roles r, pg_language l
   WHERE l.lanpltrusted AND has_language_privilege(r.role, l.oid, 'USAGE')`,
  `SELECT format('%s may CREATE in tablespace %s', r.role, t.spcname) FROM roles r, pg_tablespace t WHERE has_tablespace_privilege(r.role, t.oid, 'CREATE')`,
  `SELECT format('parameter %s is granted: %s', parname, paracl) FROM pg_parameter_acl`,
  `SELECT format('%s %s exists', kind, name) FROM (
     SELECT 'foreign server', srvname::text FROM pg_foreign_server UNION ALL SELECT 'foreign data wrapper', fdwname FROM pg_foreign_data_wrapper
     UNION ALL SELECT 'event trigger', evtname FROM pg_event_trigger UNION ALL SELECT 'publication', pubname FROM pg_publication
     UNION ALL SELECT 'extension', extname FROM pg_extension WHERE extname <> 'plpgsql'
     UNION ALL SELECT 'trigger', tgrelid::regclass || ' ' || tgname FROM pg_trigger WHERE NOT tgisinternal
     UNION ALL SELECT 'rule', ev_class::regclass || ' ' || rulename FROM pg_rewrite JOIN pg_class c ON c.oid = ev_class WHERE c.relkind <> 'v'
   ) AS strange (kind, name)`,
  // who is whose member: the application's login of each tenant and of control without inheriting, nobody else of anybody
  `SELECT format('%s is member of %s (inherit %s, set %s, admin %s)', m.member::regrole, m.roleid::regrole, m.inherit_option, m.set_option, m.admin_option)
   FROM pg_auth_members m WHERE m.member IN ${bound}
     AND (m.member <> 'gamut_app'::regrole OR m.inherit_option OR m.admin_option OR m.roleid::regrole::text !~ '^(gamut_control|gt_[0-9a-f]{16})$')
   UNION ALL
   SELECT format('%s is member of %s', m.member::regrole, m.roleid::regrole) FROM pg_auth_members m
   WHERE m.roleid IN ${bound} AND m.member NOT IN ('gamut_app'::regrole, 'gamut_migrator'::regrole)`,
  `SELECT format('%s owns %s', o.refobjid::regrole, pg_describe_object(o.classid, o.objid, o.objsubid)) FROM pg_shdepend o
   WHERE o.refclassid = 'pg_authid'::regclass AND o.deptype = 'o' AND o.refobjid IN ${bound}
     AND o.dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))`,
  `SELECT format('%s has the power %s', r.rolname, w.word) FROM pg_roles r, LATERAL (VALUES (r.rolsuper, 'superuser'), (r.rolbypassrls, 'bypass row security'),
     (r.rolcreaterole, 'create roles'), (r.rolcreatedb, 'create databases'), (r.rolreplication, 'replication'), (r.rolinherit AND r.rolname <> 'gamut_control', 'inherit'),
     (r.rolcanlogin AND r.rolname <> 'gamut_app', 'log in'), (r.rolconfig IS NOT NULL, 'settings of its own')) AS w (held, word)
   WHERE r.oid IN ${bound} AND w.held`,
  // what will be made is given to nobody either
  `SELECT format('default privileges of %s give %s', d.defaclrole::regrole, a) FROM pg_default_acl d, unnest(d.defaclacl) AS a
   WHERE a::text !~ '^gamut_migrator='`,
  `SELECT format('%s runs with its owner''s rights', p.oid::regprocedure) FROM pg_proc p JOIN spaces s ON s.oid = p.pronamespace
   WHERE p.prosecdef AND NOT (s.nspname IN (SELECT schema_name FROM control.tenants) AND p.proname IN ('register_agent', 'forget_agent')
     AND p.pronargs = 1 AND coalesce(p.proconfig = ARRAY['search_path=pg_catalog, pg_temp'], false) AND p.proowner = 'gamut_migrator'::regrole)`,
  `SELECT format('%s has no row security', c.oid::regclass) FROM pg_class c JOIN spaces s ON s.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
   UNION ALL SELECT format('%s: policy %s is not one of the two', p.polrelid::regclass, p.polname) FROM pg_policy p
   WHERE p.polname NOT IN ('gamut_wall', 'gamut_owner') OR NOT p.polpermissive OR p.polcmd <> '*' OR p.polroles = '{0}'
   UNION ALL SELECT format('view %s runs with its owner''s rights', c.oid::regclass) FROM pg_class c JOIN spaces s ON s.oid = c.relnamespace
   WHERE c.relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)`,
];

/** @returns a sentence for each breach, none when the walls stand; asked inside the session's own transaction when it has one */
export async function findCatalogBreaches(owner: Pick<OwnerSession, 'query'>): Promise<string[]> {
  const found: string[] = [];
  for (const question of questions) {
    const rows = await owner.query<{ breach: string }>(
      `WITH ${roles}, ${spaces} SELECT breach FROM (${question}) AS found (breach) ORDER BY 1`,
    );
    found.push(...rows.map(({ breach }) => breach));
  }
  return found;
}
