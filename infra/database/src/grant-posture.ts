/**
 * The gate about grants (security.md section 1): in control and in the tenants' schemas nobody holds anything but the one role
 * of that schema, and that role exactly what the migrator gives; elsewhere no role of ours, and not everybody, holds what it
 * could step over a wall with. Asked over the whole catalog at once, never tenant by tenant.
 */
import { askOfPlaces, few, isMigrated, type Check } from './posture-check.ts';
import { standing } from './schema-walls.ts';

/** What each kind of object may carry for the role of its schema; `-` is nothing. */
const expected = `,
  allowed AS MATERIALIZED (
    SELECT p.oid AS place, w.letters, makeaclitem(p.role, 'gamut_migrator'::regrole, w.words, false) AS item FROM place p,
      (VALUES ('arwd', 'SELECT, INSERT, UPDATE, DELETE'), ('ar', 'SELECT, INSERT'), ('r', 'SELECT'), ('U', 'USAGE'), ('X', 'EXECUTE')) AS w (letters, words)
  ), carried AS (
    SELECT r.relnamespace AS place, format('%I.%I', r.nspname, r.relname) AS name, unnest(r.relacl) AS item, CASE
        WHEN r.relkind = 'S' THEN 'U' WHEN r.relkind = 'v' OR d.description ~ '^(read-only|provisioned)' THEN 'r'
        WHEN d.description LIKE 'owner-only%' THEN '-' WHEN d.description LIKE 'append-only%' THEN 'ar' ELSE 'arwd' END AS letters
      FROM relation r LEFT JOIN pg_description d ON d.objoid = r.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
    UNION ALL SELECT p.pronamespace, p.oid::regprocedure::text, unnest(COALESCE(p.proacl, acldefault('f', p.proowner))), 'X' FROM pg_proc p JOIN place ON place.oid = p.pronamespace
    UNION ALL SELECT t.typnamespace, t.oid::regtype::text, unnest(COALESCE(t.typacl, acldefault('T', t.typowner))), 'U' FROM pg_type t JOIN place ON place.oid = t.typnamespace WHERE t.typtype IN ('d', 'e', 'r')
    UNION ALL SELECT oid, 'schema ' || quote_ident(nspname), unnest(nspacl), 'U' FROM place
  ), owners AS MATERIALIZED (
    SELECT DISTINCT item FROM unnest('{r,s,f,T,n}'::"char"[]) AS kind, unnest(acldefault(kind, 'gamut_migrator'::regrole)) AS item WHERE starts_with(item::text, 'gamut_migrator=')
  ), stray AS (
    SELECT c.name, c.item::text FROM carried c WHERE NOT EXISTS (SELECT FROM allowed a WHERE a.place = c.place AND a.letters = c.letters AND a.item = c.item)
      AND NOT EXISTS (SELECT FROM owners o WHERE o.item = c.item) OFFSET 0
  ), columns AS (
    SELECT r.nspname, r.relname, a.attname, unnest(a.attacl)::text AS item FROM pg_attribute a JOIN relation r ON r.oid = a.attrelid WHERE a.attacl IS NOT NULL
  ), ours AS MATERIALIZED (
    SELECT 'pg_class'::regclass AS class, oid FROM relation UNION ALL SELECT 'pg_namespace'::regclass, oid FROM place
    UNION ALL SELECT 'pg_proc'::regclass, p.oid FROM pg_proc p JOIN place ON place.oid = p.pronamespace
    UNION ALL SELECT 'pg_type'::regclass, t.oid FROM pg_type t JOIN place ON place.oid = t.typnamespace WHERE t.typacl IS NOT NULL
    UNION ALL SELECT 'pg_proc'::regclass, 'pg_catalog.pg_advisory_xact_lock(bigint)'::regprocedure UNION ALL SELECT 'pg_proc'::regclass, 'pg_catalog.pg_advisory_xact_lock_shared(bigint)'::regprocedure
  )`;

const insidePlaces = `
  SELECT format('%s: %s', name, item) AS name FROM stray WHERE NOT starts_with(item, 'gamut_migrator=')
  UNION ALL SELECT format('%I.%I.%I: %s', nspname, relname, attname, item) FROM columns WHERE NOT starts_with(item, 'gamut_migrator=')
    AND NOT (nspname = 'control' AND relname = 'tenants' AND attname = ANY ('{${standing.join(',')}}') AND item = 'gamut_control=w/gamut_migrator')`;

/** Postgres notes every grant to a role by name; only the role of control may hold two functions that lock by key. */
const givenToOurs = `
  SELECT format('%s is given %s', s.refobjid::regrole, pg_describe_object(s.classid, s.objid, s.objsubid)) FROM pg_shdepend s
  WHERE s.refclassid = 'pg_authid'::regclass AND s.deptype = 'a' AND s.refobjid IN (SELECT oid FROM bound) AND s.classid <> 'pg_database'::regclass AND NOT ($3 AND s.classid = 'pg_largeobject'::regclass)
    AND s.dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
    AND NOT EXISTS (SELECT FROM ours o WHERE o.class = s.classid AND o.oid = s.objid AND (s.objid >= 16384 OR s.refobjid = 'gamut_control'::regrole))`;

/** Of what is given to everybody Postgres notes nothing: each list of rights is read. $3: the provider's own are left to it. */
const givenToAll = `
  SELECT format('%s may %s on the database', COALESCE(NULLIF(x.grantee, 0)::regrole::text, 'everybody'), x.privilege_type) AS name
    FROM pg_database d CROSS JOIN aclexplode(COALESCE(d.datacl, acldefault('d', d.datdba))) x
    WHERE d.datname = current_database() AND x.privilege_type <> 'CONNECT' AND (x.grantee = 0 OR x.grantee IN (SELECT oid FROM bound))
  UNION ALL SELECT format('everybody may %s on schema %I', x.privilege_type, n.nspname) FROM pg_namespace n CROSS JOIN aclexplode(n.nspacl) x
    WHERE x.grantee = 0 AND n.oid NOT IN (SELECT oid FROM place) AND NOT (n.nspname IN ('pg_catalog', 'information_schema') AND x.privilege_type = 'USAGE')
      AND NOT ($3 AND n.nspowner IN (SELECT oid FROM provider))
  UNION ALL SELECT format('everybody may %s the parameter %s', x.privilege_type, p.parname) FROM pg_parameter_acl p CROSS JOIN aclexplode(p.paracl) x WHERE x.grantee = 0 AND NOT $3
  UNION ALL SELECT format('everybody may %s in the tablespace %s', x.privilege_type, t.spcname) FROM pg_tablespace t CROSS JOIN aclexplode(t.spcacl) x WHERE x.grantee = 0
  UNION ALL SELECT format('%s will be given %s on what %s makes', COALESCE(NULLIF(x.grantee, 0)::regrole::text, 'everybody'), x.privilege_type, d.defaclrole::regrole)
    FROM pg_default_acl d CROSS JOIN aclexplode(d.defaclacl) x
    WHERE CASE d.defaclrole WHEN 'gamut_migrator'::regrole THEN x.grantee <> d.defaclrole ELSE x.grantee IN (SELECT oid FROM bound) OR x.grantee = 0 AND NOT $3 END
  UNION ALL SELECT format('everybody will be given the %s that gamut_migrator makes', k.word) FROM (VALUES ('f'::"char", 'routines'), ('T', 'types')) AS k (kind, word)
    WHERE NOT EXISTS (SELECT FROM pg_default_acl d WHERE d.defaclrole = 'gamut_migrator'::regrole AND d.defaclnamespace = 0 AND d.defaclobjtype = k.kind)`;

/** The server's own objects, beside what they were made with. Where nobody is superuser they are the provider's. */
const catalogs = `,
  catalog AS (
    SELECT 'pg_class'::regclass AS class, oid, 0 AS part, relacl AS acl FROM pg_class WHERE oid < 16384 AND relacl IS NOT NULL AND relnamespace = 'pg_catalog'::regnamespace
    UNION ALL SELECT 'pg_class'::regclass, attrelid, attnum, attacl FROM pg_attribute WHERE attrelid < 16384 AND attacl IS NOT NULL
    UNION ALL SELECT 'pg_proc'::regclass, oid, 0, proacl FROM pg_proc WHERE oid < 16384 AND proacl IS NOT NULL
  )
  SELECT format('everybody may %s on %s', x.privilege_type, pg_describe_object(c.class, c.oid, c.part)) AS name FROM catalog c CROSS JOIN aclexplode(c.acl) x
  WHERE NOT $3 AND x.grantee = 0 AND (c.class = 'pg_class'::regclass OR EXISTS (SELECT FROM pg_init_privs i WHERE i.classoid = c.class AND i.objoid = c.oid))
    AND NOT EXISTS (SELECT FROM pg_init_privs i CROSS JOIN aclexplode(i.initprivs) y
      WHERE i.classoid = c.class AND i.objoid = c.oid AND i.objsubid = c.part AND y.grantee = 0 AND y.privilege_type = x.privilege_type)`;

export const checkGrants: Check = async ({ session, options }) => {
  if (!(await isMigrated(session))) return undefined;
  const ownLogins = options.tenantLoginSecret !== undefined;
  const found = await askOfPlaces(session, ownLogins, [
    `${expected} ${insidePlaces} UNION ALL ${givenToOurs}`,
    givenToAll,
    catalogs,
  ]);
  return found.length === 0 ? undefined : `given to whom it must not be: ${few(found)}`;
};
