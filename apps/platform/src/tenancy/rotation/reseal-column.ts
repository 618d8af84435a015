/**
 * One batch of one sealed column: a bounded window of rows by id, what still stands under another key opened and sealed again, and
 * stored only where the row has not changed meanwhile, so a writer that comes between wins.
 */
import { sealedUnder } from '@gamut/crypto/envelope';
import type { TenantTx } from '@gamut/database/tenant-transaction';
import { AppError } from '@gamut/kernel/app-error';
import type { SealedPlace } from '../sealed-columns.ts';
import type { TenantSealer } from '../tenant-sealer.ts';

const windowMax = 500;

export interface ResealedWindow {
  readonly moved: number;
  /** Rows that hold a text which no key opens in its place. */
  readonly unopened: readonly string[];
  /** The last id of the window; null: the table has no more. */
  readonly last: string | null;
}

interface Found {
  readonly id: string;
  /** Null: nothing to do. */
  readonly sealed: string | null;
}

export type ColumnPlace = Omit<SealedPlace, 'row'> & { readonly rowId: string };

/** @param toKeyId the key that everything has to stand under */
export async function resealWindow(
  tx: TenantTx,
  { table, column, rowId }: ColumnPlace,
  { seal, open }: TenantSealer,
  toKeyId: string,
  after: string,
): Promise<ResealedWindow> {
  const rows = await tx.query<Found>(
    `SELECT ${rowId} AS id, CASE WHEN split_part(${column}, '.', 3) <> $2 THEN ${column} END AS sealed
     FROM ${table} WHERE ${rowId} > $1 ORDER BY ${rowId} LIMIT $3`,
    [after, toKeyId, windowMax],
  );
  const ids: string[] = [];
  const old: string[] = [];
  const again: string[] = [];
  const unopened: string[] = [];
  for (const { id, sealed } of rows) {
    if (sealed === null) continue;
    const place = { table, column, row: id } as SealedPlace;
    const text = tryOpen(open, place, sealed);
    if (text === undefined) {
      unopened.push(id);
      continue;
    }
    const resealed = seal(place, text);
    if (sealedUnder(resealed) !== toKeyId) throw notYet();
    ids.push(id);
    old.push(sealed);
    again.push(resealed);
  }
  const moved =
    ids.length === 0
      ? 0
      : await tx.execute(
          `UPDATE ${table} AS t SET ${column} = n.again FROM unnest($1::text[], $2::text[], $3::text[]) AS n (id, old, again)
           WHERE t.${rowId} = n.id AND t.${column} = n.old`,
          [ids, old, again],
        );
  return { moved, unopened, last: rows.length < windowMax ? null : (rows.at(-1)?.id ?? null) };
}

function tryOpen(open: TenantSealer['open'], place: SealedPlace, sealed: string): string | undefined {
  try {
    return open(place, sealed);
  } catch (error) {
    if (error instanceof AppError && error.code === 'integrity_failed') return undefined;
    throw error;
  }
}

function notYet(): AppError {
  return new AppError('unavailable', 'The new data key is not in force in this process yet.', {
    fix: 'Wait a few seconds.',
    who: 'nobody: it goes on by itself',
  });
}
