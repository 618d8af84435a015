/**
 * From one of a person's tenants to another: the session of here ends, a fresh one begins there, with a cookie and a CSRF token of
 * its own. What is carried over is the proof of the account's password and the hour at which it runs out, and neither tenant's
 * record names the other.
 */
import { AppError } from '@gamut/kernel/app-error';
import { newId } from '@gamut/kernel/id';
import type { Audited } from '../http/audited.ts';
import type { RecordedInControl } from '../http/change.ts';
import { notFound } from '../http/expected-refusals.ts';
import type { ControlCall } from '../http/route.ts';
import type { Platform } from '../platform.ts';
import type { Person } from './person.ts';
import { findAccountProof, listPlaces, type PlaceSeen } from './place-store.ts';
import { csrfHash, csrfTokenOf, newCookieValue, sessionHash, setCookie } from './session-cookie.ts';
import { endSessionOf, insertSession, type Whose } from './session-store.ts';
import { recordEnd, recordStart, type StartedSession } from './start-session.ts';

/** @returns null for a place that can be entered from here */
export function whyNotEntered(place: PlaceSeen): string | null {
  if (place.tenant_status !== 'active') return `This organisation is ${place.tenant_status}.`;
  if (place.membership_status !== 'active') return 'Your place in it is suspended.';
  return null;
}

/** Where this person may be shown to have a place: wherever the account's password opens, if that proved them; else here alone. */
export async function listOwnPlaces(
  { db }: Pick<Platform, 'db'>,
  person: Person,
  asked: { readonly limit: number; readonly afterSlug: string | undefined },
): Promise<PlaceSeen[]> {
  return db.readControl(async (tx) => {
    const proof = await findAccountProof(tx, person.sessionId);
    const only = proof === undefined ? person.tenant.slug : undefined;
    return listPlaces(tx, hereOf(person), { ...asked, only });
  });
}

function hereOf({ accountId, tenant }: Person): Whose {
  return { userId: accountId, tenantId: tenant.id };
}

type Call = Pick<ControlCall, 'platform' | 'person' | 'inControl'>;

export interface Switched {
  readonly started: StartedSession;
  readonly success: Audited<RecordedInControl>;
}

/** @throws AppError `not_found`, `conflict` or `session_expired` */
export async function switchTenant({ platform, person, inControl }: Call, slug: string): Promise<Switched> {
  const { db, clock, random } = platform;
  const cookieValue = newCookieValue(random);
  const nowMs = clock.nowMs();
  const at = new Date(nowMs).toISOString();
  const id = newId('ses', nowMs, random(16));
  let endsMs = nowMs;
  const success = await inControl(async (change) => {
    const { tx } = change;
    const proof = await findAccountProof(tx, person.sessionId);
    const here = hereOf(person);
    const [place] = proof === undefined ? [] : await listPlaces(tx, here, { limit: 1, only: slug });
    const tenant = place === undefined ? undefined : await db.findTenant({ id: place.tenant_id });
    if (proof === undefined || place === undefined || tenant === undefined) throw notFound('organisation');
    assertEnterable(place, person);
    if (!(await endSessionOf(tx, here, person.sessionId, at))) throw endedMeanwhile();
    endsMs = proof.expires_at.getTime();
    const holder = await insertSession(tx, {
      idHash: sessionHash(cookieValue),
      id,
      userId: person.accountId,
      tenantId: tenant.id,
      csrfHash: csrfHash(csrfTokenOf(platform.tokenPepper, cookieValue)),
      at,
      expiresAt: proof.expires_at.toISOString(),
      by: 'password',
    });
    if (holder === undefined) throw notFound('organisation');
    await recordStart(change, tenant, { account: person, holder }, { id, by: 'password' });
    return recordEnd(change, person);
  }, 'account');
  const seconds = Math.max(0, Math.floor((endsMs - nowMs) / 1000));
  return { success, started: { cookieValue, cookie: setCookie(platform.mode, cookieValue, seconds) } };
}

function assertEnterable(place: PlaceSeen, person: Person): void {
  const why = place.tenant_id === person.tenant.id ? 'You are in this organisation.' : whyNotEntered(place);
  if (why === null) return;
  const detail = { fix: 'Choose another, or sign in there.', who: 'the person' };
  throw new AppError('conflict', why, detail);
}

function endedMeanwhile(): AppError {
  return new AppError('session_expired', 'This session has ended.', {
    fix: 'Sign in again.',
    who: 'the person',
  });
}
