/**
 * From an API token to the person that it speaks for, on every request anew: revoked, expired, or its owner, their membership or
 * their tenant suspended means refused on the next one. What it may do is decided by the effective right, never here.
 */
import type { Database } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import type { Clock } from '@gamut/kernel/time-source';
import { isSameMac, type ParsedToken } from './api-token.ts';
import { findToken, touchToken } from './api-token-store.ts';
import type { Person } from './person.ts';
import { isSuspended, personOf, tenantRefusal } from './standing-row.ts';

/** Last use is kept to the minute: a write for each request would cost more than it tells. */
const touchEveryMs = 60_000;

export type TokenRefusal = 'wrong_secret' | 'revoked' | 'expired' | 'owner_suspended';

/** Which token of a tenant was shown, and why it opens nothing: for that tenant's record, never for whoever shows it. */
export class RefusedToken extends Error {
  readonly tokenId: string;
  readonly why: TokenRefusal;

  constructor(tokenId: string, why: TokenRefusal) {
    super(why);
    this.tokenId = tokenId;
    this.why = why;
  }
}

/** @throws AppError `unauthenticated`, the same whether there is no such token or its secret is wrong; `tenant_suspended` */
export async function identifyToken(
  db: Database,
  clock: Clock,
  token: ParsedToken | undefined,
  read: Database['readControl'] = db.readControl,
): Promise<Person> {
  if (token === undefined) throw notAToken();
  const row = await read((tx) => findToken(tx, token.id));
  if (row === undefined) throw notAToken();
  const refusedToken = (why: TokenRefusal) => new RefusedToken(row.id, why);
  if (!isSameMac(token.mac, row.mac)) throw notAToken(refusedToken('wrong_secret'));
  const nowMs = clock.nowMs();
  const suspended = tenantRefusal(row);
  if (suspended !== undefined) throw suspended;
  if (row.revoked_at !== null) throw refused('This API token was revoked.', refusedToken('revoked'));
  if (row.expires_at !== null && nowMs >= row.expires_at.getTime())
    throw refused('This API token has expired.', refusedToken('expired'));
  if (isSuspended(row))
    throw refused('The account of this API token’s owner is suspended.', refusedToken('owner_suspended'));
  if (row.last_used_at === null || nowMs - row.last_used_at.getTime() >= touchEveryMs)
    await db.control((tx) => touchToken(tx, row.id, new Date(nowMs).toISOString()));
  return personOf(row, { sessionId: '', token: { id: row.id, permissions: row.permissions } });
}

function notAToken(cause?: RefusedToken): AppError {
  return refused('This is no API token of ours.', cause);
}

function refused(message: string, cause?: RefusedToken): AppError {
  return new AppError('unauthenticated', message, {
    fix: 'Make a token in the console and send it as authorization: Bearer.',
    who: 'the owner of the token',
    cause,
  });
}
