/**
 * Changes a person's place here: roles, suspension, reactivation, removal. Each raises the epoch of their roles in control and, with
 * before it is committed, in the tenant, so their sessions and tokens are judged by the new standing on the next request, and a change of theirs
 * that is under way is either recorded before or refused. Only this tenant's membership is touched.
 */
import type { JsonObject } from '@gamut/kernel/canonical-json';
import { endSessionsOf } from '../../../access/session-store.ts';
import { waitForRecorded } from '../../../access/rights-lost.ts';
import { moveRoleEpoch, personSubject } from '../../../access/tenant-person.ts';
import type { CarriedEvent } from '../../../audit/carried-events.ts';
import type { Audited } from '../../../http/audited.ts';
import type { RecordedInControl } from '../../../http/change.ts';
import type { InTenant } from './add-person.ts';
import { assertStatus, takeMember, type MemberInHand } from './judge-member.ts';
import { rolesOf, type MemberRow } from './member.ts';
import { changeMember, deleteMember, type MemberChange } from './member-store.ts';

interface Step {
  readonly event: CarriedEvent;
  readonly reason?: string;
  /** Refuses, or says what is changed and how the record shows it. */
  judge(hand: MemberInHand): Change;
}
interface Change {
  readonly to: Omit<MemberChange, 'at' | 'reason'> | 'removed';
  readonly before: JsonObject;
  readonly after: JsonObject;
}

async function change(call: InTenant, personId: string, step: Step): Promise<Audited<RecordedInControl>> {
  const { person, tenant, inControl } = call;
  return inControl(async (change) => {
    const { tx } = change;
    const hand = await takeMember(tx, person, personId);
    const { to, before, after } = step.judge(hand);
    const { user_id: userId, role_epoch: epochBefore } = hand.member;
    const at = change.now();
    const removed = to === 'removed';
    const { length: sessionsEnded } = await endSessionsOf(tx, { userId, tenantId: tenant.id }, at);
    if (removed) await deleteMember(tx, tenant.id, userId);
    const epoch = removed
      ? epochBefore + 1
      : await changeMember(tx, tenant.id, userId, { ...to, at, reason: step.reason ?? null });
    const subject = await change.inTenant(async (inTenant) => {
      await moveRoleEpoch(inTenant, personId, { epoch, ...(removed ? { leftAt: at } : placeIn(hand, to)) });
      const named = await personSubject(inTenant, personId);
      await waitForRecorded(inTenant);
      return named;
    });
    return change.recorded({
      event: step.event,
      subject,
      before,
      after: { ...after, sessionsEnded },
      ...(step.reason === undefined ? {} : { reason: step.reason }),
    });
  });
}

export function setPersonRoles(
  call: InTenant,
  personId: string,
  asked: { readonly role: string; readonly additiveRoles: readonly string[] },
): Promise<Audited<RecordedInControl>> {
  return change(call, personId, {
    event: 'person.roles_set',
    judge: (hand) => {
      if (asked.role !== 'administrator') hand.assertOthersAdminister();
      const after = { role: asked.role, additiveRoles: [...asked.additiveRoles] };
      return { to: after, before: rolesOf(hand.member), after };
    },
  });
}

export function suspendPerson(
  call: InTenant,
  personId: string,
  reason: string,
): Promise<Audited<RecordedInControl>> {
  return change(call, personId, {
    event: 'person.suspended',
    reason,
    judge: (hand) => {
      assertStatus(
        hand.member,
        ['active'],
        'Only somebody active can be suspended; an invitation can be removed.',
      );
      hand.assertOthersAdminister();
      return standing(hand.member, 'suspended');
    },
  });
}

export function reactivatePerson(
  call: InTenant,
  personId: string,
  reason: string,
): Promise<Audited<RecordedInControl>> {
  return change(call, personId, {
    event: 'person.reactivated',
    reason,
    judge: ({ member }) => {
      assertStatus(member, ['suspended'], 'Only somebody suspended can be reactivated.');
      return standing(member, 'active');
    },
  });
}

export function removePerson(call: InTenant, personId: string): Promise<Audited<RecordedInControl>> {
  return change(call, personId, {
    event: 'person.removed',
    judge: (hand) => {
      hand.assertOthersAdminister();
      const { member } = hand;
      return { to: 'removed', before: { ...rolesOf(member), status: member.status }, after: {} };
    },
  });
}

/** All of it, so that what was not known of somebody of before is known from here on. */
function placeIn({ member }: MemberInHand, to: Exclude<Change['to'], 'removed'>) {
  const { role = member.role, additiveRoles = member.additive_roles, status = member.status } = to;
  return { roles: [role, ...additiveRoles], standing: status };
}

function standing(member: MemberRow, status: 'active' | 'suspended'): Change {
  return { to: { status }, before: { status: member.status }, after: { status } };
}
