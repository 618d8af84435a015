/**
 * The tables of one tenant's schema as the catalog tells them, in an order in which rows can be put in: what a row points to
 * comes first. A schema that a copy could not carry whole (a table without a key, a sequence) is refused by name.
 */
import { AppError } from '@gamut/kernel/app-error';
import { quoteIdentifier, quoteTenantSchema } from './identifier.ts';
import type { OwnerSession } from './owner-session.ts';

export interface TenantColumn {
  readonly name: string;
  /** As SQL writes it, with its schema. */
  readonly type: string;
}

export interface TenantTable {
  readonly name: string;
  /** In the order of their making. */
  readonly columns: readonly TenantColumn[];
  /** The primary key's columns. */
  readonly key: readonly TenantColumn[];
}

interface TableRow {
  readonly name: string;
  readonly columns: string[];
  readonly types: string[];
  readonly generated: string | null;
  readonly key: string[] | null;
  readonly needs: string[];
}

const tablesQuery = `SELECT c.relname AS name,
    ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS columns,
    ARRAY(SELECT format_type(a.atttypid, a.atttypmod) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS types,
    (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND (a.attgenerated <> '' OR a.attidentity <> '') LIMIT 1) AS generated,
    (SELECT ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS u (num, place)
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.num ORDER BY u.place)
      FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p') AS key,
    ARRAY(SELECT DISTINCT f.relname::text FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid
      WHERE k.conrelid = c.oid AND k.contype = 'f' AND f.relnamespace = c.relnamespace) AS needs
  FROM pg_class c WHERE c.relnamespace = $1::regnamespace AND c.relkind IN ('r', 'p', 'S', 'm', 'f') ORDER BY c.relname COLLATE "C"`;

/** @throws AppError `conflict` naming what a copy could not carry */
export async function listTenantTables(session: OwnerSession, schema: string): Promise<TenantTable[]> {
  const rows = await session.query<TableRow>(tablesQuery, [quoteTenantSchema(schema)]);
  const waiting = rows.map((row) => {
    if (row.key === null || row.generated !== null) throw notCarried(row);
    const columns = row.columns.map((name, at) => ({ name, type: row.types[at] as string }));
    const key = row.key.map((name) => columns.find((column) => column.name === name) as TenantColumn);
    return { table: { name: row.name, columns, key }, needs: new Set(row.needs) };
  });
  const sorted: TenantTable[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ needs }) =>
      [...needs].every((name) => sorted.some((one) => one.name === name)),
    );
    if (next < 0)
      throw conflict(`tables point at each other: ${waiting.map((one) => one.table.name).join(', ')}`);
    sorted.push(...waiting.splice(next, 1).map(({ table }) => table));
  }
  return sorted;
}

/** @throws AppError `conflict` when rows of one would not fit the other */
export function assertSameTables(from: readonly TenantTable[], to: readonly TenantTable[]): void {
  const shape = (tables: readonly TenantTable[]): string =>
    JSON.stringify(tables.map((table) => [table.name, table.columns.map((column) => column.name)]));
  if (shape(from) !== shape(to))
    throw conflict('the tables are not the same as those of this build’s migrations');
}

function notCarried(row: TableRow): AppError {
  return conflict(
    row.key === null
      ? `${row.name} is not a table with a primary key`
      : `${row.name}.${row.generated ?? ''} is made by the database`,
  );
}

function conflict(message: string): AppError {
  return new AppError('precondition_failed', `this tenant can't be copied: ${message}`, {
    fix: 'run `provision drift`, and bring the schema to this build’s version',
    who: 'whoever operates Gamut',
  });
}

export async function countTenantRows(
  session: OwnerSession,
  schema: string,
  table: Pick<TenantTable, 'name'>,
): Promise<number> {
  const [row] = await session.query<{ rows: number }>(
    `SELECT count(*) AS rows FROM ${quoteTenantSchema(schema)}.${quoteIdentifier(table.name)}`,
  );
  return row?.rows ?? 0;
}
