/** What a check of the posture is given to ask: one database as the application's own login, and who should live there. */
import type { MigrationLists } from './migration.ts';
import type { OwnerSession } from './owner-session.ts';

export interface PostureOptions {
  /** Home, with the application's login. */
  readonly url: string;
  /** The cells beside home, by name. */
  readonly cells?: Readonly<Record<string, string>> | undefined;
  /** Set: the posture "own logins" is checked instead of the one with roles. */
  readonly tenantLoginSecret?: Uint8Array | undefined;
  /** Whose database it must be. */
  readonly deployment: string;
  readonly migrations: MigrationLists;
  readonly nowMs: () => number;
}

/** A tenant as home's control has it. */
export interface Resident {
  readonly id: string;
  readonly slug: string;
  readonly cell: string;
  readonly status: string;
  readonly schema_name: string;
  readonly role_name: string;
}

export interface Checked {
  readonly session: OwnerSession;
  readonly cell: string;
  readonly url: string;
  readonly options: PostureOptions;
  /** Every tenant of the installation; undefined while home was never migrated. */
  readonly tenants: readonly Resident[] | undefined;
}

/** @returns what stands open, in a sentence; undefined when the gate holds */
export type Check = (checked: Checked) => Promise<string | undefined>;

/** Those that live in this database and are not on their way in, out or away: a move and a deletion are repaired by their job. */
export function settledResidents({ tenants, cell }: Checked): Resident[] {
  return (tenants ?? []).filter(
    (tenant) => tenant.cell === cell && (tenant.status === 'active' || tenant.status === 'suspended'),
  );
}

/** As the role of control, across tenants: what the application itself may see. */
export function asControl<T>(session: OwnerSession, work: () => Promise<T>): Promise<T> {
  return session.transaction(async () => {
    await session.script("SET LOCAL ROLE gamut_control; SET LOCAL gamut.scope = 'routing'");
    return work();
  });
}

export async function isMigrated(session: OwnerSession): Promise<boolean> {
  const [row] = await session.query<{ there: boolean }>(
    `SELECT count(*) = 2 AS there FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'control' AND c.relname IN ('migration_ledger', 'installation')`,
  );
  return row?.there === true;
}

/** Some names and how many more. */
export function few(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${String(names.length - 5)} more` : shown;
}
