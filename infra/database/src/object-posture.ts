/**
 * The gate about objects (security.md section 1): everything in control and the tenants' schemas is the migrator's, no role of
 * ours owns anything, routines that run with their owner's rights are the declared ones word for word, views run with their
 * reader's rights, and nothing stands there that works by itself or carries data away.
 */
import { definerRoutines } from './declared-routines.ts';
import { askOfPlaces, few, isMigrated, type Check } from './posture-check.ts';

const strangeOwners = `
  SELECT format('%s owns %I.%I', r.relowner::regrole, r.nspname, r.relname) AS name FROM relation r WHERE r.relowner <> 'gamut_migrator'::regrole
  UNION ALL SELECT format('%s owns schema %I', n.nspowner::regrole, n.nspname) FROM pg_namespace n JOIN place USING (oid) WHERE n.nspowner <> 'gamut_migrator'::regrole
  UNION ALL SELECT format('%s owns %s', p.proowner::regrole, p.oid::regprocedure) FROM pg_proc p JOIN place ON place.oid = p.pronamespace WHERE p.proowner <> 'gamut_migrator'::regrole
  UNION ALL SELECT format('%s owns type %s', t.typowner::regrole, t.oid::regtype) FROM pg_type t JOIN place ON place.oid = t.typnamespace WHERE t.typowner <> 'gamut_migrator'::regrole AND t.typtype <> 'c' AND t.typcategory <> 'A'
  UNION ALL SELECT format('%s owns %s', s.refobjid::regrole, pg_describe_object(s.classid, s.objid, s.objsubid)) FROM pg_shdepend s
    WHERE s.refclassid = 'pg_authid'::regclass AND s.deptype = 'o' AND s.refobjid IN (SELECT oid FROM bound) AND NOT ($3 AND s.classid = 'pg_largeobject'::regclass)
      AND s.dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))`;

/** $4 to $6: tenants' ids beside their schemas ($1), names and bodies of the declared routines, in which a tenant's own words are still to be filled in. */
const borrowedRights = `
  SELECT format('%s runs with its owner''s rights', p.oid::regprocedure) AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE p.prosecdef AND NOT ($3 AND n.oid NOT IN (SELECT oid FROM place) AND p.proowner IN (SELECT oid FROM provider))
    AND NOT EXISTS (SELECT FROM unnest($1::text[], $4::text[]) AS t (schema_name, id), unnest($5::text[], $6::text[]) AS d (name, body)
      WHERE t.schema_name = n.nspname AND d.name = p.proname AND p.prosrc = replace(d.body, ':tenant_id', quote_literal(t.id))
        AND p.proargtypes = ARRAY['text'::regtype]::oidvector AND p.proconfig = ARRAY['search_path=pg_catalog, pg_temp'] AND p.proowner = 'gamut_migrator'::regrole
        AND p.prolang = (SELECT oid FROM pg_language WHERE lanname = 'sql'))
  UNION ALL SELECT format('view %s runs with its owner''s rights', c.oid::regclass) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'v' AND c.oid >= 16384 AND NOT ($3 AND n.oid NOT IN (SELECT oid FROM place) AND c.relowner IN (SELECT oid FROM provider))
    AND NOT COALESCE(c.reloptions && '{security_invoker=true,security_invoker=on,security_invoker=1}', false)`;

/** $3: what the provider of a managed server has put there is its own. */
const byThemselves = `
  SELECT format('trigger %I on %I.%I', t.tgname, r.nspname, r.relname) AS name FROM pg_trigger t JOIN relation r ON r.oid = t.tgrelid WHERE NOT t.tgisinternal
  UNION ALL SELECT format('rule %I on %I.%I', w.rulename, r.nspname, r.relname) FROM pg_rewrite w JOIN relation r ON r.oid = w.ev_class WHERE w.rulename <> '_RETURN'
  UNION ALL SELECT format('%s %s', kind, name) FROM (
    SELECT 'publication', pubname, pubowner FROM pg_publication UNION ALL SELECT 'event trigger', evtname, evtowner FROM pg_event_trigger
    UNION ALL SELECT 'extension', extname, extowner FROM pg_extension WHERE extname <> 'plpgsql'
    UNION ALL SELECT 'foreign server', srvname, srvowner FROM pg_foreign_server UNION ALL SELECT 'foreign data wrapper', fdwname, fdwowner FROM pg_foreign_data_wrapper
  ) AS strange (kind, name, owner) WHERE NOT ($3 AND owner IN (SELECT oid FROM provider))
  UNION ALL SELECT format('large object %s', oid) FROM pg_largeobject_metadata WHERE NOT $3
  UNION ALL SELECT format('%s in pg_catalog', p.oid::regprocedure) FROM pg_proc p WHERE p.oid >= 16384 AND p.pronamespace = 'pg_catalog'::regnamespace AND NOT $3
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')`;

export const checkObjects: Check = async ({ session, options }) => {
  if (!(await isMigrated(session))) return undefined;
  const ownLogins = options.tenantLoginSecret !== undefined;
  const declared = definerRoutines(options.migrations.tenant);
  const found = await askOfPlaces(
    session,
    ownLogins,
    [strangeOwners, borrowedRights, byThemselves],
    [declared.map(({ name }) => name), declared.map(({ body }) => body)],
  );
  return found.length === 0 ? undefined : `what must not be there: ${few(found)}`;
};
