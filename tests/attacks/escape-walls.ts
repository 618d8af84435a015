/**
 * The walls around a tenant, each to be taken down and put up again by a superuser while the others stand or lie:
 * R role separation, W row security, F the functions and rights that stock Postgres gives to everybody, P the door's own way
 * of speaking (one statement of data, extended protocol). P is down when the attacker speaks raw: see `escape-arena.ts`.
 */
import { dangerousFunctions } from '@gamut/database/dangerous-functions';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import type { TenantRef } from '@gamut/database/database';

export const walls = ['R', 'W', 'F', 'P'] as const;
export type Wall = (typeof walls)[number];

export interface Ground {
  readonly owner: OwnerSession;
  /** Another database of the same server, as Postgres made it. */
  readonly stockUrl: string;
  readonly database: string;
  readonly a: TenantRef;
  readonly b: TenantRef;
}

export type SetWalls = (standing: readonly Wall[]) => Promise<void>;

export async function openWalls(ground: Ground): Promise<SetWalls> {
  const scripts: Readonly<Record<'R' | 'W' | 'F', { up: string; down: string }>> = {
    R: roleScripts(ground),
    W: await rowScripts(ground),
    F: await functionScripts(ground),
  };
  const now = new Set<Wall>(walls);
  return async (standing) => {
    for (const wall of ['R', 'W', 'F'] as const) {
      if (standing.includes(wall) === now.has(wall)) continue;
      await ground.owner.script(standing.includes(wall) ? scripts[wall].up : scripts[wall].down);
    }
    now.clear();
    for (const wall of standing) now.add(wall);
  };
}

/** Down: A's role may do with B's schema and with control whatever their own roles may. */
function roleScripts({ a, b }: Ground): { up: string; down: string } {
  const lines = (verb: string, word: string): string =>
    [b.schema, 'control']
      .flatMap((schema) => [
        `${verb} USAGE ON SCHEMA ${schema} ${word} ${a.role}`,
        `${verb} ALL ON ALL TABLES IN SCHEMA ${schema} ${word} ${a.role}`,
        `${verb} ALL ON ALL SEQUENCES IN SCHEMA ${schema} ${word} ${a.role}`,
        `${verb} ALL ON ALL ROUTINES IN SCHEMA ${schema} ${word} ${a.role}`,
      ])
      .join(';');
  return { up: lines('REVOKE', 'FROM'), down: lines('GRANT', 'TO') };
}

async function rowScripts({ owner, a, b }: Ground): Promise<{ up: string; down: string }> {
  const tables = await owner.query<{ name: string }>(
    "SELECT oid::regclass::text AS name FROM pg_class WHERE relnamespace = ANY ($1::regnamespace[]) AND relkind = 'r'",
    [[a.schema, b.schema, 'control']],
  );
  const all = (verb: string): string =>
    tables.map(({ name }) => `ALTER TABLE ${name} ${verb} ROW LEVEL SECURITY`).join(';');
  return { up: all('ENABLE'), down: all('DISABLE') };
}

/** Down: what stock Postgres gives to PUBLIC and the bootstrap took away. Files stay shut: stock Postgres shuts them itself. */
async function functionScripts({ owner, stockUrl, database }: Ground): Promise<{ up: string; down: string }> {
  const stock = await openOwnerSession(stockUrl, 'escapes');
  const open = await stock.query<{ oid: number }>(
    "SELECT oid::int8 AS oid FROM pg_proc WHERE has_function_privilege('public', oid, 'EXECUTE')",
  );
  await stock.close();
  const given = new Set(open.map(({ oid }) => oid));
  const signatures = (await dangerousFunctions(owner))
    .filter(({ oid }) => given.has(oid))
    .map(({ signature }) => signature);
  const lines = (verb: string, word: string): string =>
    [
      ...signatures.map((signature) => `${verb} EXECUTE ON FUNCTION ${signature} ${word} PUBLIC`),
      `${verb} UPDATE ON pg_catalog.pg_settings ${word} PUBLIC`,
      `${verb} USAGE ON LANGUAGE plpgsql, sql ${word} PUBLIC`,
      `${verb} TEMP ON DATABASE ${database} ${word} PUBLIC`,
      `${verb} USAGE, CREATE ON SCHEMA public ${word} PUBLIC`,
    ].join(';');
  return { up: lines('REVOKE', 'FROM'), down: lines('GRANT', 'TO') };
}
