/**
 * A sign-in that failed is counted where it will be recorded from (`audit/record-failed-sign-ins.ts`), in one statement that is the
 * same whether anybody has this e-mail or not. What was typed is kept nowhere: it may be a password in the wrong field. A refusal
 * that can't be counted stays a refusal, and is logged.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { Platform } from '../platform.ts';

/** Where somebody proves who they are. */
export type Door =
  'password' | 'set_up_link' | 'password_change' | 'session_end' | 'api_token' | 'operator_token';

export interface Attempt {
  readonly door: Door;
  /** The e-mail, as it was typed; at the doors of tokens, what tells one of them from another and opens nothing. */
  readonly account: string;
  /** The token of a tenant that was shown, and why it opens nothing. */
  readonly token?: { readonly tokenId: string; readonly why: string } | undefined;
}

const wrongCodes: readonly string[] = ['bad_credentials', 'unauthenticated'];

export const countedByMs = 15 * 60_000;

type Parts = Pick<Platform, 'db' | 'clock' | 'logger' | 'blindIndex'>;

/** @throws what the attempt throws */
export async function countingFailures<T>(
  parts: Parts,
  attempt: Attempt,
  prove: () => Promise<T>,
): Promise<T> {
  try {
    return await prove();
  } catch (error) {
    if (error instanceof AppError && [...wrongCodes, 'too_many_requests'].includes(error.code))
      await countFailure(parts, attempt, wrongCodes.includes(error.code));
    throw error;
  }
}

/** @param wrong it was judged, and not refused for there being too many */
export async function countFailure(
  { db, clock, logger, blindIndex }: Parts,
  { account, door, token }: Attempt,
  wrong: boolean,
): Promise<void> {
  const nowMs = clock.nowMs();
  const [at, quarter] = [nowMs, Math.floor(nowMs / countedByMs) * countedByMs].map((ms) =>
    new Date(ms).toISOString(),
  );
  try {
    await db.control((tx) =>
      tx.execute(
        `INSERT INTO control.failed_sign_ins AS f (account_hash, door, quarter, user_id, wrong, refused, first_at, last_at, token_id, why)
         VALUES ($1, $2, $3, (SELECT id FROM control.users WHERE email = $4), $5, $6, $7, $7, $8, $9)
         ON CONFLICT (account_hash, door, quarter) DO UPDATE SET wrong = f.wrong + excluded.wrong,
           refused = f.refused + excluded.refused, last_at = greatest(f.last_at, excluded.last_at)`,
        [
          // each reason is counted apart
          blindIndex('failedSignIn', token === undefined ? account : `${account} ${token.why}`)[0],
          door,
          quarter,
          account.toLowerCase(),
          wrong ? 1 : 0,
          wrong ? 0 : 1,
          at,
          token?.tokenId ?? null,
          token?.why ?? null,
        ],
      ),
    );
  } catch (error) {
    logger.error({ err: error, door }, 'a sign-in that failed could not be recorded');
  }
}
