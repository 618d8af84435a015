/**
 * The operator makes an administrator of a tenant that has none: how anybody gets in for the first time. It leaves an entry in the platform's own
 * stream, which is carried into the tenant's; the operator is shown the link and nothing of the tenant.
 */
import { AppError } from '@gamut/kernel/app-error';
import { mintSetUpLink, type SetUpLink } from '../../../access/set-up-link.ts';
import type { ControlAudited, OperatorChange } from '../../../http/operator-change.ts';
import type { Platform } from '../../../platform.ts';
import { insertMember, findInvitedAdministrator, isAdministered } from './member-store.ts';
import { loadStanding } from '../tenants/tenant-standing.ts';

export interface AdministratorAsked {
  readonly slug: string;
  readonly email: string;
  readonly name: string;
}

/** Asked again for somebody who has not used their link: a fresh one, and the one of before is void. */
export async function inviteAdministrator(
  change: OperatorChange,
  platform: Platform,
  asked: AdministratorAsked,
): Promise<ControlAudited<SetUpLink & { readonly id: string }>> {
  const tenant = await loadStanding(change.tx, asked.slug);
  if (tenant.status !== 'active')
    throw new AppError('conflict', `${asked.slug} is ${tenant.status}.`, {
      fix: 'Reactivate it first: a link of a tenant that is not active opens nothing.',
      who: 'the operator',
    });
  if (await isAdministered(change.tx, tenant.id)) throw itsOwnAffair(asked.slug);
  const email = asked.email.toLowerCase();
  const fresh = change.newId('usr');
  const added = await insertMember(change.tx, tenant.id, {
    accountId: fresh,
    email,
    name: asked.name,
    role: 'administrator',
    additiveRoles: [],
    at: change.now(),
  });
  const member =
    added === undefined
      ? await findInvitedAdministrator(change.tx, tenant.id, email)
      : { user_id: added, person_id: fresh };
  if (member === undefined) throw alreadyHere(asked.slug);
  const link = await mintSetUpLink(platform, change.tx, { userId: member.user_id, tenantId: tenant.id });
  return change.succeed(
    {
      event: 'tenant.administrator_invited',
      subject: { kind: 'tenant', id: tenant.id, name: asked.slug },
      after: { person: member.person_id, role: 'administrator', status: 'invited' },
      concerns: tenant.id,
    },
    { id: member.person_id, ...link },
  );
}

function alreadyHere(slug: string): AppError {
  return new AppError('conflict', `Somebody with this e-mail has a place in ${slug} already.`, {
    fix: 'Their own administrators change roles and let people in again.',
    who: 'an administrator of the organisation',
  });
}

/** Else whoever provisions could invite themselves into a tenant that works, and read its records. */
function itsOwnAffair(slug: string): AppError {
  return new AppError('conflict', `${slug} has an administrator, and who else gets in is theirs to say.`, {
    fix: 'Ask them. To look for a while, an operator for support asks for access, which they approve.',
    who: 'an administrator of the organisation',
  });
}
