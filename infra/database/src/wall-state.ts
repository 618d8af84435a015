/**
 * What stands of a schema's walls, asked of the catalog in one question: for each relation its row security, policies and
 * grants, for routines, types and the schema their grants. The owner's own rights are left out of every list.
 */
import { quoteIdentifier } from './identifier.ts';
import type { OwnerSession } from './owner-session.ts';

export interface WallPolicy {
  readonly name: string;
  /** Roles, command, permissive, condition to see, condition to write, as the catalog spells them. */
  readonly shape: string;
}

export interface WalledRelation {
  readonly name: string;
  readonly kind: string;
  readonly comment: string | null;
  readonly columns: readonly string[];
  readonly options: readonly string[] | null;
  /** Row security enabled and forced. */
  readonly secured: boolean;
  readonly policies: readonly WallPolicy[];
  /** Access items (`grantee=privileges/grantor`) of others than the owner. */
  readonly grants: readonly string[];
  readonly columnGrants: readonly string[];
}

export interface WalledObject {
  /** Quoted, for a routine with its argument types. */
  readonly name: string;
  readonly kind: 'routine' | 'type' | 'schema';
  readonly grants: readonly string[];
}

export interface WallState {
  readonly relations: readonly WalledRelation[];
  readonly objects: readonly WalledObject[];
}

const others = (acl: string, kind: string, owner: string) =>
  `ARRAY(SELECT item FROM unnest(COALESCE(${acl}, acldefault(${kind}, ${owner}))::text[]) AS item WHERE NOT starts_with(item, 'gamut_migrator='))`;

/**
 * The catalogs have no index by schema, and a cell holds a hundred thousand relations: what is in the schema is found by what
 * depends on it, and `OFFSET 0` keeps the planner from reading a whole catalog instead.
 */
const inSchema = (catalog: string) =>
  `(SELECT objid FROM pg_depend WHERE refclassid = 'pg_namespace'::regclass AND refobjid = n.oid AND classid = '${catalog}'::regclass OFFSET 0) d
   CROSS JOIN LATERAL (SELECT * FROM ${catalog} WHERE oid = d.objid OFFSET 0)`;

const relationsSql = `
SELECT COALESCE(json_agg(json_build_object('name', c.relname, 'kind', c.relkind, 'comment', obj_description(c.oid, 'pg_class'), 'options', c.reloptions,
    'secured', c.relrowsecurity AND c.relforcerowsecurity,
    'columns', ARRAY(SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum),
    'policies', ARRAY(SELECT json_build_object('name', p.polname, 'shape', concat_ws(' ', p.polroles::regrole[]::text, p.polcmd, p.polpermissive,
        pg_get_expr(p.polqual, p.polrelid), '|', pg_get_expr(p.polwithcheck, p.polrelid))) FROM pg_policy p WHERE p.polrelid = c.oid),
    'grants', ${others('c.relacl', `CASE c.relkind WHEN 'S' THEN 's'::"char" ELSE 'r'::"char" END`, 'c.relowner')},
    'columnGrants', ARRAY(SELECT item FROM pg_attribute a, unnest(a.attacl::text[]) AS item WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL))
    ORDER BY c.relname), '[]')
FROM ${inSchema('pg_class')} c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')`;

const objectsSql = `
SELECT COALESCE(json_agg(o ORDER BY o.kind, o.name), '[]') FROM (
  SELECT 'routine' AS kind, p.oid::regprocedure::text AS name, ${others('p.proacl', "'f'", 'p.proowner')} AS grants FROM ${inSchema('pg_proc')} p
  UNION ALL SELECT 'type', t.oid::regtype::text, ${others('t.typacl', "'T'", 't.typowner')} FROM ${inSchema('pg_type')} t WHERE t.typtype IN ('d', 'e', 'r')
  UNION ALL SELECT 'schema', quote_ident(n.nspname), ${others('n.nspacl', "'n'", 'n.nspowner')}) o`;

const stateSql = `SELECT (${relationsSql}) AS relations, (${objectsSql}) AS objects FROM pg_namespace n WHERE n.nspname = $1`;

/** @param schema unquoted */
export async function readWallState(
  session: Pick<OwnerSession, 'query'>,
  schema: string,
): Promise<WallState> {
  quoteIdentifier(schema);
  const [state] = await session.query<WallState>(stateSql, [schema], 'wall-state');
  if (state === undefined) throw new TypeError('there is no such schema');
  return state;
}
