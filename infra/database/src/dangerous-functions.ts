/**
 * Built-in functions that step over a wall from inside a plain SELECT: they change the session, run text as SQL, reach large
 * objects and files, signal other sessions, speak on channels that all tenants share, or count what other tenants hold
 * (security.md section 1.5).
 */
import type { OwnerSession } from './owner-session.ts';

const exact = [
  // change the session
  'set_config',
  'pg_reload_conf',
  'pg_rotate_logfile',
  // run text as SQL
  'query_to_xml',
  'query_to_xmlschema',
  'query_to_xml_and_xmlschema',
  'cursor_to_xml',
  'cursor_to_xmlschema',
  'table_to_xml',
  'table_to_xmlschema',
  'table_to_xml_and_xmlschema',
  'schema_to_xml',
  'schema_to_xmlschema',
  'schema_to_xml_and_xmlschema',
  'database_to_xml',
  'database_to_xmlschema',
  'database_to_xml_and_xmlschema',
  'ts_stat',
  'ts_rewrite',
  // shared by all tenants, or outlive the transaction
  'pg_notify',
  'pg_listening_channels',
  'pg_cancel_backend',
  'pg_terminate_backend',
  'pg_export_snapshot',
  'pg_logical_emit_message',
  'pg_advisory_lock',
  'pg_advisory_lock_shared',
  'pg_try_advisory_lock',
  'pg_try_advisory_lock_shared',
  'pg_advisory_unlock',
  'pg_advisory_unlock_shared',
  'pg_advisory_unlock_all',
  // locks that all tenants share: the names of a slug or of a migration may be guessed
  'pg_advisory_xact_lock',
  'pg_advisory_xact_lock_shared',
  'pg_try_advisory_xact_lock',
  'pg_try_advisory_xact_lock_shared',
  // say how much another tenant holds
  'pg_relation_size',
  'pg_table_size',
  'pg_indexes_size',
  'pg_total_relation_size',
  'pg_database_size',
  'pg_tablespace_size',
  'pg_prepared_xact',
  // large objects
  'loread',
  'lowrite',
];
const prefixes = [
  'lo\\_',
  'pg\\_read\\_',
  'pg\\_ls\\_',
  'pg\\_stat\\_file',
  'pg\\_current\\_logfile',
  'binary\\_upgrade\\_',
  'pg\\_import\\_',
  'pg\\_restore\\_',
  'pg\\_clear\\_',
];

/** Counters of every tenant's tables and functions; of activity Postgres itself shows a role no more than its own. */
const statistics = 'pg\\_stat\\_get\\_';
const ownStatistics = '^pg_stat_get_(activity|backend_.*|snapshot_timestamp|xact_.*)$';

/**
 * @param openTo only those that this login may execute
 * @returns signatures ready for GRANT and REVOKE, as Postgres itself quotes them
 */
export function dangerousFunctions(
  session: Pick<OwnerSession, 'query'>,
  openTo?: string,
): Promise<{ oid: number; signature: string }[]> {
  return session.query<{ oid: number; signature: string }>(
    `SELECT p.oid::int8 AS oid, 'pg_catalog.' || quote_ident(p.proname) || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS signature
     FROM pg_catalog.pg_proc p
     WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind = 'f'
       AND (p.proname = ANY ($1::text[]) OR p.proname LIKE ANY ($2::text[]) OR (p.proname LIKE $3 AND p.proname !~ $4))
       -- rewrites a query value by a pair of constants: harmless; only its form with a text runs SQL
       AND NOT (p.proname = 'ts_rewrite' AND p.pronargs = 3)
       AND ($5::text IS NULL OR has_function_privilege($5, p.oid, 'EXECUTE'))
     ORDER BY 2`,
    [exact, prefixes.map((prefix) => `${prefix}%`), `${statistics}%`, ownStatistics, openTo ?? null],
  );
}
