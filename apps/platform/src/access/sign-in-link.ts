/**
 * One-time sign-in links: 256 random bits of which the SHA-256 is stored, short-lived, used up by the first visit. Only the
 * operator of a development machine can mint one.
 */
import { sha256Hex } from '@gamut/crypto/hash';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { AppError } from '@gamut/kernel/app-error';
import type { Platform } from '../platform.ts';
import { consumeLink, findAccount, insertLink } from './account-store.ts';
import { startSession, type StartedSession } from './start-session.ts';

const operator = { kind: 'operator', id: 'operator', name: 'Operator' } as const;
const linkLifeMs = 24 * 3_600_000;

function linkHash(token: string): string {
  return sha256Hex(`gamut sign-in link ${token}`);
}

/** @returns the link's path on the console; the token is kept nowhere */
export async function mintSignInLink(
  platform: Platform,
  asked: { tenant: string; email: string },
): Promise<string> {
  const { db, clock, random } = platform;
  if (platform.mode !== 'development')
    throw new AppError('forbidden', 'One-time sign-in links are for development alone.', {
      fix: 'Sign in with a password, or through the organisation’s own identity provider.',
      who: 'the person',
    });
  const account = await db.readControl((tx) => findAccount(tx, asked.email, asked.tenant));
  const tenant = account === undefined ? undefined : await db.findTenant({ id: account.tenant_id });
  if (account === undefined || tenant === undefined)
    throw new AppError('not_found', 'There is no such active person in this tenant.', {
      who: 'the operator',
    });
  const token = encodeBase64url(random(32));
  const nowMs = clock.nowMs();
  const at = new Date(nowMs).toISOString();
  const expiresAt = new Date(nowMs + linkLifeMs).toISOString();
  await platform.controlChange({ of: tenant, acrossTenants: true }, async (change) => {
    await insertLink(change.tx, {
      tokenHash: linkHash(token),
      userId: account.user_id,
      tenantId: tenant.id,
      at,
      expiresAt,
      purpose: 'sign_in',
    });
    const subject = { kind: 'person', id: account.user_id, name: account.name };
    return change.succeed({ event: 'sign_in_link.minted', actor: operator, subject }, undefined);
  });
  return `/sign-in/${token}`;
}

/** @returns undefined when the link was used, has expired, or never was */
export async function useSignInLink(platform: Platform, token: string): Promise<StartedSession | undefined> {
  const { db, clock } = platform;
  const account = await db.control((tx) =>
    consumeLink(tx, linkHash(token), new Date(clock.nowMs()).toISOString()),
  );
  return account === undefined ? undefined : startSession(platform, account, 'sign_in_link');
}
