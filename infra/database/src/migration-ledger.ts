/** The ledger of migrations of one database: a row per scope (control, or a tenant) and version, written with the migration itself. */
import { AppError } from '@gamut/kernel/app-error';
import {
  pendingMigrations,
  type AppliedMigration,
  type Migration,
  type MigrationLists,
} from './migration.ts';
import type { OwnerSession } from './owner-session.ts';

/** Taken exclusively by a migration run and shared by the making of a tenant; given up by the server when its holder dies. */
export const migrationLock = "hashtextextended('gamut migrate', 0)";

export const ledgerScript = `
CREATE SCHEMA IF NOT EXISTS control;
CREATE TABLE IF NOT EXISTS control.migration_ledger (
  scope text NOT NULL CHECK (scope = 'control' OR scope ~ '^tnt_[0-9a-z]{26}$'),
  version integer NOT NULL CHECK (version >= 1),
  name text NOT NULL,
  checksum text NOT NULL CHECK (checksum ~ '^[0-9a-f]{64}$'),
  applied_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (scope, version)
);
COMMENT ON TABLE control.migration_ledger IS 'read-only: which migrations stand, written by the migrator';`;

export function appliedTo(session: Pick<OwnerSession, 'query'>, scope: string): Promise<AppliedMigration[]> {
  return session.query<AppliedMigration>(
    'SELECT version, name, checksum FROM control.migration_ledger WHERE scope = $1 ORDER BY version',
    [scope],
  );
}

/** The whole ledger by scope, in one question; empty for a database that was never migrated. */
export async function readLedger(
  session: Pick<OwnerSession, 'query'>,
): Promise<Map<string, AppliedMigration[]>> {
  if (!(await hasLedger(session))) return new Map();
  const rows = await session.query<AppliedMigration & { scope: string }>(
    'SELECT scope, version, name, checksum FROM control.migration_ledger ORDER BY scope, version',
  );
  return Map.groupBy(rows, ({ scope }) => scope);
}

export async function hasLedger(session: Pick<OwnerSession, 'query'>): Promise<boolean> {
  const [row] = await session.query<{ there: boolean }>(
    "SELECT to_regclass('control.migration_ledger') IS NOT NULL AS there",
  );
  return row?.there === true;
}

export async function recordMigration(
  session: Pick<OwnerSession, 'query'>,
  scope: string,
  migration: Migration,
): Promise<void> {
  await session.query(
    'INSERT INTO control.migration_ledger (scope, version, name, checksum) VALUES ($1, $2, $3, $4)',
    [scope, migration.version, migration.name, migration.checksum],
    'record-migration',
  );
}

/** @throws AppError `conflict`: a tenant is made only beside a control schema of this build */
export async function assertControlCurrent(
  session: Pick<OwnerSession, 'query'>,
  migrations: MigrationLists,
): Promise<void> {
  const pending = (await hasLedger(session))
    ? pendingMigrations('control', migrations.control, await appliedTo(session, 'control'))
    : migrations.control;
  if (pending.length > 0)
    throw new AppError('conflict', 'the control schema is not at this build’s version', {
      fix: 'run `provision migrate` first',
      who: 'whoever operates Gamut',
    });
}
