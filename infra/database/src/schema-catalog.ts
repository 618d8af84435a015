/**
 * A schema as the catalog holds it, one line an object: tables, columns, types, defaults, constraints, indexes, policies,
 * functions, triggers, grants, owners, comments, and the tenant's role. The opaque names are struck out, so that two tenants
 * of one version read the same. What drift, the golden files and "old equals new" compare.
 */
import { quoteIdentifier } from './identifier.ts';
import type { OwnerSession } from './owner-session.ts';
import type { WalledSchema } from './wall-condition.ts';

/** Object → how it stands. */
export type SchemaCatalog = ReadonlyMap<string, string>;

/** The catalogs have no index by schema: what is in it is found by what depends on it (see wall-state.ts). */
const inSchema = (catalog: string) =>
  `(SELECT objid FROM pg_depend WHERE refclassid = 'pg_namespace'::regclass AND refobjid = (SELECT oid FROM n) AND classid = '${catalog}'::regclass OFFSET 0) d
   CROSS JOIN LATERAL (SELECT * FROM ${catalog} WHERE oid = d.objid OFFSET 0)`;

const acl = (column: string, kind: string, owner: string) =>
  `' acl ' || ARRAY(SELECT item FROM unnest(COALESCE(${column}, acldefault('${kind}', ${owner}))::text[]) AS item ORDER BY item COLLATE "C")::text`;
const comment = (oid: string, catalog: string) =>
  `COALESCE(' comment ' || obj_description(${oid}, '${catalog}'), '')`;

const parts: readonly string[] = [
  `SELECT 'schema', 'owner ' || nspowner::regrole::text || ${acl('nspacl', 'n', 'nspowner')} || ${comment('oid', 'pg_namespace')} FROM n`,
  `SELECT 'default privileges ' || defaclobjtype::text || ' of ' || defaclrole::regrole::text, defaclacl::text FROM pg_default_acl WHERE defaclnamespace = (SELECT oid FROM n)`,
  `SELECT CASE relkind WHEN 'r' THEN 'table ' WHEN 'p' THEN 'table ' WHEN 'v' THEN 'view ' WHEN 'S' THEN 'sequence ' ELSE 'relation ' END || relname,
     concat_ws(' ', relkind, relpersistence, 'owner', relowner::regrole, CASE WHEN relrowsecurity THEN 'row security' END, CASE WHEN relforcerowsecurity THEN 'forced' END,
       'identity ' || relreplident::text, reloptions::text, pg_get_expr(relpartbound, oid)) || ${acl('relacl', 'r', 'relowner')} || ${comment('oid', 'pg_class')} FROM relations WHERE relkind <> 'c'`,
  `SELECT 'definition of view ' || relname, pg_get_viewdef(oid) FROM relations WHERE relkind IN ('v', 'm')`,
  `SELECT 'sequence ' || relname || ' counts', concat_ws(' ', format_type(seqtypid, NULL), seqstart, seqincrement, seqmin, seqmax, seqcache, seqcycle) FROM relations JOIN pg_sequence ON seqrelid = oid`,
  `SELECT 'column ' || r.relname || '.' || a.attname, concat_ws(' ', row_number() OVER (PARTITION BY r.oid ORDER BY a.attnum), format_type(a.atttypid, a.atttypmod),
       CASE WHEN a.attnotnull THEN 'not null' END, 'default ' || pg_get_expr(f.adbin, f.adrelid), 'identity ' || NULLIF(a.attidentity::text, ''), 'generated ' || NULLIF(a.attgenerated::text, ''),
       'collation ' || NULLIF(a.attcollation, (SELECT typcollation FROM pg_type WHERE oid = a.atttypid))::regcollation::text, 'storage ' || NULLIF(a.attstorage, (SELECT typstorage FROM pg_type WHERE oid = a.atttypid))::text,
       'compression ' || NULLIF(a.attcompression::text, ''), 'options ' || a.attoptions::text, 'acl ' || a.attacl::text, 'comment ' || col_description(r.oid, a.attnum))
     FROM relations r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped LEFT JOIN pg_attrdef f ON f.adrelid = r.oid AND f.adnum = a.attnum WHERE r.relkind <> 'S'`,
  `SELECT 'constraint ' || r.relname || '.' || k.conname, concat_ws(' ', pg_get_constraintdef(k.oid), CASE WHEN NOT k.convalidated THEN 'not validated' END, 'comment ' || obj_description(k.oid, 'pg_constraint'))
     FROM relations r JOIN pg_constraint k ON k.conrelid = r.oid`,
  `SELECT 'index ' || i.relname, concat_ws(' ', pg_get_indexdef(x.indexrelid), CASE WHEN NOT x.indisvalid THEN 'invalid' END, 'owner', i.relowner::regrole, 'comment ' || obj_description(i.oid, 'pg_class'))
     FROM relations r JOIN pg_index x ON x.indrelid = r.oid JOIN pg_class i ON i.oid = x.indexrelid`,
  `SELECT 'policy ' || r.relname || '.' || p.polname, concat_ws(' ', CASE WHEN p.polpermissive THEN 'permissive' ELSE 'restrictive' END, p.polcmd, p.polroles::regrole[]::text,
       'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid)) FROM relations r JOIN pg_policy p ON p.polrelid = r.oid`,
  `SELECT 'trigger ' || r.relname || '.' || t.tgname, concat_ws(' ', pg_get_triggerdef(t.oid), t.tgenabled) FROM relations r JOIN pg_trigger t ON t.tgrelid = r.oid AND NOT t.tgisinternal`,
  `SELECT 'rule ' || r.relname || '.' || w.rulename, pg_get_ruledef(w.oid) FROM relations r JOIN pg_rewrite w ON w.ev_class = r.oid AND w.rulename <> '_RETURN'`,
  `SELECT 'parent of ' || r.relname, h.inhparent::regclass::text FROM relations r JOIN pg_inherits h ON h.inhrelid = r.oid`,
  `SELECT 'statistics ' || s.stxname, pg_get_statisticsobjdef(s.oid) FROM relations r JOIN pg_statistic_ext s ON s.stxrelid = r.oid`,
  `SELECT 'function ' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')', 'owner ' || p.proowner::regrole::text || ${acl('p.proacl', 'f', 'p.proowner')} || ' '
       || CASE WHEN p.prokind IN ('f', 'p', 'w') THEN pg_get_functiondef(p.oid) ELSE p.prokind::text END FROM ${inSchema('pg_proc')} p`,
  `SELECT 'type ' || t.typname, concat_ws(' ', t.typtype, 'owner', t.typowner::regrole, NULLIF(format_type(t.typbasetype, t.typtypmod), '-'), CASE WHEN t.typnotnull THEN 'not null' END, 'default ' || t.typdefault,
       (SELECT string_agg(pg_get_constraintdef(k.oid), ' ' ORDER BY k.conname) FROM pg_constraint k WHERE k.contypid = t.oid),
       (SELECT string_agg(quote_literal(e.enumlabel), ' ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid)) || ${acl('t.typacl', 'T', 't.typowner')}
     FROM ${inSchema('pg_type')} t WHERE t.typtype <> 'c' AND t.typcategory <> 'A'`,
  `SELECT 'role', concat_ws(' ', CASE WHEN rolcanlogin THEN 'login' END, CASE WHEN rolinherit THEN 'inherits' END, CASE WHEN rolsuper THEN 'superuser' END, CASE WHEN rolbypassrls THEN 'bypasses row security' END,
       CASE WHEN rolcreaterole THEN 'creates roles' END, CASE WHEN rolcreatedb THEN 'creates databases' END, CASE WHEN rolreplication THEN 'replicates' END, rolconfig::text, 'as migrated') FROM pg_roles WHERE rolname = $2 AND $2 ~ '^gt_'`,
  `SELECT 'membership of ' || m.member::regrole::text || ' in ' || m.roleid::regrole::text, concat_ws(' ', 'inherit', bool_or(m.inherit_option), 'set', bool_or(m.set_option), 'admin', bool_or(m.admin_option))
     FROM pg_auth_members m WHERE $2 ~ '^gt_' AND to_regrole($2) IN (m.roleid, m.member) GROUP BY m.member, m.roleid`,
];

const catalogSql = `WITH n AS (SELECT * FROM pg_namespace WHERE nspname = $1),
relations AS MATERIALIZED (SELECT c.* FROM ${inSchema('pg_class')} c)
SELECT object, shape FROM (${parts.join('\nUNION ALL ')}) AS objects (object, shape) ORDER BY object COLLATE "C"`;

/** @returns an empty catalog for a schema that is not there */
export async function readSchemaCatalog(
  session: Pick<OwnerSession, 'query'>,
  walled: WalledSchema,
): Promise<SchemaCatalog> {
  quoteIdentifier(walled.schema);
  const rows = await session.query<{ object: string; shape: string | null }>(
    catalogSql,
    [walled.schema, walled.role],
    'schema-catalog',
  );
  const strike = (text: string): string => {
    if (walled.tenantId === undefined) return text;
    return text
      .replaceAll(walled.role, ':role')
      .replaceAll(walled.schema, ':schema')
      .replaceAll(walled.tenantId, ':tenant_id');
  };
  return new Map(rows.map(({ object, shape }) => [strike(object), strike(shape ?? '')]));
}

/** For a golden file: one object after the other, the lines of a function's body set in. */
export function formatCatalog(catalog: SchemaCatalog): string {
  return [...catalog]
    .map(([object, shape]) => `${object}: ${shape.trimEnd().replaceAll('\n', '\n    ')}\n`)
    .toSorted()
    .join('');
}
