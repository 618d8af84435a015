/**
 * Adds a person: an account where there is none, a place in this tenant, and a set-up link that is shown once. Whether the e-mail
 * belongs to an account already shows in nothing: same statements, same answer, and an id that is this tenant's own.
 */
import { AppError } from '@gamut/kernel/app-error';
import { newId } from '@gamut/kernel/id';
import { mintSetUpLink, type SetUpLink } from '../../../access/set-up-link.ts';
import { personSubject, settlePerson } from '../../../access/tenant-person.ts';
import type { Audited } from '../../../http/audited.ts';
import type { ControlCall } from '../../../http/route.ts';
import { takeMember, assertStatus } from './judge-member.ts';
import { insertMember } from './member-store.ts';

export interface PersonAsked {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly additiveRoles: readonly string[];
}

export type Invited = SetUpLink & { readonly id: string };
export type InTenant = Pick<ControlCall, 'platform' | 'person' | 'tenant' | 'inControl'>;

export async function addPerson(call: InTenant, asked: PersonAsked): Promise<Audited<Invited>> {
  const { platform, tenant, inControl } = call;
  const nowMs = platform.clock.nowMs();
  const id = newId('usr', nowMs, platform.random(16));
  const email = asked.email.toLowerCase();
  // an account is nobody's yet, so this crosses the wall between tenants' rows in control
  return inControl(async (change) => {
    const { tx } = change;
    const at = new Date(nowMs).toISOString();
    const userId = await insertMember(tx, tenant.id, { ...asked, email, accountId: id, at });
    if (userId === undefined) throw alreadyHere();
    const link = await mintSetUpLink(platform, tx, { userId, tenantId: tenant.id });
    await change.inTenant((inTenant) =>
      settlePerson(inTenant, {
        id,
        name: asked.name,
        email,
        roleEpoch: 1,
        roles: [asked.role, ...asked.additiveRoles],
        standing: 'invited',
      }),
    );
    return change.succeed(
      {
        event: 'person.added',
        subject: { kind: 'person', id, name: asked.name },
        after: { role: asked.role, additiveRoles: [...asked.additiveRoles], status: 'invited' },
      },
      { id, ...link },
    );
  }, 'account');
}

/** A fresh link for somebody who has not used theirs; the one of before is void. */
export async function renewSetUpLink(call: InTenant, personId: string): Promise<Audited<Invited>> {
  const { platform, person, tenant, inControl } = call;
  return inControl(async (change) => {
    const { tx } = change;
    const { member } = await takeMember(tx, person, personId);
    assertStatus(member, ['invited'], 'Somebody who has signed in once signs in with their password.');
    const link = await mintSetUpLink(platform, tx, { userId: member.user_id, tenantId: tenant.id });
    const subject = await change.inTenant((inTenant) => personSubject(inTenant, personId));
    return change.succeed({ event: 'person.invited_again', subject }, { id: personId, ...link });
  });
}

function alreadyHere(): AppError {
  return new AppError('conflict', 'Somebody with this e-mail has a place in this organisation already.', {
    fix: 'Change their roles, or reactivate them.',
    who: 'an administrator of your organisation',
  });
}
