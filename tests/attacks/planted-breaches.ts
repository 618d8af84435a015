/**
 * One breach of each kind that the catalog proof must name: SQL that a superuser runs in a transaction which is rolled back,
 * the words by which the proof tells it, and SQL that takes it back where it was committed. `:a`, `:b` are schemas, `:ra`, `:rb`
 * roles of two tenants.
 */
export interface PlantedBreach {
  readonly sql: string;
  readonly mend: string;
  readonly named: string;
}

export const plantedBreaches: readonly PlantedBreach[] = [
  {
    sql: 'GRANT USAGE ON SCHEMA :b TO :ra',
    mend: 'REVOKE USAGE ON SCHEMA :b FROM :ra',
    named: ':ra may USAGE on schema :b',
  },
  {
    sql: 'GRANT CREATE ON SCHEMA :b TO :ra',
    mend: 'REVOKE CREATE ON SCHEMA :b FROM :ra',
    named: ':ra may CREATE on schema :b',
  },
  {
    sql: 'GRANT SELECT ON :b.people TO :ra',
    mend: 'REVOKE SELECT ON :b.people FROM :ra',
    named: ':ra may SELECT on table :b.people',
  },
  {
    sql: 'GRANT MAINTAIN ON :b.people TO :ra',
    mend: 'REVOKE MAINTAIN ON :b.people FROM :ra',
    named: ':ra may MAINTAIN on table :b.people',
  },
  {
    sql: 'GRANT UPDATE (name) ON :b.people TO :ra',
    mend: 'REVOKE UPDATE (name) ON :b.people FROM :ra',
    named: ':ra may UPDATE column name of :b.people',
  },
  {
    sql: 'CREATE SEQUENCE :b.numbers; GRANT USAGE ON SEQUENCE :b.numbers TO :ra',
    mend: 'DROP SEQUENCE :b.numbers',
    named: ':ra may USAGE on sequence :b.numbers',
  },
  {
    sql: 'GRANT EXECUTE ON FUNCTION :b.forget_agent(text) TO :ra',
    mend: 'REVOKE EXECUTE ON FUNCTION :b.forget_agent(text) FROM :ra',
    named: ':ra may EXECUTE on routine :b.forget_agent(text)',
  },
  {
    sql: 'GRANT USAGE ON TYPE :b.severity TO :ra',
    mend: 'REVOKE USAGE ON TYPE :b.severity FROM :ra',
    named: ':ra may USAGE on type :b.severity',
  },
  {
    sql: "CREATE TYPE :b.colour AS ENUM ('red'); GRANT USAGE ON TYPE :b.colour TO PUBLIC",
    mend: 'DROP TYPE :b.colour',
    named: ':ra may USAGE on type :b.colour',
  },
  {
    sql: 'CREATE VIEW :b.shown WITH (security_invoker = true) AS SELECT name FROM :b.people; GRANT SELECT ON :b.shown TO :ra',
    mend: 'DROP VIEW :b.shown',
    named: ':ra may SELECT on table :b.shown',
  },
  {
    sql: 'CREATE VIEW :b.shown AS SELECT name FROM :b.people',
    mend: 'DROP VIEW :b.shown',
    named: "view :b.shown runs with its owner's rights",
  },
  {
    sql: "SELECT lo_from_bytea(4711, 'x')",
    mend: 'SELECT lo_unlink(4711)',
    named: 'large object 4711 exists',
  },
  { sql: 'GRANT :rb TO :ra WITH INHERIT TRUE', mend: 'REVOKE :rb FROM :ra', named: ':ra is member of :rb' },
  {
    sql: 'GRANT :rb TO :ra WITH INHERIT FALSE, SET TRUE',
    mend: 'REVOKE :rb FROM :ra',
    named: ':ra is member of :rb',
  },
  {
    sql: 'GRANT gamut_control TO :ra WITH INHERIT FALSE',
    mend: 'REVOKE gamut_control FROM :ra',
    named: ':ra is member of gamut_control',
  },
  {
    sql: 'GRANT pg_read_all_data TO :ra WITH INHERIT FALSE',
    mend: 'REVOKE pg_read_all_data FROM :ra',
    named: ':ra is member of pg_read_all_data',
  },
  {
    sql: 'GRANT pg_monitor TO gamut_app WITH INHERIT FALSE',
    mend: 'REVOKE pg_monitor FROM gamut_app',
    named: 'gamut_app is member of pg_monitor',
  },
  {
    sql: 'GRANT :rb TO gamut_app WITH INHERIT TRUE',
    mend: 'GRANT :rb TO gamut_app WITH INHERIT FALSE',
    named: 'gamut_app is member of :rb (inherit t',
  },
  {
    sql: 'GRANT :rb TO gamut_app WITH ADMIN TRUE',
    mend: 'REVOKE ADMIN OPTION FOR :rb FROM gamut_app',
    named: 'gamut_app is member of :rb',
  },
  {
    sql: 'CREATE ROLE gt_ffffffffffffffff; GRANT :rb TO gt_ffffffffffffffff',
    mend: 'DROP ROLE gt_ffffffffffffffff',
    named: 'gt_ffffffffffffffff is member of :rb',
  },
  {
    sql: 'ALTER DEFAULT PRIVILEGES FOR ROLE gamut_migrator GRANT SELECT ON TABLES TO :ra',
    mend: 'ALTER DEFAULT PRIVILEGES FOR ROLE gamut_migrator REVOKE SELECT ON TABLES FROM :ra',
    named: 'default privileges of gamut_migrator give :ra=r',
  },
  {
    sql: 'ALTER DEFAULT PRIVILEGES FOR ROLE gamut_migrator IN SCHEMA :b GRANT EXECUTE ON FUNCTIONS TO PUBLIC',
    mend: 'ALTER DEFAULT PRIVILEGES FOR ROLE gamut_migrator IN SCHEMA :b REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC',
    named: 'default privileges of gamut_migrator give =X',
  },
  {
    sql: 'CREATE TABLE :b.own (); ALTER TABLE :b.own OWNER TO gamut_app',
    mend: 'DROP TABLE :b.own',
    named: 'gamut_app owns table :b.own',
  },
  {
    sql: 'ALTER SCHEMA :b OWNER TO :ra',
    mend: 'ALTER SCHEMA :b OWNER TO gamut_migrator',
    named: ':ra owns schema :b',
  },
  {
    sql: 'ALTER ROLE :ra BYPASSRLS',
    mend: 'ALTER ROLE :ra NOBYPASSRLS',
    named: ':ra has the power bypass row security',
  },
  { sql: 'ALTER ROLE :ra LOGIN', mend: 'ALTER ROLE :ra NOLOGIN', named: ':ra has the power log in' },
  {
    sql: 'ALTER ROLE gamut_app INHERIT',
    mend: 'ALTER ROLE gamut_app NOINHERIT',
    named: 'gamut_app has the power inherit',
  },
  {
    sql: 'ALTER ROLE gamut_app CREATEROLE',
    mend: 'ALTER ROLE gamut_app NOCREATEROLE',
    named: 'gamut_app has the power create roles',
  },
  {
    sql: "ALTER ROLE :ra SET row_security = 'off'",
    mend: 'ALTER ROLE :ra RESET row_security',
    named: ':ra has the power settings of its own',
  },
  {
    sql: 'GRANT USAGE ON SCHEMA :b TO gamut_control',
    mend: 'REVOKE USAGE ON SCHEMA :b FROM gamut_control',
    named: 'gamut_control may USAGE on schema :b',
  },
  {
    sql: 'GRANT SELECT ON :b.agents TO gamut_control',
    mend: 'REVOKE SELECT ON :b.agents FROM gamut_control',
    named: 'gamut_control may SELECT on table :b.agents',
  },
  {
    sql: 'GRANT SELECT ON control.users TO gamut_app',
    mend: 'REVOKE SELECT ON control.users FROM gamut_app',
    named: 'gamut_app may SELECT on table control.users',
  },
  {
    sql: 'GRANT SELECT (email) ON control.users TO :ra',
    mend: 'REVOKE SELECT (email) ON control.users FROM :ra',
    named: ':ra may SELECT column email of control.users',
  },
  {
    sql: 'GRANT SELECT ON control.tenants TO PUBLIC',
    mend: 'REVOKE SELECT ON control.tenants FROM PUBLIC',
    named: 'public may SELECT on table control.tenants',
  },
  {
    sql: 'GRANT USAGE ON SCHEMA control TO PUBLIC',
    mend: 'REVOKE USAGE ON SCHEMA control FROM PUBLIC',
    named: 'public may USAGE on schema control',
  },
  {
    sql: 'GRANT CREATE ON SCHEMA public TO PUBLIC',
    mend: 'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
    named: 'public may CREATE on schema public',
  },
  {
    sql: 'GRANT TEMP ON DATABASE :database TO PUBLIC',
    mend: 'REVOKE TEMP ON DATABASE :database FROM PUBLIC',
    named: ':ra may TEMP on database',
  },
  {
    sql: 'GRANT USAGE ON LANGUAGE plpgsql TO :ra',
    mend: 'REVOKE USAGE ON LANGUAGE plpgsql FROM :ra',
    named: ':ra may use language plpgsql',
  },
  {
    sql: 'GRANT SET ON PARAMETER session_replication_role TO :ra',
    mend: 'REVOKE SET ON PARAMETER session_replication_role FROM :ra',
    named: 'parameter session_replication_role is granted',
  },
  {
    sql: 'ALTER TABLE :b.people DISABLE ROW LEVEL SECURITY',
    mend: 'ALTER TABLE :b.people ENABLE ROW LEVEL SECURITY',
    named: ':b.people has no row security',
  },
  {
    sql: 'ALTER TABLE control.users NO FORCE ROW LEVEL SECURITY',
    mend: 'ALTER TABLE control.users FORCE ROW LEVEL SECURITY',
    named: 'control.users has no row security',
  },
  {
    sql: 'CREATE POLICY wide ON :b.people TO PUBLIC USING (true)',
    mend: 'DROP POLICY wide ON :b.people',
    named: ':b.people: policy wide is not one of the two',
  },
  {
    sql: 'CREATE FUNCTION :b.hole() RETURNS int LANGUAGE sql SECURITY DEFINER AS $$ SELECT 1 $$',
    mend: 'DROP FUNCTION :b.hole()',
    named: ":b.hole() runs with its owner's rights",
  },
  {
    sql: 'ALTER FUNCTION :b.register_agent(text) RESET search_path',
    mend: 'ALTER FUNCTION :b.register_agent(text) SET search_path = pg_catalog, pg_temp',
    named: ":b.register_agent(text) runs with its owner's rights",
  },
  {
    sql: 'CREATE RULE spy AS ON INSERT TO :a.people DO ALSO NOTIFY spy',
    mend: 'DROP RULE spy ON :a.people',
    named: 'rule :a.people spy exists',
  },
  {
    sql: 'CREATE TRIGGER spy BEFORE UPDATE ON :a.people FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()',
    mend: 'DROP TRIGGER spy ON :a.people',
    named: 'trigger :a.people spy exists',
  },
  {
    sql: 'CREATE PUBLICATION leak FOR TABLE :b.people',
    mend: 'DROP PUBLICATION leak',
    named: 'publication leak exists',
  },
  { sql: 'CREATE EXTENSION pgcrypto', mend: 'DROP EXTENSION pgcrypto', named: 'extension pgcrypto exists' },
  {
    sql: 'CREATE FUNCTION public.watch() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$; CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION public.watch()',
    mend: 'DROP EVENT TRIGGER watch; DROP FUNCTION public.watch()',
    named: 'event trigger watch exists',
  },
  {
    sql: 'CREATE FOREIGN DATA WRAPPER far',
    mend: 'DROP FOREIGN DATA WRAPPER far',
    named: 'foreign data wrapper far exists',
  },
  {
    sql: 'GRANT CREATE ON TABLESPACE pg_default TO gamut_app',
    mend: 'REVOKE CREATE ON TABLESPACE pg_default FROM gamut_app',
    named: 'gamut_app may CREATE in tablespace pg_default',
  },
];
