/**
 * A migration is a file `NNNN_name.sql`, known by its number, name and SHA-256. Read from a folder in order, without gaps:
 * one ordered list per schema kind, for new tenants and old ones alike.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '@gamut/crypto/hash';
import { AppError } from '@gamut/kernel/app-error';
import { findRefusedStatement } from './migration-statements.ts';

const bytesMax = 1_000_000;

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly checksum: string;
  readonly sql: string;
}

export interface MigrationLists {
  readonly control: readonly Migration[];
  readonly tenant: readonly Migration[];
}

/** @param directory holds the folders `control` and `tenant` */
export function readMigrations(directory: string): MigrationLists {
  return { control: readFolder(join(directory, 'control')), tenant: readFolder(join(directory, 'tenant')) };
}

function readFolder(folder: string): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  return names.map((file, index) => {
    const [, digits, name] = /^(\d{4})_([a-z][a-z0-9_]*)\.sql$/.exec(file) ?? [];
    if (digits === undefined || name === undefined || Number(digits) !== index + 1) {
      throw new AppError('conflict', `${file} is out of order in ${folder}`, {
        fix: `name it ${String(index + 1).padStart(4, '0')}_what_it_does.sql`,
        who: 'whoever changes the code',
      });
    }
    const sql = readStatements(join(folder, file), file);
    return { version: index + 1, name, checksum: sha256Hex(sql), sql };
  });
}

/** Refused here, a file was not applied to anything. */
function readStatements(path: string, file: string): string {
  const bytes = readFileSync(path);
  if (bytes.length > bytesMax) throw malformed(file, `is larger than ${bytesMax} bytes`);
  let sql: string;
  try {
    sql = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw malformed(file, 'is not UTF-8');
  }
  if (sql.startsWith('\ufeff')) throw malformed(file, 'begins with a byte order mark');
  const wrong = findRefusedStatement(sql);
  if (wrong !== undefined) throw malformed(file, wrong);
  return sql;
}

function malformed(file: string, what: string): AppError {
  return new AppError('conflict', `the migration ${file} can’t be applied: ${what}`, {
    fix: `mend ${file}; a migration is plain SQL in one transaction that is not its own to end`,
    who: 'whoever changes the code',
  });
}

export interface AppliedMigration {
  readonly version: number;
  readonly name: string;
  readonly checksum: string;
}

/**
 * What is still to be applied.
 * @throws AppError `conflict` naming the migration that changed after it was applied, or that this build does not know
 */
export function pendingMigrations(
  scope: string,
  list: readonly Migration[],
  applied: readonly AppliedMigration[],
): readonly Migration[] {
  for (const row of applied) {
    const known = list[row.version - 1];
    const label = `${scope} migration ${String(row.version).padStart(4, '0')}_${row.name}`;
    if (known === undefined) {
      throw new AppError('conflict', `${label} is applied, and this build does not know it`, {
        fix: 'start the newer build',
        who: 'whoever installs Gamut',
      });
    }
    if (known.checksum !== row.checksum || known.name !== row.name) {
      throw new AppError('conflict', `${label} was changed after it was applied`, {
        fix: 'restore that file, and write the change as a new migration',
        who: 'whoever changes the code',
      });
    }
  }
  const count = applied.length;
  if (applied.some((row) => row.version > count))
    throw new AppError('conflict', `the ledger of ${scope} has a gap`, {
      fix: 'restore the ledger from a backup',
    });
  return list.slice(count);
}
