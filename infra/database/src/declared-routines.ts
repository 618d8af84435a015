/**
 * The only routines that run with their owner's rights, by name, and their bodies as the migrations write them: what the gates
 * compare with, and what a migration is held to (security.md section 1, "the two functions with their owner's rights").
 */
import type { Migration } from './migration.ts';

/** In each tenant's schema; a third one is a decision, and comes here with its reason. */
export const definerNames: readonly string[] = ['register_agent', 'forget_agent'];

/** How each of them, and nobody else, finds what it names. */
export const pinnedPath = 'search_path=pg_catalog, pg_temp';

export interface DefinerRoutine {
  readonly name: string;
  /** `:tenant_id` still to be filled in. */
  readonly body: string;
}

const made =
  /CREATE (?:OR REPLACE )?FUNCTION :schema\.(\w+)\s*\([^)]*\)[^;]*?\bSECURITY DEFINER\b[^;]*?(\$\w*\$)(.*?)\2/gs;

/** @returns the newest body of each, in the order of the migrations */
export function definerRoutines(migrations: readonly Pick<Migration, 'sql'>[]): readonly DefinerRoutine[] {
  const newest = new Map<string, string>();
  for (const { sql } of migrations)
    for (const [, name = '', , body = ''] of sql.matchAll(made))
      if (definerNames.includes(name)) newest.set(name, body);
  return [...newest].map(([name, body]) => ({ name, body }));
}
