/** Which of the doors that bootstrap shuts still stand open to a login: asked of the catalog, named for a person. */
import { dangerousFunctions } from './dangerous-functions.ts';
import type { OwnerSession } from './owner-session.ts';

export async function findOpenDoors(session: Pick<OwnerSession, 'query'>, login: string): Promise<string[]> {
  const functions = await dangerousFunctions(session, login);
  const others = await session.query<{ name: string }>(
    `SELECT name FROM (VALUES
       ('UPDATE on pg_settings', has_table_privilege($1, 'pg_catalog.pg_settings', 'UPDATE')
          OR has_any_column_privilege($1, 'pg_catalog.pg_settings', 'UPDATE')),
       ('USAGE on language plpgsql', has_language_privilege($1, 'plpgsql', 'USAGE')),
       ('USAGE on language sql', has_language_privilege($1, 'sql', 'USAGE')),
       ('TEMP on the database', has_database_privilege($1, current_database(), 'TEMP')),
       ('CREATE on the database', has_database_privilege($1, current_database(), 'CREATE')),
       ('CREATE on schema public', has_schema_privilege($1, 'public', 'CREATE')),
       ('USAGE on schema public', has_schema_privilege($1, 'public', 'USAGE'))
     ) AS doors (name, stands_open) WHERE stands_open
     UNION ALL
     SELECT 'USAGE on language ' || lanname FROM pg_language
     WHERE lanpltrusted AND lanname NOT IN ('plpgsql', 'sql', 'internal', 'c') AND has_language_privilege($1, oid, 'USAGE')`,
    [login],
  );
  return [...functions.map(({ signature }) => `EXECUTE on ${signature}`), ...others.map(({ name }) => name)];
}
