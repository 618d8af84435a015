/**
 * A person sets their own password. Whoever has one proves it first, at the cost of a guess; every other session of theirs
 * ends, so that a thief who is already inside is put out.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../http/audited.ts';
import type { RecordedInControl } from '../http/change.ts';
import type { ControlCall } from '../http/route.ts';
import type { Platform } from '../platform.ts';
import { endOtherSessions, findPasswordHash, storePasswordHash } from './account-store.ts';
import { forgiveGuesses, guessedAt, spendGuess } from './guess-limit.ts';
import { assertStrongPassword } from './password-strength.ts';
import type { Person } from './person.ts';
import { markLost } from './rights-lost.ts';

export interface PasswordChange {
  /** Needed by whoever has a password already. */
  readonly current?: string;
  readonly password: string;
}

export interface ProvenPassword {
  readonly hash: string;
  /** It is the password of this place alone that was proven, and is replaced. */
  readonly own: boolean;
}

/**
 * Somebody who is signed in proves once more that it is they; whoever has no password yet has nothing to prove it by.
 * @throws AppError `bad_credentials` or `too_many_requests`
 */
export async function proveAgain(
  platform: Platform,
  person: Person,
  current: string | undefined,
): Promise<Pick<ProvenPassword, 'own'>> {
  const { db, clock, passwords, blindIndex } = platform;
  const whose = { userId: person.accountId, tenantId: person.tenant.id };
  const { password_hash: stored, own_password: own } = await db.readControl((tx) =>
    findPasswordHash(tx, whose),
  );
  if (stored === null) return { own };
  const guessed = guessedAt(blindIndex, person.email, own ? { ownIn: whose.tenantId } : 'account');
  await spendGuess(db, clock, guessed);
  if (!(await passwords.verify(current ?? '', stored)).matches) {
    throw new AppError('bad_credentials', 'The present password is wrong.', {
      fix: 'Give the password that you sign in with.',
      who: 'the person',
    });
  }
  await forgiveGuesses(db, guessed);
  return { own };
}

/** @throws AppError `bad_credentials`, `validation_failed` or `too_many_requests` */
export async function provePassword(
  platform: Platform,
  person: Person,
  { current, password }: PasswordChange,
): Promise<ProvenPassword> {
  const { own } = await proveAgain(platform, person, current);
  await assertStrongPassword(password, [person.name, person.email, person.tenant.name]);
  return { hash: await platform.passwords.hash(password), own };
}

/** @param proven as `provePassword` made it */
export function setPassword(
  person: Person,
  { hash, own }: ProvenPassword,
  inControl: ControlCall['inControl'],
): Promise<Audited<RecordedInControl>> {
  return inControl(async (change) => {
    const { tx } = change;
    const at = change.now();
    const whose = { userId: person.accountId, tenantId: person.tenant.id, own };
    await storePasswordHash(tx, whose, hash, at);
    const ended = await endOtherSessions(tx, whose, person.sessionId, at);
    await change.inTenant((inTenant) => markLost(inTenant, ended));
    return change.recorded({
      event: 'password.set',
      subject: { kind: 'person', id: person.id, name: person.name },
    });
  }, 'account');
}
