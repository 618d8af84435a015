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

/** The tenant that was named or is acted in; or the password of the account, whoever's link it was shown with. */
export type Meant = { readonly slug: string } | { readonly tenantId: string } | 'account';

export interface Attempt {
  readonly door: Door;
  /** The e-mail, as it was typed; at the doors of tokens, what tells one of them from another and opens nothing. */
  readonly account: string;
  /** Of an e-mail: absent where no tenant was named. */
  readonly meant?: Meant | undefined;
  /** The token of a tenant that was shown, and why it opens nothing. */
  readonly token?: { readonly tokenId: string; readonly why: string } | undefined;
}

const wrongCodes: readonly string[] = ['bad_credentials', 'unauthenticated'];

export const countedByMs = 15 * 60_000;

const tokenDoors: readonly Door[] = ['api_token', 'operator_token'];

/**
 * One count for each tenant that is to hear of it, or one that no tenant hears of. Whom a tenant has only invited is none of its people yet. Where
 * no tenant is meant, it is told wherever the password opens that was tried (`findAccount`: of the first place); what an
 * active place is not told of stands nowhere but with the one tenant that knows the person. Another tenant's link is called the
 * password that it was tried by.
 */
const countOne = `WITH places AS (
    SELECT m.user_id, m.tenant_id, t.slug, m.password_hash IS NOT NULL AS own, count(*) OVER () = 1 AS only,
      m.status = 'active' AND u.status = 'active' AND t.status = 'active' AS opens, m.created_at
    FROM control.users u JOIN control.memberships m ON m.user_id = u.id JOIN control.tenants t ON t.id = m.tenant_id
    WHERE u.email = $4 AND m.status <> 'invited'
  ), tried AS (
    SELECT own, tenant_id FROM places WHERE opens ORDER BY created_at, tenant_id LIMIT 1
  ), told AS (
    SELECT user_id, tenant_id FROM places p WHERE CASE $10::text
      WHEN 'named' THEN p.slug = $11 OR p.tenant_id = $12
      WHEN 'account' THEN NOT p.own AND (p.opens OR p.only)
      ELSE p.only OR (p.opens AND EXISTS (SELECT FROM tried WHERE tried.tenant_id = p.tenant_id OR NOT (tried.own OR p.own))) END
  )
  INSERT INTO control.failed_sign_ins AS f (account_hash, door, quarter, user_id, place, wrong, refused, first_at, last_at, token_id, why)
  SELECT $1, CASE WHEN one.place <> '' AND $2 = 'set_up_link' THEN 'password' ELSE $2 END, $3::timestamptz, one.user_id, one.place,
    $5::integer, $6::integer, $7::timestamptz, $7::timestamptz, $8::text, $9::text
  FROM (SELECT user_id, tenant_id AS place FROM told UNION ALL SELECT NULL, '' WHERE NOT EXISTS (SELECT FROM told)) AS one
  ORDER BY one.place
  ON CONFLICT (account_hash, door, quarter, place) DO UPDATE SET wrong = f.wrong + excluded.wrong,
    refused = f.refused + excluded.refused, last_at = greatest(f.last_at, excluded.last_at)`;

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
  attempt: Attempt,
  wrong: boolean,
): Promise<void> {
  const { account, door, token } = attempt;
  const nowMs = clock.nowMs();
  const [at, quarter] = [nowMs, Math.floor(nowMs / countedByMs) * countedByMs].map((ms) =>
    new Date(ms).toISOString(),
  );
  const meant = attempt.meant ?? 'tried';
  const email = token === undefined && !tokenDoors.includes(door) ? account.toLowerCase() : null;
  try {
    await db.control((tx) =>
      tx.execute(countOne, [
        // each reason is counted apart
        blindIndex('failedSignIn', token === undefined ? account : `${account} ${token.why}`)[0],
        door,
        quarter,
        email,
        wrong ? 1 : 0,
        wrong ? 0 : 1,
        at,
        token?.tokenId ?? null,
        token?.why ?? null,
        typeof meant === 'string' ? meant : 'named',
        typeof meant === 'object' && 'slug' in meant ? meant.slug : null,
        typeof meant === 'object' && 'tenantId' in meant ? meant.tenantId : null,
      ]),
    );
  } catch (error) {
    logger.error({ err: error, door }, 'a sign-in that failed could not be recorded');
  }
}
