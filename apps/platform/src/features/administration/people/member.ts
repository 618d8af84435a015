/** A person's place in this tenant as its administrator sees it: roles, standing, when they were last seen, how they sign in. */
import { Type, type Static } from 'typebox';
import { additiveRoles, tenantRoles } from '@gamut/access/roles';
import { named, oneOf, orNull, Time } from '../../../http/schema-words.ts';

export const memberStatuses = ['invited', 'active', 'suspended'] as const;
export type MemberStatus = (typeof memberStatuses)[number];

export const TenantRoleName = oneOf(tenantRoles);
export const AdditiveRoles = Type.Array(oneOf(additiveRoles), {
  maxItems: additiveRoles.length,
  uniqueItems: true,
});

export const Member = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    email: Type.String(),
    role: Type.String(),
    additiveRoles: Type.Array(Type.String()),
    status: oneOf(memberStatuses),
    statusReason: orNull(Type.String()),
    addedAt: Time,
    lastSeenAt: orNull(Time),
    signsInWith: orNull(Type.String({ description: 'as they last did; null: never here' })),
    openSessions: Type.Integer(),
  },
  named('Member'),
);
export type MemberShown = Static<typeof Member>;

export interface MemberRow {
  readonly user_id: string;
  readonly person_id: string;
  readonly email: string;
  readonly role: string;
  readonly additive_roles: readonly string[];
  readonly status: MemberStatus;
  readonly status_reason: string | null;
  readonly role_epoch: number;
  readonly created_at: Date;
}

export interface MemberSeen extends MemberRow {
  readonly last_seen_at: Date | null;
  readonly signed_in_with: string | null;
  readonly open_sessions: number;
}

/** @param name as this tenant knows them; somebody invited from outside it may have none yet */
export function memberOf(row: MemberSeen, name: string | undefined): MemberShown {
  return {
    id: row.person_id,
    name: name ?? row.email,
    email: row.email,
    role: row.role,
    additiveRoles: [...row.additive_roles],
    status: row.status,
    statusReason: row.status_reason,
    addedAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    signsInWith: row.signed_in_with,
    openSessions: Number(row.open_sessions),
  };
}

/** Roles as a record shows them before and after. */
export function rolesOf(row: Pick<MemberRow, 'role' | 'additive_roles'>): {
  role: string;
  additiveRoles: string[];
} {
  return { role: row.role, additiveRoles: [...row.additive_roles] };
}
