/**
 * Who is at the other end of a request: a person, acting in exactly one tenant, as one query found them by their session or by
 * a token that they made. The tenant's records know them by `id`; the account is the platform's and shown to no tenant.
 */
import type { Standing } from '@gamut/access/effective-right';
import type { Actor } from '../audit/actor.ts';

export interface Person {
  readonly id: string;
  /** The account in control, which may have a place in other tenants too. */
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  /** Empty when a token speaks for them: what needs a session is for sessions alone (`sessionOnly`). */
  readonly sessionId: string;
  /** The API token that speaks for them, with all that it was made for. */
  readonly token: { readonly id: string; readonly permissions: readonly string[] } | null;
  /** An operator whom this tenant lets look, by this grant: no person of the tenant, and nothing is theirs here. */
  readonly support?: { readonly grantId: string };
  readonly role: string;
  readonly additiveRoles: readonly string[];
  readonly roleEpoch: number;
  readonly tenant: {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    readonly plan: string;
    readonly status: string;
  };
}

export function actorOf(person: Person): Actor {
  if (person.support !== undefined)
    return { kind: 'operator', id: person.id, name: person.name, grant: person.support.grantId };
  const actor = { kind: 'person', id: person.id, name: person.name } as const;
  return person.token === null ? actor : { ...actor, token: person.token.id };
}

/** What is done by a tenant's leave is recorded as about that leave, so that the tenant finds all of it there. */
export function grantOf({ support, name }: Person): SupportSubject | undefined {
  return support === undefined ? undefined : supportSubject(support.grantId, name);
}

interface SupportSubject {
  readonly kind: 'support_access';
  readonly id: string;
  readonly name: string;
}

/** Support access as records name it: by who looks. */
export function supportSubject(id: string, operatorName: string): SupportSubject {
  return { kind: 'support_access', id, name: `Support by ${operatorName}` };
}

/** What the person's rights are decided by. */
export function standingOf({ role, additiveRoles, tenant, token, support }: Person): Standing {
  const supportAccess = support !== undefined;
  const standing = { role, additiveRoles, plan: tenant.plan, tenantStatus: tenant.status, supportAccess };
  return token === null ? standing : { ...standing, token: token.permissions };
}
