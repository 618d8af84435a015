/**
 * What no migration may leave behind (security.md section 1): routines with their owner's rights beyond the declared ones or
 * without their pinned path, triggers, rules, publications, schemas, rights for everybody; and in control a column that names
 * a tenant by which the walls don't go. Asked after the migration, in its transaction, so nothing of it stays.
 */
import { AppError } from '@gamut/kernel/app-error';
import { definerNames, pinnedPath } from './declared-routines.ts';
import type { OwnerSession } from './owner-session.ts';
import type { WalledSchema } from './wall-condition.ts';

const migrators = "'gamut_migrator'::regrole";
/** While drift is reported control itself is put aside under another name, and comes back. */
const known = `nspname ~ '^(t_[0-9a-f]{16}|control|control_as_it_stands|public)$'`;

/**
 * A row that this transaction wrote, or a part of it, or one that began after it: whatever a migration makes anywhere. Beside a thousand
 * tenants the regular expressions below would otherwise be asked of all that they have; what stood before, the gates ask about.
 */
const written = (row: string) => `age(${row}.xmin) <= (SELECT age(pg_current_xact_id()::xid))`;

/** $1 the schema, $2 names of the declared routines, $3 their setting. What is in the schema is found by what depends on it. */
const undeclaredSql = `
  SELECT format('the routine %s runs with its owner''s rights', p.oid::regprocedure) AS what FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE p.prosecdef AND ${written('p')} AND p.proowner = ${migrators} AND (n.nspname = $1 OR n.nspname !~ '^(t_[0-9a-f]{16}|control|control_as_it_stands)$')
      AND NOT (n.nspname ~ '^t_[0-9a-f]{16}$' AND p.proname = ANY ($2::text[]) AND COALESCE(p.proconfig = ARRAY[$3::text], false))
  UNION ALL SELECT format('the trigger %I on %s works by itself', t.tgname, t.tgrelid::regclass) FROM inside i CROSS JOIN LATERAL (SELECT * FROM pg_trigger WHERE tgrelid = i.oid AND NOT tgisinternal OFFSET 0) t
  UNION ALL SELECT format('the rule %I on %s works by itself', w.rulename, w.ev_class::regclass) FROM inside i CROSS JOIN LATERAL (SELECT * FROM pg_rewrite WHERE ev_class = i.oid AND rulename <> '_RETURN' OFFSET 0) w
  UNION ALL SELECT format('the publication %I carries data away', pubname) FROM pg_publication WHERE pubowner = ${migrators}
  UNION ALL SELECT format('the schema %I has no walls', nspname) FROM pg_namespace s WHERE CASE WHEN ${written('s')} AND nspowner = ${migrators} THEN NOT (${known}) ELSE false END
  UNION ALL SELECT format('everybody may %s on the schema public', x.privilege_type) FROM pg_namespace CROSS JOIN aclexplode(nspacl) x WHERE nspname = 'public' AND x.grantee = 0
  UNION ALL SELECT format('everybody may %s on the database', x.privilege_type) FROM pg_database d CROSS JOIN aclexplode(d.datacl) x
    WHERE d.datname = current_database() AND x.grantee = 0 AND x.privilege_type <> 'CONNECT'
  UNION ALL SELECT format('others are given %s on what gamut_migrator makes', x.privilege_type) FROM pg_default_acl d CROSS JOIN aclexplode(d.defaclacl) x
    WHERE d.defaclrole = ${migrators} AND x.grantee <> d.defaclrole`;

/** Rows of control are told apart by `tenant_id` (and `tenants` by its id): a column of another name would get no wall of its own. */
const unknownNames = `
  UNION ALL SELECT format('%s: the column %I names a tenant', a.attrelid::regclass, a.attname) FROM inside i JOIN pg_attribute a ON a.attrelid = i.oid
    WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attname <> 'tenant_id' AND (a.attname ~ '(^|_)tenant(_|$)'
      OR EXISTS (SELECT FROM pg_constraint k, unnest(k.conkey, k.confkey) AS pair (mine, theirs) JOIN pg_attribute f ON f.attnum = pair.theirs
        WHERE k.conrelid = i.oid AND k.contype = 'f' AND pair.mine = a.attnum AND f.attrelid = k.confrelid
          AND (f.attname = 'tenant_id' OR k.confrelid = to_regclass('control.tenants') AND f.attname = 'id')))`;

/** @throws AppError `conflict` that names the first of it */
export async function refuseUndeclared(
  session: Pick<OwnerSession, 'query'>,
  walled: WalledSchema,
): Promise<void> {
  const found = await session.query<{ what: string }>(
    `WITH inside AS MATERIALIZED (SELECT c.oid FROM pg_depend d JOIN pg_class c ON c.oid = d.objid WHERE d.refclassid = 'pg_namespace'::regclass
       AND d.refobjid = to_regnamespace($1) AND d.classid = 'pg_class'::regclass AND c.relkind IN ('r', 'p', 'v'))
     ${undeclaredSql} ${walled.tenantId === undefined ? unknownNames : ''}`,
    [walled.schema, definerNames, pinnedPath],
    walled.tenantId === undefined ? 'undeclared-control' : 'undeclared',
  );
  if (found.length === 0) return;
  throw new AppError('conflict', `a migration may not leave this: ${found[0]?.what ?? ''}`, {
    fix: 'mend the migration; nothing of it was applied. In control the column that names a tenant is tenant_id',
    who: 'whoever changes the code',
  });
}
