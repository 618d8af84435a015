/** Where a person is signed in: lists and ends sessions of one place in this tenant, one's own or, for administrators, anybody's. */
import { Type } from 'typebox';
import type { TenantRef } from '@gamut/database/database';
import {
  endSessionOf,
  endSessionsOf,
  listOpenSessions,
  type OpenSession,
} from '../../../access/session-store.ts';
import type { ControlChange } from '../../../access/control-change.ts';
import { markLost } from '../../../access/rights-lost.ts';
import { sessionSubject } from '../../../access/start-session.ts';
import { personSubject } from '../../../access/tenant-person.ts';
import type { Audited } from '../../../http/audited.ts';
import type { RecordedInControl } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { named, orNull, Time } from '../../../http/schema-words.ts';
import type { Platform } from '../../../platform.ts';
import type { InTenant } from './add-person.ts';
import { findMember, type Moment } from './member-store.ts';

export const OpenSessionShown = Type.Object(
  {
    id: Type.String(),
    startedAt: Time,
    lastSeenAt: Time,
    expiresAt: Time,
    signedInWith: orNull(Type.String()),
    current: Type.Boolean({ description: 'the one that asks' }),
  },
  named('OpenSession'),
);

export function openSessionOf(row: OpenSession, currentId: string) {
  return {
    id: row.id,
    startedAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    signedInWith: row.signed_in_with,
    current: row.id === currentId,
  };
}

/** @throws AppError `not_found` */
export async function listSessionsOf(
  { db }: Platform,
  tenant: TenantRef,
  moment: Moment,
  personId: string,
): Promise<OpenSession[]> {
  return db.readControlFor(tenant, async (tx) => {
    const member = await findMember(tx, tenant.id, personId);
    if (member === undefined) throw notFound('person');
    return listOpenSessions(tx, { userId: member.user_id, tenantId: tenant.id }, moment);
  });
}

export async function endOneSession(
  call: InTenant,
  personId: string,
  sessionId: string,
): Promise<Audited<RecordedInControl>> {
  const { tenant, inControl } = call;
  return inControl(async (change) => {
    const { tx } = change;
    const member = await findMember(tx, tenant.id, personId);
    if (member === undefined) throw notFound('person');
    const at = change.now();
    const whose = { userId: member.user_id, tenantId: tenant.id };
    if (!(await endSessionOf(tx, whose, sessionId, at))) throw notFound('session');
    const { name } = await markOf(change, personId, [sessionId]);
    return change.recorded({
      event: 'session.ended',
      subject: sessionSubject(sessionId, name),
      ...(personId === call.person.id ? {} : { after: { of: personId } }),
    });
  });
}

/** @param keptId one's own present session, when it is one's own that are ended */
export async function endAllSessions(
  call: InTenant,
  personId: string,
  keptId: string | null,
): Promise<Audited<RecordedInControl>> {
  const { tenant, inControl } = call;
  return inControl(async (change) => {
    const { tx } = change;
    const member = await findMember(tx, tenant.id, personId);
    if (member === undefined) throw notFound('person');
    const at = change.now();
    const ended = await endSessionsOf(tx, { userId: member.user_id, tenantId: tenant.id }, at, keptId);
    const subject = await markOf(change, personId, ended);
    return change.recorded({ event: 'sessions.ended', subject, after: { sessionsEnded: ended.length } });
  });
}

/** The marks of what ends, and how this tenant calls whose it was. */
function markOf(change: ControlChange, personId: string, sessionIds: readonly string[]) {
  return change.inTenant(async (tx) => {
    const subject = await personSubject(tx, personId);
    await markLost(tx, sessionIds);
    return subject;
  });
}
