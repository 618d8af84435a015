/**
 * Carries the rows of a tenant between two owner sessions, every value as the text that Postgres itself writes and reads for
 * its type, page by page along the primary key: exact, and in bounded memory however long a table is. What arrived is counted
 * and digested again on the far side.
 */
import { sha256 } from '@gamut/crypto/hash';
import { AppError } from '@gamut/kernel/app-error';
import { quoteIdentifier, quoteTenantSchema } from './identifier.ts';
import type { OwnerSession } from './owner-session.ts';
import { assertSameTables, listTenantTables, type TenantTable } from './tenant-tables.ts';

/** Count and digest of a table's rows, whatever order they came in. */
export interface TableSum {
  readonly table: string;
  readonly rows: number;
  readonly sha256: string;
}

const pageRowsMax = 1_000;
const pageBytesMax = 4_000_000;

/** Before rows are read or written: the text of a value must not depend on the server's own settings. */
export async function useExactText(session: OwnerSession): Promise<void> {
  await session.script(
    `SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL timezone = 'UTC'; SET LOCAL extra_float_digits = 1;
     SET LOCAL bytea_output = 'hex'; SET LOCAL intervalstyle = 'iso_8601'; SET LOCAL lock_timeout = '30s'`,
  );
}

/** Statements of this transaction name the tenant's tables without a schema, as a store does. */
export async function useTenantSchema(session: OwnerSession, schema: string): Promise<void> {
  await session.script(`SET LOCAL search_path = ${quoteTenantSchema(schema)}, pg_temp`);
}

/**
 * Rows as lines: a JSON array with the text of each column, or null. Inside the caller's transaction.
 * @yields pages of at most 4 MB, unless one row alone is larger
 */
export async function* readTenantRows(
  session: OwnerSession,
  schema: string,
  table: TenantTable,
): AsyncGenerator<string[], void, undefined> {
  const texts = (columns: TenantTable['columns']): string =>
    columns.map(({ name }) => `${quoteIdentifier(name)}::text`).join(', ');
  const keys = table.key.map(({ name }) => quoteIdentifier(name)).join(', ');
  const after = table.key.map(({ type }, at) => `$${at + 1}::text::${type}`).join(', ');
  const page = (where: string): string => `SELECT line, key FROM (
      SELECT line, key, row_number() OVER (ORDER BY ${keys}) AS n, sum(octet_length(line)) OVER (ORDER BY ${keys}) AS bytes
      FROM (SELECT array_to_json(ARRAY[${texts(table.columns)}])::text AS line, ARRAY[${texts(table.key)}] AS key, ${keys}
        FROM ${tableName(schema, table)} ${where} ORDER BY ${keys} LIMIT ${pageRowsMax}) read) sized
    WHERE n = 1 OR bytes <= ${pageBytesMax} ORDER BY n`;
  let last: string[] | undefined;
  for (;;) {
    const rows: { line: string; key: string[] }[] =
      last === undefined
        ? await session.query(page(''))
        : await session.query(page(`WHERE (${keys}) > (${after})`), last);
    if (rows.length === 0) return;
    yield rows.map((row) => row.line);
    last = rows.at(-1)?.key;
  }
}

/** @param lines as `readTenantRows` gives them */
export async function writeTenantRows(
  session: OwnerSession,
  schema: string,
  table: TenantTable,
  lines: readonly string[],
): Promise<void> {
  const names = table.columns.map(({ name }) => quoteIdentifier(name)).join(', ');
  const values = table.columns.map(({ type }, at) => `(row ->> ${at})::${type}`).join(', ');
  await session.query(
    `INSERT INTO ${tableName(schema, table)} (${names})
     SELECT ${values} FROM (SELECT line::jsonb AS row FROM unnest($1::text[]) AS line) rows`,
    [lines],
  );
}

/** Takes away what the migrations themselves put into a new schema. */
export async function emptyTenant(
  session: OwnerSession,
  schema: string,
  tables: readonly TenantTable[],
): Promise<void> {
  await session.script(`TRUNCATE ${tables.map((table) => tableName(schema, table)).join(', ')}`);
}

/**
 * All rows of one schema into another, empty one; each session is in a transaction of the caller's, with `useExactText`.
 * @throws AppError `integrity_failed` when a table did not arrive whole
 */
export async function copyTenantRows(
  from: { readonly session: OwnerSession; readonly schema: string },
  to: { readonly session: OwnerSession; readonly schema: string },
): Promise<TableSum[]> {
  const source = await listTenantTables(from.session, from.schema);
  const target = await listTenantTables(to.session, to.schema);
  assertSameTables(source, target);
  const sums: TableSum[] = [];
  for (const [at, table] of source.entries()) {
    const into = target[at] as TenantTable;
    const sum = startTableSum(table.name);
    for await (const lines of readTenantRows(from.session, from.schema, table)) {
      for (const line of lines) sum.add(line);
      await writeTenantRows(to.session, to.schema, into, lines);
    }
    sums.push(sum.end());
  }
  await assertArrived(to.session, to.schema, target, sums);
  return sums;
}

/** @throws AppError `integrity_failed` naming the table */
export async function assertArrived(
  session: OwnerSession,
  schema: string,
  tables: readonly TenantTable[],
  sums: readonly TableSum[],
): Promise<void> {
  for (const [at, table] of tables.entries()) {
    const found = await sumTenantTable(session, schema, table);
    const sent = sums[at];
    if (sent?.rows === found.rows && sent.sha256 === found.sha256 && sent.table === found.table) continue;
    throw new AppError('integrity_failed', `${table.name} did not arrive as it was sent`, {
      fix: 'look at the disks of both databases; nothing was changed',
      who: 'whoever operates the database',
    });
  }
}

export async function sumTenantTable(
  session: OwnerSession,
  schema: string,
  table: TenantTable,
): Promise<TableSum> {
  const sum = startTableSum(table.name);
  for await (const lines of readTenantRows(session, schema, table)) for (const line of lines) sum.add(line);
  return sum.end();
}

/** SHA-256 of each row, added up: two databases may sort texts differently, so the order can't count. */
export function startTableSum(table: string): { add(line: string): void; end(): TableSum } {
  let rows = 0;
  let total = 0n;
  return {
    add(line) {
      rows += 1;
      total += BigInt(`0x${Buffer.from(sha256(line)).toString('hex')}`);
    },
    end: () => ({
      table,
      rows,
      sha256: BigInt.asUintN(256, total).toString(16).padStart(64, '0'),
    }),
  };
}

function tableName(schema: string, table: TenantTable): string {
  return `${quoteTenantSchema(schema)}.${quoteIdentifier(table.name)}`;
}

/** Rows of one table that another schema of the same database has and this one lacks. Inside the caller's transaction. */
export async function addMissingRows(
  session: OwnerSession,
  table: string,
  schemas: { readonly from: string; readonly to: string },
): Promise<void> {
  const [from, to] = [quoteTenantSchema(schemas.from), quoteTenantSchema(schemas.to)];
  const name = quoteIdentifier(table);
  await session.query(`INSERT INTO ${to}.${name} SELECT * FROM ${from}.${name} ON CONFLICT DO NOTHING`);
}
