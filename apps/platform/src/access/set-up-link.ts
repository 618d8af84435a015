/**
 * Set-up links: how somebody who was added gets in for the first time, in production too. 256 random bits of which the SHA-256 is
 * stored, good for 72 hours and one use. It sets the first password of an account that has none. An account that has one is proven
 * by that password and keeps it: it is the platform's and may open other tenants, so no tenant's link replaces it. Whoever forgot it sets
 * a password of this place alone (docs/decisions/0028).
 */
import { sha256Hex } from '@gamut/crypto/hash';
import type { ControlTx } from '@gamut/database/tenant-transaction';
import { AppError } from '@gamut/kernel/app-error';
import { encodeBase64url } from '@gamut/kernel/base64url';
import type { Audited } from '../http/audited.ts';
import type { Platform } from '../platform.ts';
import {
  acceptMembership,
  consumeSetUpLink,
  findSetUp,
  insertLink,
  storeFirstPassword,
  storeName,
  type Invitation,
  type SetUp,
} from './account-store.ts';
import type { ByAnybody, ControlChange } from './control-change.ts';
import { countingFailures } from './failed-sign-in.ts';
import { forgiveGuesses, guessedAt, spendGuess } from './guess-limit.ts';
import { linkOrigin } from './link-origin.ts';
import { assertStrongPassword } from './password-strength.ts';
import type { Whose } from './session-store.ts';
import { startSession, type StartedSession } from './start-session.ts';
import { settlePerson } from './tenant-person.ts';

export const setUpLinkLifeMs = 72 * 3_600_000;

function linkHash(token: string): string {
  return sha256Hex(`gamut set-up link ${token}`);
}

export interface SetUpLink {
  /** The token stands behind the #, so no server's log and no Referer carries it. */
  readonly url: string;
  readonly expiresAt: string;
}

/** In the transaction that makes or renews the invitation. Links of before are void. */
export async function mintSetUpLink(
  platform: Platform,
  tx: ControlTx,
  { userId, tenantId }: Whose,
): Promise<SetUpLink> {
  const origin = linkOrigin(platform);
  const token = encodeBase64url(platform.random(32));
  const nowMs = platform.clock.nowMs();
  const at = new Date(nowMs).toISOString();
  const expiresAt = new Date(nowMs + setUpLinkLifeMs).toISOString();
  await tx.execute(
    `UPDATE control.sign_in_links SET used_at = $3 WHERE user_id = $1 AND tenant_id = $2 AND purpose = 'set_up' AND used_at IS NULL`,
    [userId, tenantId, at],
  );
  await insertLink(tx, { tokenHash: linkHash(token), userId, tenantId, at, expiresAt, purpose: 'set_up' });
  return { url: `${origin}/set-up#${token}`, expiresAt };
}

export interface SetUpAsked {
  readonly token: string;
  readonly password: string;
  /** As they want to be called, wherever the account is proven; absent: as the account is called, or whoever added them wrote it. */
  readonly name?: string;
  /** The password is to open this place alone: the account's was forgotten. */
  readonly ownPassword?: boolean;
}

/** @throws AppError `not_found` for a link that is used, past or none; `validation_failed`, `bad_credentials`, `too_many_requests` */
export async function useSetUpLink(platform: Platform, asked: SetUpAsked): Promise<StartedSession> {
  const { db, clock } = platform;
  const hash = linkHash(asked.token);
  const found = await db.readControl((tx) => findSetUp(tx, hash, new Date(clock.nowMs()).toISOString()));
  const tenant = found === undefined ? undefined : await db.findTenant({ id: found.tenant_id });
  if (found === undefined || tenant === undefined) throw noSuchLink();
  const proof = await countingFailures(
    platform,
    { account: found.email, door: 'set_up_link', meant: 'account' },
    () => judgePassword(platform, found, asked),
  );
  const setUp: SetUp = { ...found, name: asked.name ?? nameOf(found, proof) };
  await platform.controlChange({ of: tenant, acrossTenants: true }, async (change) => {
    const { tx } = change;
    const at = change.now();
    if (!(await consumeSetUpLink(tx, hash, at))) throw noSuchLink();
    if (proof.kind === 'first' && !(await storeFirstPassword(tx, setUp.user_id, proof.hash, at)))
      throw noSuchLink();
    // of an account that was not proven nothing is changed, its name neither
    if (proof.kind !== 'own') await storeName(tx, setUp.user_id, setUp.name, at);
    const own = proof.kind === 'own' ? { name: setUp.name, hash: proof.hash } : undefined;
    const epoch = await acceptMembership(tx, { userId: setUp.user_id, tenantId: tenant.id }, own, at);
    if (epoch === undefined) throw noSuchLink();
    return recordSetUp(change, setUp, epoch);
  });
  return startSession(platform, setUp, 'set_up_link');
}

/** What the password is: the account's first, the account's own as it stands, or one of this place alone. */
type PasswordProof = { readonly kind: 'first' | 'own'; readonly hash: string } | { readonly kind: 'proven' };

/** An account's name is its own and no tenant's, until it was proven here. */
function nameOf({ name, place_name: here, email }: Invitation, { kind }: PasswordProof): string {
  if (kind === 'proven') return name;
  return here ?? (kind === 'own' ? email : name);
}

async function judgePassword(
  platform: Platform,
  setUp: Invitation,
  { password, name, ownPassword = false }: SetUpAsked,
): Promise<PasswordProof> {
  const { db, clock, passwords, blindIndex } = platform;
  if (setUp.password_hash === null || ownPassword) {
    await assertStrongPassword(password, [name ?? '', setUp.place_name ?? '', setUp.email]);
    return { kind: setUp.password_hash === null ? 'first' : 'own', hash: await passwords.hash(password) };
  }
  const guessed = guessedAt(blindIndex, setUp.email, 'account');
  await spendGuess(db, clock, guessed);
  if (!(await passwords.verify(password, setUp.password_hash)).matches)
    throw new AppError(
      'bad_credentials',
      'There is an account with this e-mail, and this is not its password.',
      {
        fix: 'Give the password that you sign in with already, or, if you forgot it, one for this organisation alone.',
        who: 'the person',
      },
    );
  await forgiveGuesses(db, guessed);
  return { kind: 'proven' };
}

async function recordSetUp(
  change: ControlChange<ByAnybody>,
  setUp: SetUp,
  epoch: number,
): Promise<Audited<undefined>> {
  const actor = { kind: 'person', id: setUp.person_id, name: setUp.name } as const;
  await change.inTenant((tx) => settlePerson(tx, { ...actor, email: setUp.email, roleEpoch: epoch }));
  return change.succeed(
    {
      event: 'person.set_up',
      actor,
      subject: actor,
      before: { status: 'invited' },
      after: { status: 'active' },
    },
    undefined,
  );
}

function noSuchLink(): AppError {
  return new AppError('not_found', 'This link was used, has expired, or never was.', {
    fix: 'Ask for a fresh one.',
    who: 'an administrator of your organisation',
  });
}
