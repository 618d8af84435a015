/**
 * The way back from a forgotten password: a link that somebody who may says yes to makes, good for one use. It resets one place of a
 * person, so what one tenant issues opens no other (docs/decisions/0020): sessions and tokens of that place end, and of no other.
 */
import { sha256Hex } from '@gamut/crypto/hash';
import type { ControlTx } from '@gamut/database/tenant-transaction';
import { AppError } from '@gamut/kernel/app-error';
import { encodeBase64url } from '@gamut/kernel/base64url';
import type { Audited } from '../http/audited.ts';
import type { Platform } from '../platform.ts';
import type { SetUp } from './account-store.ts';
import type { ByAnybody, ControlChange } from './control-change.ts';
import { linkOrigin } from './link-origin.ts';
import { assertStrongPassword } from './password-strength.ts';
import {
  consumeReset,
  findReset,
  insertResetLink,
  revokeTokensOf,
  storeResetPassword,
} from './reset-store.ts';
import { waitForRecorded } from './rights-lost.ts';
import { endSessionsOf, type Whose } from './session-store.ts';
import { holdTenant } from './standing-in-control.ts';
import { startSession, type StartedSession } from './start-session.ts';
import { settlePerson } from './tenant-person.ts';

/** An administrator's link is handed over at once. An operator's waits first, and may be used for as long again. */
export const resetLinkLifeMs = 3_600_000;
export const resetLinkWaitMs = 24 * 3_600_000;

function linkHash(token: string): string {
  return sha256Hex(`gamut reset link ${token}`);
}

export interface ResetLink {
  /** The token stands behind the #, so no server's log and no Referer carries it. */
  readonly url: string;
  readonly usableFrom: string;
  readonly expiresAt: string;
}

/** In the transaction that records who made it. */
export async function mintResetLink(
  platform: Platform,
  tx: ControlTx,
  { userId, tenantId }: Whose,
  by: 'administrator' | 'operator',
): Promise<ResetLink> {
  const origin = linkOrigin(platform);
  const token = encodeBase64url(platform.random(32));
  const nowMs = platform.clock.nowMs();
  const waits = by === 'operator';
  const fromMs = waits ? nowMs + resetLinkWaitMs : nowMs;
  const [at, usableFrom] = [new Date(nowMs).toISOString(), new Date(fromMs).toISOString()];
  const expiresAt = new Date(fromMs + (waits ? resetLinkWaitMs : resetLinkLifeMs)).toISOString();
  await insertResetLink(tx, {
    tokenHash: linkHash(token),
    userId,
    tenantId,
    at,
    expiresAt,
    usableFrom: waits ? usableFrom : null,
  });
  return { url: `${origin}/reset#${token}`, usableFrom, expiresAt };
}

/** @throws AppError `not_found` for a link that is used, past, waiting, void or none; `validation_failed` for a weak password */
export async function useResetLink(
  platform: Platform,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<StartedSession> {
  const { db, clock, passwords } = platform;
  const hash = linkHash(token);
  const reset = await db.readControl((tx) => findReset(tx, hash, new Date(clock.nowMs()).toISOString()));
  const tenant = reset === undefined ? undefined : await db.findTenant({ id: reset.tenant_id });
  if (reset === undefined || tenant === undefined) throw noSuchLink();
  await assertStrongPassword(password, [reset.name, reset.email, tenant.slug]);
  const fresh = await passwords.hash(password);
  const whose = { userId: reset.user_id, tenantId: tenant.id };
  await platform.controlChange({ of: tenant, acrossTenants: true }, async (change) => {
    const { tx } = change;
    await holdTenant(tx, tenant.id);
    const at = change.now();
    // asked again inside: what makes a waiting link void may have happened while the password was hashed
    if ((await findReset(tx, hash, at)) === undefined) throw noSuchLink();
    if (!(await consumeReset(tx, hash, whose, at))) throw noSuchLink();
    const epoch = await storeResetPassword(tx, whose, fresh, at);
    if (epoch === undefined) throw noSuchLink();
    const ended = {
      sessionsEnded: (await endSessionsOf(tx, whose, at)).length,
      tokensRevoked: await revokeTokensOf(tx, whose, at),
    };
    return recordReset(change, { reset, epoch }, ended);
  });
  return startSession(platform, reset, 'reset_link');
}

async function recordReset(
  change: ControlChange<ByAnybody>,
  { reset, epoch }: { readonly reset: SetUp; readonly epoch: number },
  ended: { readonly sessionsEnded: number; readonly tokensRevoked: number },
): Promise<Audited<undefined>> {
  const actor = { kind: 'person', id: reset.person_id, name: reset.name } as const;
  await change.inTenant(async (tx) => {
    await settlePerson(tx, { ...actor, email: reset.email, roleEpoch: epoch });
    await waitForRecorded(tx);
  });
  const record = { event: 'person.password_reset', actor, subject: actor, after: { ...ended } } as const;
  return change.succeed(record, undefined);
}

function noSuchLink(): AppError {
  return new AppError('not_found', 'This link was used, has expired, does not open yet, or never was.', {
    fix: 'Ask for a fresh one.',
    who: 'an administrator of your organisation',
  });
}
