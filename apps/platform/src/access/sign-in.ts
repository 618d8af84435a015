/**
 * Sign-in with a password: ten guesses an account and quarter hour, the same work and the same answer whether the account
 * exists or not, and a stored hash that is made stronger while the password is at hand.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { Platform } from '../platform.ts';
import { findAccount, storePasswordHash, type PlaceRow } from './account-store.ts';
import { forgiveGuesses, guessedAt, spendGuess, type TriedPassword } from './guess-limit.ts';
import { startSession, type StartedSession } from './start-session.ts';

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Slug of the organisation, for somebody who has a place in several; absent: the one they joined first. */
  readonly tenant?: string;
}

/** @throws AppError `bad_credentials` or `too_many_requests` */
export async function signIn(
  platform: Platform,
  { email, password, tenant }: Credentials,
): Promise<StartedSession> {
  const { db, clock, passwords, blindIndex } = platform;
  const found = await db.readControl((tx) => findAccount(tx, email, tenant));
  const guessed = guessedAt(blindIndex, email, triedOf(found));
  await spendGuess(db, clock, guessed);
  const verdict = await passwords.verify(password, found?.password_hash ?? undefined);
  if (found === undefined || !verdict.matches) {
    throw new AppError('bad_credentials', 'E-mail or password is wrong.', {
      fix: 'Try again, naming the organisation if you belong to several. Forgotten: an administrator of it makes a link.',
      who: 'the person',
    });
  }
  const own = found.own_password;
  await forgiveGuesses(db, guessed);
  if (verdict.needsRehash) {
    const hash = await passwords.hash(password);
    await db.control((tx) =>
      storePasswordHash(
        tx,
        { userId: found.user_id, tenantId: found.tenant_id, own },
        hash,
        new Date(clock.nowMs()).toISOString(),
      ),
    );
  }
  return startSession(platform, found, own ? 'own_password' : 'password');
}

function triedOf(found: PlaceRow | undefined): TriedPassword {
  if (found === undefined) return 'none';
  return found.own_password ? { ownIn: found.tenant_id } : 'account';
}
