/** Makes a session for somebody who has just proven who they are, together with its record: there is neither without the other. */
import type { TenantRef } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import { newId } from '@gamut/kernel/id';
import type { Audited } from '../http/audited.ts';
import type { RecordedInControl } from '../http/change.ts';
import type { Platform } from '../platform.ts';
import type { AccountRow } from './account-store.ts';
import type { ByAnybody, ControlChange } from './control-change.ts';
import { sessionLimits } from './identify-person.ts';
import type { Person } from './person.ts';
import { markLost } from './rights-lost.ts';
import { csrfHash, csrfTokenOf, newCookieValue, sessionHash, setCookie } from './session-cookie.ts';
import { insertSession, type SessionHolder } from './session-store.ts';
import { settlePerson } from './tenant-person.ts';

export interface StartedSession {
  /** The text of the set-cookie header. */
  readonly cookie: string;
  readonly cookieValue: string;
}

/** @param by how they proved it, for the record: `password`, `sign_in_link`, `set_up_link` */
export async function startSession(
  platform: Platform,
  account: AccountRow,
  by: string,
): Promise<StartedSession> {
  const { db, clock, random } = platform;
  const tenant = await db.findTenant({ id: account.tenant_id });
  if (tenant === undefined) throw notPossible();
  const cookieValue = newCookieValue(random);
  const nowMs = clock.nowMs();
  const id = newId('ses', nowMs, random(16));
  await platform.controlChange({ of: tenant, acrossTenants: true }, async (change) => {
    const holder = await insertSession(change.tx, {
      idHash: sessionHash(cookieValue),
      id,
      userId: account.user_id,
      tenantId: tenant.id,
      csrfHash: csrfHash(csrfTokenOf(platform.tokenPepper, cookieValue)),
      at: new Date(nowMs).toISOString(),
      expiresAt: new Date(nowMs + sessionLimits.absoluteMs).toISOString(),
      by,
    });
    if (holder === undefined) throw notPossible();
    return recordStart(change, tenant, { account, holder }, { id, by });
  });
  return { cookie: setCookie(platform.mode, cookieValue, sessionLimits.absoluteMs / 1000), cookieValue };
}

/** The tenant keeps its own copy of the person's name, so that what they own and decide stays readable. */
export async function recordStart(
  change: Pick<ControlChange<ByAnybody>, 'inTenant' | 'succeed'>,
  tenant: TenantRef,
  {
    account,
    holder,
  }: { readonly account: Pick<AccountRow, 'name' | 'email'>; readonly holder: SessionHolder },
  { id, by }: { readonly id: string; readonly by: string },
): Promise<Audited<undefined>> {
  const actor = { kind: 'person', id: holder.person_id, name: account.name } as const;
  const settled = {
    ...actor,
    email: account.email,
    roleEpoch: holder.role_epoch,
    roles: [holder.role, ...holder.additive_roles],
    standing: 'active',
  } as const;
  await change.inTenant((tx) => settlePerson(tx, settled), tenant);
  const subject = sessionSubject(id, account.name);
  return change.succeed({ actor, tenant, event: 'session.started', subject, after: { by } }, undefined);
}

/** The end of one's own session, as its last act; what is under way by it is refused from here on. */
export async function recordEnd(
  change: ControlChange,
  { sessionId, name }: Pick<Person, 'sessionId' | 'name'>,
): Promise<Audited<RecordedInControl>> {
  await change.inTenant((tx) => markLost(tx, [sessionId]));
  return change.recorded({ event: 'session.ended', subject: sessionSubject(sessionId, name) });
}

/** A session as records name it: by whose it is. */
export function sessionSubject(id: string, whose: string) {
  return { kind: 'session', id, name: `Session of ${whose}` } as const;
}

function notPossible(): AppError {
  return new AppError('bad_credentials', 'This account can’t sign in.', {
    fix: 'Ask whether the account and the organisation are active.',
    who: 'an administrator of your organisation',
  });
}
