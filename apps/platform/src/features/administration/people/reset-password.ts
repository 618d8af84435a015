/**
 * Who may give a person the way back from a forgotten password. An administrator, for one place in their own tenant. And, where a tenant's only
 * administrator has forgotten theirs and nobody is left who could, whoever holds the root token, by a link that waits for a day
 * (docs/decisions/0020).
 */
import { AppError } from '@gamut/kernel/app-error';
import { mintResetLink, type ResetLink } from '../../../access/reset-link.ts';
import type { Audited } from '../../../http/audited.ts';
import type { ControlAudited, OperatorChange } from '../../../http/operator-change.ts';
import type { Platform } from '../../../platform.ts';
import { loadStanding } from '../tenants/tenant-standing.ts';
import type { InTenant } from './add-person.ts';
import { personSubject } from '../../../access/tenant-person.ts';
import { assertStatus, takeMember } from './judge-member.ts';
import { listActiveAdministrators } from './member-store.ts';

export type ResetLinkMade = ResetLink & { readonly id: string };

export async function makeResetLink(call: InTenant, personId: string): Promise<Audited<ResetLinkMade>> {
  const { platform, person, tenant, inControl } = call;
  return inControl(async (change) => {
    const { tx } = change;
    const { member } = await takeMember(tx, person, personId);
    assertStatus(member, ['active'], 'Invited: make a fresh set-up link. Suspended: reactivate them first.');
    const whose = { userId: member.user_id, tenantId: tenant.id };
    const link = await mintResetLink(platform, tx, whose, 'administrator');
    const subject = await change.inTenant((inTenant) => personSubject(inTenant, personId));
    return change.succeed({ event: 'person.reset_link_made', subject }, { id: personId, ...link });
  });
}

export async function makeWaitingResetLink(
  change: OperatorChange,
  platform: Platform,
  asked: { readonly slug: string; readonly email: string },
): Promise<ControlAudited<ResetLinkMade>> {
  const tenant = await loadStanding(change.tx, asked.slug);
  if (tenant.status !== 'active')
    throw new AppError('conflict', `${asked.slug} is ${tenant.status}.`, {
      fix: 'Reactivate it first: a link of a tenant that is not active opens nothing.',
      who: 'the operator',
    });
  const administrators = await listActiveAdministrators(change.tx, tenant.id);
  const wanted = administrators.find(({ email }) => email === asked.email.toLowerCase());
  if (wanted === undefined)
    throw new AppError('not_found', 'There is no active administrator with this e-mail in this tenant.', {
      fix: 'Its administrators make links for everybody else.',
      who: 'the operator',
    });
  if (administrators.length > 1)
    throw new AppError('conflict', `${asked.slug} has another administrator, who can make the link.`, {
      fix: 'Ask them.',
      who: 'an administrator of the organisation',
    });
  const whose = { userId: wanted.user_id, tenantId: tenant.id };
  const link = await mintResetLink(platform, change.tx, whose, 'operator');
  return change.succeed(
    {
      event: 'tenant.reset_link_made',
      subject: { kind: 'tenant', id: tenant.id, name: asked.slug },
      after: { person: wanted.person_id, usableFrom: link.usableFrom, expiresAt: link.expiresAt },
      concerns: tenant.id,
    },
    { id: wanted.person_id, ...link },
  );
}
