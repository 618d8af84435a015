/**
 * At most ten guesses per account and quarter of an hour, whichever of its passwords they try, and a right one frees those at itself alone: whoever
 * knows one, another tenant's too, buys no guesses at the others (docs/decisions/0028). Counted in the database so that a restart or a second process
 * gives none away. The account is a blind index: what was typed into the form is never stored, and nobody can try a list of addresses
 * against a stolen dump.
 */
import type { Database } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import type { Clock } from '@gamut/kernel/time-source';
import type { BlindIndex } from '../tenancy/blind-indexes.ts';

export const guesses = { max: 10, withinMs: 15 * 60_000 } as const;
const keptMs = 24 * 3_600_000;

/** As it is written, then as an earlier guess may stand under a key that retires. */
type Indexes = readonly [string, ...string[]];

/** The account that a guess counts against, and which of its passwords was tried. */
export interface Guessed {
  readonly account: Indexes;
  readonly password: Indexes;
}

/** The password of the account, the own one of the place in this tenant, or none: nobody is there to have one. */
export type TriedPassword = 'account' | 'none' | { readonly ownIn: string };

export function guessedAt(blindIndex: BlindIndex, email: string, tried: TriedPassword): Guessed {
  const which = typeof tried === 'string' ? tried : `own ${tried.ownIn}`;
  return {
    account: blindIndex('signInAccount', email),
    password: blindIndex('guessedPassword', `${which} ${email}`),
  };
}

/**
 * Counts this guess before it is judged. It is committed before it is counted again, so guesses that race all see each other
 * and too many are refused rather than too few; a refused one is not kept, so a stranger can't prolong the wait for ever.
 * @throws AppError `too_many_requests` when the quarter hour has none left
 */
export async function spendGuess(db: Database, clock: Clock, { account, password }: Guessed): Promise<void> {
  const nowMs = clock.nowMs();
  if ((await countGuesses(db, account, nowMs)) >= guesses.max) throw noGuessLeft();
  await db.control(async (tx) => {
    await tx.query(
      'INSERT INTO control.sign_in_attempts (account_hash, at, succeeded, password_index) VALUES ($1, $2, false, $3)',
      [account[0], new Date(nowMs).toISOString(), password[0]],
    );
    await tx.query('DELETE FROM control.sign_in_attempts WHERE account_hash = ANY ($1::text[]) AND at < $2', [
      account,
      new Date(nowMs - keptMs).toISOString(),
    ]);
  });
  if ((await countGuesses(db, account, nowMs)) > guesses.max) throw noGuessLeft();
}

async function countGuesses(db: Database, account: Indexes, nowMs: number): Promise<number> {
  const [row] = await db.readControl((tx) =>
    tx.query<{ count: number }>(
      'SELECT count(*) AS count FROM control.sign_in_attempts WHERE account_hash = ANY ($1::text[]) AND at > $2 AND NOT succeeded',
      [account, new Date(nowMs - guesses.withinMs).toISOString()],
    ),
  );
  return Number(row?.count ?? 0);
}

function noGuessLeft(): AppError {
  return new AppError('too_many_requests', 'Too many attempts for this account.', {
    fix: 'Wait a quarter of an hour.',
    who: 'the person',
  });
}

/** A right guess frees the ones before it at the same password. */
export async function forgiveGuesses(db: Database, { account, password }: Guessed): Promise<void> {
  await db.control((tx) =>
    tx.query(
      `UPDATE control.sign_in_attempts SET succeeded = true
       WHERE account_hash = ANY ($1::text[]) AND password_index = ANY ($2::text[]) AND NOT succeeded`,
      [account, password],
    ),
  );
}
