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
  `(SELECT objid FROM pg_depend WHERE refclassid = 'pg_namespace'::regclass AND refobjid = (SELECT oid FROM n) AND classid = '${catalog}'::regclass OFFSET 0) d
   CROSS JOIN LATERAL (SELECT * FROM ${catalog} WHERE oid = d.objid OFFSET 0)`;

/**
 * The tables of a tenant share two conditions: each is spelled out once, and named by a hash of its tree everywhere else. To
 * spell one costs as much as to read five tables, so the distinct trees are chosen before any is spelled.
 */
const stateSql = `WITH n AS (SELECT * FROM pg_namespace WHERE nspname = $1),
relations AS MATERIALIZED (SELECT c.* FROM ${inSchema('pg_class')} c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')),
policies AS MATERIALIZED (SELECT r.relname, p.polname, p.polrelid, p.polroles::regrole[]::text || ' ' || p.polcmd::text || ' ' || p.polpermissive::text AS head,
  p.polqual, p.polwithcheck, md5(p.polqual::text) AS seen, md5(p.polwithcheck::text) AS written FROM relations r CROSS JOIN LATERAL (SELECT * FROM pg_policy WHERE polrelid = r.oid OFFSET 0) p)
SELECT
  (SELECT COALESCE(json_agg(json_build_object('name', c.relname, 'kind', c.relkind, 'comment', obj_description(c.oid, 'pg_class'), 'options', c.reloptions,
     'secured', c.relrowsecurity AND c.relforcerowsecurity,
     'columns', CASE WHEN $2 THEN ARRAY(SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) ELSE '{}' END,
     'grants', ${others('c.relacl', `CASE c.relkind WHEN 'S' THEN 's'::"char" ELSE 'r'::"char" END`, 'c.relowner')},
     'columnGrants', ARRAY(SELECT item FROM pg_attribute a, unnest(a.attacl::text[]) AS item WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL))
     ORDER BY c.relname), '[]') FROM relations c) AS relations,
  (SELECT COALESCE(json_agg(json_build_object('relation', relname, 'name', polname, 'head', head, 'seen', seen, 'written', written)), '[]') FROM policies) AS policies,
  (SELECT COALESCE(json_object_agg(hash, pg_get_expr(tree, polrelid)), '{}') FROM (
     (SELECT DISTINCT ON (seen) seen AS hash, polqual AS tree, polrelid FROM policies WHERE seen IS NOT NULL)
     UNION ALL (SELECT DISTINCT ON (written) written, polwithcheck, polrelid FROM policies WHERE written IS NOT NULL) OFFSET 0) conditions) AS conditions,
  (SELECT COALESCE(json_agg(o ORDER BY o.kind, o.name), '[]') FROM (
     SELECT 'routine' AS kind, p.oid::regprocedure::text AS name, ${others('p.proacl', "'f'", 'p.proowner')} AS grants FROM ${inSchema('pg_proc')} p
     UNION ALL SELECT 'type', t.oid::regtype::text, ${others('t.typacl', "'T'", 't.typowner')} FROM ${inSchema('pg_type')} t WHERE t.typtype IN ('d', 'e', 'r')
     UNION ALL SELECT 'schema', quote_ident(nspname), ${others('nspacl', "'n'", 'nspowner')} FROM n) o) AS objects`;

interface StateRow {
  readonly relations: readonly Omit<WalledRelation, 'policies'>[];
  readonly policies: readonly {
    readonly relation: string;
    readonly name: string;
    readonly head: string;
    readonly seen: string | null;
    readonly written: string | null;
  }[];
  /** By the hash of its tree; a tree that is the same on two tables names no column of either, or is not compared. */
  readonly conditions: Readonly<Record<string, string>>;
  readonly objects: readonly WalledObject[];
}

/**
 * @param schema unquoted
 * @param withColumns the names of columns too: the walls of control go by them
 */
export async function readWallState(
  session: Pick<OwnerSession, 'query'>,
  schema: string,
  withColumns: boolean,
): Promise<WallState> {
  quoteIdentifier(schema);
  const [state] = await session.query<StateRow>(stateSql, [schema, withColumns], 'wall-state');
  if (!state?.objects.some(({ kind }) => kind === 'schema')) throw new TypeError('there is no such schema');
  const spelled = (hash: string | null) => (hash === null ? '' : (state.conditions[hash] ?? ''));
  const policies = Map.groupBy(state.policies, ({ relation }) => relation);
  return {
    objects: state.objects,
    relations: state.relations.map((relation) => ({
      ...relation,
      policies: (policies.get(relation.name) ?? []).map(({ name, head, seen, written }) => ({
        name,
        shape: `${head} ${spelled(seen)} | ${spelled(written)}`,
      })),
    })),
  };
}
