/**
 * From a cookie to a person, on every request anew: idle and absolute limits, the epoch of the roles, and the status of
 * user, membership and tenant. A session that was found void is ended, so it does not come back to life later.
 */
import type { Database } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import type { Clock } from '@gamut/kernel/time-source';
import type { Person } from './person.ts';
import { sessionHash } from './session-cookie.ts';
import { endSession, findSession, touchSession, type SessionRow } from './session-store.ts';
import { isSuspended, personOf, tenantRefusal } from './standing-row.ts';

export const sessionLimits = {
  idleMs: 2 * 3_600_000,
  absoluteMs: 12 * 3_600_000,
  touchEveryMs: 60_000,
} as const;

export interface Identified {
  readonly person: Person;
  readonly csrfHash: string;
}

/**
 * @param isUse false for what goes on by itself, an open stream or its reconnecting: it must not keep a session from going idle
 * @throws AppError `unauthenticated`, `session_expired` or `tenant_suspended`
 */
export async function identifyPerson(
  db: Database,
  clock: Clock,
  cookie: string | undefined,
  { read = db.readControl, isUse = true }: { read?: Database['readControl']; isUse?: boolean } = {},
): Promise<Identified> {
  if (cookie === undefined) throw notSignedIn();
  const row = await read((tx) => findSession(tx, sessionHash(cookie)));
  if (row === undefined) throw notSignedIn();
  const nowMs = clock.nowMs();
  const at = new Date(nowMs).toISOString();
  const refusal = whyVoid(row, nowMs);
  if (refusal !== undefined) {
    if (row.ended_at === null) await db.control((tx) => endSession(tx, row.id, at));
    throw refusal;
  }
  if (isUse && nowMs - row.last_seen_at.getTime() > sessionLimits.touchEveryMs)
    await db.control((tx) => touchSession(tx, row.id, at));
  return { person: personOf(row, { sessionId: row.id, token: null }), csrfHash: row.csrf_hash };
}

function whyVoid(row: SessionRow, nowMs: number): AppError | undefined {
  const suspended = tenantRefusal(row);
  if (suspended !== undefined) return suspended;
  if (row.ended_at !== null) return expired('This session has ended.');
  if (nowMs >= row.expires_at.getTime()) return expired('This session has reached its longest time.');
  if (nowMs - row.last_seen_at.getTime() >= sessionLimits.idleMs)
    return expired('This session was idle for too long.');
  if (isSuspended(row)) return expired('This account is suspended.');
  if (row.role_epoch !== row.membership_epoch) return expired('Your roles have changed since you signed in.');
  return undefined;
}

function notSignedIn(): AppError {
  return new AppError('unauthenticated', 'You are not signed in.', {
    fix: 'Sign in and send the session’s cookie.',
    who: 'the person',
  });
}

function expired(message: string): AppError {
  return new AppError('session_expired', message, { fix: 'Sign in again.', who: 'the person' });
}
